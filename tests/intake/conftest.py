"""Archives and topics that the tests of intake share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from gradiente.intake import Intake, Submission, TopicNames, collect

TOPICS = (
    TopicNames("parameters", 1, ("dense_parameters", "conv_parameters", "pool_parameters")),
    TopicNames("losses", 2, ("softmax", "cross_entropy", "mean_squared_error")),
    TopicNames("batch_norm", 3, ("normalise", "running_statistics")),
)

Content = str | bytes
Entry = tuple[str | zipfile.ZipInfo, Content]


def source_of(*functions: str, header: str = "") -> str:
    """Return a source that defines the functions."""
    return header + "".join(f"def {function}(x):\n    return x\n\n\n" for function in functions)


def zip_bytes(entries: Mapping[str, Content] | Iterable[Entry], **options: int) -> bytes:
    """Return a zip of the entries."""
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:  # type: ignore[call-overload]
        for name, content in pairs:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def topics() -> tuple[TopicNames, ...]:
    return TOPICS


@pytest.fixture
def source() -> Callable[..., str]:
    return source_of


@pytest.fixture
def zipped() -> Callable[..., bytes]:
    return zip_bytes


@pytest.fixture
def make_zip(tmp_path: Path) -> Callable[..., Path]:
    """Write a zip of the entries and return its path."""

    def write(entries: Mapping[str, Content] | Iterable[Entry], name: str = "class.zip", **options: int) -> Path:
        path = tmp_path / name
        path.write_bytes(zip_bytes(entries, **options))
        return path

    return write


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a folder and return its path."""

    def write(files: Mapping[str, Content], name: str = "class") -> Path:
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        for file, content in files.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@pytest.fixture
def take(topics: tuple[TopicNames, ...]) -> Callable[..., Intake]:
    """Collect from paths, with the topics of these tests."""

    def run(*paths: Path, **options: object) -> Intake:
        return collect(list(paths), topics, **options)  # type: ignore[arg-type]

    return run


@pytest.fixture
def only(take: Callable[..., Intake]) -> Callable[..., Submission]:
    """Collect from paths that hold one submission, and return it."""

    def run(*paths: Path, **options: object) -> Submission:
        (submission,) = take(*paths, **options).submissions
        return submission

    return run
