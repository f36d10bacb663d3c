"""Public examples of exercise 10: numbers that can be followed by hand."""

from dataclasses import dataclass

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_holds, assert_inputs_unchanged

X = np.array([[1.0, 0.0], [1.0, 4.0], [3.0, 4.0], [3.0, 0.0]])
GAMMA, BETA = np.array([2.0, 1.0]), np.array([10.0, 0.0])


@dataclass(frozen=True)
class YourCache:
    """Your own affair: whatever you return in its place will do."""


@pytest.mark.points("rescale", 0)
@pytest.mark.says(
    es="El canal [2, 4, 6] pasa a [0, 0.5, 1], y el constante [7, 7, 7] a ceros.",
    en="The channel [2, 4, 6] becomes [0, 0.5, 1], and the constant [7, 7, 7] zeros.",
)
def test_rescale_two_channels(student):
    volume = np.array([[[2.0, 7.0], [4.0, 7.0], [6.0, 7.0]]])
    want = np.array([[[0.0, 0.0], [0.5, 0.0], [1.0, 0.0]]])
    assert_agrees(assert_inputs_unchanged(student, "rescale", volume), want)


@pytest.mark.points("standardize", 0)
@pytest.mark.says(
    es="Los valores 1 y 3 tienen media 2 y varianza 1; con eps = 3 la raíz es 2 y salen -0.5 y 0.5.",
    en="The values 1 and 3 have mean 2 and variance 1; with eps = 3 the root is 2, and -0.5 and 0.5 come out.",
)
def test_standardize_two_values(student):
    assert_agrees(student.standardize(np.array([[[1.0], [3.0]]]), 3.0), np.array([[[-0.5], [0.5]]]))


@pytest.mark.points("batch_norm_forward", 0)
@pytest.mark.says(
    es="En el lote del enunciado x_hat es -1, -1, 1, 1 y -1, 1, 1, -1; por gamma = (2, 1) y más beta = (10, 0).",
    en="In the statement's batch x_hat is -1, -1, 1, 1 and -1, 1, 1, -1; times gamma = (2, 1) plus beta = (10, 0).",
)
def test_forward_of_the_statement(student):
    # means 2 and 2, variances 1 and 4; eps = 0 leaves the roots 1 and 2
    y = np.array([[8.0, -1.0], [8.0, 1.0], [12.0, 1.0], [12.0, -1.0]])
    assert_agrees(student.batch_norm_forward(X, GAMMA, BETA, 0.0), (y, YourCache()))


@pytest.mark.points("batch_norm_forward", 0)
@pytest.mark.says(
    es="Dos imágenes de 1x2 con un canal: la media es la de los cuatro valores.",
    en="Two images of 1x2 with one channel: the mean is that of all four values.",
)
def test_forward_of_two_images(student):
    # 1, 3, 5, 7: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5; with eps = 4 the root is 3
    images = np.array([1.0, 3.0, 5.0, 7.0]).reshape(2, 1, 2, 1)
    y = np.array([-1.0, -1 / 3, 1 / 3, 1.0]).reshape(2, 1, 2, 1)
    assert_agrees(student.batch_norm_forward(images, np.array([1.0]), np.array([0.0]), 4.0), (y, YourCache()))


@pytest.mark.points("batch_norm_backward", 0)
@pytest.mark.uses("batch_norm_forward")
@pytest.mark.says(
    es="En el lote del enunciado, el gradiente de una sola salida llega a dos entradas: dx es 1, -1, 0, 0 en el primer "
    "canal y 0 en el segundo; dgamma = (-1, 0) y dbeta = (1, 0).",
    en="In the statement's batch the gradient of a single output reaches two inputs: dx is 1, -1, 0, 0 in the first "
    "channel and 0 in the second; dgamma = (-1, 0) and dbeta = (1, 0).",
)
def test_backward_of_the_statement(student):
    forward = student.batch_norm_forward(X, GAMMA, BETA, 0.0)
    assert_holds(isinstance(forward, (tuple, list)) and len(forward) == 2, "property", forward, "(y, cache)")
    # 2 / 1 * (dy - 1/4 - x_hat * (-1/4)) with dy = 1, 0, 0, 0 and x_hat = -1, -1, 1, 1
    dy = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    dx = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    assert_agrees(student.batch_norm_backward(dy, forward[1]), (dx, np.array([-1.0, 0.0]), np.array([1.0, 0.0])))


@pytest.mark.points("update_running", 0)
@pytest.mark.says(
    es="De (0, 0) y (11, 4) se pasa a (0.2, 0.2) y (10, 4): un décimo es del lote, de medias 2 y varianzas 1 y 4.",
    en="From (0, 0) and (11, 4) to (0.2, 0.2) and (10, 4): a tenth is the batch's, of means 2 and variances 1 and 4.",
)
def test_update_with_the_batch_of_the_statement(student):
    got = student.update_running(np.array([0.0, 0.0]), np.array([11.0, 4.0]), X)
    assert_agrees(got, (np.array([0.2, 0.2]), np.array([10.0, 4.0])))


@pytest.mark.points("batch_norm_inference", 0)
@pytest.mark.says(
    es="Con media 2 y varianza 1, eps = 3: una sola muestra x = 3 da 4 · 0.5 + 10 = 12.",
    en="With mean 2 and variance 1, eps = 3: a single sample x = 3 gives 4 · 0.5 + 10 = 12.",
)
def test_inference_of_one_sample(student):
    four, ten, two, one = (np.array([value]) for value in (4.0, 10.0, 2.0, 1.0))
    assert_agrees(student.batch_norm_inference(np.array([[3.0]]), four, ten, two, one, 3.0), np.array([[12.0]]))
