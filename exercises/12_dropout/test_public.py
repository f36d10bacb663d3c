"""The examples of exercise 12 that you may see; the hidden checks look at more."""

import numpy as np
import pytest

from gradiente.checking import array_of, assert_agrees, assert_holds, called_often


def output_and_mask(got, shape, count=2):
    """The output as float64 and the mask, of that shape both."""
    if not isinstance(got, (tuple, list)) or len(got) != count:
        assert_agrees(got, tuple([0.0] * count))
    return array_of(got[0], shape).astype(np.float64), array_of(got[1], shape, "b")


@pytest.mark.points("dropout_forward", 0)
@pytest.mark.says(
    es="Con p = 0.5, un 1 pasa a 0 o a 2, según diga la máscara, y hay de los dos.",
    en="With p = 0.5 a 1 becomes 0 or 2, as the mask says, and there are some of both.",
)
def test_dropout_of_ones(student):
    y, mask = output_and_mask(student.dropout_forward(np.ones((12, 12)), 0.5, np.random.default_rng(1)), (12, 12))
    assert_holds(bool(np.all(np.abs(y - 2.0 * mask) < 1e-5)), "property", y, 2.0 * mask)
    # All of 144 draws are the same with a probability of 2**-143.
    assert_holds(0 < mask.sum() < mask.size, "property", y, "0.0 and 2.0", false_alarm=2.0**-143)


@pytest.mark.points("dropout_forward", 0)
@pytest.mark.says(
    es="En inferencia x sale como entró y la máscara es True en todas partes.",
    en="At inference x comes out as it went in and the mask is True everywhere.",
)
def test_dropout_of_a_row_at_inference(student):
    x = np.array([[1.0, -2.0, 0.5]])
    y, mask = output_and_mask(student.dropout_forward(x, 0.5, np.random.default_rng(2), False), (1, 3))
    assert_agrees(y, np.array([[1.0, -2.0, 0.5]]))
    assert_agrees(mask, np.array([[True, True, True]]))


@pytest.mark.points("dropout_backward", 0)
@pytest.mark.says(
    es="El gradiente del ejemplo: p = 0.5 y la máscara [True, False, True].",
    en="The gradient of the example: p = 0.5 and the mask [True, False, True].",
)
def test_backward_of_the_example(student):
    got = student.dropout_backward(np.array([1.0, 1.0, 1.0]), np.array([True, False, True]), 0.5)
    assert_agrees(got, np.array([2.0, 0.0, 2.0]))


@pytest.mark.points("spatial_dropout", 0)
@pytest.mark.says(
    es="Con p = 0.5, cada mapa de unos se queda en ceros o en doses, entero.",
    en="With p = 0.5 each map of ones becomes zeros or twos, the whole of it.",
)
def test_spatial_dropout_of_ones(student):
    shape = (3, 2, 4, 5)
    y, mask = output_and_mask(student.spatial_dropout(np.ones(shape), 0.5, np.random.default_rng(3)), shape)
    assert_holds(bool(np.all(mask == mask[:, :1, :1, :])), "property", mask, "mask == mask[:, :1, :1, :]")
    assert_holds(bool(np.all(np.abs(y - 2.0 * mask) < 1e-5)), "property", y, 2.0 * mask)


# The example of the statement: one sample of 2 x 2 with two channels.
EXAMPLE = np.stack([[[3.0, 1.0], [-5.0, 7.0]], [[-9.0, 8.0], [4.0, 6.0]]], axis=-1)[None]


def what_can_go(student, function):
    """Which values of the example are dropped in sixty calls with p = 0.5."""
    gone, wrong, rng = set(), [], np.random.default_rng(3)
    for got in called_often(student, function, [(EXAMPLE, 0.5, rng)] * 60):
        y, mask = output_and_mask(got, EXAMPLE.shape)
        if not np.all(np.abs(y - EXAMPLE * mask) < 1e-5):
            wrong.append((y, EXAMPLE * mask))
        gone |= set(EXAMPLE[~mask].tolist())
    assert_holds(not wrong, "property", *(wrong[-1] if wrong else ()))
    return sorted(gone)


# One of a few values stays in all of sixty fair draws with a probability of 2**-60 each.


@pytest.mark.points("feature_max_drop", 0)
@pytest.mark.says(
    es="En el ejemplo del enunciado pueden caer el 7 y el 8, y nada más.",
    en="In the example of the statement the 7 and the 8 can be dropped, and nothing else.",
)
def test_feature_max_drop_of_the_example(student):
    gone = what_can_go(student, "feature_max_drop")
    assert_holds(gone == [7.0, 8.0], "property", gone, [7.0, 8.0], false_alarm=2 * 2.0**-60)


@pytest.mark.points("channel_max_drop", 0)
@pytest.mark.says(
    es="En el ejemplo del enunciado pueden caer el 3, el 4, el 7 y el 8, y nada más.",
    en="In the example of the statement the 3, the 4, the 7 and the 8 can be dropped, and nothing else.",
)
def test_channel_max_drop_of_the_example(student):
    gone = what_can_go(student, "channel_max_drop")
    assert_holds(gone == [3.0, 4.0, 7.0, 8.0], "property", gone, [3.0, 4.0, 7.0, 8.0], false_alarm=4 * 2.0**-60)


@pytest.mark.points("stochastic_dropout", 0)
@pytest.mark.says(
    es="Con U(0.1, 0.3) la tasa queda entre 0.1 y 0.3, y con ella se escala.",
    en="With U(0.1, 0.3) the rate lies between 0.1 and 0.3, and it is what scales.",
)
def test_stochastic_dropout(student):
    rates, wrong = [], []
    for number in range(10):
        got = student.stochastic_dropout(np.ones((4, 5)), np.random.default_rng(number), "uniform", 0.1, 0.3)
        y, mask = output_and_mask(got, (4, 5), 3)
        assert_agrees(got[2], 0.2, 1e300)  # a number
        rates.append(float(got[2]))
        want = mask / (1 - min(rates[-1], 0.95))
        if not np.all(np.abs(y - want) < 1e-5):
            wrong.append((y, want))
    assert_holds(min(rates) >= 0.1 - 1e-6 and max(rates) <= 0.3 + 1e-6, "property", rates, "0.1 <= p <= 0.3")
    assert_holds(not wrong, "property", *(wrong[-1] if wrong else ()))
