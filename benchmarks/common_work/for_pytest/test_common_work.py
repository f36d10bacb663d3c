"""The common work as a plain pytest file: the student's module lies beside it."""

import common_work as student
import pytest
from common import CHECKS


@pytest.mark.parametrize("name", CHECKS)
def test_common_work(name):
    CHECKS[name](student)
