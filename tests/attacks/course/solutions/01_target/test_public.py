"""Examples that a student may see: two tables, an example that is drawn, and one ordinary test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, lists

from gradiente.checking import agrees_with, array_of


def scale(x, factor):
    return factor * x + 1.0


def normalise(v):
    return v - v.mean()


def running(values):
    return np.cumsum(values).tolist()


@pytest.mark.points("scale", 0)
@pytest.mark.says(es="La recta por 1.", en="The line through 1.")
@given(x=integers(0, 100), factor=integers(0, 9))
@agrees_with(scale)
def test_line(x, factor):
    return float(x), float(factor)


@pytest.mark.points("normalise", 0)
@pytest.mark.says(es="Quita la media de unos números.", en="It subtracts the mean of some numbers.")
@given(values=lists(floats(-8, 8, width=16), min_size=1, max_size=5))
@agrees_with(normalise)
def test_mean(values):
    return (np.array(values),)


@pytest.mark.points("running", 0)
@pytest.mark.says(es="Sumas parciales de 1, 2, 3.", en="Running sums of 1, 2, 3.")
@pytest.mark.parametrize("values", [[1, 2, 3], [4]])
@agrees_with(running)
def test_sums(values):
    return (values,)


@pytest.mark.points("jitter", 0)
@pytest.mark.says(es="El ruido tiene la forma de v.", en="The noise has the shape of v.")
def test_shape_of_the_noise(student):
    array_of(student.jitter(np.zeros((2, 3)), np.random.default_rng(0)), (2, 3))
