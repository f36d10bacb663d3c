"""An example that a student may see."""

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_holds
from gradiente.worker.codec import Tensor


@pytest.mark.points("double", 0)
@pytest.mark.says(es="El doble de 1 y 2.", en="Twice 1 and 2.")
def test_one_and_two(student):
    got = student.double(np.array([1.0, 2.0]))
    assert_holds(isinstance(got, Tensor), "type")
    assert_agrees(got.values, np.array([2.0, 4.0]))
