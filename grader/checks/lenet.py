"""Hidden checks of topic 16, lenet.

A student's model is judged by what it computes with weights that the judge gives it. Their other functions work on
small models of ours, of which the judge has a twin with the same weights: what the reference does to the twin is what
should have been done. `fit` is free in its optimizer and in its order, so it is judged with a learning rate so small
that nothing moves (then the curves are known), by what its passes show, and by what the model learns in the end.

What `fit` has to learn was calibrated on the set of `test_fit_learns` with 24 seeds for the data, the weights and the
order. After 8 epochs every one of these tells at least 93 % of the validation images right: SGD with momentum, with
Nesterov's and weight decay, without momentum at the given rate and at ten times it; Adam at the given rate and at a
tenth of it, AdamW, RMSprop and Adagrad. Adam at a twentieth of the rate: 91 %; at a fiftieth: 76 %. 60 % are asked for,
and guessing gives 25 %.
"""

import math
from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from cnn_reference import lenet as reference
from cnn_reference.misconceptions import lenet as misconceptions
from cnn_reference.toy_signs import draw_signs
from gradiente.checking import assert_agrees, assert_holds, assert_measures, call_and_look, difference, incomparable
from gradiente.checking.evidence import refuse_type
from gradiente.checking.models import (
    is_model,
    look_at_model,
    make_model,
    plain,
    run_model,
    set_buffers,
    set_gradients,
    set_parameters,
    set_training,
    take_passes,
    tensor,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

ANY_NUMBER = 1e300  # a tolerance that leaves type, length and finiteness to look at
STANDSTILL = 1e-9  # a learning rate with which no float32 weight moves by more than 1e-6, whatever the optimizer
K = 5  # classes of the models of ours

LINEAR = {"net": [("max_pool2d", 8), ("flatten",), ("linear", 48, K)]}
CONVOLUTIONAL = {
    "features": [("max_pool2d", 4), ("conv2d", 3, 4, 3), ("relu",), ("max_pool2d", 2), ("flatten",)],
    "classifier": [("linear", 36, K)],
}
NORMALIZED = {
    "features": [("max_pool2d", 4), ("conv2d", 3, 4, 3), ("batch_norm2d", 4), ("relu",), ("flatten",)],
    "classifier": [("linear", 144, 8), ("batch_norm1d", 8), ("relu",), ("linear", 8, K)],
}


@cache
def batch(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw n images and their labels."""
    rng = np.random.default_rng((16, seed))
    return 2 * rng.standard_normal((n, 3, 32, 32), np.float32), rng.integers(0, K, n)


def tensors(student: Any, *arrays: np.ndarray) -> list[Any]:
    return [tensor(student, array) for array in arrays]


def weights_of(student: Any, model: Any) -> np.ndarray:
    """All parameters of a model, one after the other."""
    return np.concatenate([values.ravel() for values in look_at_model(student, model).parameters.values()])


def assert_leaves_tensors(student: Any, function: str, arguments: list[Any], arrays: tuple[np.ndarray, ...]) -> None:
    """Assert that a call leaves the tensors among its arguments, given as arrays in order, as they were."""
    _, after = call_and_look(student, function, *arguments)
    left = [value for value in map(plain, after) if isinstance(value, np.ndarray)]
    same = len(left) == len(arrays) and all(map(np.array_equal, left, arrays))
    assert_holds(same, "inputs-changed")


# -- build_lenet --------------------------------------------------------------------------------------------

SHAPES = ((6, 3, 5, 5), (16, 6, 5, 5), (120, 400))


def sides(shape: tuple[int, ...]) -> list[int]:
    """Sides of a weight as they are compared: sides of 1 are left out, and a matrix may stand either way round.

    A dense layer may be a convolution over all that is left of the image, as in LeCun's own network.
    """
    if shape == (120, 16, 5, 5):
        return [120, 400]
    wide = [side for side in shape if side > 1]
    return sorted(wide) if len(wide) == 2 else wide


def shapes_of(arrays: Any) -> list[list[int]]:
    return sorted(sides(array.shape) for array in arrays)


def wanted_shapes(n_classes: int, vectors: int) -> list[list[int]]:
    """Shapes of the weights, and of `vectors` vectors beside each (the last layer has its bias alone)."""
    beside = [[units] for units in (6, 16, 120) for _ in range(vectors)]
    return sorted([*map(sides, (*SHAPES, (n_classes, 120))), *beside, [n_classes]])


class OwnWeights:
    """Weights for a LeNet of any layout: known by their shapes, so what has one shape gets one value.

    With batch normalization a bias, its gamma and its beta are the same vector, positive, and so are a running mean
    and a running variance: whatever their names, the output is known.
    """

    def __init__(self, n_classes: int, batch_norm: bool) -> None:
        rng = np.random.default_rng((16, n_classes, batch_norm))
        self.batch_norm = batch_norm
        self.weights = [
            (rng.standard_normal(shape) * math.sqrt(2 / math.prod(shape[1:]))).astype(np.float32)
            for shape in (*SHAPES, (n_classes, 120))
        ]
        low, high = (0.25, 0.75) if batch_norm else (-0.5, 0.5)
        self.vectors = [rng.uniform(low, high, n).astype(np.float32) for n in (6, 16, 120, n_classes)]
        # Large variances: a student may have chosen another eps.
        self.statistics = [rng.uniform(2, 4, n).astype(np.float32) for n in (6, 16, 120)]

    def fill(self, student: Any, model: Any) -> None:
        """Give a model these weights, or fail if it does not have their shapes."""
        seen = look_at_model(student, model)
        vectors = 3 if self.batch_norm else 1
        n_classes = len(self.vectors[-1])
        assert_agrees(shapes_of(seen.parameters.values()), wanted_shapes(n_classes, vectors))
        known = {tuple(sides(one.shape)): one for one in (*self.weights, *self.vectors)}
        values = []
        for parameter in seen.parameters.values():
            value = known[tuple(sides(parameter.shape))]
            inputs_first = value.ndim == 2 and parameter.shape == value.T.shape
            values.append(value.T if inputs_first else value.reshape(parameter.shape))
        set_parameters(student, model, values)
        if self.batch_norm:
            known = {one.shape: one for one in self.statistics}
            buffers = seen.buffers.values()
            kept = [known.get(tuple(sides(one.shape)), one).reshape(one.shape) for one in buffers]
            set_buffers(student, model, kept)

    def output(self, images: np.ndarray, *, training: bool, normalize_first: bool, channels_first: bool) -> np.ndarray:
        """What a LeNet computes: normalization before or after pooling, flattened by channels or by positions."""
        x = torch.from_numpy(images)
        weights = [torch.from_numpy(one) for one in self.weights]
        vectors = [torch.from_numpy(one) for one in self.vectors]

        def normalize(x: torch.Tensor, layer: int) -> torch.Tensor:
            if not self.batch_norm:
                return x
            one, two = (torch.from_numpy(self.statistics[layer].copy()) for _ in range(2))
            return functional.batch_norm(x, one, two, vectors[layer], vectors[layer], training)

        for layer in (0, 1):
            x = functional.conv2d(x, weights[layer], vectors[layer])
            if normalize_first:
                x = functional.max_pool2d(normalize(x, layer), 2)
            else:
                x = normalize(functional.max_pool2d(x, 2), layer)
            x = functional.relu(x)
        x = x.flatten(1) if channels_first else x.permute(0, 2, 3, 1).flatten(1)
        x = functional.relu(normalize(functional.linear(x, weights[2], vectors[2]), 2))
        return functional.linear(x, weights[3], vectors[3]).numpy()


def assert_computes_lenet(student: Any, n_classes: int, batch_norm: bool, training: bool) -> None:
    """Assert what a student's model computes with weights of ours."""
    # Not by keyword alone: a model without batch normalization is built with the defaults.
    model = student.build_lenet(n_classes, batch_norm=True) if batch_norm else student.build_lenet(n_classes)
    assert_holds(is_model(student, model), "property", model, "torch.nn.Module")
    own = OwnWeights(n_classes, batch_norm)
    own.fill(student, model)
    set_training(student, model, training)
    for n in (8,) if training else (8, 1):
        images = batch(n, n_classes)[0]
        output = run_model(student, model, images)
        right = [
            own.output(images, training=training, normalize_first=first, channels_first=channels)
            for first in (True, False)
            for channels in (True, False)
        ]
        # With normalization, room for an eps of 1e-3 instead of torch's 1e-5.
        tolerance = float(np.abs(right[0]).max()) * (0.02 if batch_norm else 1e-4)
        want = next((one for one in right if difference(output, one, tolerance) is None), right[0])
        assert_agrees(output, want, tolerance)


@pytest.mark.points("build_lenet", 0.75)
@pytest.mark.says(
    es="Los parámetros son los de la tabla de la clase: 56 195 para 43 clases, y con otras clases cambia solo la "
    "última capa.",
    en="The parameters are those of the lecture's table: 56,195 for 43 classes, and with other classes only the last "
    "layer changes.",
)
def test_parameters_of_the_table(student):
    for arguments, n_classes in (((), 43), ((7,), 7), ((10, False), 10)):
        model = student.build_lenet(*arguments)
        assert_holds(is_model(student, model), "property", model, "torch.nn.Module")
        seen = look_at_model(student, model)
        assert_agrees(sum(one.size for one in seen.parameters.values()), 50_992 + 121 * n_classes)
        assert_agrees(shapes_of(seen.parameters.values()), wanted_shapes(n_classes, 1))


@pytest.mark.points("build_lenet", 0.75)
@pytest.mark.says(
    es="Con los pesos que tenga, el modelo da los logits de la red de la tabla: ReLU tras cada convolución y tras la "
    "capa densa oculta, y nada tras la última.",
    en="With the weights it has, the model gives the logits of the table's network: a ReLU after each convolution and "
    "after the hidden dense layer, and nothing after the last.",
)
def test_output_with_known_weights(student):
    for n_classes in (43, 7):
        assert_computes_lenet(student, n_classes, batch_norm=False, training=True)
        assert_computes_lenet(student, n_classes, batch_norm=False, training=False)


@pytest.mark.points("build_lenet", 0.5)
@pytest.mark.says(
    es="Con batch_norm=True hay una normalización tras cada convolución y tras la capa densa oculta, y los sesgos "
    "siguen ahí: 56 479 parámetros para 43 clases.",
    en="With batch_norm=True there is one normalization after each convolution and after the hidden dense layer, and "
    "the biases are still there: 56,479 parameters for 43 classes.",
)
def test_parameters_with_batch_norm(student):
    for n_classes in (43, 7):
        seen = look_at_model(student, student.build_lenet(n_classes, batch_norm=True))
        assert_agrees(sum(one.size for one in seen.parameters.values()), 50_992 + 284 + 121 * n_classes)
        assert_agrees(shapes_of(seen.parameters.values()), wanted_shapes(n_classes, 3))
        statistics = sorted(one.size for one in seen.buffers.values() if one.ndim)
        assert_agrees(statistics, [6, 6, 16, 16, 120, 120])


@pytest.mark.points("build_lenet", 0.5)
@pytest.mark.says(
    es="En modo de evaluación, el modelo con normalización usa las estadísticas acumuladas, antes de cada ReLU.",
    en="In evaluation mode the model with normalization uses the running statistics, before each ReLU.",
)
def test_output_with_batch_norm_in_evaluation(student):
    assert_computes_lenet(student, 7, batch_norm=True, training=False)


@pytest.mark.points("build_lenet", 0.25)
@pytest.mark.says(
    es="En modo de entrenamiento, el modelo con normalización usa las estadísticas del lote.",
    en="In training mode the model with normalization uses the statistics of the batch.",
)
def test_output_with_batch_norm_in_training(student):
    assert_computes_lenet(student, 7, batch_norm=True, training=True)


@pytest.mark.points("build_lenet", 0.25)
@pytest.mark.says(
    es="Cada llamada da un modelo nuevo, y los pesos de una capa no son todos iguales al empezar.",
    en="Every call gives a new model, and the weights of a layer are not all equal at the start.",
)
def test_a_new_model_with_weights_that_differ(student):
    first, second = student.build_lenet(7), student.build_lenet(7)
    before = look_at_model(student, first).parameters
    for values in before.values():
        if values.ndim > 1:
            assert_holds(np.unique(values).size > values.size // 2, "property", values)
    set_parameters(student, second, [np.zeros_like(one) for one in look_at_model(student, second).parameters.values()])
    after = look_at_model(student, first).parameters
    assert_holds(all(np.array_equal(before[name], after[name]) for name in before), "property")


# -- train_step ---------------------------------------------------------------------------------------------


def stepped(parts: dict[str, Any], n: int, learning_rates: tuple[float, ...]) -> tuple[float, np.ndarray]:
    """Loss before the last of some steps of the reference, and the weights after it."""
    twin = make_model(None, parts, n)
    loss = math.nan
    for learning_rate in learning_rates:
        loss = reference.train_step(twin, *tensors(None, *batch(n, n)), learning_rate)
    return loss, weights_of(None, twin)


def loss_of(student: Any, model: Any, n: int, learning_rate: float) -> Any:
    return plain(student.train_step(model, *tensors(student, *batch(n, n)), learning_rate))


@pytest.mark.points("train_step", 0.75)
@pytest.mark.says(
    es="Cada parámetro se mueve -learning_rate por su gradiente de la entropía cruzada media, y nada más.",
    en="Every parameter moves by -learning_rate times its gradient of the mean cross-entropy, and by nothing else.",
)
def test_step_follows_the_gradient(student):
    for parts, n, learning_rate in ((LINEAR, 6, 0.5), (CONVOLUTIONAL, 7, 0.1), (CONVOLUTIONAL, 1, 0.25)):
        model = make_model(student, parts, n)
        student.train_step(model, *tensors(student, *batch(n, n)), learning_rate)
        assert_agrees(weights_of(student, model), stepped(parts, n, (learning_rate,))[1])


@pytest.mark.points("train_step", 0.5)
@pytest.mark.says(
    es="Devuelve la entropía cruzada media antes del paso, como número.",
    en="It returns the mean cross-entropy before the step, as a number.",
)
def test_step_returns_the_loss_before_it(student):
    for parts, n in ((LINEAR, 6), (CONVOLUTIONAL, 7), (NORMALIZED, 8)):
        loss = loss_of(student, make_model(student, parts, n), n, 0.5)
        assert_agrees(loss, stepped(parts, n, (0.5,))[0])


@pytest.mark.points("train_step", 0.25)
@pytest.mark.says(
    es="Los gradientes que quedaron de antes no cuentan, tampoco los del paso anterior.",
    en="Gradients that are left from before do not count, nor do those of the step before.",
)
def test_step_forgets_earlier_gradients(student):
    model = make_model(student, CONVOLUTIONAL, 7)
    for learning_rate in (0.1, 0.2):
        loss_of(student, model, 7, learning_rate)
    assert_agrees(weights_of(student, model), stepped(CONVOLUTIONAL, 7, (0.1, 0.2))[1])
    model = make_model(student, LINEAR, 6)
    set_gradients(student, model, 1.0)
    loss_of(student, model, 6, 0.5)
    assert_agrees(weights_of(student, model), stepped(LINEAR, 6, (0.5,))[1])


@pytest.mark.points("train_step", 0.25)
@pytest.mark.says(
    es="El modo lo decide quien llama: el paso no lo cambia, y en modo de evaluación las estadísticas no se mueven.",
    en="The caller decides on the mode: the step does not change it, and in evaluation mode the statistics stay.",
)
def test_step_keeps_the_mode(student):
    for whole, part in ((True, True), (False, False), (True, False)):
        model = make_model(student, NORMALIZED, 8)
        set_training(student, model, whole)
        set_training(student, model, part, "features")
        before = look_at_model(student, model)
        loss_of(student, model, 8, 0.1)
        after = look_at_model(student, model)
        moved = [not np.array_equal(before.buffers[name], after.buffers[name]) for name in before.buffers]
        # Two batch norms with three buffers each: those of `features` come first.
        assert_holds(moved == [part] * 3 + [whole] * 3, "property")
        assert_holds(after.modes == before.modes, "property", after.modes, before.modes)


@pytest.mark.points("train_step", 0.25)
@pytest.mark.says(es="train_step no cambia las imágenes ni las etiquetas.", en="train_step leaves images and labels.")
def test_step_leaves_its_batch(student):
    data = batch(6, 6)
    model = make_model(student, LINEAR, 6)
    assert_leaves_tensors(student, "train_step", [model, *tensors(student, *data), 0.5], data)


# -- evaluate -----------------------------------------------------------------------------------------------


def with_statistics(student: Any, seed: int) -> Any:
    """Make a model whose running statistics are not those of any batch."""
    model = make_model(student, NORMALIZED, seed)
    rng = np.random.default_rng((16, 99, seed))
    buffers = look_at_model(student, model).buffers.values()
    values = [rng.uniform(0.5, 2, one.shape).astype(np.float32) if one.ndim else one for one in buffers]
    set_buffers(student, model, values)
    return model


def evaluated(student: Any, model: Any, n: int, *more: int) -> tuple[Any, Any]:
    """Evaluate a model and return what should be loss and accuracy."""
    result = plain(student.evaluate(model, *tensors(student, *batch(n, n)), *more))
    assert_agrees(result, (0.0, 0.0), ANY_NUMBER)
    return result[0], result[1]


def right_evaluation(n: int, seed: int = 3) -> tuple[float, float]:
    return reference.evaluate(with_statistics(None, seed), *tensors(None, *batch(n, n)))


@pytest.mark.points("evaluate", 0.5)
@pytest.mark.says(
    es="La pérdida es la entropía cruzada media de todas las muestras, en modo de evaluación; también si el último "
    "lote es más pequeño.",
    en="The loss is the mean cross-entropy over all samples, in evaluation mode; also if the last batch is smaller.",
)
def test_evaluated_loss(student):
    for n, batch_size in ((10, 4), (12, 4), (7, 2)):
        loss, _ = evaluated(student, with_statistics(student, 3), n, batch_size)
        assert_agrees(loss, right_evaluation(n)[0])


@pytest.mark.points("evaluate", 0.5)
@pytest.mark.says(
    es="La exactitud es la proporción de aciertos entre todas las muestras, en modo de evaluación.",
    en="The accuracy is the share of hits among all samples, in evaluation mode.",
)
def test_evaluated_accuracy(student):
    for n, batch_size in ((10, 4), (15, 8), (7, 2)):
        _, accuracy = evaluated(student, with_statistics(student, 3), n, batch_size)
        assert_agrees(accuracy, right_evaluation(n)[1])


@pytest.mark.points("evaluate", 0.5)
@pytest.mark.says(
    es="Después, el modelo y cada uno de sus módulos están en el modo en que estaban.",
    en="Afterwards the model and every module in it are in the mode they were in.",
)
def test_evaluation_restores_every_mode(student):
    for whole, part in ((True, True), (False, False), (True, False), (False, True)):
        model = with_statistics(student, 3)
        set_training(student, model, whole)
        set_training(student, model, part, "features.2")
        before = look_at_model(student, model).modes
        student.evaluate(model, *tensors(student, *batch(6, 6)), 4)
        after = look_at_model(student, model).modes
        assert_holds(after == before, "property", after, before)


@pytest.mark.points("evaluate", 0.25)
@pytest.mark.says(
    es="No se calcula ningún gradiente, y los parámetros y las estadísticas quedan como estaban.",
    en="No gradient is computed, and parameters and statistics stay as they were.",
)
def test_evaluation_without_gradients(student):
    model = with_statistics(student, 3)
    set_gradients(student, model, 0.5)
    before = look_at_model(student, model)
    student.evaluate(model, *tensors(student, *batch(6, 6)), 4)
    passes = take_passes(student, model)
    after = look_at_model(student, model)
    assert_holds(not any(one.has_graph for one in passes), "property")
    for kind in ("parameters", "buffers", "gradients"):
        old, new = getattr(before, kind), getattr(after, kind)
        same = all(new[name] is not None and np.array_equal(new[name], old[name]) for name in old)
        assert_holds(same, "property")
    assert_holds(after.trainable == before.trainable, "property")


@pytest.mark.points("evaluate", 0.25)
@pytest.mark.says(
    es="Sirve con una sola imagen, con menos imágenes que batch_size y con más de las 256 que toma si no se dice otra "
    "cosa; y no cambia lo que recibe.",
    en="It works with a single image, with fewer images than batch_size and with more than the 256 that it takes "
    "unless told otherwise; and it leaves what it is given.",
)
def test_evaluation_of_few_and_of_many(student):
    for n, more in ((1, (4,)), (3, (4,)), (1, ()), (300, ())):
        assert_agrees(evaluated(student, with_statistics(student, 3), n, *more), right_evaluation(n))
    data = batch(6, 6)
    model = with_statistics(student, 3)
    assert_leaves_tensors(student, "evaluate", [model, *tensors(student, *data), 4], data)


# -- fit ----------------------------------------------------------------------------------------------------

# 24, 30, 14 and 192 samples: one less is a prime, so that no batch size leaves a last batch of one.
CURVES = ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy")


def history_of(history: Any, epochs: int) -> dict[str, list[float]]:
    """Take a student's history apart: four lists of one number an epoch."""
    history = plain(history)
    if not isinstance(history, dict):
        refuse_type(history, type(history).__name__, "dict")
    assert_agrees([name for name in CURVES if name in history], list(CURVES))
    for name in CURVES:
        assert_agrees(history[name], [0.0] * epochs, ANY_NUMBER)
    return {name: [float(number) for number in history[name]] for name in CURVES}


def fitted(student: Any, model: Any, n: int, epochs: int, batch_size: int, learning_rate: float, seed: int = 4) -> Any:
    """Have a student's `fit` train on n images and validate on 14 others."""
    data = tensors(student, *numbered(n), *batch(14, 14))
    return student.fit(model, *data, epochs, batch_size, learning_rate, seed)


@cache
def numbered(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Images that can be told by their first value: 1/64, 2/64, ..."""
    images, labels = batch(n, n)
    images = images.copy()
    images[:, 0, 0, 0] = np.arange(1, n + 1) / 64
    return images, labels


@pytest.mark.points("fit", 0.75)
@pytest.mark.says(
    es="Las cuatro curvas tienen un número por época: la entropía cruzada media y la proporción de aciertos, con los "
    "datos de entrenamiento y con los de validación.",
    en="The four curves have one number an epoch: the mean cross-entropy and the share of hits, on the training data "
    "and on the validation data.",
)
def test_curves_of_a_fit(student):
    for parts, n, batch_size, epochs in ((LINEAR, 24, 8, 2), (CONVOLUTIONAL, 24, 12, 1)):
        twin = make_model(None, parts, n)
        train = reference.evaluate(twin, *tensors(None, *numbered(n)))
        validation = reference.evaluate(twin, *tensors(None, *batch(14, 14)))
        history = history_of(fitted(student, make_model(student, parts, n), n, epochs, batch_size, STANDSTILL), epochs)
        for name, want in zip(CURVES, (*train, *validation), strict=True):
            assert_agrees(history[name], [want] * epochs, 1e-3)


@pytest.mark.points("fit", 0.5)
@pytest.mark.says(
    es="La curva de validación se mide tras la época y en modo de evaluación, con las estadísticas acumuladas.",
    en="The validation curve is measured after the epoch and in evaluation mode, with the running statistics.",
)
def test_fit_validates_in_evaluation_mode(student):
    model = with_statistics(student, 5)
    history = history_of(fitted(student, model, 24, 1, 24, STANDSTILL), 1)
    set_training(student, model, False)
    logits = run_model(student, model, batch(14, 14)[0])
    labels = batch(14, 14)[1]
    loss = float(functional.cross_entropy(torch.from_numpy(logits), torch.from_numpy(labels)))
    assert_agrees(history["validation_loss"], [loss], 1e-3)
    assert_agrees(history["validation_accuracy"], [float(np.mean(logits.argmax(1) == labels))], 1e-3)


@pytest.mark.points("fit", 0.5)
@pytest.mark.says(
    es="El modelo aprende: distingue señales que no ha visto, y su pérdida de entrenamiento baja.",
    en="The model learns: it tells signs apart that it has not seen, and its training loss falls.",
)
def test_fit_learns(student):
    parts = {
        "features": [("max_pool2d", 2), ("conv2d", 3, 8, 5), ("batch_norm2d", 8), ("relu",), ("max_pool2d", 3)],
        "classifier": [("flatten",), ("linear", 128, 4)],
    }
    model = make_model(student, parts, 1)
    (images, labels), (other_images, other_labels) = signs()
    data = tensors(student, images, labels, other_images, other_labels)
    history = student.fit(model, *data, 8, 16, 0.02, 7)
    set_training(student, model, False)
    hits = run_model(student, model, other_images).argmax(1) == other_labels
    with incomparable():
        assert_measures(float(hits.mean()), 1.0, 0.4, "accuracy")
        losses = history_of(history, 8)["train_loss"]
        assert_holds(losses[-1] < losses[0], "property", losses)


@cache
def signs() -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """Signs of four classes, 192 to train with and 80 others, their values about 0."""
    rng = np.random.default_rng((16, 0))
    drawn = [draw_signs(n, rng, 4) for n in (192, 80)]
    return tuple((4 * (images - np.float32(0.5)), labels) for images, labels in drawn)


@pytest.mark.points("fit", 0.25)
@pytest.mark.says(
    es="Con la misma semilla y los mismos pesos iniciales, la historia es la misma.",
    en="With the same seed and the same initial weights the history is the same.",
)
def test_fit_is_reproducible(student):
    histories = []
    for _ in range(2):
        model = make_model(student, CONVOLUTIONAL, 2)
        before = weights_of(student, model)
        histories.append(history_of(fitted(student, model, 24, 2, 8, 0.02), 2))
        assert_holds(not np.array_equal(weights_of(student, model), before), "property")
    first, second = histories
    assert_holds(difference(second, first) is None, "not-reproducible", second, first)


@pytest.mark.points("fit", 0.5)
@pytest.mark.says(
    es="En cada época se entrena con cada muestra una vez, en lotes de batch_size y en un orden aleatorio nuevo; el "
    "último lote cuenta aunque sea más pequeño.",
    en="Every epoch trains on each sample once, in batches of batch_size and in a new random order; the last batch "
    "counts even if it is smaller.",
)
def test_order_of_a_fit(student):
    n, epochs = 30, 3
    model = make_model(student, LINEAR, 3)
    fitted(student, model, n, epochs, 8, 0.01)
    batches: list[np.ndarray] = []
    for one in take_passes(student, model):
        # An optimizer may look at the same batch more than once for one step.
        if one.went_back and not (batches and np.array_equal(batches[-1], one.first_values)):
            batches.append(one.first_values)
    assert_measures(len(batches), 4 * epochs, 0.0, "iterations")
    order = np.rint(64 * np.concatenate(batches)).astype(int)
    assert_measures(order.size, n * epochs, 0.0, "samples")
    orders = order.reshape(epochs, n)
    assert_holds(bool(np.all(np.sort(orders, axis=1) == np.arange(1, n + 1))), "property", orders)
    chance = epochs / math.factorial(n)
    assert_holds(not np.any(np.all(np.diff(orders, axis=1) == 1, axis=1)), "property", orders, false_alarm=chance)
    assert_holds(len(np.unique(orders, axis=0)) == epochs, "same-draws", orders, false_alarm=chance)


@pytest.mark.points("fit", 0.25)
@pytest.mark.says(
    es="Se entrena en modo de entrenamiento en todas las épocas, y cada paso olvida los gradientes del anterior.",
    en="It trains in training mode in every epoch, and every step forgets the gradients of the one before.",
)
def test_every_step_of_a_fit_begins_anew(student):
    model = make_model(student, CONVOLUTIONAL, 3)
    fitted(student, model, 24, 1, 8, 0.01)
    trained = [one for one in take_passes(student, model) if one.went_back]
    assert_holds(bool(trained), "property")
    # Gradients of several small batches may be gathered on purpose; never to forget them is the mistake.
    assert_holds(len(trained) == 1 or not all(one.found_gradients for one in trained[1:]), "property")
    model = make_model(student, NORMALIZED, 3)
    fitted(student, model, 24, 3, 8, 0.01)
    assert_holds(all(one.training for one in take_passes(student, model) if one.went_back), "property")


@pytest.mark.points("fit", 0.25)
@pytest.mark.says(es="fit no cambia las imágenes ni las etiquetas.", en="fit leaves images and labels as they were.")
def test_fit_leaves_its_data(student):
    data = *numbered(24), *batch(14, 14)
    model = make_model(student, LINEAR, 3)
    assert_leaves_tensors(student, "fit", [model, *tensors(student, *data), 2, 8, 0.01, 1], data)
