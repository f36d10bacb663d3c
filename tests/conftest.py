"""What the tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gradiente.course import Course, find_course
from gradiente.judge.desk import Desk
from gradiente.judge.hypothesis_profile import load_profile
from gradiente.wall.isolation import best_level
from gradiente.wall.launch import Level, launch
from gradiente.wall.zygote import Zygote

load_profile()


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
