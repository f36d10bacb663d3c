"""The common work as a Gradescope autograder: a TestCase with weights, and the runner that writes results.json."""

import sys
import unittest

import common_work as student
from common import CHECKS
from gradescope_utils.autograder_utils.decorators import weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner


class CommonWork(unittest.TestCase):
    """Its 21 tests are set below."""


def _test(check):
    def test(_self):
        check(student)

    return test


for _name, _check in CHECKS.items():
    setattr(CommonWork, f"test_{_name}", weight(1)(_test(_check)))

if __name__ == "__main__":
    with open(sys.argv[1], "w") as results:
        suite = unittest.defaultTestLoader.loadTestsFromTestCase(CommonWork)
        JSONTestRunner(visibility="visible", stream=results).run(suite)
