"""The examples of exercise 09 that you may see; the hidden checks look at more."""

import math

import numpy as np
import pytest

from gradiente.checking import (
    FALSE_ALARM,
    Formula,
    array_of,
    assert_agrees,
    assert_holds,
    assert_measures,
    mean_tolerance,
    normal_std_tolerance,
    uniform_std_tolerance,
)


def assert_std(values, std, tolerance_of=normal_std_tolerance):
    """The standard deviation of 60,000 draws is right to within 2.3 % (2.6 % of uniform ones)."""
    with np.errstate(all="ignore"):
        measured = float(array_of(values, (200, 300)).astype(np.float64).std())
    assert_measures(measured, std, tolerance_of(60_000, std), "std", false_alarm=FALSE_ALARM)


@pytest.mark.points("fan_in_fan_out", 0)
@pytest.mark.says(
    es="Una capa densa de 64 a 10, y una convolución 3x3 de 16 a 32 canales.",
    en="A dense layer from 64 to 10, and a 3x3 convolution from 16 to 32 channels.",
)
@pytest.mark.parametrize(("shape", "fans"), [((64, 10), (64, 10)), ((3, 3, 16, 32), (144, 288))])
def test_fans(student, shape, fans):
    assert_agrees(student.fan_in_fan_out(shape), fans)


@pytest.mark.points("constant", 0)
@pytest.mark.says(
    es="Ceros si no se dice otra cosa; si no, el valor que se pide.",
    en="Zeros unless told otherwise, else the value asked for.",
)
def test_constant(student):
    assert_agrees(student.constant((4,)), np.zeros(4))
    assert_agrees(student.constant((2, 3), 0.5), np.array([[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]))


@pytest.mark.points("small_normal", 0)
@pytest.mark.says(es="La desviación típica es 0.01.", en="The standard deviation is 0.01.")
def test_small_normal(student):
    drawn = student.small_normal((200, 300), np.random.default_rng(1))
    assert_std(drawn, 0.01)


@pytest.mark.points("uniform", 0)
@pytest.mark.says(
    es="Entre -1 y 3: la media es 1 y la desviación típica 4 / sqrt(12).",
    en="Between -1 and 3: the mean is 1 and the standard deviation 4 / sqrt(12).",
)
def test_uniform(student):
    drawn = student.uniform((200, 300), np.random.default_rng(2), -1.0, 3.0)
    std = 4 / math.sqrt(12)
    assert_std(drawn, std, uniform_std_tolerance)
    mean = float(drawn.astype(np.float64).mean())
    assert_measures(mean, 1.0, mean_tolerance(60_000, 4.0), "mean", false_alarm=FALSE_ALARM)


@pytest.mark.points("xavier_normal", 0)
@pytest.mark.says(
    es="Una capa densa (200, 300): la desviación típica es sqrt(2 / 500).",
    en="A dense layer (200, 300): the standard deviation is sqrt(2 / 500).",
)
def test_xavier_normal(student):
    drawn = student.xavier_normal((200, 300), np.random.default_rng(3))
    std = math.sqrt(2 / 500)
    assert_std(drawn, std)


@pytest.mark.points("xavier_uniform", 0)
@pytest.mark.says(
    es="Una capa densa (200, 300): la desviación típica es sqrt(2 / 500).",
    en="A dense layer (200, 300): the standard deviation is sqrt(2 / 500).",
)
def test_xavier_uniform(student):
    drawn = student.xavier_uniform((200, 300), np.random.default_rng(4))
    std = math.sqrt(2 / 500)
    assert_std(drawn, std, uniform_std_tolerance)


@pytest.mark.points("lecun_normal", 0)
@pytest.mark.says(
    es="Una capa densa (200, 300): la desviación típica es 1 / sqrt(200).",
    en="A dense layer (200, 300): the standard deviation is 1 / sqrt(200).",
)
def test_lecun_normal(student):
    drawn = student.lecun_normal((200, 300), np.random.default_rng(5))
    std = 1 / math.sqrt(200)
    assert_std(drawn, std)


@pytest.mark.points("he_normal", 0)
@pytest.mark.says(
    es="Una capa densa (200, 300): la desviación típica es sqrt(2 / 200) = 0.1.",
    en="A dense layer (200, 300): the standard deviation is sqrt(2 / 200) = 0.1.",
)
def test_he_normal(student):
    drawn = student.he_normal((200, 300), np.random.default_rng(6))
    assert_std(drawn, 0.1)


@pytest.mark.points("he_uniform", 0)
@pytest.mark.says(
    es="Una capa densa (200, 300): la desviación típica es sqrt(2 / 200) = 0.1.",
    en="A dense layer (200, 300): the standard deviation is sqrt(2 / 200) = 0.1.",
)
def test_he_uniform(student):
    drawn = student.he_uniform((200, 300), np.random.default_rng(7))
    assert_std(drawn, 0.1, uniform_std_tolerance)


@pytest.mark.points("he_normal", 0)
@pytest.mark.says(
    es="La misma semilla da los mismos números; dos llamadas seguidas, números distintos.",
    en="The same seed gives the same numbers; two calls in a row, different ones.",
)
def test_numbers_come_from_the_generator(student):
    one, other = (array_of(student.he_normal((4, 3), np.random.default_rng(8)), (4, 3)) for _ in range(2))
    assert_holds(np.array_equal(one, other), "not-reproducible", other, one)
    rng = np.random.default_rng(8)
    first, second = (array_of(student.he_normal((4, 3), rng), (4, 3)) for _ in range(2))
    # twelve numbers, each equal to its partner with a probability of at most 2**-23, also as float32
    assert_holds(not np.array_equal(first, second), "same-draws", second, false_alarm=2.0 ** (-23 * 12))


# Weights that pass on half of every input, and an activation that changes nothing.
halving = Formula("shape, rng", "np.eye(*shape) / 2", text="half_of_every_input")
unchanged = Formula("z", "np.positive(z)", text="<ufunc 'positive'>")


@pytest.mark.points("activation_spread", 0)
@pytest.mark.says(
    es="Sin activación, y con pesos que dejan pasar la mitad, la dispersión se divide por dos en cada capa.",
    en="Without an activation and with weights that pass on half of the signal each layer halves the spread.",
)
def test_spread_halves(student):
    # 1000 samples of 20 units: 20,000 numbers, whose standard deviation is right to within 4 %.
    spread = student.activation_spread(halving, [20, 20, 20], unchanged, np.random.default_rng(9))
    assert_agrees(spread, [0.5, 0.25], 0.25)
    for measured, std in zip(spread, (0.5, 0.25), strict=True):
        tolerance = normal_std_tolerance(20_000, std)
        assert_measures(float(measured), std, tolerance, "std", false_alarm=FALSE_ALARM)
