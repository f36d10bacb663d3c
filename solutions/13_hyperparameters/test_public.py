"""The examples of exercise 13 that you may see; the hidden checks look at more."""

import numpy as np
import pytest

from gradiente.checking import array_of, assert_agrees, assert_holds, assert_measures, assert_share


@pytest.mark.points("grid", 0)
@pytest.mark.says(
    es="La cuadrícula del ejemplo: dos tasas y dos tamaños.",
    en="The grid of the example: two rates and two sizes.",
)
def test_grid_of_the_example(student):
    want = [
        {"rate": 0.1, "units": 16},
        {"rate": 0.1, "units": 32},
        {"rate": 0.01, "units": 16},
        {"rate": 0.01, "units": 32},
    ]
    assert_agrees(student.grid({"rate": [0.1, 0.01], "units": [16, 32]}), want)


@pytest.mark.points("random_search", 0)
@pytest.mark.says(
    es="De 400 tasas entre 0.0001 y 0.01, más o menos la mitad queda por debajo de 0.001.",
    en="Of 400 rates between 0.0001 and 0.01, about half lie below 0.001.",
)
def test_search_of_a_learning_rate(student):
    points = student.random_search({"rate": ("log_uniform", 1e-4, 1e-2)}, 400, np.random.default_rng(1))
    if not isinstance(points, (list, tuple)) or not all(isinstance(one, dict) and "rate" in one for one in points):
        assert_agrees(points, [{"rate": 1e-3}] * 400)
    assert_measures(len(points), 400, 0.0, "len")
    rates = array_of(np.array([point["rate"] for point in points]), (400,))
    # All different, but for float32 numbers that happen to be equal.
    assert_measures(float(np.unique(rates).size), 400.0, 8.0, "len(set(rate))", false_alarm=1e-13)
    assert_share(int(np.sum(rates < 1e-3)), 400, 0.5, "P(rate < 0.001)")


class Told:
    """An objective that gives six values one after another, whatever x is, and notes where it is asked."""

    def __init__(self, values):
        self.values, self.asked = values, []

    def __call__(self, point):
        """Return the next value; after the last comes the first."""
        self.asked.append(float(point["x"]))
        return self.values[(len(self.asked) - 1) % len(self.values)]

    def __repr__(self):
        return "objective"


@pytest.mark.points("coarse_to_fine", 0)
@pytest.mark.says(
    es="Tres rondas de dos puntos son seis llamadas, y el valor que se devuelve es el más bajo de los seis.",
    en="Three rounds of two points are six calls, and the value returned is the lowest of the six.",
)
def test_coarse_to_fine_returns_the_lowest_of_six(student):
    # The lowest is met in the first round, in the last one, and in the second.
    for values in ([3.0, 0.5, 2.0, 4.0, 1.0, 5.0], [5.0, 4.0, 3.0, 2.0, 0.5, 1.0], [4.0, 2.0, 0.5, 3.0, 5.0, 1.0]):
        told = Told(values)
        got = student.coarse_to_fine(told, {"x": ("uniform", 0.0, 8.0)}, 3, 2, np.random.default_rng(1))
        assert_measures(len(told.asked), 6, 0.0, "calls")
        if not isinstance(got, (list, tuple)) or len(got) != 2:
            assert_agrees(got, ({"x": 2.0}, 0.5))
        assert_agrees(got[1], 0.5)


@pytest.mark.points("step_decay", 0)
@pytest.mark.says(
    es="Con una tasa inicial de 0.8: 0.8 en la época 9, 0.4 en la 10 y 0.2 en la 20.",
    en="With an initial rate of 0.8: 0.8 in epoch 9, 0.4 in epoch 10 and 0.2 in epoch 20.",
)
@pytest.mark.parametrize(("epoch", "rate"), [(0, 0.8), (9, 0.8), (10, 0.4), (20, 0.2)])
def test_step_decay_of_the_example(student, epoch, rate):
    assert_agrees(student.step_decay(0.8, epoch), rate)


@pytest.mark.points("k_folds", 0)
@pytest.mark.says(
    es="Siete muestras en tres particiones: validaciones de 2, 2 y 3, y siete muestras entre todas.",
    en="Seven samples in three folds: validation sets of 2, 2 and 3, and seven samples in all.",
)
def test_folds_of_seven(student):
    folds = student.k_folds(7, 3, np.random.default_rng(3))
    if not isinstance(folds, (list, tuple)) or not all(isinstance(one, (list, tuple)) for one in folds):
        assert_agrees(folds, [(0, 0)] * 3)
    assert_agrees([len(pair) for pair in folds], [2, 2, 2])
    validation = [array_of(pair[1], kinds="iu").ravel() for pair in folds]
    assert_agrees(sorted(len(fold) for fold in validation), [2, 2, 3])
    held = np.sort(np.concatenate(validation)).tolist()
    assert_holds(held == list(range(7)), "property", held, list(range(7)))
