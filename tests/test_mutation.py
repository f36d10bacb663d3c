"""The mutation tests' list, judge and operators, as far as they need nothing that only the benchmarks install."""

import importlib
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[1]

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and processor time are Linux's")


def benchmark(name: str) -> ModuleType:
    """A file of `benchmarks/`, where the files find one another."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


equivalents = benchmark("equivalents")


@pytest.mark.parametrize("identity", equivalents.read_equivalents(), ids=str)
def test_a_listed_mutant_changes_lines_that_are_there(course, identity):
    source = course.exercise(identity.topic).solution.read_text(encoding="utf-8")
    _, _, code = source.partition(f"def {identity.function}(")

    assert code, "there is no such function"
    assert len(equivalents.occurrences(f"def {identity.function}({code}", identity.before)) >= identity.occurrence
    assert identity.before != identity.after


@pytest.mark.parametrize(
    "entry",
    [
        "topic = 't'\nfunction = 'f'\nbefore = 'a'\nafter = ['b']",
        "topic = 't'\nfunction = 'f'\nbefore = 'a'\nafter = ['b']\nreason = ' '",
        "topic = 't'\nfunction = 'f'\nbefore = 'a'\nafter = []\nreason = 'r'",
        "topic = 't'\nfunction = 'f'\nbefore = 'a'\nafter = ['b']\nreason = 'r'\nreasons = 'r'",
        "topic = 't'\nfunction = 'f'\nbefore = 'a'\nafter = ['b', 'b']\nreason = 'r'",
    ],
    ids=["no reason", "an empty reason", "no mutant", "an unknown key", "twice"],
)
def test_an_entry_that_says_too_little_or_too_much_is_refused(tmp_path, entry):
    path = tmp_path / "list.toml"
    path.write_text(f"[[equivalent]]\n{entry}\n", encoding="utf-8")

    with pytest.raises(ValueError):
        equivalents.read_equivalents(path)


@linux_only
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of 3.12 and later, in a process with threads
def test_a_mutant_is_killed_by_a_check_or_at_a_limit_and_the_right_answer_is_not(course):
    mutation = benchmark("mutation")
    exercise = course.exercise("regularization")
    right = exercise.solution.read_text(encoding="utf-8")
    unnoticed = right.replace("strength / 2 * sum", "0.5 * strength * sum")
    wrong = right.replace("strength / 2 * sum", "strength * sum")
    endless = right.replace("strength / 2 * sum", "[0 for _ in iter(int, 1)] and sum")
    greedy = right.replace("strength / 2 * sum", "len(bytearray(2**40)) * sum")
    gone = right.replace("strength / 2 * sum", "__import__('os')._exit(3) or sum")
    mutants = [
        SimpleNamespace(identity=SimpleNamespace(function="l2_penalty"), source=source)
        for source in (right, unnoticed, wrong, endless, greedy, gone)
    ]
    judge = mutation.Judge(exercise, "a seed for the tests")
    judge.cpu_s = 1

    fates = mutation.fates(judge, mutants, jobs=2)

    assert fates[:2] == [mutation.Fate(None)] * 2
    assert fates[2].killer in {one.check.name for one in judge.checks if one.check.function == "l2_penalty"}
    assert fates[3].killer == "its end: exit code -24"  # SIGXCPU
    assert fates[4].killer in {one.check.name for one in judge.checks}
    assert fates[5].killer == "its end: exit code 3"
    assert not any(fate.faults for fate in fates)


def test_our_operators_do_what_their_examples_say():
    pytest.importorskip("cosmic_ray", reason="comes with the extra `mutation`")
    mutate_code = importlib.import_module("cosmic_ray.mutating").mutate_code

    for operator in benchmark("mutants").OWN_OPERATORS:
        for example in operator.examples():
            changed = mutate_code(example.pre_mutation_code, operator(), example.occurrence)
            assert changed == example.post_mutation_code


def test_mutants_are_made_of_what_a_student_writes_and_of_no_word():
    pytest.importorskip("cosmic_ray", reason="comes with the extra `mutation`")
    source = """
import numpy as np

GIVEN = 3


def half(x, n=2):
    'Halve 1.'
    ### BEGIN SOLUTION
    if n < 1:
        raise ValueError(f"n is {n + 1}")
    return np.sum(x, axis=0) / n
    ### END SOLUTION
"""

    mutants = benchmark("mutants").mutants_of("topic", source)

    changes = {(one.identity.before, one.identity.after) for one in mutants}
    assert ("return np.sum(x, axis=0) / n", "return np.sum(x) / n") in changes
    assert ("return np.sum(x, axis=0) / n", "return (x) / n") in changes
    assert ("def half(x, n=2):", "def half(x, n=3):") in changes
    assert ("if n < 1:", "if n <= 1:") in changes
    assert ('raise ValueError(f"n is {n + 1}")', "raise ValueError()") in changes
    assert {before for before, _ in changes} == {
        "return np.sum(x, axis=0) / n", "def half(x, n=2):", "if n < 1:", 'raise ValueError(f"n is {n + 1}")'
    }  # fmt: skip
    assert len({one.source for one in mutants}) == len(mutants)
