"""Right answers of every style that the contract allows have ten points, over the real wall."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from gradiente.course import Exercise, find_course
from gradiente.results import Verdict

COURSE = find_course()
ZOO = Path(__file__).resolve().parents[1] / "right_answers"


def libraries_missing(exercise: Exercise) -> list[str]:
    return [library for library in exercise.libraries if find_spec(library) is None]


ANSWERS = [
    pytest.param(exercise, answer, id=f"{exercise.topic}/{answer.stem}")
    for exercise in COURSE.exercises
    for answer in sorted((ZOO / f"{exercise.number:02}_{exercise.topic}").glob("*.py"))
]


@pytest.mark.parametrize(("exercise", "answer"), ANSWERS)
def test_a_right_answer_has_ten_points(desk, exercise, answer):
    if missing := libraries_missing(exercise):
        pytest.skip(f"{', '.join(missing)} not installed")
    main = f"{exercise.topic}.py"

    result = desk.grade(exercise.topic, main, {main: answer.read_bytes()})

    refusals = {one.check: (one.verdict, one.evidence) for one in result.checks if one.verdict is not Verdict.PASSED}
    assert refusals == {}
    assert result.misconceptions == ()
    assert not result.faults
    assert result.mark == 10.0


def test_every_topic_has_answers_and_every_answer_a_topic():
    topics = {f"{exercise.number:02}_{exercise.topic}" for exercise in COURSE.exercises}

    assert {folder.name for folder in ZOO.iterdir()} == topics
    assert all(len(list((ZOO / topic).glob("*.py"))) >= 4 for topic in topics)
