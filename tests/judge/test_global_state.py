"""A function that touches NumPy's global random state is found out, however it does so."""

import numpy as np
import pytest

from gradiente.checking import Disagreement, assert_leaves_global_random_state
from gradiente.judge.limits import Limits
from gradiente.judge.session import Session
from gradiente.judge.student import Student

SOURCE = b"""
import numpy as np
def draws(rng): return np.random.random()
def seeds(rng):
    np.random.seed(0)
    return rng.random()
def leaves(rng): return rng.random()
"""


@pytest.fixture
def student(zygote):
    session = Session(zygote, "x.py", {"x.py": SOURCE}, Limits())
    session.open()
    yield Student(session)
    session.close()


@pytest.mark.parametrize("name", ["draws", "seeds"])
def test_it_is_found_out_at_every_call(student, name):
    for _ in range(2):  # once seeded with 0, it is already what `seeds` makes of it
        with pytest.raises(Disagreement, match="global-state"):
            assert_leaves_global_random_state(student, name, np.random.default_rng(1))


def test_drawing_from_the_generator_alone_is_right(student):
    assert_leaves_global_random_state(student, "leaves", np.random.default_rng(1))
