"""The common work as an otter-grader test file of exception-based tests."""

from types import SimpleNamespace

from common import CHECKS
from otter.test_files import test_case

OK_FORMAT = False

name = "common_work"
points = len(CHECKS)


def _case(check):
    def case(env):
        check(SimpleNamespace(**{f: env[f] for f in ("mean_squared_error", "standardize", "layer_norm")}))

    return case


for _name, _check in CHECKS.items():
    globals()[f"test_{_name}"] = test_case(name=_name, points=1)(_case(_check))
