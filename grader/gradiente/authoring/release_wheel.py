"""The student's wheel: the part of this package that students need, and no more.

What it holds is listed here by hand, so that nothing gets into it unseen; a test follows the imports and fails if the
list lacks something. It is written by this module and not by a build tool, so that the same sources give the same
bytes on every machine.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import gradiente
from gradiente import __version__
from gradiente.errors import GradienteError

# Modules of `gradiente`; a package ends with a dot and stands for what lies directly in it.
MODULES = (
    "__init__",
    "__main__",
    "errors",
    "results",
    "student.",
    "checking.",
    "intake.__init__",
    "intake.archives",
    "intake.encodings",
    "intake.manifests",
    "intake.matching",
    "intake.members",
    "intake.names",
    "intake.notebooks",
    "intake.notes",
    "intake.reading",
    "intake.submission",
    "intake.tarballs",
    "intake.texts",
    "intake.topic_index",
    "cli.__init__",
    "cli.options",
    "cli.start",
    "cli.list",
    "cli.check",
    "cli.watch",
    "cli.hint",
    "cli.quiz",
    "cli.submit",
    "judge.__init__",
    "judge.limits",
    "judge.saying",
    "judge.hypothesis_profile",
    "texts.__init__",
    "texts.numbers",
    "texts.sentences",
    "texts.visible",
    "worker.__init__",
    "worker.arrays",
    "worker.blocks",
    "worker.codec",
    "worker.formulas",
    "worker.generators",
    "worker.hearing",
    "worker.models",
    "worker.notebooks",
    "worker.printing",
    "worker.submission",
    "quizzes.__init__",
    "quizzes.attempt",
    "quizzes.bundle",
    "quizzes.certainty",
    "quizzes.chance",
    "quizzes.exchange",
    "quizzes.figure_kinds",
    "quizzes.figure_words",
    "quizzes.figures",
    "quizzes.filling",
    "quizzes.marking",
    "quizzes.mathematics",
    "quizzes.question",
    "quizzes.records",
    "quizzes.terminal",
    "quizzes.terminal_figures",
    "quizzes.typed",
    "quizzes.variant",
    "quizzes.page.__init__",
    "quizzes.page.sealing",
)
TEXTS = ("evidence", "quantities", "quiz", "student")
# What the commands say outside a workspace that has everything: imported only where they are installed.
ELSEWHERE = frozenset({"gradiente.course", "gradiente.quizzes.bank"})
REQUIREMENTS = (
    "click>=8.1",
    "latex2mathml>=3.77",
    "msgpack>=1.0.8",
    "numpy>=1.26",
    "pytest>=8.0",
    "rich>=13.7",
)
_PACKAGE = Path(gradiente.__path__[0])
_THEN = (1980, 1, 1, 0, 0, 0)


def module_paths() -> tuple[Path, ...]:
    """Return the files of all listed modules.

    Raises
    ------
    GradienteError
        If one is listed that is not there.
    """
    found: list[Path] = []
    for name in MODULES:
        place = _PACKAGE.joinpath(*name.rstrip(".").split("."))
        own = sorted(place.glob("*.py")) if name.endswith(".") else [place.with_suffix(".py")]
        if not own or not all(path.is_file() for path in own):
            raise GradienteError(f"The student's wheel lists {name}, which is no module of gradiente.")
        found += own
    return tuple(found)


def make_wheel(extra_requirements: Iterable[str] = ()) -> tuple[str, bytes]:
    """Make the student's wheel.

    Parameters
    ----------
    extra_requirements : iterable of str
        What the kit's examples need besides.

    Returns
    -------
    name : str
        The version ends with a digest of the content, so that pip takes a newer kit's wheel for another one.
    content : bytes
    """
    files = {f"gradiente/{path.relative_to(_PACKAGE).as_posix()}": path.read_bytes() for path in module_paths()}
    for name in TEXTS:
        files[f"gradiente/texts/{name}.toml"] = (_PACKAGE / "texts" / f"{name}.toml").read_bytes()
    requirements = sorted({*REQUIREMENTS, *extra_requirements})
    content = hashlib.sha256("\n".join(requirements).encode())
    for path in sorted(files):
        content.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    version = f"{__version__}+{content.hexdigest()[:10]}"
    info = f"gradiente_student-{version}.dist-info"
    files[f"{info}/METADATA"] = _metadata(version, requirements).encode()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: gradiente release\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}/entry_points.txt"] = b"[console_scripts]\ngradiente = gradiente.__main__:main\n"
    record = "".join(f"{path},sha256={_record_digest(files[path])},{len(files[path])}\n" for path in sorted(files))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return f"gradiente_student-{version}-py3-none-any.whl", zipped(files)


def _metadata(version: str, requirements: Iterable[str]) -> str:
    lines = [
        "Metadata-Version: 2.1",
        "Name: gradiente-student",
        f"Version: {version}",
        "Summary: The student's commands of Gradiente: start, list, check, watch, hint, quiz, submit.",
        "License: MIT",
        "Requires-Python: >=3.11,<3.14",
        *(f"Requires-Dist: {one}" for one in requirements),
        "Provides-Extra: torch",
        'Requires-Dist: torch>=2.2; extra == "torch"',
    ]
    return "\n".join(lines) + "\n"


def _record_digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip that holds these files and says nothing of when or where it was made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, _THEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # as on Unix, wherever this runs
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[path], compresslevel=9)
    return stream.getvalue()


def imported_by(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, at its top or later; not those that only type checkers read."""
    pending: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            pending += node.orelse
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(_PACKAGE.parent).parts[:-1] if node.level else ()
            base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names if _is_module(f"{base}.{alias.name}"))
        pending += ast.iter_child_nodes(node)


def _is_module(name: str) -> bool:
    place = _PACKAGE.parent.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()
