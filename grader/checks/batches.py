"""Hidden checks of exercise 06: batches.

Without `rng` every answer is compared with the reference. With it the order is the student's own, so the checks look
at what every order has (each sample once, pairs together) and at statistics of many. Their tolerances come from
exact distributions or proven inequalities: a right answer fails one of them with a probability below 1e-12, all
together below 1e-11.
"""

import itertools
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis.extra.numpy import arrays
from hypothesis.strategies import SearchStrategy, composite, integers, just, nothing, one_of, sampled_from

import cnn_reference.batches as reference
import cnn_reference.misconceptions.batches as misconceptions
from gradiente.checking import (
    FALSE_ALARM,
    Formula,
    agrees_with,
    array_of,
    assert_agrees,
    assert_holds,
    assert_inputs_unchanged,
    assert_leaves_global_random_state,
    assert_measures,
    binomial_bounds,
    called_often,
    difference,
    items_of,
    mean_tolerance,
    read_only,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

# Calls differ in few ways: so many inputs tell the mistakes apart, too.
FEWER = settings(max_examples=6)

SEED = 60606


def generator(number: int) -> np.random.Generator:
    """Make the generator of one check; no two of them share a number."""
    return np.random.default_rng((SEED, number))


# What is handed to a student's function: gradients that answer with a new array of p's shape.


P, X, Y = (f"np.asarray({name}, dtype=np.float64)" for name in ("p", "x_batch", "y_batch"))

# The gradient of a bowl whose minimum is the mean of x weighted with y, 2 mean(y (p - x)) for every coordinate of p: it
# tells who comes with whom. 0 for a batch without samples.
WEIGHTED_BOWL = Formula(
    "p, x_batch, y_batch",
    f"np.asarray(2 * np.sum({Y} * ({P}[..., np.newaxis] - (x := {X})), axis=-1) / max(len(x), 1))",
    text="gradient of mean(y * (p - x)^2)",
)

# The gradient of the mean squared error of x @ p against y, 2/B x^T (x p - y); 0 for a batch without samples.
LEAST_SQUARES = Formula(
    "p, x_batch, y_batch",
    f"np.asarray(2 * (x := {X}).T @ (x @ {P} - {Y}) / max(len(x), 1))",
    text="gradient of mean((x @ p - y)^2)",
)


@dataclass
class Remembering:
    """A gradient that remembers the batches of which it was asked."""

    gradient: Formula = WEIGHTED_BOWL
    batches: list[tuple[Any, Any]] = field(default_factory=list)

    def __call__(self, p: Any, x_batch: Any, y_batch: Any) -> np.ndarray:
        """Remember the batch and answer."""
        self.batches.append((np.array(x_batch), np.array(y_batch)))
        return self.gradient(p, x_batch, y_batch)

    def replayed(self, p0: Any, learning_rate: float) -> np.ndarray:
        """Return the path that these batches lead along."""
        path = [np.array(p0, dtype=np.float64)]
        for x_batch, y_batch in self.batches:
            path.append(path[-1] - learning_rate * self.gradient(path[-1], x_batch, y_batch))
        return np.stack(path)


# Where the inputs come from: quarters, which every floating-point type holds exactly.


def quarters(largest: int) -> SearchStrategy[float]:
    return integers(-4 * largest, 4 * largest).map(lambda n: n / 4)


def numbers(shape: Any, dtype: Any = np.float64, elements: Any = None) -> SearchStrategy[np.ndarray]:
    return arrays(dtype, shape, elements=quarters(4) if elements is None else elements, fill=nothing())


def whole(shape: Any, dtype: Any = np.int64) -> SearchStrategy[np.ndarray]:
    return numbers(shape, dtype, integers(0, 9))


@composite
def sizes(draw: Any) -> tuple[int, int]:
    """How many samples, and how many of them in a batch: often such that it divides or is as large or larger."""
    n = draw(integers(1, 7))
    return n, draw(one_of(integers(1, n), sampled_from([n, n + 1, 1, max(n - 1, 1)])))


@composite
def data(draw: Any, like: Any) -> tuple[Any, ...]:
    """The data x and y, made by `like` for a number of samples, and a batch size."""
    n, batch_size = draw(sizes())
    x, y = draw(like(n))
    return x, y, batch_size


@composite
def vectors(draw: Any, n: int) -> tuple[np.ndarray, np.ndarray]:
    return draw(numbers(n)), draw(whole(n))


@composite
def others(draw: Any, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Data of other shapes and types: vectors, images, one-hot rows."""
    x_shape, dtype = draw(sampled_from([((n, 2), np.float32), ((n, 2, 1, 3), np.uint8), ((n, 1), np.int32)]))
    x = draw(numbers(x_shape, dtype) if dtype is np.float32 else whole(x_shape, dtype))
    labels = draw(numbers(n, np.int64, integers(0, 2)))
    return x, draw(sampled_from([np.eye(3)[labels], labels, labels[:, np.newaxis].astype(np.float64)]))


COUNTS = integers(1, 60)


# iterations_per_epoch


@pytest.mark.points("iterations_per_epoch", 0.75)
@pytest.mark.says(
    es="Los lotes de una época son los completos, y uno más si sobran muestras.",
    en="The batches of an epoch are the full ones, and one more if samples are left over.",
)
@given(n_samples=COUNTS, batch_size=integers(1, 12))
@example(n_samples=10, batch_size=4)
@example(n_samples=10, batch_size=5)
@example(n_samples=9, batch_size=4)
@example(n_samples=11, batch_size=4)
@example(n_samples=3, batch_size=8)
@example(n_samples=4, batch_size=4)
@example(n_samples=1, batch_size=1)
@example(n_samples=39_209, batch_size=128)
@agrees_with(reference.iterations_per_epoch)
def test_iterations_with_what_is_left_over(n_samples, batch_size):
    return n_samples, batch_size


@pytest.mark.points("iterations_per_epoch", 0.5)
@pytest.mark.says(
    es="Con drop_last=True solo cuentan los lotes completos.",
    en="With drop_last=True full batches alone count.",
)
@given(batch_size=integers(1, 12), full=integers(1, 6), rest=integers(0, 11))
@example(batch_size=4, full=2, rest=2)
@example(batch_size=4, full=2, rest=3)
@example(batch_size=5, full=2, rest=0)
@example(batch_size=5, full=1, rest=0)
@agrees_with(reference.iterations_per_epoch)
def test_iterations_of_full_batches(batch_size, full, rest):
    return full * batch_size + rest % batch_size, batch_size, True


@pytest.mark.points("iterations_per_epoch", 0.25)
@pytest.mark.says(
    es="Un lote menor que 1 o, con drop_last, mayor que los datos se rechaza con ValueError.",
    en="A batch below 1 or, with drop_last, larger than the data is refused with ValueError.",
)
@pytest.mark.parametrize(
    ("n_samples", "batch_size", "drop_last"),
    [(5, 0, False), (5, -2, False), (5, 0, True), (5, -1, True), (5, 6, True), (1, 2, True)],
)
@agrees_with(reference.iterations_per_epoch)
def test_iterations_of_a_batch_that_cannot_be(n_samples, batch_size, drop_last):
    return n_samples, batch_size, drop_last


# parameter_updates


@pytest.mark.points("parameter_updates", 0.75)
@pytest.mark.says(
    es="Hay una actualización por lote en cada época, y cada época tiene su propio último lote.",
    en="There is one update a batch in every epoch, and every epoch has a last batch of its own.",
)
@given(n_samples=COUNTS, batch_size=integers(1, 12), epochs=integers(0, 5))
@example(n_samples=10, batch_size=4, epochs=2)
@example(n_samples=10, batch_size=5, epochs=3)
@example(n_samples=9, batch_size=4, epochs=2)
@example(n_samples=3, batch_size=8, epochs=4)
@example(n_samples=6, batch_size=1, epochs=2)
@example(n_samples=7, batch_size=2, epochs=0)
@agrees_with(reference.parameter_updates)
def test_updates_of_any_training(n_samples, batch_size, epochs):
    return n_samples, batch_size, epochs


@pytest.mark.points("parameter_updates", 0.25)
@pytest.mark.says(es="Un lote menor que 1 se rechaza con ValueError.", en="A batch below 1 is refused with ValueError.")
@pytest.mark.parametrize("batch_size", [0, -3])
@agrees_with(reference.parameter_updates)
def test_updates_with_batches_of_nothing(batch_size):
    return 5, batch_size, 2


# batches, in order


@pytest.mark.points("batches", 0.75)
@pytest.mark.says(
    es="Sin rng, los pares salen en su orden, batch_size de cada vez, y el último lote contiene los que quedan.",
    en="Without rng the pairs come as they stand, batch_size at a time, and the last batch holds those that are left.",
)
@given(call=data(vectors))
@example(call=(np.array([1.0, 2.0, 3.0]), np.array([4, 5, 6]), 2))
@example(call=(np.array([1.0, 2.0, 3.0, 4.0]), np.array([4, 5, 6, 7]), 2))
@example(call=(np.array([1.0, 2.0]), np.array([4, 5]), 3))
@example(call=(np.array([1.0]), np.array([4]), 1))
@agrees_with(reference.batches)
def test_batches_in_order(call):
    return call


@pytest.mark.points("batches", 0.25)
@pytest.mark.says(
    es="x e y pueden ser imágenes, vectores o filas one-hot, de cualquier tipo de número, y lo siguen siendo.",
    en="x and y may be images, vectors or one-hot rows, of any type of number, and stay so.",
)
@given(call=data(others))
@agrees_with(reference.batches)
def test_batches_of_other_shapes(call):
    return call


@pytest.mark.points("batches", 0.5)
@pytest.mark.says(
    es="Con drop_last=True solo salen los lotes completos.",
    en="With drop_last=True full batches alone come.",
)
@given(call=data(vectors).filter(lambda call: call[2] <= len(call[0])))
@example(call=(np.array([1.0, 2.0, 3.0]), np.array([4, 5, 6]), 2))
@example(call=(np.array([1.0, 2.0, 3.0, 4.0]), np.array([4, 5, 6, 7]), 2))
@example(call=(np.array([1.0, 2.0]), np.array([4, 5]), 2))
@agrees_with(reference.batches)
def test_full_batches_in_order(call):
    return *call, None, True


@pytest.mark.points("batches", 0.25)
@pytest.mark.says(
    es="x e y de distinta longitud, un lote menor que 1 o, con drop_last, mayor que N se rechazan con ValueError.",
    en="x and y of different length, a batch below 1 or, with drop_last, above N are refused with ValueError.",
)
@pytest.mark.parametrize(
    ("n_x", "n_y", "batch_size", "drop_last"),
    [
        (4, 3, 2, False),
        (3, 4, 2, False),
        (4, 1, 2, False),
        (1, 4, 2, False),
        (4, 3, 2, True),
        (4, 4, 0, False),
        (4, 4, -1, False),
        (4, 4, 0, True),
        (4, 4, 5, True),
    ],
)
@agrees_with(reference.batches)
def test_batches_that_cannot_be(n_x, n_y, batch_size, drop_last):
    return np.arange(n_x) / 4, np.arange(n_y), batch_size, None, drop_last


# batches, in random order. Sample i is x[i] = i, and y[i] = i + 1000.


def samples(n: int) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(n), np.arange(n) + 1000


def taken_apart(made: Any) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Take the samples of an epoch out of its batches: the x and the y in the order in which they came, the sizes."""
    pairs = [items_of(item) for item in items_of(made)]
    are_pairs = all(len(pair) == 2 and np.ndim(array_of(pair[0])) == 1 for pair in pairs)
    assert_holds(are_pairs, "property", made, "(x_batch, y_batch)")
    xs = [array_of(x_batch) for x_batch, _ in pairs]
    ys = [array_of(y_batch, x_batch.shape) for x_batch, y_batch in pairs]
    none = np.arange(0)
    return np.concatenate([none, *xs]), np.concatenate([none, *ys]), [len(x) for x in xs]


def assert_every_sample_once(epochs: list[tuple[np.ndarray, ...]], n: int, batch_size: int) -> np.ndarray:
    """Assert that pairs stay together and that every epoch holds every sample once; returns the orders, a row each.

    The shares are measured to tell apart what a student may have done; their tolerances are what two runs of one
    mistake may differ by. The claims beside them are exact.
    """
    lengths = {len(part) for epoch in epochs for part in epoch}
    assert_holds(lengths == {n}, "property", max(lengths), n)
    xs, ys = (np.stack(part).astype(np.float64) for part in zip(*epochs, strict=True))
    kept = ys == xs + 1000
    assert_measures(float(np.mean(kept)), 1.0, 0.01, "P(y[i] with x[i])")
    assert_holds(bool(kept.all()), "property")
    chosen = [np.sort(xs[:, first : first + batch_size], axis=1) for first in range(0, n, batch_size)]
    twice = [np.any(batch[:, 1:] == batch[:, :-1], axis=1) for batch in chosen]
    assert_measures(float(np.mean(twice)), 0.0, 0.15, "P(twice in a batch)")
    are_samples = (xs >= 0) & (xs < n) & (xs == np.floor(xs))
    found = (n * np.arange(len(xs))[:, np.newaxis] + xs)[are_samples]
    missing = 1 - np.unique(found).size / xs.size
    assert_measures(missing, 0.0, 0.01, "P(missing)")
    assert_holds(missing == 0.0, "property")
    return xs.astype(np.int64)


def assert_well_shuffled(orders: np.ndarray) -> None:
    """Assert two properties of uniform orders of n samples that are known exactly.

    Sample i + 1 comes right after sample i in k places with a probability below 1 / k!, by the union bound over the
    C(n - 1, k) ways to choose them, each of probability (n - k)! / n!.

    Of the first half of the places, half is filled from the first half of the samples. For n / 2 draws without
    replacement from n, Serfling (1974, corollary 1.1) bounds the deviation as Hoeffding does for n draws with it;
    both bound the generating function, so that several epochs count as one longer series.
    """
    epochs, n = orders.shape
    most = int(np.sum(np.diff(orders) == 1, axis=1).max())
    allowed = 20
    follows = chance_of_following(allowed + 1, epochs)
    assert_measures(most / n, 0.0, (allowed + 0.5) / n, "P(x[i+1] after x[i])", false_alarm=follows)
    stayed = float(np.mean(orders[:, : n // 2] < n // 2))
    assert_measures(stayed, 0.5, mean_tolerance(orders.size, 1.0), "P(x[i] in its half)", false_alarm=FALSE_ALARM)


def chance_of_following(k: int, epochs: int) -> float:
    """Bound the probability that in one of several orders k samples come right after the one before them."""
    return epochs / math.factorial(k)


@pytest.mark.points("batches", 0.75)
@pytest.mark.says(
    es="Con rng, cada muestra sale exactamente una vez, con su y, y los lotes se cortan de un solo orden barajado.",
    en="With rng every sample comes exactly once, with its y, and the batches are cut from one shuffled order.",
)
def test_random_batches_hold_every_sample_once(student):
    # Fifty epochs, so that an exchange of each sample with any other (not only a later one) shows: it leaves 52.5 %
    # of the samples in their half, and of fifty thousand places 51.8 % may be.
    n, batch_size, rng = 1000, 260, generator(1)
    epochs = []
    x, y = (part.astype(np.int16) for part in samples(n))  # a hundred thousand numbers cross
    for epoch in called_often(student, "batches", [(x, y, batch_size, rng)] * 50):
        *order, lengths = taken_apart(epoch)
        assert_agrees(lengths, [260, 260, 260, 220])
        epochs.append(tuple(order))
    assert_well_shuffled(assert_every_sample_once(epochs, n, batch_size))


@pytest.mark.points("batches", 0.5)
@pytest.mark.says(
    es="Todos los órdenes de las muestras son igual de probables.",
    en="Every order of the samples is equally likely.",
)
def test_every_order_is_equally_likely(student):
    # An order that never comes would be missing from 200 right ones with a probability of (5/6)**200 = 1e-16.
    n, calls, rng = 3, 200, generator(2)
    epochs = called_often(student, "batches", [(*samples(n), 2, rng)] * calls)
    orders = [tuple(taken_apart(epoch)[0].tolist()) for epoch in epochs]
    counts = {order: orders.count(order) for order in itertools.permutations(range(n))}
    assert_holds(sum(counts.values()) == calls, "property")
    low, high = binomial_bounds(calls, 1 / 6)
    tolerance = max(1 / 6 - low / calls, high / calls - 1 / 6)
    alarm = len(counts) * FALSE_ALARM / 2
    assert_measures(max(counts.values()) / calls, 1 / 6, tolerance, "max P(order)", false_alarm=alarm)
    assert_measures(min(counts.values()) / calls, 1 / 6, tolerance, "min P(order)", false_alarm=alarm)


@pytest.mark.points("batches", 0.25)
@pytest.mark.says(
    es="Con rng y drop_last=True, todas las muestras tienen la misma probabilidad de quedar fuera.",
    en="With rng and drop_last=True every sample is equally likely to be left out.",
)
def test_every_sample_is_equally_likely_to_be_dropped(student):
    n, calls, rng = 3, 100, generator(3)
    kept = [taken_apart(epoch) for epoch in called_often(student, "batches", [(*samples(n), 2, rng, True)] * calls)]
    whole = all(lengths == [2] and len(set(x.tolist())) == 2 and np.all(y == x + 1000) for x, y, lengths in kept)
    assert_holds(whole, "property")
    dropped = np.array([sum(i not in x for x, _, _ in kept) for i in range(n)])
    low, high = binomial_bounds(calls, 1 / 3)
    tolerance = max(1 / 3 - low / calls, high / calls - 1 / 3)
    assert_measures(dropped.max() / calls, 1 / 3, tolerance, "max P(dropped)", false_alarm=n * FALSE_ALARM / 2)
    assert_measures(dropped.min() / calls, 1 / 3, tolerance, "min P(dropped)", false_alarm=n * FALSE_ALARM / 2)


@pytest.mark.points("batches", 0.5)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_batches_draw_from_rng(student):
    n = 20
    assert_leaves_global_random_state(student, "batches", *samples(n), 6, generator(4))
    one, other = (taken_apart(student.batches(*samples(n), 6, generator(5)))[0] for _ in range(2))
    assert_holds(np.array_equal(one, other), "not-reproducible", other, one)
    rng = generator(6)
    first, second = (taken_apart(student.batches(*samples(n), 6, rng))[0] for _ in range(2))
    same = 1 / math.factorial(n)
    assert_holds(not np.array_equal(first, second), "same-draws", second, false_alarm=same)


@pytest.mark.points("batches", 0.25)
@pytest.mark.says(
    es="batches no cambia x ni y, con o sin rng, y pueden ser de solo lectura.",
    en="batches changes neither x nor y, with rng or without, and they may be read-only.",
)
def test_batches_leave_the_data_as_they_were(student):
    for rng in (None, generator(7)):
        x, y = np.arange(12).reshape(6, 2) / 4, np.arange(6) + 1000
        assert_inputs_unchanged(student, "batches", x, y, 4, rng)
    x, y = samples(6)
    taken_apart(student.batches(read_only(x), read_only(y), 4, generator(8)))


# minibatch_gradient_descent, in order


@composite
def weighted(draw: Any, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers, and a weight for each between 1/4 and 1: another for every sample, if there are few."""
    weights = draw(numbers(n, elements=sampled_from([0.25, 0.5, 0.75, 1.0])))
    return draw(numbers(n)), weights


@composite
def equations(draw: Any) -> tuple[Any, ...]:
    """Data x (N, D) and y (N,), a start (D,) and a batch size."""
    n, batch_size = draw(sizes())
    d = draw(integers(1, 3))
    x, y = draw(numbers((n, d), elements=quarters(1))), draw(numbers(n))
    return x, y, draw(numbers(d)), batch_size


SCALARS = one_of(quarters(4), quarters(4).map(np.array), integers(-8, 8))
POINTS = one_of(numbers(integers(1, 3)), numbers(just((2, 2))), numbers(just((1, 2, 1)), np.float32))
EPOCHS = integers(1, 3)
THREE = (np.array([4.0, 8.0, 2.0]), np.array([1.0, 0.5, 0.25]))


@pytest.mark.points("minibatch_gradient_descent", 0.75)
@pytest.mark.says(
    es="Sin rng, cada paso resta learning_rate por el gradiente de un lote, uno tras otro, época tras época.",
    en="Without rng each step subtracts learning_rate times the gradient of a batch, one by one, epoch after epoch.",
)
@FEWER
@given(call=data(weighted), p0=numbers(integers(1, 3)), learning_rate=sampled_from([0.25, 0.1]), epochs=EPOCHS)
@example(call=(*THREE, 2), p0=np.array([0.0]), learning_rate=0.25, epochs=2)
@example(call=(*THREE, 1), p0=np.array([0.0, 1.0]), learning_rate=0.25, epochs=1)
@example(call=(*THREE, 3), p0=np.array([0.0]), learning_rate=0.25, epochs=2)
@example(call=(*THREE, 5), p0=np.array([0.0]), learning_rate=0.25, epochs=2)
@agrees_with(reference.minibatch_gradient_descent)
def test_path_of_a_vector(call, p0, learning_rate, epochs):
    x, y, batch_size = call
    return WEIGHTED_BOWL, x, y, p0, learning_rate, batch_size, epochs


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="Las muestras pueden ser filas de una matriz x, y p0 un vector con un peso por columna.",
    en="The samples may be rows of a matrix x, and p0 a vector with a weight for each column.",
)
@FEWER
@given(call=equations(), epochs=EPOCHS)
@agrees_with(reference.minibatch_gradient_descent)
def test_path_of_least_squares(call, epochs):
    x, y, p0, batch_size = call
    return LEAST_SQUARES, x, y, p0, 0.25, batch_size, epochs


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="p0 puede ser un número o un array de cualquier forma: el camino le añade un primer eje.",
    en="p0 may be a number or an array of any shape: the path adds a first axis to it.",
)
@FEWER
@given(call=data(weighted), p0=one_of(SCALARS, POINTS), epochs=EPOCHS)
@example(call=(*THREE, 2), p0=0.0, epochs=1)
@example(call=(*THREE, 2), p0=np.array(1.0), epochs=1)
@example(call=(*THREE, 2), p0=1, epochs=1)
@example(call=(*THREE, 2), p0=np.array([[1.0, 2.0], [0.0, -1.0]]), epochs=1)
@agrees_with(reference.minibatch_gradient_descent)
def test_path_of_a_point_of_any_shape(call, p0, epochs):
    x, y, batch_size = call
    return WEIGHTED_BOWL, x, y, p0, 0.1, batch_size, epochs


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="Si p0 contiene enteros, el camino conserva los decimales.",
    en="If p0 holds integers, the path keeps its decimals.",
)
@FEWER
@given(
    call=data(weighted),
    p0=numbers(integers(1, 3), sampled_from([np.int64, np.int32]), integers(-8, 8)),
    epochs=EPOCHS,
)
@example(call=(*THREE, 2), p0=np.array([0, 1]), epochs=1)
@agrees_with(reference.minibatch_gradient_descent)
def test_path_from_integers(call, p0, epochs):
    x, y, batch_size = call
    return WEIGHTED_BOWL, x, y, p0, 0.1, batch_size, epochs


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="Con epochs = 0 el camino contiene solo p0.",
    en="With epochs = 0 the path holds p0 alone.",
)
@FEWER
@given(call=data(weighted), p0=one_of(quarters(4), POINTS))
@agrees_with(reference.minibatch_gradient_descent)
def test_path_without_epochs(call, p0):
    x, y, batch_size = call
    return WEIGHTED_BOWL, x, y, p0, 0.1, batch_size, 0


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="x e y de distinta longitud y un lote menor que 1 se rechazan con ValueError.",
    en="x and y of different length and a batch below 1 are refused with ValueError.",
)
@pytest.mark.parametrize(
    ("n_x", "n_y", "batch_size"), [(4, 3, 2), (3, 4, 2), (4, 1, 2), (1, 4, 2), (4, 4, 0), (4, 4, -1)]
)
@agrees_with(reference.minibatch_gradient_descent)
def test_descent_that_cannot_be(n_x, n_y, batch_size):
    return WEIGHTED_BOWL, np.arange(n_x) / 4, np.ones(n_y), 0.0, 0.1, batch_size, 2


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="gradient se llama exactamente una vez por actualización, con las muestras de su lote.",
    en="gradient is called exactly once an update, with the samples of its batch.",
)
def test_descent_asks_for_one_gradient_an_update(student):
    for n, batch_size, epochs in ((7, 3, 2), (6, 2, 3), (5, 1, 1), (4, 9, 2), (5, 2, 0)):
        gradient = Remembering()
        x, y = np.arange(n) / 4, np.ones(n)
        student.minibatch_gradient_descent(gradient, x, y, np.array([1.0, -2.0]), 0.25, batch_size, epochs)
        assert_measures(len(gradient.batches), reference.parameter_updates(n, batch_size, epochs), 0.0, "calls")
        assert_agrees(gradient.batches, [pair for _ in range(epochs) for pair in reference.batches(x, y, batch_size)])


# minibatch_gradient_descent, in random order


def epochs_of(gradient: Remembering, n: int, batch_size: int, epochs: int) -> list[tuple[np.ndarray, ...]]:
    """Take the batches that a gradient remembers apart into epochs."""
    assert_measures(len(gradient.batches), reference.parameter_updates(n, batch_size, epochs), 0.0, "calls")
    x, y, lengths = taken_apart(gradient.batches)
    full, rest = divmod(n, batch_size)
    assert_agrees(lengths, ([batch_size] * full + [rest] * (rest > 0)) * epochs)
    return list(zip(np.split(x, epochs), np.split(y, epochs), strict=True))


@pytest.mark.points("minibatch_gradient_descent", 0.5)
@pytest.mark.says(
    es="Con rng, cada época ve cada muestra exactamente una vez, con su y, en un orden barajado entero y nuevo.",
    en="With rng every epoch sees every sample exactly once, with its y, in an order shuffled as a whole and new.",
)
def test_random_descent_sees_every_sample_once_an_epoch(student):
    n, batch_size, epochs, gradient = 1000, 260, 4, Remembering()
    student.minibatch_gradient_descent(gradient, *samples(n), 0.0, 2.0**-12, batch_size, epochs, generator(11))
    orders = assert_every_sample_once(epochs_of(gradient, n, batch_size, epochs), n, batch_size)
    assert_well_shuffled(orders)
    # That k samples stand at the same places in two orders has a probability below 1 / k!, as above.
    same = max(float(np.mean(one == other)) for one, other in itertools.combinations(orders, 2))
    alarm = math.comb(epochs, 2) / math.factorial(21)
    assert_measures(same, 0.0, 20.5 / n, "P(same place in two epochs)", false_alarm=alarm)


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="Con rng, el camino es el que dan los gradientes de los lotes, tal como se han pedido.",
    en="With rng the path is the one that the gradients of the batches give, as they were asked for.",
)
def test_random_descent_follows_its_batches(student):
    for number, p0 in enumerate((np.array([1.0, -2.0]), 3)):
        x, y, gradient = np.arange(7) / 4, np.array([0.25, 0.5, 1.0, 0.75, 0.5, 0.25, 1.0]), Remembering()
        path = student.minibatch_gradient_descent(gradient, x, y, p0, 0.25, 3, 2, generator(20 + number))
        assert_measures(len(gradient.batches), 6, 0.0, "calls")
        want = gradient.replayed(p0, 0.25)
        assert_holds(difference(path, want) is None, "property", path, want)


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_descent_draws_from_rng(student):
    def order(rng: np.random.Generator) -> Any:
        gradient = Remembering()
        student.minibatch_gradient_descent(gradient, *samples(n), 0.0, 2.0**-12, 12, 2, rng)
        return taken_apart(gradient.batches)[0]

    n = 20
    arguments = WEIGHTED_BOWL, *samples(n), 0.0, 2.0**-12, 12, 2, generator(30)
    assert_leaves_global_random_state(student, "minibatch_gradient_descent", *arguments)
    one, other = order(generator(31)), order(generator(31))
    assert_holds(np.array_equal(one, other), "not-reproducible", other, one)
    rng = generator(32)
    first, second = order(rng), order(rng)
    same = 1 / math.factorial(n)
    assert_holds(not np.array_equal(first, second), "same-draws", second, false_alarm=same)


@pytest.mark.points("minibatch_gradient_descent", 0.25)
@pytest.mark.says(
    es="x, y y p0 no se cambian, con o sin rng, y pueden ser de solo lectura.",
    en="x, y and p0 are not changed, with rng or without, and they may be read-only.",
)
def test_descent_leaves_its_inputs_as_they_were(student):
    function = "minibatch_gradient_descent"
    for rng in (None, generator(40)):
        x, y, p0 = np.arange(6) / 4, np.ones(6), np.array([1.0, -2.0])
        assert_inputs_unchanged(student, function, WEIGHTED_BOWL, x, y, p0, 0.25, 4, 2, rng)
    x, y, p0, gradient = read_only(np.arange(6) / 4), read_only(np.ones(6)), read_only([1.0, -2.0]), Remembering()
    path = student.minibatch_gradient_descent(gradient, x, y, p0, 0.25, 4, 2, generator(41))
    want = gradient.replayed(p0, 0.25)
    assert_holds(difference(path, want) is None, "property", path, want)
