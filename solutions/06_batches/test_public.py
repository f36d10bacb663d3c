"""Public examples of exercise 06: numbers that can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import Formula, agrees_with, array_of, assert_agrees, assert_holds, assert_measures, items_of

# Of the mean of (p - x)^2; a gradient is handed y as well.
gradient = Formula("p, x_batch, y_batch", "2 * (p - np.mean(x_batch))", text="gradient")


def five():
    """Five samples and their labels."""
    return np.array([10, 20, 30, 40, 50]), np.array([1, 2, 3, 4, 5])


def rows_of(made):
    """Take the pairs (x, y) of all samples out of the batches."""
    rows = []
    for item in items_of(made):
        pair = items_of(item)
        assert_holds(len(pair) == 2, "property", item, "(x_batch, y_batch)")
        x_batch = array_of(pair[0])
        y_batch = array_of(pair[1], x_batch.shape)
        rows += zip(x_batch.ravel().tolist(), y_batch.ravel().tolist(), strict=True)
    return rows


def refusal(*_):
    """Refuse anything: what every function does with an invalid batch size."""
    raise ValueError("batch_size must be 1 or more")


@pytest.mark.points("iterations_per_epoch", 0)
@pytest.mark.says(
    es="Diez muestras en lotes de 4 son 3 lotes, 2 con drop_last; en lotes de 5 son 2.",
    en="Ten samples in batches of 4 are 3 batches, 2 with drop_last; in batches of 5 they are 2.",
)
def test_batches_of_ten_samples(student):
    assert_agrees(student.iterations_per_epoch(10, 4), 3)
    assert_agrees(student.iterations_per_epoch(10, 4, True), 2)
    assert_agrees(student.iterations_per_epoch(10, 5), 2)


@pytest.mark.points("iterations_per_epoch", 0)
@pytest.mark.says(es="Un lote de 0 se rechaza con ValueError.", en="A batch of 0 is refused with ValueError.")
@pytest.mark.parametrize("batch_size", [0])
@agrees_with(refusal, function="iterations_per_epoch")
def test_batches_of_nothing(batch_size):
    return 10, batch_size


@pytest.mark.points("parameter_updates", 0)
@pytest.mark.says(
    es="Diez muestras en lotes de 4 son 6 actualizaciones en dos épocas.",
    en="Ten samples in batches of 4 are 6 updates in two epochs.",
)
def test_updates_of_two_epochs(student):
    assert_agrees(student.parameter_updates(10, 4, 2), 6)


@pytest.mark.points("batches", 0)
@pytest.mark.says(
    es="Cinco muestras en lotes de 2, en su orden, son lotes de 2, 2 y 1.",
    en="Five samples in batches of 2, in their order, are batches of 2, 2 and 1.",
)
def test_batches_of_the_statement(student):
    x, y = five()
    want = [(x[:2], y[:2]), (x[2:4], y[2:4]), (x[4:], y[4:])]
    assert_agrees(items_of(student.batches(*five(), 2)), want)
    assert_agrees(items_of(student.batches(*five(), 2, None, True)), want[:2])


@pytest.mark.points("batches", 0)
@pytest.mark.says(
    es="Con rng sale cada muestra una vez, con su etiqueta.",
    en="With rng every sample comes once, with its label.",
)
def test_every_sample_comes_once(student):
    rows = rows_of(student.batches(*five(), 2, np.random.default_rng(6)))
    want = [(10, 1), (20, 2), (30, 3), (40, 4), (50, 5)]
    assert_holds(sorted(rows) == want, "property", rows, want)


@pytest.mark.points("batches", 0)
@pytest.mark.says(
    es="x e y de distinta longitud se rechazan con ValueError.",
    en="x and y of different length are refused with ValueError.",
)
@pytest.mark.parametrize("n_labels", [4])
@agrees_with(refusal, function="batches")
def test_x_and_y_of_different_length(n_labels):
    x, y = five()
    return x, y[:n_labels], 2


@pytest.mark.points("minibatch_gradient_descent", 0)
@pytest.mark.says(
    es="Con x = (4, 8, 2), lotes de 2 y tasa 0.25, el camino es 0, 3, 2.5, y la segunda época sigue.",
    en="With x = (4, 8, 2), batches of 2 and rate 0.25 the path is 0, 3, 2.5, and the second epoch goes on.",
)
def test_path_of_the_statement(student):
    x, y = np.array([4.0, 8.0, 2.0]), np.zeros(3)
    path = student.minibatch_gradient_descent(gradient, x, y, 0.0, 0.25, 2, 1)
    assert_agrees(path, np.array([0.0, 3.0, 2.5]))
    path = student.minibatch_gradient_descent(gradient, x, y, np.array([0, 1]), 0.25, 2, 2)
    assert_agrees(path, np.array([[0.0, 1.0], [3.0, 3.5], [2.5, 2.75], [4.25, 4.375], [3.125, 3.1875]]))


@pytest.mark.points("minibatch_gradient_descent", 0)
@pytest.mark.says(
    es="El gradiente se pide una vez por lote: 6 veces en dos épocas de 3 lotes.",
    en="The gradient is asked for once a batch: 6 times in two epochs of 3 batches.",
)
def test_two_epochs_ask_for_six_gradients(student):
    asked = []

    def counted(p, x_batch, y_batch):
        asked.append(len(x_batch))
        return gradient(p, x_batch, y_batch)

    student.minibatch_gradient_descent(counted, *five(), 0.0, 0.1, 2, 2, np.random.default_rng(6))
    assert_measures(len(asked), 6, 0.0, "calls")
    assert_holds(asked == [2, 2, 1, 2, 2, 1], "property", asked, [2, 2, 1, 2, 2, 1])
