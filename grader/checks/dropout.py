"""Hidden checks of exercise 12: dropout.

The masks of a right answer are random, so a check looks at a property of every mask, or counts events of a known
probability in independent draws (`assert_share`: the exact binomial). The draws that are counted lie on a diagonal,
each in a row and a column of its own: they are independent of one another even in an answer that draws once a
row, or once for the whole batch, and such an answer fails the check of independence and no other.

A mask that holds numbers instead of booleans, or that still has to be broadcast to the shape of x, costs the points
of the check that asks for a boolean mask of the shape of x; the others read it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import composite, integers, nothing, sampled_from

from cnn_reference import dropout as reference
from cnn_reference.misconceptions import dropout as misconceptions
from gradiente.checking import (
    FALSE_ALARM,
    agrees_with,
    array_of,
    assert_agrees,
    assert_holds,
    assert_inputs_unchanged,
    assert_leaves_global_random_state,
    assert_measures,
    assert_share,
    called_often,
    mean_tolerance,
    normal_mean_tolerance,
    normal_std_tolerance,
    read_only,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

SEED = 121212
SIDE = 32  # samples and units, maps or positions
CALLS = 12  # of which 12 * 32 = 384 draws are counted: a share of 0.125 to within 0.14
RATES = (0.125, 0.875)
FEW = 4  # calls, of which 4 * 32 pairs are counted

OUTSIDE = [1.0, -0.25, 1.5, 2, -1]


def generator(*number: int) -> np.random.Generator:
    """Make the generator of one check."""
    return np.random.default_rng((SEED, *number))


# Arrays to drop from: multiples of 1/64, which float32 holds, without zeros and without ties.


def distinct(shape: tuple[int, ...], number: int = 0, dtype: Any = np.float64) -> np.ndarray:
    """Numbers of either sign, no two of the same size; the largest size is less than twice the smallest."""
    rng = generator(0, number)
    size = int(np.prod(shape))
    values = (size + 1 + rng.permutation(size)) * rng.choice([-1, 1], size) / 64
    return values.reshape(shape).astype(dtype)


def negative(shape: tuple[int, ...], number: int = 0) -> np.ndarray:
    """The same, all negative."""
    return -np.abs(distinct(shape, number))


# What came back.


def parts(got: Any, count: int) -> Any:
    """The parts of what a student returned, or a finding if there is another number of them."""
    if not isinstance(got, (tuple, list)) or len(got) != count:
        assert_agrees(got, tuple([0.0] * count))
    return got


def as_mask(value: Any, shape: tuple[int, ...]) -> np.ndarray:
    """Read a mask as booleans of that shape, though it be of numbers or have sides of 1 to be broadcast."""
    mask = array_of(value, kinds="biuf")
    stretches = mask.ndim == len(shape) and all(own in (1, side) for own, side in zip(mask.shape, shape, strict=True))
    if not stretches:
        array_of(value, shape, "biuf")
    return np.broadcast_to(mask != 0, shape)


def dropped_from(student: Any, function: str, x: np.ndarray, *arguments: Any) -> tuple[np.ndarray, np.ndarray]:
    """Call a function that drops; return its output as float64 and what its mask says was kept."""
    return dropped_often(student, function, [(x, *arguments)])[0]


def dropped_often(student: Any, function: str, calls: Sequence[tuple[Any, ...]]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Call a function that drops often, all calls in one message; return what `dropped_from` does, of each call."""
    found = []
    for (x, *_), result in zip(calls, called_often(student, function, calls), strict=True):
        y, mask = parts(result, 2)
        found.append((array_of(y, x.shape).astype(np.float64), as_mask(mask, x.shape)))
    return found


def masks_of(student: Any, function: str, x: np.ndarray, p: float, rng: Any, calls: int) -> list[np.ndarray]:
    """Call a function that drops often; return what each mask says was kept."""
    return [kept for _, kept in dropped_often(student, function, [(x, p, rng)] * calls)]


def stochastic(student: Any, x: np.ndarray, rng: Any, *law: Any) -> tuple[np.ndarray, np.ndarray, float]:
    """Call `stochastic_dropout`; return output, mask, and the rate as a finite number."""
    return stochastic_often(student, 1, x, rng, *law)[0]


def stochastic_often(
    student: Any, calls: int, x: np.ndarray, rng: Any, *law: Any
) -> list[tuple[np.ndarray, np.ndarray, float]]:
    """Call `stochastic_dropout` often; return what `stochastic` does, of each call."""
    found = []
    for result in called_often(student, "stochastic_dropout", [(x.copy(), rng, *law) for _ in range(calls)]):
        y, mask, p = parts(result, 3)
        assert_agrees(p, 0.5, 1e300)
        found.append((array_of(y, x.shape).astype(np.float64), as_mask(mask, x.shape), float(p)))
    return found


# Properties.


def assert_output(x: np.ndarray, y: np.ndarray, kept: np.ndarray, factor: float) -> None:
    """Assert that what was kept is multiplied by a factor and what was dropped is 0."""
    with np.errstate(all="ignore"):
        factors = y[kept] / x[kept].astype(np.float64)
    # The course's tolerance, for numbers of which the largest is at most twice the smallest. Where nothing is kept,
    # or nothing dropped, the right number is written down, for wrong answers to be compared by.
    tolerance = 1e-6 + 2e-5 * factor
    least, most = (float(factors.min()), float(factors.max())) if kept.any() else (factor, factor)
    assert_measures(least, factor, tolerance, "min(y[mask] / x[mask])")
    assert_measures(most, factor, tolerance, "max(y[mask] / x[mask])")
    assert_measures(float(np.abs(y[~kept]).max(initial=0.0)), 0.0, 0.0, "max|y[~mask]|")


