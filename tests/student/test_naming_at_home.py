"""A mistake is named by what it returns, whatever the arithmetic, and nobody else is given its name."""

import importlib.util
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

from gradiente.course import find_course
from gradiente.student.at_home import Student
from gradiente.student.child import examples_of, see
from gradiente.student.kit import find_kit
from gradiente.student.naming import GRIDS, on_grid, open_entries, sealed_entry, telling

COURSE = find_course()
ANSWERS = Path(__file__).resolve().parents[1] / "right_answers"
NUMPY_TOPICS = [exercise for exercise in COURSE.exercises if "torch" not in exercise.libraries]


def seen_of(exercise, function, functions):
    """What is seen of a function on its examples."""
    found = {}
    for example in examples_of(exercise.public_checks):
        if example.function == function:
            seen = see(example, Student(functions, exercise.keeps))
            found[example.name] = (seen.on_grids, seen.verdict == "passed", seen.is_clause)
    return found


def named(kit, topic, function, functions):
    exercise = COURSE.exercise(topic)
    chosen = telling(seen_of(exercise, function, functions))
    entries = find_kit(kit, "en").kit.topic(topic, "en").misconceptions
    return [text["id"] for text in open_entries(entries, topic, function, chosen)] if chosen is not None else []


def test_misconceptions_are_told_by_name(kit):
    from cnn_reference.misconceptions import losses

    names = {
        (one.id, function): named(kit, "losses", function, {function: wrong})
        for one in losses.MISCONCEPTIONS
        for function, wrong in one.wrong.items()
    }

    told = [pair for pair, found in names.items() if pair[0] in found]
    assert len(told) > 0.7 * len(names)
    others = [pair for pair, found in names.items() if found and pair[0] not in found]
    assert others == []


def summed(y_pred, y_true):
    return float(np.sum((y_pred - y_true) ** 2))


@pytest.mark.parametrize(
    "wrong",
    [
        summed,
        lambda p, t: np.float32(summed(p, t)),
        lambda p, t: summed(p, t) * (1 + 1e-15),
        lambda p, t: sum((a - b) ** 2 for a, b in zip(p[::-1], t[::-1], strict=True)),
    ],
)
def test_the_same_mistake_in_other_arithmetic_has_the_same_name_even_if_nothing_is_refused(kit, wrong):
    assert named(kit, "losses", "mean_squared_error", {"mean_squared_error": wrong}) == ["losses/sum-instead-of-mean"]


def test_another_wrong_value_has_no_name(kit):
    assert named(kit, "losses", "mean_squared_error", {"mean_squared_error": lambda p, t: summed(p, t) + 0.01}) == []
    assert named(kit, "losses", "mean_squared_error", {}) == []


def test_no_text_can_be_read_in_the_kit(release):
    stored = release.files["kit.json"].decode()

    from cnn_reference.misconceptions import losses

    for one in losses.MISCONCEPTIONS:
        assert one.explanation.en[:40] not in stored
        assert json.dumps(one.explanation.es[:40])[1:-1] not in stored


@pytest.fixture
def heard():
    """A right answer may warn, and ask for all warnings, whatever we ignore."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("ignore")
        yield heard


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("exercise", NUMPY_TOPICS, ids=lambda exercise: exercise.topic)
def test_a_right_answer_passes_its_examples_at_home(exercise, monkeypatch):
    examples = examples_of(exercise.public_checks)
    for path in sorted(ANSWERS.glob(f"{exercise.folder}/*.py")):
        spec = importlib.util.spec_from_file_location(f"answer_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
        for example in examples:
            seen = see(example, Student(vars(module), exercise.keeps))
            assert seen.verdict == "passed", (path.name, example.name, seen.evidence)


def test_values_nearly_equal_share_a_cell_on_some_grid():
    draws = np.random.default_rng(5)
    for size in (1, 8):
        for _ in range(300):
            value = draws.normal(size=size) * 10.0 ** draws.integers(-3, 6)
            near = value * (1 + draws.uniform(-1, 1, size) * 1e-12)
            pairs = [(on_grid(value, None, grid), on_grid(near, None, grid)) for grid in range(GRIDS)]
            assert any(one == other for one, other in pairs)
            far = value * 1.0001 + 1e-4
            assert all(on_grid(value, None, grid) != on_grid(far, None, grid) for grid in range(GRIDS))


def test_counts_and_forms_are_told_apart():
    for one, other in (
        (61_706, 61_707),
        (2.0, "2.0"),
        ([1.0, 2.0], np.array([[1.0, 2.0]])),
        (None, 0.0),
        (float("nan"), 0.0),
        (True, 1),
    ):
        assert on_grid(one, None, 0) != on_grid(other, None, 0)
    assert on_grid([1.0, 2.0], None, 0) == on_grid(np.array([1.0, 2.0]), None, 0)
    assert on_grid(4, None, 0) == on_grid(np.float32(4), None, 0)
    assert on_grid({"a": [1.5, {"b": (2, None)}]}, None, 0) == on_grid({"a": (1.5, {"b": [2.0, None]})}, None, 0)


def test_three_names_are_none():
    seen = {"check": ("a", "b", "c")}
    entries = [sealed_entry("t", "f", seen, {"id": f"t/{number}"}) for number in range(3)]

    assert [text["id"] for text in open_entries(entries[:2], "t", "f", seen)] == ["t/0", "t/1"]
    assert open_entries(entries, "t", "f", seen) == []
    assert open_entries(entries[:1], "t", "f", {"check": ("x", "y", "z")}) == []
    assert len(open_entries(entries[:1], "t", "f", {"check": ("x", "b", "z")})) == 1


def test_refusals_count_only_if_all_values_are_right():
    value, clause = ("v",) * GRIDS, ("c",) * GRIDS

    assert telling({"value": (value, False, False), "clause": (clause, False, True)}) == {"value": value}
    assert set(telling({"value": (value, True, False), "clause": (clause, False, True)})) == {"value", "clause"}
    assert telling({"value": (value, True, False)}) is None
    assert telling({"value": (None, False, False)}) is None
