"""Public examples of exercise 05: the network of the statement, which can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_inputs_unchanged

LOG_3 = np.log(3.0)
HIDDEN_DELTA = -0.09375 * LOG_3 * 0.25


def the_network():
    """Give x, weights and biases of the statement."""
    weights = [np.zeros((2, 2)), np.array([[LOG_3, 0.0], [LOG_3, 0.0]])]
    return np.array([[1.0, 0.0]]), weights, [np.zeros(2), np.zeros(2)]


def its_activations():
    """Give what every layer of it gives."""
    return [np.array([[1.0, 0.0]]), np.array([[0.5, 0.5]]), np.array([[0.75, 0.5]])]


@pytest.mark.points("forward", 0)
@pytest.mark.says(
    es="La red del enunciado da 0.5 y 0.5 en la capa oculta, y 0.75 y 0.5 en la salida.",
    en="The network of the statement gives 0.5 and 0.5 in the hidden layer, and 0.75 and 0.5 at the output.",
)
def test_forward_of_the_statement(student):
    assert_agrees(student.forward(*the_network()), its_activations())


@pytest.mark.points("forward", 0)
@pytest.mark.says(
    es="Dos muestras, una capa y un sesgo de log 3: con entrada 0 sale 0.75 y con -log 3, 0.5.",
    en="Two samples, one layer and a bias of log 3: input 0 gives 0.75, and -log 3 gives 0.5.",
)
def test_forward_of_one_layer_with_a_bias(student):
    x = np.array([[0.0], [-LOG_3]])
    activations = student.forward(x.copy(), [np.array([[1.0]])], [np.array([LOG_3])])
    assert_agrees(activations, [x, np.array([[0.75], [0.5]])])


@pytest.mark.points("loss", 0)
@pytest.mark.says(
    es="Dos muestras que cuestan 0.25 + 0.25 y 1 + 0: la media es 0.75.",
    en="Two samples that cost 0.25 + 0.25 and 1 + 0: the mean is 0.75.",
)
def test_loss_of_two_samples(student):
    assert_agrees(student.loss(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])), 0.75)


@pytest.mark.points("output_weight_gradient", 0)
@pytest.mark.says(
    es="Con hidden = 0.5, output = 0.75 y target = 1: 2 · (-0.25) · (0.75 · 0.25) · 0.5 = -0.046875.",
    en="With hidden = 0.5, output = 0.75 and target = 1: 2 · (-0.25) · (0.75 · 0.25) · 0.5 = -0.046875.",
)
def test_output_weight_gradient_of_the_statement(student):
    assert_agrees(student.output_weight_gradient(0.5, 0.75, 1.0), -0.046875)


@pytest.mark.points("backward", 0)
@pytest.mark.says(
    es="Los gradientes de la red del enunciado, calculados a mano.",
    en="The gradients of the statement's network, worked by hand.",
)
def test_backward_of_the_statement(student):
    gradients = student.backward(its_activations(), the_network()[1], np.array([[1.0, 0.5]]))
    weight_gradients = [
        np.array([[HIDDEN_DELTA, HIDDEN_DELTA], [0.0, 0.0]]),
        np.array([[-0.046875, 0.0], [-0.046875, 0.0]]),
    ]
    bias_gradients = [np.array([HIDDEN_DELTA, HIDDEN_DELTA]), np.array([-0.09375, 0.0])]
    assert_agrees(gradients, (weight_gradients, bias_gradients))


@pytest.mark.points("train", 0)
@pytest.mark.says(
    es="Una sola unidad: un paso con tasa 4 lleva el peso y el sesgo de 0 a 1, y el coste de 0.25 a 0.0142.",
    en="A single unit: one step at rate 4 takes weight and bias from 0 to 1, and the loss from 0.25 to 0.0142.",
)
def test_one_step_of_one_unit(student):
    # sigmoid(2) = 0.880797, and 0.119203^2
    one = np.array([[1.0]])
    trained = student.train(one.copy(), one.copy(), [np.zeros((1, 1))], [np.zeros(1)], 4.0, 1)
    assert_agrees(trained, ([np.array([[1.0]])], [np.array([1.0])], [0.25, 0.014209336618]))


@pytest.mark.points("train", 0)
@pytest.mark.says(
    es="Sin pasos vuelven los pesos iniciales, con un solo coste; y ni listas ni arrays cambian con dos pasos.",
    en="Without steps the initial weights come back, with one loss; and with two, neither lists nor arrays change.",
)
def test_training_works_on_copies(student):
    x, weights, biases = the_network()
    target = np.array([[1.0, 0.5]])
    assert_agrees(student.train(x, target, weights, biases, 0.5, 0), (*the_network()[1:], [0.0625]))
    assert_inputs_unchanged(student, "train", the_network()[0], target, *the_network()[1:], 0.5, 2)