def on_the_diagonal(events: np.ndarray) -> int:
    """Count the events in a square whose places are of different rows and different columns."""
    return int(np.trace(events.reshape(SIDE, SIDE)))


def equal_pairs(events: np.ndarray) -> int:
    """Count the pairs of neighbours, down the rows, that are equal; no two pairs share a row and a column.

    There are as many pairs as rows: for each two rows the columns i and i + SIDE / 2.
    """
    square = events.reshape(SIDE, SIDE)
    half = np.arange(SIDE // 2)
    upper, lower = square[::2], square[1::2]
    return sum(int(np.sum(upper[half, columns] == lower[half, columns])) for columns in (half, half + SIDE // 2))


def assert_independent(squares: list[np.ndarray], quantity: str) -> None:
    """Assert that neighbours are equal in half of the cases, as coins are: the events have probability 0.5."""
    pairs = sum(equal_pairs(square) for square in squares)
    assert_share(pairs, SIDE * len(squares), 0.5, quantity)


def assert_counts_vary(counts: list[int], false_alarm: float) -> None:
    """Assert that not always the same number is dropped."""
    assert_holds(len(set(counts)) > 1, "property", counts[0], "a number that varies", false_alarm=false_alarm)


def assert_boolean_mask(mask: Any, shape: tuple[int, ...]) -> None:
    """Assert dtype and shape of a mask."""
    kind = array_of(mask, shape, "b").dtype
    # Written down, so that it counts as a clause: a mask alone computes nothing.
    assert_holds(kind == np.bool_, "property")


def assert_draws_from_rng(student: Any, function: str, arguments: Callable[[Any], tuple[Any, ...]], count: int) -> None:
    """Assert that randomness comes from the given generator and from nowhere else.

    NumPy's global state stays as it was, one seed gives one mask, and two calls with one generator give different
    ones: of 128 or more fair draws all are the same with a probability of 2**-128.
    """
    assert_leaves_global_random_state(student, function, *arguments(generator(1)))
    rng = generator(3)
    calls = [arguments(source) for source in (generator(2), generator(2), rng, rng)]
    results = called_often(student, function, calls)
    one, other, first, second = (
        as_mask(parts(result, count)[1], given[0].shape) for given, result in zip(calls, results, strict=True)
    )
    assert_holds(np.array_equal(one, other), "not-reproducible", other, one)
    assert_holds(not np.array_equal(first, second), "same-draws", second, false_alarm=2.0**-128)


def assert_leaves_inputs(student: Any, function: str, x: np.ndarray, *more: Any) -> None:
    """Assert that x is left as it was, and that it may be read-only."""
    got = assert_inputs_unchanged(student, function, x.copy(), *more)
    array_of(parts(got, len(got) if isinstance(got, (tuple, list)) else 2)[0], x.shape)
    got = getattr(student, function)(read_only(x), *more)
    array_of(parts(got, len(got) if isinstance(got, (tuple, list)) else 2)[0], x.shape)


def assert_keeps_all(x: np.ndarray, y: np.ndarray, kept: np.ndarray) -> None:
    """Assert that everything is kept as it was."""
    assert_holds(bool(kept.all()), "property", kept, np.ones(kept.shape, dtype=bool))
    assert_agrees(y, x.astype(np.float64))


# What is counted of each function: the draws of a call as a square of SIDE x SIDE.


def maps_of(kept: np.ndarray) -> np.ndarray:
    """Which maps were kept, judged by their first pixel: samples and channels."""
    return kept[:, 0, 0, :]


def largest_of_maps(x: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Whether the largest activation of each map was dropped: samples and channels."""
    n, height, width, channels = x.shape
    flat = (n, height * width, channels)
    largest = x.reshape(flat).argmax(axis=1)[:, None, :]
    return ~np.take_along_axis(kept.reshape(flat), largest, axis=1)[:, 0, :]


def largest_of_positions(x: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Whether the largest activation over the channels was dropped: samples, rows and columns."""
    return ~np.take_along_axis(kept, x.argmax(axis=3)[..., None], axis=3)[..., 0]


UNITS = distinct((SIDE, SIDE))
MAPS = distinct((SIDE, 1, 2, SIDE))  # of many maps all pixels cross, so they are small here and larger elsewhere
POSITIONS = distinct((SIDE, 4, 8, 3))  # 4 * 8 positions


# -- dropout_forward ----------------------------------------------------------------------------------------


@pytest.mark.points("dropout_forward", 0.5)
@pytest.mark.says(
    es="Al entrenar, lo que la máscara conserva se divide entre 1 - p y lo que no, pasa a 0.",
    en="In training, what the mask keeps is divided by 1 - p, and what it does not becomes 0.",
)
def test_dropout_scales_the_survivors(student):
    shapes = [(200,), (1, 200), (40, 5), (3, 4, 5, 6)]
    xs = [distinct(shape, number, np.float64 if number < 3 else np.float32) for number, shape in enumerate(shapes)]
    calls = [(x, p, generator(100, number)) for p in (0.5, *RATES) for number, x in enumerate(xs)]
    for (x, p, _), dropped in zip(calls, dropped_often(student, "dropout_forward", calls), strict=True):
        assert_output(x, *dropped, 1 / (1 - p))


@pytest.mark.points("dropout_forward", 0.4)
@pytest.mark.says(
    es="Cada elemento se elimina con probabilidad p, por su cuenta: cuántos caen cambia de una vez a otra.",
    en="Every element is dropped with chance p, by itself: how many go changes from time to time.",
)
def test_dropout_drops_with_chance_p(student):
    for p in RATES:
        rng = generator(110)
        squares = masks_of(student, "dropout_forward", UNITS, p, rng, CALLS)
        assert_chance_of_keeping(squares, 1 - p)


def assert_chance_of_keeping(squares: list[np.ndarray], chance: float) -> None:
    """Assert with which chance the draws of some calls keep, and that they keep no fixed number."""
    assert_share(sum(map(on_the_diagonal, squares)), SIDE * len(squares), chance, "P(mask)")
    # The most probable number of 32 draws of these chances has probability 0.22, of 1024 draws 0.04: all of 384 rows,
    # or columns, have one number with a probability below 0.22**383, all of 12 calls below 0.04**11.
    assert_counts_vary([int(square.sum()) for square in squares], 1e-15)
    assert_counts_vary([int(count) for square in squares for count in square.sum(axis=1)], 1e-30)
    assert_counts_vary([int(count) for square in squares for count in square.sum(axis=0)], 1e-30)


@pytest.mark.points("dropout_forward", 0.4)
@pytest.mark.says(
    es="Los sorteos son independientes entre muestras y también dentro de cada muestra.",
    en="The draws are independent from sample to sample and also within each sample.",
)
def test_dropout_draws_every_element_by_itself(student):
    rng = generator(120)
    squares = masks_of(student, "dropout_forward", UNITS, 0.5, rng, FEW)
    assert_independent(squares, "P(mask[n, i] == mask[n + 1, i])")
    assert_independent([square.T for square in squares], "P(mask[n, i] == mask[n, i + 1])")
    x = distinct((8, 4, 4, 8))
    _, kept = dropped_from(student, "dropout_forward", x, 0.5, rng)
    for axis in range(4):
        one, other = (kept.take(range(first, x.shape[axis], 2), axis) for first in (0, 1))
        assert_share(int(np.sum(one == other)), one.size, 0.5, f"P(mask[i] == mask[i + 1]), axis {axis}")


@pytest.mark.points("dropout_forward", 0.3)
@pytest.mark.says(
    es="En inferencia x sale como entró y la máscara es True en todas partes, sea cual sea p.",
    en="At inference x comes out as it went in and the mask is True everywhere, whatever p.",
)
def test_dropout_at_inference(student):
    xs = [distinct(shape) for shape in [(3,), (1, 4), (2, 3), (1, 2, 3, 2)]]
    calls = [(x, p, generator(130), False) for p in (0.5, 0.875, 0.0) for x in xs]
    for (x, *_), dropped in zip(calls, dropped_often(student, "dropout_forward", calls), strict=True):
        assert_keeps_all(x, *dropped)


@pytest.mark.points("dropout_forward", 0.2)
@pytest.mark.says(es="Con p = 0 no se pierde nada.", en="With p = 0 nothing is lost.")
def test_dropout_with_chance_zero(student):
    for shape in [(3,), (2, 3), (1, 2, 3, 2)]:
        x = distinct(shape)
        assert_keeps_all(x, *dropped_from(student, "dropout_forward", x, 0.0, generator(140)))


@pytest.mark.points("dropout_forward", 0.2)
@pytest.mark.says(
    es="La máscara es un array booleano con la forma de x, también en inferencia.",
    en="The mask is a boolean array with the shape of x, at inference too.",
)
def test_dropout_mask_is_boolean(student):
    for training in (True, False):
        for number, shape in enumerate([(4, 3), (5,), (2, 3, 2, 3)]):
            got = student.dropout_forward(distinct(shape), 0.25, generator(150, number), training)
            assert_boolean_mask(parts(got, 2)[1], shape)


@pytest.mark.points("dropout_forward", 0.2)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_dropout_draws_from_rng(student):
    assert_draws_from_rng(student, "dropout_forward", lambda rng: (distinct((16, 16)), 0.5, rng), 2)


@pytest.mark.points("dropout_forward", 0.1)
@pytest.mark.says(
    es="x queda como estaba, y puede ser de solo lectura.",
    en="x is left as it was, and may be read-only.",
)
def test_dropout_leaves_x(student):
    assert_leaves_inputs(student, "dropout_forward", distinct((4, 5)), 0.5, generator(160))
    assert_leaves_inputs(student, "dropout_forward", distinct((4, 5)), 0.5, generator(161), False)


@pytest.mark.points("dropout_forward", 0.2)
@pytest.mark.says(
    es="Una p fuera de [0, 1) se rechaza con ValueError, al entrenar y en inferencia.",
    en="A p outside [0, 1) is refused with ValueError, in training and at inference.",
)
@pytest.mark.parametrize("p", OUTSIDE)
@pytest.mark.parametrize("training", [True, False])
@agrees_with(reference.dropout_forward)
def test_dropout_refuses_a_chance_outside(p, training):
    return distinct((2, 3)), p, generator(170), training


# -- dropout_backward ---------------------------------------------------------------------------------------


@composite
def passes(draw: Any, dtype: Any = np.float64) -> tuple[Any, ...]:
    """Arguments of `dropout_backward`."""
    shape = draw(array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=3))
    dy = draw(arrays(dtype, shape, elements=integers(-16, 16).map(lambda n: n / 4), fill=nothing()))
    mask = draw(arrays(np.bool_, shape, fill=nothing()))
    return dy, mask, draw(sampled_from([0.5, 0.25, 0.75, 0.125, 0.875, 0.0]))


@pytest.mark.points("dropout_backward", 0.5)
@pytest.mark.says(
    es="El gradiente pasa solo por lo que se conservó, y se divide entre 1 - p.",
    en="The gradient passes through what was kept alone, and is divided by 1 - p.",
)
@given(call=passes())
@example(call=(np.array([1.0, 2.0]), np.array([True, False]), 0.25))
@example(call=(np.array([[1.0, -2.0]]), np.array([[False, True]]), 0.75))
@example(call=(np.array([1.0, 2.0]), np.array([False, False]), 0.5))
@example(call=(np.array([1.0, 2.0]), np.array([True, True]), 0.0))
@agrees_with(reference.dropout_backward)
def test_backward_of_any_pass(call):
    return call


@pytest.mark.points("dropout_backward", 0.1)
@pytest.mark.says(es="Acepta gradientes float32.", en="It takes float32 gradients.")
@given(call=passes(np.float32))
@agrees_with(reference.dropout_backward)
def test_backward_of_float32(call):
    return call


@pytest.mark.points("dropout_backward", 0.2)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_backward_leaves_its_inputs(student):
    dy, mask = np.array([[0.5, 2.0, -1.0], [1.0, 0.25, 3.0]]), np.array([[True, False, True], [False, True, True]])
    want = reference.dropout_backward(dy, mask, 0.75)
    assert_agrees(assert_inputs_unchanged(student, "dropout_backward", dy.copy(), mask.copy(), 0.75), want)
    assert_agrees(student.dropout_backward(read_only(dy), read_only(mask), 0.75), want)


@pytest.mark.points("dropout_backward", 0.2)
@pytest.mark.says(
    es="Una p fuera de [0, 1) se rechaza con ValueError.",
    en="A p outside [0, 1) is refused with ValueError.",
)
@pytest.mark.parametrize("p", OUTSIDE)
@agrees_with(reference.dropout_backward)
def test_backward_refuses_a_chance_outside(p):
    return np.array([1.0, 2.0]), np.array([True, False]), p


# -- spatial_dropout ----------------------------------------------------------------------------------------


@pytest.mark.points("spatial_dropout", 0.25)
@pytest.mark.says(
    es="Lo que la máscara conserva se divide entre 1 - p y lo que no, pasa a 0.",
    en="What the mask keeps is divided by 1 - p, and what it does not becomes 0.",
)
def test_spatial_scales_the_survivors(student):
    xs = [distinct((20, 2, 3, 10), 1, dtype) for dtype in (np.float64, np.float32)]
    calls = [(x, p, generator(300)) for p in (0.5, *RATES) for x in xs]
    for (x, p, _), dropped in zip(calls, dropped_often(student, "spatial_dropout", calls), strict=True):
        assert_output(x, *dropped, 1 / (1 - p))


@pytest.mark.points("spatial_dropout", 0.3)
@pytest.mark.says(
    es="Cada mapa, un canal de una muestra, se conserva entero o se elimina entero.",
    en="Each map, one channel of one sample, is kept whole or dropped whole.",
)
def test_spatial_decides_for_whole_maps(student):
    for number, shape in enumerate([(20, 2, 3, 10), (1, 3, 2, 200), (200, 2, 2, 1), (50, 1, 1, 4)]):
        x = distinct(shape, number)
        _, kept = dropped_from(student, "spatial_dropout", x, 0.5, generator(310, number))
        whole = np.all(kept == kept[:, :1, :1, :], axis=(1, 2))
        # Exactly 1 for a right answer; the tolerance is for comparing wrong ones, whose share is random.
        assert_measures(float(whole.mean()), 1.0, 0.2, "P(mask[n, :, :, c] constant)")
        assert_holds(bool(whole.all()), "property", kept, "mask == mask[:, :1, :1, :]")


@pytest.mark.points("spatial_dropout", 0.25)
@pytest.mark.says(
    es="Cada mapa se elimina con probabilidad p, por su cuenta: cuántos caen cambia de una vez a otra.",
    en="Each map is dropped with chance p, by itself: how many go changes from time to time.",
)
def test_spatial_drops_with_chance_p(student):
    for p in RATES:
        rng = generator(320)
        squares = [maps_of(kept) for kept in masks_of(student, "spatial_dropout", MAPS, p, rng, CALLS)]
        assert_chance_of_keeping(squares, 1 - p)


@pytest.mark.points("spatial_dropout", 0.2)
@pytest.mark.says(
    es="Hay un sorteo por muestra y canal: ni las muestras ni los canales comparten el suyo.",
    en="There is one draw for each sample and channel: neither samples nor channels share theirs.",
)
def test_spatial_draws_for_each_sample_and_channel(student):
    rng = generator(330)
    squares = [maps_of(kept) for kept in masks_of(student, "spatial_dropout", MAPS, 0.5, rng, FEW)]
    assert_independent(squares, "P(mask[n, c] == mask[n + 1, c])")
    assert_independent([square.T for square in squares], "P(mask[n, c] == mask[n, c + 1])")


@pytest.mark.points("spatial_dropout", 0.1)
@pytest.mark.says(es="Con p = 0 no se pierde nada.", en="With p = 0 nothing is lost.")
def test_spatial_with_chance_zero(student):
    for shape in [(2, 2, 3, 2), (1, 1, 1, 1)]:
        x = distinct(shape)
        assert_keeps_all(x, *dropped_from(student, "spatial_dropout", x, 0.0, generator(340)))


@pytest.mark.points("spatial_dropout", 0.1)
@pytest.mark.says(
    es="La máscara es un array booleano con la forma de x.",
    en="The mask is a boolean array with the shape of x.",
)
def test_spatial_mask_is_boolean(student):
    for shape in [(4, 2, 3, 5), (1, 2, 2, 1)]:
        got = student.spatial_dropout(distinct(shape), 0.25, generator(350))
        assert_boolean_mask(parts(got, 2)[1], shape)


@pytest.mark.points("spatial_dropout", 0.1)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_spatial_draws_from_rng(student):
    assert_draws_from_rng(student, "spatial_dropout", lambda rng: (distinct((16, 2, 3, 16)), 0.5, rng), 2)


@pytest.mark.points("spatial_dropout", 0.1)
@pytest.mark.says(
    es="x queda como estaba, y puede ser de solo lectura.",
    en="x is left as it was, and may be read-only.",
)
def test_spatial_leaves_x(student):
    assert_leaves_inputs(student, "spatial_dropout", distinct((4, 2, 3, 5)), 0.5, generator(360))


@pytest.mark.points("spatial_dropout", 0.1)
@pytest.mark.says(
    es="Una p fuera de [0, 1) se rechaza con ValueError.",
    en="A p outside [0, 1) is refused with ValueError.",
)
@pytest.mark.parametrize("p", OUTSIDE)
@agrees_with(reference.spatial_dropout)
def test_spatial_refuses_a_chance_outside(p):
    return distinct((1, 2, 2, 2)), p, generator(370)


# -- feature_max_drop and channel_max_drop ------------------------------------------------------------------

Largest = Callable[[np.ndarray, np.ndarray], np.ndarray]

# N = 1, one channel, maps of one pixel, sides that differ, nothing positive.
STACKS = [
    distinct((6, 3, 4, 5), 1),
    negative((6, 4, 3, 5), 2),
    distinct((1, 2, 3, 60), 3),
    distinct((40, 2, 3, 1), 4),
    distinct((40, 1, 1, 5), 5),
    distinct((10, 3, 2, 4), 6, np.float32),
]


def assert_only_largest(student: Any, function: str, largest_over: tuple[int, ...], number: int) -> None:
    """Assert that nothing but the largest of each group is dropped."""
    calls = [(x, 0.5, generator(number, offset)) for offset, x in enumerate(STACKS)]
    for x, (_, kept) in zip(STACKS, dropped_often(student, function, calls), strict=True):
        others = ~kept & (x != x.max(axis=largest_over, keepdims=True))
        # Exactly 0 for a right answer; the tolerance is for comparing wrong ones, whose share is random.
        assert_measures(float(others.mean()), 0.0, 0.04, "P(~mask, not the largest)")
        assert_holds(not others.any(), "property", kept, "mask[not the largest] == True")


def assert_max_drop_with_chance_p(student: Any, function: str, x: np.ndarray, largest: Largest, number: int) -> None:
    """Assert with which chance the largest is dropped."""
    for p in RATES:
        rng = generator(number)
        hits = sum(on_the_diagonal(largest(x, kept)) for kept in masks_of(student, function, x, p, rng, CALLS))
        assert_share(hits, SIDE * CALLS, p, "P(~mask[largest])")


def assert_unscaled(student: Any, function: str, number: int) -> None:
    """Assert that what is kept is as it was and what is dropped is 0."""
    calls = [(x, p, generator(number, offset)) for p in (0.5, 0.75, 0.25) for offset, x in enumerate(STACKS)]
    for (x, *_), dropped in zip(calls, dropped_often(student, function, calls), strict=True):
        assert_output(x, *dropped, 1.0)


@pytest.mark.points("feature_max_drop", 0.4)
@pytest.mark.says(
    es="En cada mapa solo puede caer su mayor activación, aunque sea negativa.",
    en="In each map only its largest activation can be dropped, be it negative.",
)
def test_feature_drops_only_the_largest_of_a_map(student):
    assert_only_largest(student, "feature_max_drop", (1, 2), 400)


@pytest.mark.points("feature_max_drop", 0.3)
@pytest.mark.says(
    es="La mayor activación de un mapa cae con probabilidad p.",
    en="The largest activation of a map is dropped with chance p.",
)
def test_feature_drops_with_chance_p(student):
    assert_max_drop_with_chance_p(student, "feature_max_drop", MAPS, largest_of_maps, 410)


@pytest.mark.points("feature_max_drop", 0.3)
@pytest.mark.says(
    es="Hay un sorteo por muestra y mapa: ni las muestras ni los mapas comparten el suyo.",
    en="There is one draw for each sample and map: neither samples nor maps share theirs.",
)
def test_feature_draws_for_each_sample_and_map(student):
    rng = generator(420)
    squares = [largest_of_maps(MAPS, kept) for kept in masks_of(student, "feature_max_drop", MAPS, 0.5, rng, FEW)]
    assert_independent(squares, "P(drop[n, c] == drop[n + 1, c])")
    assert_independent([square.T for square in squares], "P(drop[n, c] == drop[n, c + 1])")


@pytest.mark.points("feature_max_drop", 0.3)
@pytest.mark.says(
    es="Lo que se conserva sale tal cual, sin escalar, y lo que cae pasa a 0.",
    en="What is kept comes out as it was, unscaled, and what is dropped becomes 0.",
)
def test_feature_scales_nothing(student):
    assert_unscaled(student, "feature_max_drop", 430)


@pytest.mark.points("feature_max_drop", 0.1)
@pytest.mark.says(es="Con p = 0 no se pierde nada.", en="With p = 0 nothing is lost.")
def test_feature_with_chance_zero(student):
    for x in STACKS[:2]:
        assert_keeps_all(x, *dropped_from(student, "feature_max_drop", x, 0.0, generator(440)))


@pytest.mark.points("feature_max_drop", 0.1)
@pytest.mark.says(
    es="La máscara es un array booleano con la forma de x.",
    en="The mask is a boolean array with the shape of x.",
)
def test_feature_mask_is_boolean(student):
    for x in STACKS[:3]:
        assert_boolean_mask(parts(student.feature_max_drop(x.copy(), 0.25, generator(450)), 2)[1], x.shape)


@pytest.mark.points("feature_max_drop", 0.1)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_feature_draws_from_rng(student):
    assert_draws_from_rng(student, "feature_max_drop", lambda rng: (distinct((16, 2, 3, 16)), 0.5, rng), 2)


@pytest.mark.points("feature_max_drop", 0.05)
@pytest.mark.says(
    es="x queda como estaba, y puede ser de solo lectura.",
    en="x is left as it was, and may be read-only.",
)
def test_feature_leaves_x(student):
    assert_leaves_inputs(student, "feature_max_drop", distinct((8, 2, 3, 8)), 0.5, generator(460))


@pytest.mark.points("feature_max_drop", 0.1)
@pytest.mark.says(
    es="Una p fuera de [0, 1) se rechaza con ValueError.",
    en="A p outside [0, 1) is refused with ValueError.",
)
@pytest.mark.parametrize("p", OUTSIDE)
@agrees_with(reference.feature_max_drop)
def test_feature_refuses_a_chance_outside(p):
    return distinct((1, 2, 2, 2)), p, generator(470)


@pytest.mark.points("channel_max_drop", 0.4)
@pytest.mark.says(
    es="En cada posición solo puede caer la mayor activación de los canales, aunque sea negativa.",
    en="At each position only the largest activation of the channels can be dropped, be it negative.",
)
def test_channel_drops_only_the_largest_of_a_position(student):
    assert_only_largest(student, "channel_max_drop", (3,), 500)


@pytest.mark.points("channel_max_drop", 0.3)
@pytest.mark.says(
    es="La mayor activación de una posición cae con probabilidad p.",
    en="The largest activation of a position is dropped with chance p.",
)
def test_channel_drops_with_chance_p(student):
    assert_max_drop_with_chance_p(student, "channel_max_drop", POSITIONS, largest_of_positions, 510)


@pytest.mark.points("channel_max_drop", 0.3)
@pytest.mark.says(
    es="Hay un sorteo por muestra y posición: ni las muestras ni las posiciones comparten el suyo.",
    en="There is one draw for each sample and position: neither samples nor positions share theirs.",
)
def test_channel_draws_for_each_sample_and_position(student):
    rng = generator(520)
    masks = masks_of(student, "channel_max_drop", POSITIONS, 0.5, rng, FEW)
    drops = [largest_of_positions(POSITIONS, kept) for kept in masks]
    by_rows = [drop.reshape(SIDE, SIDE) for drop in drops]
    by_columns = [drop.transpose(0, 2, 1).reshape(SIDE, SIDE) for drop in drops]
    assert_independent(by_rows, "P(drop[n, i, j] == drop[n + 1, i, j])")
    assert_independent([square.T for square in by_rows], "P(drop[n, i, j] == drop[n, i, j + 1])")
    assert_independent([square.T for square in by_columns], "P(drop[n, i, j] == drop[n, i + 1, j])")


@pytest.mark.points("channel_max_drop", 0.3)
@pytest.mark.says(
    es="Lo que se conserva sale tal cual, sin escalar, y lo que cae pasa a 0.",
    en="What is kept comes out as it was, unscaled, and what is dropped becomes 0.",
)
def test_channel_scales_nothing(student):
    assert_unscaled(student, "channel_max_drop", 530)


@pytest.mark.points("channel_max_drop", 0.1)
@pytest.mark.says(es="Con p = 0 no se pierde nada.", en="With p = 0 nothing is lost.")
def test_channel_with_chance_zero(student):
    for x in STACKS[:2]:
        assert_keeps_all(x, *dropped_from(student, "channel_max_drop", x, 0.0, generator(540)))


@pytest.mark.points("channel_max_drop", 0.1)
@pytest.mark.says(
    es="La máscara es un array booleano con la forma de x.",
    en="The mask is a boolean array with the shape of x.",
)
def test_channel_mask_is_boolean(student):
    for x in STACKS[:3]:
        assert_boolean_mask(parts(student.channel_max_drop(x.copy(), 0.25, generator(550)), 2)[1], x.shape)


@pytest.mark.points("channel_max_drop", 0.1)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_channel_draws_from_rng(student):
    assert_draws_from_rng(student, "channel_max_drop", lambda rng: (distinct((16, 3, 4, 3)), 0.5, rng), 2)


@pytest.mark.points("channel_max_drop", 0.05)
@pytest.mark.says(
    es="x queda como estaba, y puede ser de solo lectura.",
    en="x is left as it was, and may be read-only.",
)
def test_channel_leaves_x(student):
    assert_leaves_inputs(student, "channel_max_drop", distinct((8, 3, 4, 3)), 0.5, generator(560))


@pytest.mark.points("channel_max_drop", 0.1)
@pytest.mark.says(
    es="Una p fuera de [0, 1) se rechaza con ValueError.",
    en="A p outside [0, 1) is refused with ValueError.",
)
@pytest.mark.parametrize("p", OUTSIDE)
@agrees_with(reference.channel_max_drop)
def test_channel_refuses_a_chance_outside(p):
    return distinct((1, 2, 2, 2)), p, generator(570)


# -- stochastic_dropout -------------------------------------------------------------------------------------

NORMALS = 120, 400  # draws that are enough where all is clear, and where it is not
UNIFORMS = 60, 160
HALVES = 50  # calls of which half end at a limit
NEXT_TO_NOTHING = 1e-12  # a standard deviation that leaves the rate known


def rates(student: Any, calls: int, rng: np.random.Generator, *law: Any) -> np.ndarray:
    """Rates of some calls; what became of x is looked at elsewhere."""
    results = called_often(student, "stochastic_dropout", [(distinct((2,)), rng, *law)] * calls)
    found = [parts(result, 3)[2] for result in results]
    assert_agrees(found, [0.5] * calls, 1e300)
    return np.array([float(p) for p in found])


def rates_until_clear(
    student: Any, numbers: tuple[int, int], is_clear: Callable[[np.ndarray], bool], rng: Any, *law: Any
) -> np.ndarray:
    """Rates of few calls, or of many unless those of a few are clearly what they should be."""
    few, many = numbers
    p = rates(student, few, rng, *law)
    return p if is_clear(p) else np.concatenate([p, rates(student, many - few, rng, *law)])


def assert_new_rates(p: np.ndarray) -> None:
    """Assert that every call draws a rate of its own.

    Two float32 rates are equal by a chance below 1e-6, so among 400 of them a ninth pair of equals has a probability
    below 0.08**9 / 9! = 4e-16.
    """
    assert_measures(float(np.unique(p).size), float(p.size), 8.0, "len(set(p))", false_alarm=1e-15)


@pytest.mark.points("stochastic_dropout", 0.25)
@pytest.mark.says(
    es='Con "normal", la tasa sigue una normal de media a y desviación típica b.',
    en='With "normal" the rate follows a normal of mean a and standard deviation b.',
)
def test_stochastic_rate_is_normal(student):
    def far(p: np.ndarray) -> int:
        return int(np.sum(np.abs(p - 0.5) > 0.175))

    def is_clear(p: np.ndarray) -> bool:
        return far(p) > 0 and abs(p.std() - 0.1) < 0.025 and abs(p.mean() - 0.5) < 0.04

    p = rates_until_clear(student, NORMALS, is_clear, generator(600), "normal", 0.5, 0.1)
    assert_new_rates(p)
    # What is clipped lies beyond 4.5 standard deviations, and clipping brings it nearer. There are two numbers of draws
    # that these may be, each with half of the probability.
    n, half = p.size, FALSE_ALARM / 2
    assert_measures(float(p.mean()), 0.5, normal_mean_tolerance(n, 0.1, half), "mean", false_alarm=FALSE_ALARM)
    assert_measures(float(p.std()), 0.1, normal_std_tolerance(n, 0.1, half), "std", false_alarm=FALSE_ALARM)
    # P(|z| > 1.75) = 0.0801; a uniform of the same spread ends at 1.73.
    assert_share(far(p), n, 0.08011831372, "P(|p - a| > 1.75 b)", looks=2)


@pytest.mark.points("stochastic_dropout", 0.2)
@pytest.mark.says(
    es='Con "uniform", la tasa es uniforme entre a y b.',
    en='With "uniform" the rate is uniform between a and b.',
)
def test_stochastic_rate_is_uniform(student):
    def inner(p: np.ndarray) -> int:
        return int(np.sum(np.abs(p - 0.5) < 0.125))

    def is_clear(p: np.ndarray) -> bool:
        ends = p.min() < 0.29 and p.max() > 0.71
        return ends and abs(p.mean() - 0.5) < 0.08 and abs(inner(p) / p.size - 0.5) < 0.25

    p = rates_until_clear(student, UNIFORMS, is_clear, generator(610), "uniform", 0.25, 0.75)
    assert_new_rates(p)
    # A share q of the interval is missed by all n draws with probability (1 - q)**n, the first or the last. There are
    # two numbers of draws that these may be, each with half of the probability.
    n, half, rounding = p.size, FALSE_ALARM / 2, 1e-6
    end = (1 - half ** (1 / n)) * 0.5
    assert_measures(float(p.min()), 0.25 + end / 2, end / 2 + rounding, "min", false_alarm=FALSE_ALARM)
    assert_measures(float(p.max()), 0.75 - end / 2, end / 2 + rounding, "max", false_alarm=FALSE_ALARM)
    assert_measures(float(p.mean()), 0.5, mean_tolerance(n, 0.5, half), "mean", false_alarm=FALSE_ALARM)
    assert_share(inner(p), n, 0.5, "P(|p - (a + b)/2| < (b - a)/4)", looks=2)


@pytest.mark.points("stochastic_dropout", 0.3)
@pytest.mark.says(
    es="Una tasa fuera de [0, 0.95] se queda en el extremo más cercano.",
    en="A rate outside [0, 0.95] becomes the nearest end.",
)
def test_stochastic_rate_is_clipped(student):
    laws = [
        (("normal", 0.0, 0.2), 0.0),
        (("uniform", -0.25, 0.25), 0.0),
        (("uniform", 0.9, 1.0), 0.95),
        (("normal", 0.95, 0.2), 0.95),
    ]
    for number, (law, end) in enumerate(laws):
        p = rates(student, HALVES, generator(620, number), *law)
        assert_holds(bool(np.ptp(p) > 0), "same-draws", float(p[0]), false_alarm=2.0**-HALVES)
        at_end = np.abs(p - end) < 1e-6
        assert_share(int(at_end.sum()), HALVES, 0.5, f"P(p == {end:g})")
        assert_holds(bool(np.all((p > -1e-6) & (p < 0.95 + 1e-6))), "property", float(p.max()), "0 <= p <= 0.95")


@pytest.mark.points("stochastic_dropout", 0.25)
@pytest.mark.says(
    es="La tasa devuelta es la usada: con ella se elimina y con ella se escala, como en `dropout_forward`.",
    en="The rate returned is the rate used: it drops and it scales with it, as `dropout_forward` does.",
)
def test_stochastic_uses_its_rate(student):
    rng = generator(630)
    y, kept, _ = stochastic(student, UNITS, rng, "normal", 0.25, NEXT_TO_NOTHING)
    assert_output(UNITS, y, kept, 4 / 3)
    squares = [kept for _, kept, _ in stochastic_often(student, CALLS, UNITS, rng, "normal", 0.125, NEXT_TO_NOTHING)]
    assert_share(sum(map(on_the_diagonal, squares)), SIDE * CALLS, 0.875, "P(mask)")
    excess, wrong = 0.0, []
    for y, kept, p in stochastic_often(student, CALLS, UNITS, rng, "uniform", 0.0625, 0.3125):
        want = UNITS * kept / (1 - min(p, 0.95))
        if not np.all(np.abs(y - want) <= 1e-6 + 1e-5 * np.abs(want).max()):
            wrong.append((y, want))
        excess += on_the_diagonal(kept) - SIDE * (1 - p)
    assert_holds(not wrong, "property", *(wrong[-1] if wrong else ()))
    n = SIDE * CALLS
    assert_measures(excess / n, 0.0, mean_tolerance(n, 1.0), "P(mask) - (1 - p)", false_alarm=FALSE_ALARM)


@pytest.mark.points("stochastic_dropout", 0.15)
@pytest.mark.says(
    es="Con la tasa ya sorteada, cada elemento se sortea por su cuenta.",
    en="Once the rate is drawn, every element is drawn by itself.",
)
def test_stochastic_draws_every_element_by_itself(student):
    rng = generator(640)
    squares = [kept for _, kept, _ in stochastic_often(student, FEW, UNITS, rng, "normal", 0.5, NEXT_TO_NOTHING)]
    assert_independent(squares, "P(mask[n, i] == mask[n + 1, i])")
    assert_independent([square.T for square in squares], "P(mask[n, i] == mask[n, i + 1])")


@pytest.mark.points("stochastic_dropout", 0.05)
@pytest.mark.says(
    es="La máscara es un array booleano con la forma de x.",
    en="The mask is a boolean array with the shape of x.",
)
def test_stochastic_mask_is_boolean(student):
    for number, shape in enumerate([(4, 3), (5,), (2, 3, 2, 3)]):
        got = student.stochastic_dropout(distinct(shape), generator(650, number), "uniform", 0.25, 0.5)
        assert_boolean_mask(parts(got, 3)[1], shape)


@pytest.mark.points("stochastic_dropout", 0.1)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_stochastic_draws_from_rng(student):
    law = "uniform", 0.375, 0.625
    assert_draws_from_rng(student, "stochastic_dropout", lambda rng: (distinct((16, 16)), rng, *law), 3)
    one, other = (stochastic(student, distinct((2,)), generator(660), *law)[2] for _ in range(2))
    assert_holds(one == other, "not-reproducible", other, one)


@pytest.mark.points("stochastic_dropout", 0.1)
@pytest.mark.says(
    es="x queda como estaba, y puede ser de solo lectura.",
    en="x is left as it was, and may be read-only.",
)
def test_stochastic_leaves_x(student):
    assert_leaves_inputs(student, "stochastic_dropout", distinct((4, 5)), generator(670), "uniform", 0.25, 0.75)


@pytest.mark.points("stochastic_dropout", 0.1)
@pytest.mark.says(
    es="Una distribución desconocida se rechaza con ValueError.",
    en="An unknown distribution is refused with ValueError.",
)
@pytest.mark.parametrize("distribution", ["beta", "exponential", "weibull", ""])
@agrees_with(reference.stochastic_dropout)
def test_stochastic_refuses_an_unknown_distribution(distribution):
    return distinct((2, 3)), generator(680), distribution, 0.25, 0.5
