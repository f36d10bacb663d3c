"""Numbers as students type them. The page reads the same table, in JavaScript."""

import json
from pathlib import Path

import pytest

from gradiente import texts
from gradiente.quizzes.typed import UnreadableNumberError, read_number

READINGS = json.loads(Path(__file__).with_name("number_readings.json").read_text(encoding="utf-8"))
READABLE = [one for one in READINGS if "value" in one]
UNREADABLE = [one for one in READINGS if "error" in one]


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case["typed"])
def test_a_number_is_read(case):
    value = read_number(case["typed"], case.get("unit", ""), whole=case.get("whole", False))

    assert value == pytest.approx(case["value"], rel=1e-15)


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: case["typed"] or "nothing")
def test_what_could_be_something_else_is_not_guessed(case):
    with pytest.raises(UnreadableNumberError) as caught:
        read_number(case["typed"], whole=case.get("whole", False))

    assert caught.value.kind == case["error"]
    assert texts.has(f"quiz.{caught.value.kind}")


def test_a_float_as_python_writes_it_is_read_without_a_loss():
    for value in (0.1 + 0.2, 1e-12, 123456.789, 2 / 3):
        assert read_number(repr(value)) == value
