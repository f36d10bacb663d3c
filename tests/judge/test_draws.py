"""What a judge draws depends on the course's seed alone."""

import gc
import random
import subprocess
import sys
import threading
from contextlib import nullcontext

import hypothesis
import numpy as np
import pytest
from hypothesis.strategies import integers

from gradiente.judge import prepared
from gradiente.judge.hypothesis_profile import EXAMPLES, drawing, load_profile
from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.suite import load_suite

DRAW = """
import sys
from pathlib import Path
from gradiente.course import Course
from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.suite import load_suite

course = Course(Path(sys.argv[1]))
for topic in sys.argv[2:]:
    suite = PreparedSuite(load_suite(course.exercise(topic)), "a seed")
    drawn = [[case.arguments for case in check.cases] for check in suite.checks]
print(drawn)
"""


def drawn_by_a_judge(course, folder, *topics):
    """What a new process draws for the last of some topics."""
    command = [sys.executable, "-c", DRAW, str(course.folder), *topics]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout


def test_inputs_do_not_depend_on_the_topics_judged_before_and_nothing_is_left_where_it_ran(course, tmp_path):
    """Hypothesis draws constants of the modules that are loaded, unless it is kept from it."""
    fresh = drawn_by_a_judge(course, tmp_path, "parameters")
    experienced = drawn_by_a_judge(course, tmp_path, "losses", "gradient_descent", "parameters")

    assert len(fresh) > 1000
    assert fresh == experienced
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seed", ["a seed", "another"])
def test_a_seed_draws_the_same_twice(course, seed):
    first, second = (
        [case.arguments for check in PreparedSuite(load_suite(course.exercise("parameters")), seed).checks
         for case in check.cases]
        for _ in range(2)
    )  # fmt: skip

    assert repr(first) == repr(second)


@pytest.fixture
def undisturbed(monkeypatch):
    """Have Hypothesis do around each example what it always does."""
    return lambda: monkeypatch.setattr(prepared, "drawing", nullcontext)


@pytest.mark.parametrize("topic", ["parameters", "regularization"])
def test_nothing_else_is_drawn_than_hypothesis_draws_undisturbed(course, undisturbed, topic):
    drawn = []
    for _ in range(2):
        checks = PreparedSuite(load_suite(course.exercise(topic)), "a seed").checks
        drawn.append(repr([(case.arguments, case.choices) for check in checks for case in check.cases]))
        undisturbed()

    assert drawn[0] == drawn[1]


def test_a_strategy_that_uses_global_random_numbers_draws_the_same_everywhere_and_leaves_them_as_they_were():
    load_profile()
    drawn = []
    for state in (1, 2):
        random.seed(state)
        np.random.seed(state)
        before = random.getstate(), repr(np.random.get_state())

        @hypothesis.seed(0)
        @hypothesis.given(integers().map(lambda n: (n, random.random(), np.random.random())))
        def check(numbers):
            drawn.append((state, numbers))  # noqa: B023 - called at once

        with drawing():
            check()
        assert (random.getstate(), repr(np.random.get_state())) == before

    first, second = ([numbers for state, numbers in drawn if state == which] for which in (1, 2))
    assert len(first) == EXAMPLES
    assert first == second


def test_only_who_draws_goes_without_what_stands_around_an_example():
    load_profile()
    numbers = []

    @hypothesis.given(integers())
    def check(_):
        numbers.append(random.random())

    check()
    assert len(set(numbers)) == 1  # seeded for each example
    with drawing():
        thread = threading.Thread(target=check)
        thread.start()
        thread.join()
    assert len(set(numbers)) == 1
    with drawing():
        check()
    assert len(set(numbers)) > 1


def test_garbage_is_collected_again_whatever_happens():
    def break_down():
        with drawing():
            assert not gc.isenabled()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_down()
    assert gc.isenabled()
