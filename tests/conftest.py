"""What the tests share."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from gradiente.batch import default_processes
from gradiente.classroom import grade_class, read_submissions, topics_to_grade
from gradiente.course import Course, find_course
from gradiente.judge.desk import Desk
from gradiente.judge.hypothesis_profile import load_profile
from gradiente.results import ClassResult
from gradiente.store import Store
from gradiente.wall.isolation import best_level
from gradiente.wall.launch import Level, launch
from gradiente.wall.zygote import Zygote

load_profile()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many processes as processors; what is named by its files runs in this one, where `print` and `pdb` work."""
    if all(Path(name.partition("::")[0]).is_file() for name in config.args):
        return 0
    return int(os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS", default_processes()))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Files that share what is dear to make go to one process, which makes it once; the others go one by one."""
    if config.option.dist != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class BySharedFixtures(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return next((group for group, start in SHARING.items() if file.startswith(start)), file)

    return BySharedFixtures(config, log)


# What shares a session's fixture that takes more than a few seconds: the kit of a course; the sample class, graded.
SHARING = {
    "the kit": "tests/student/",
    "the graded sample class": ("tests/reports/", "tests/regrading/", "tests/test_sample_class.py"),
    "the exported class": "tests/exports/",
}


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Torch computes in one thread, as in a judge: ours are small, and several only wait for a free processor."""
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


@pytest.fixture(scope="session")
def course() -> Course:
    """This repository's course."""
    return find_course(Path(__file__).resolve().parents[1])


@pytest.fixture(scope="session")
def level() -> Level:
    """The strongest isolation here; where there is none, the tests of it have nothing to test."""
    return best_level(unsandboxed=True)


@pytest.fixture(scope="session")
def zygote(level: Level) -> Iterator[Zygote]:
    """A warm interpreter with NumPy."""
    zygote = Zygote(launch(level, ()))
    yield zygote
    zygote.close()


@pytest.fixture(scope="session")
def desk(course: Course, level: Level) -> Iterator[Desk]:
    """A judge with a fixed seed."""
    desk = Desk(course, "a seed for the tests", level)
    yield desk
    desk.close()


@dataclass(frozen=True)
class SampleClass:
    """The sample class, graded.

    `out` holds its store: whoever grades `archive` into it again gets the verdicts from there.
    """

    archive: Path
    out: Path
    result: ClassResult


@pytest.fixture(scope="session")
def sample_class(course: Course, level: Level, tmp_path_factory: pytest.TempPathFactory) -> SampleClass:
    """The sample class, graded once for all tests."""
    archive = course.folder / "grader" / "sample_class" / "sample_class.zip"
    out = tmp_path_factory.mktemp("sample_class")
    intake = read_submissions(course, [archive])
    with Store(out) as store:
        result = grade_class(
            course,
            intake,
            topics_to_grade(course, intake, ()),
            store,
            level,
            language="es",
            processes=default_processes(),
            on_result=lambda *_: None,
        )
        result = replace(result, students=tuple(result.students))
    return SampleClass(archive, out, result)
