"""Hidden checks of the target; the numbers in `SENTINELS` stand nowhere else."""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import builds, floats, integers, lists

from gradiente.checking import (
    agrees_with,
    array_of,
    assert_agrees,
    assert_inputs_unchanged,
    assert_measures,
)

# Inputs of hidden checks, and what a right answer makes of them: no student may ever read one.
SENTINELS = (918273.25, 2754820.75, 736455.5, 1472912.0, 645546.75, 8471625.5, 374859.125)


def scale(x, factor):
    return factor * x + 1.0


def normalise(v):
    return v - v.mean()


def running(values):
    if not values:
        raise ValueError("values is empty")
    return np.cumsum(values).tolist()


def slope(f, p):
    h = 1 / 1024
    return (f(p + h) - f(p - h)) / (2 * h)


def jitter(v, rng):
    return v + rng.standard_normal(v.shape)


@dataclass(frozen=True)
class Cubic:
    """The function a p^3."""

    a: float

    def __call__(self, p):
        return self.a * p * p * p

    def __repr__(self):
        return "a cubic"


class Counting:
    """A function that counts its calls."""

    def __init__(self, function):
        self._function, self.calls = function, 0

    def __call__(self, p):
        self.calls += 1
        return self._function(p)


def _text(es, en):
    return SimpleNamespace(es=es, en=en)


MISCONCEPTIONS = (
    SimpleNamespace(
        id="target/sum-for-mean",
        name=_text("Resta la suma", "Subtracts the sum"),
        explanation=_text("Resta la suma en lugar de la media.", "It subtracts the sum instead of the mean."),
        lecture=_text("ninguna", "none"),
        wrong={"normalise": lambda v: v - v.sum()},
    ),
)


@pytest.mark.points("scale", 1)
@pytest.mark.says(es="Una recta cualquiera.", en="Any line.")
@given(x=floats(-100, 100), factor=floats(-9, 9))
@example(x=918273.25, factor=3.0)
@agrees_with(scale)
def test_any_line(x, factor):
    return x, factor


@pytest.mark.points("scale", 0.5)
@pytest.mark.says(es="También con números grandes.", en="With large numbers, too.")
def test_large_numbers(student):
    for x in (736455.5, 1.0):
        assert_agrees(student.scale(x, 2.0), 2.0 * x + 1.0)


@pytest.mark.points("scale", 0.5)
@pytest.mark.says(es="Crece si factor es positivo.", en="It grows if factor is positive.")
@given(x=integers(0, 50), step=integers(1, 50))
def test_growth(student, x, step):
    values = [student.scale(float(x), 2.0), student.scale(float(x + step), 2.0)]
    assert_agrees(values, [2.0 * x + 1.0, 2.0 * (x + step) + 1.0])


@pytest.mark.points("normalise", 1)
@pytest.mark.says(es="Quita la media.", en="It subtracts the mean.")
@given(values=lists(floats(-100, 100), min_size=1, max_size=6))
@example(values=[645546.75, 0.0])
@agrees_with(normalise)
def test_any_mean(values):
    return (np.array(values),)


@pytest.mark.points("normalise", 1)
@pytest.mark.says(es="No modifica v.", en="It leaves v alone.")
def test_v_stays(student):
    v = np.array([8471625.5, 1.0, 2.0])
    assert_agrees(assert_inputs_unchanged(student, "normalise", v), v - v.mean())


@pytest.mark.points("running", 1)
@pytest.mark.says(es="Sumas parciales.", en="Running sums.")
@given(values=lists(floats(-100, 100), min_size=1, max_size=6))
@example(values=[374859.125, 1.0])
@agrees_with(running)
def test_any_sums(values):
    return (values,)


@pytest.mark.points("running", 0.5)
@pytest.mark.says(es="Rechaza una lista vacía.", en="It refuses an empty list.")
@pytest.mark.parametrize("values", [[]])
@agrees_with(running)
def test_refuses_nothing(values):
    return (values,)


@pytest.mark.points("running", 0.5)
@pytest.mark.says(es="De ceros salen ceros.", en="Zeros give zeros.")
def test_zeros(student):
    # A student's exception passes through a generator expression here.
    sums = list(student.running([0.0] * n) for n in (1, 3))  # noqa: C400
    for n, got in zip((1, 3), sums, strict=True):
        assert_agrees(got, [0.0] * n)


@pytest.mark.points("slope", 1)
@pytest.mark.says(es="La derivada de un polinomio.", en="The derivative of a polynomial.")
@given(f=builds(Cubic, integers(-3, 3)), p=floats(-8, 8, width=16))
@agrees_with(slope)
def test_any_slope(f, p):
    return f, p


@pytest.mark.points("slope", 1)
@pytest.mark.says(es="Llama a f dos veces.", en="It calls f twice.")
def test_two_calls(student):
    f = Counting(Cubic(2.0))
    assert_agrees(student.slope(f, 1.0), slope(Cubic(2.0), 1.0))
    assert_measures(f.calls, 2, 0.0, "calls")


@pytest.mark.points("jitter", 1)
@pytest.mark.says(es="Usa el rng recibido.", en="It uses the rng that it is given.")
@given(n=integers(1, 6), seed=integers(0, 99))
@agrees_with(jitter)
def test_any_noise(n, seed):
    return np.zeros(n), np.random.default_rng(seed)


@pytest.mark.points("jitter", 1)
@pytest.mark.says(es="Cada llamada saca números nuevos.", en="Each call draws new numbers.")
def test_new_noise(student):
    rng, twin = np.random.default_rng(7), np.random.default_rng(7)
    for _ in range(2):
        got = array_of(student.jitter(np.zeros(4), rng), (4,))
        assert_agrees(got, twin.standard_normal(4))
