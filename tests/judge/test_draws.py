"""What a judge draws depends on the course's seed alone."""

import subprocess
import sys

import pytest

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
