"""Public examples of exercise 16: numbers that can be followed by hand."""

import math

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_holds
from gradiente.checking.models import (
    look_at_model,
    make_model,
    plain,
    run_model,
    set_parameters,
    set_training,
    tensor,
)

IMAGES = np.ones((4, 3, 32, 32), dtype=np.float32)


def model_of(student, bias):
    """Make a model whose logits are `bias` for every image: all other weights are 0."""
    n_classes = len(bias)
    model = make_model(student, {"net": [("max_pool2d", 16), ("flatten",), ("linear", 12, n_classes)]})
    set_parameters(student, model, [np.zeros((n_classes, 12), np.float32), np.array(bias, np.float32)])
    return model


@pytest.mark.points("build_lenet", 0)
@pytest.mark.says(
    es="Con 43 clases hay 56 195 parámetros, y con normalización 56 479.",
    en="For 43 classes there are 56,195 parameters, and with normalization 56,479.",
)
@pytest.mark.parametrize(("batch_norm", "total"), [(False, 56_195), (True, 56_479)])
def test_parameters_for_43_classes(student, batch_norm, total):
    seen = look_at_model(student, student.build_lenet(43, batch_norm))
    assert_agrees(sum(values.size for values in seen.parameters.values()), total)


@pytest.mark.points("build_lenet", 0)
@pytest.mark.says(
    es="Con todos los pesos a 0 salvo los últimos sesgos, los logits de toda imagen son esos sesgos.",
    en="With all weights 0 but the last biases, the logits of every image are those biases.",
)
def test_logits_of_a_net_of_zeros(student):
    model = student.build_lenet(n_classes=7)
    bias = np.array([3, -2, -1, 0, 1, 2, -3], np.float32)
    parameters = look_at_model(student, model).parameters.values()
    set_parameters(student, model, [bias if one.shape == (7,) else np.zeros_like(one) for one in parameters])
    assert_agrees(run_model(student, model, IMAGES), np.stack([bias] * 4))


@pytest.mark.points("train_step", 0)
@pytest.mark.says(
    es="Con cuatro clases igual de probables la pérdida es log 4, y los sesgos pasan a -0.25, -0.25, 0.75 y -0.25.",
    en="With four equally likely classes the loss is log 4, and the biases become -0.25, -0.25, 0.75 and -0.25.",
)
def test_step_of_the_statement(student):
    model = model_of(student, [0, 0, 0, 0])
    loss = student.train_step(model, tensor(student, IMAGES[:1]), tensor(student, np.array([2])), 1.0)
    assert_agrees(plain(loss), math.log(4))
    *_, bias = look_at_model(student, model).parameters.values()
    assert_agrees(bias, np.array([-0.25, -0.25, 0.75, -0.25]))


@pytest.mark.points("evaluate", 0)
@pytest.mark.says(
    es="Tres imágenes a 0.2877 y una a 1.3863 dan una pérdida de 0.5623, y tres aciertos de cuatro una exactitud de "
    "0.75.",
    en="Three images at 0.2877 and one at 1.3863 make a loss of 0.5623, and three hits of four an accuracy of 0.75.",
)
@pytest.mark.parametrize("batch_size", [3, 4, 256])
def test_evaluation_of_the_statement(student, batch_size):
    model = model_of(student, [0, math.log(3)])
    labels = tensor(student, np.array([1, 1, 1, 0]))
    result = student.evaluate(model, tensor(student, IMAGES), labels, batch_size)
    assert_agrees(plain(result), (0.56233514, 0.75))


@pytest.mark.points("evaluate", 0)
@pytest.mark.says(
    es="Tras evaluar, un modelo con una parte en modo de evaluación sigue teniéndola así.",
    en="After evaluating, a model with one part in evaluation mode still has it that way.",
)
def test_modes_after_evaluating(student):
    model = model_of(student, [0, 0])
    set_training(student, model, False, "net.1")
    before = look_at_model(student, model).modes
    student.evaluate(model, tensor(student, IMAGES), tensor(student, np.array([1, 1, 1, 0])))
    assert_holds(look_at_model(student, model).modes == before, "property")


@pytest.mark.points("fit", 0)
@pytest.mark.says(
    es="Imágenes más oscuras y más claras que la media se distinguen pronto, y las cuatro curvas tienen un número por "
    "época.",
    en="Images darker and lighter than the mean are soon told apart, and the four curves have one number an epoch.",
)
def test_fit_tells_dark_from_light(student):
    levels = np.array([-3, -2, -1, 1, 2, 3], np.float32) / 3
    images = np.ones((6, 3, 32, 32), np.float32) * levels[:, np.newaxis, np.newaxis, np.newaxis]
    labels = np.array([0, 0, 0, 1, 1, 1])
    data = [tensor(student, images), tensor(student, labels)]
    history = plain(student.fit(model_of(student, [0, 0]), *data, *data, 20, 3, 0.1, 0))
    for name in ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy"):
        assert_holds(isinstance(history, dict) and name in history, "property", history)
        assert_agrees(history[name], [0.0] * 20, 1e300)
    assert_agrees(history["validation_accuracy"][-1], 1.0)
