"""Wrong answers with a name: a multilayer perceptron and its backpropagation."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cnn_reference.activations import sigmoid
from cnn_reference.backpropagation import backward, forward, loss, output_weight_gradient, train
from cnn_reference.misconceptions.misconception import Misconception, Text

Function = Callable[..., Any]


def _derivative(a: Any) -> Any:
    """Differentiate the sigmoid where its activation is a."""
    return a * (1 - a)


def _again(a: Any) -> Any:
    """Differentiate the sigmoid at a, as if a were a net."""
    return _derivative(sigmoid(a))


def _one(a: Any) -> Any:
    """Leave the sigmoid undifferentiated."""
    return np.ones_like(a)


def _backward_with(
    derivative: Function = _derivative,
    *,
    down: Function = lambda delta, w: delta @ w.T,
    of_weights: Function = lambda a, delta: a.T @ delta,
    of_biases: Function = lambda delta: delta.sum(axis=0),
) -> Function:
    """Make a backward pass in which one piece is another."""

    def wrong(activations: Any, weights: Any, target: Any) -> Any:
        output = activations[-1]
        delta = 2 * (output - target) / len(output) * derivative(output)
        weight_gradients: list[Any] = []
        bias_gradients: list[Any] = []
        for layer in reversed(range(len(weights))):
            weight_gradients.insert(0, of_weights(activations[layer], delta))
            bias_gradients.insert(0, of_biases(delta))
            if layer > 0:
                delta = down(delta, weights[layer]) * derivative(activations[layer])
        return weight_gradients, bias_gradients

    return wrong


def _scaled(factor: Callable[[Any], float]) -> Function:
    """Make a backward pass whose gradients are the right ones times a factor that depends on the target."""

    def wrong(activations: Any, weights: Any, target: Any) -> Any:
        return tuple([factor(target) * one for one in list_] for list_ in backward(activations, weights, target))

    return wrong


def _scaled_loss(factor: Callable[[Any], float]) -> Function:
    def wrong(output: Any, target: Any) -> Any:
        return factor(target) * loss(output, target)

    return wrong


def _half(target: Any) -> float:
    return 0.5


def _minus(target: Any) -> float:
    return -1.0


def _samples(target: Any) -> float:
    return float(len(target))


def _one_over_outputs(target: Any) -> float:
    return 1 / float(target.shape[1])


def _copies(arrays: Any) -> list[Any]:
    return [np.array(one, dtype=np.float64) for one in arrays]


def _train_with(
    *, forward: Function = forward, loss: Function = loss, backward: Function = backward, with_biases: bool = True
) -> Function:
    """Make a training loop in which one piece is another."""

    def wrong(x: Any, target: Any, weights: Any, biases: Any, learning_rate: float, steps: int) -> Any:
        weights, biases = _copies(weights), _copies(biases)
        losses = []
        for _ in range(steps):
            activations = forward(x, weights, biases)
            losses.append(loss(activations[-1], target))
            weight_gradients, bias_gradients = backward(activations, weights, target)
            weights = [w - learning_rate * g for w, g in zip(weights, weight_gradients, strict=True)]
            if with_biases:
                biases = [b - learning_rate * g for b, g in zip(biases, bias_gradients, strict=True)]
        losses.append(loss(forward(x, weights, biases)[-1], target))
        return weights, biases, losses

    return wrong


# The forward pass


def _forward_without_biases(x: Any, weights: Any, biases: Any) -> Any:
    activations = [x]
    for w in weights:
        activations.append(sigmoid(activations[-1] @ w))
    return activations


def _forward_with_linear_output(x: Any, weights: Any, biases: Any) -> Any:
    activations = forward(x, weights, biases)
    return [*activations[:-1], activations[-2] @ weights[-1] + biases[-1]]


def _forward_without_input(x: Any, weights: Any, biases: Any) -> Any:
    return forward(x, weights, biases)[1:]


def _forward_of_nets(x: Any, weights: Any, biases: Any) -> Any:
    activations = forward(x, weights, biases)
    nets = [a @ w + b for a, w, b in zip(activations[:-1], weights, biases, strict=True)]
    return [activations[0], *nets]


# One weight


def _output_weight_gradient_without_two(hidden: float, output: float, target: float) -> Any:
    return output_weight_gradient(hidden, output, target) / 2


def _output_weight_gradient_of_sigmoid_again(hidden: float, output: float, target: float) -> Any:
    return 2 * (output - target) * _again(output) * hidden


def _output_weight_gradient_without_sigmoid(hidden: float, output: float, target: float) -> Any:
    return 2 * (output - target) * hidden


def _output_weight_gradient_without_hidden(hidden: float, output: float, target: float) -> Any:
    return 2 * (output - target) * _derivative(output)


def _output_weight_gradient_upside_down(hidden: float, output: float, target: float) -> Any:
    return -output_weight_gradient(hidden, output, target)


# The backward pass


def _backward_from_the_end(activations: Any, weights: Any, target: Any) -> Any:
    weight_gradients, bias_gradients = backward(activations, weights, target)
    return weight_gradients[::-1], bias_gradients[::-1]


_backward_again = _backward_with(_again)
_backward_without_sigmoid = _backward_with(_one)
_backward_without_transpose = _backward_with(down=lambda delta, w: delta @ w)
_backward_of_transposed_weights = _backward_with(of_weights=lambda a, delta: delta.T @ a)
_backward_of_unsummed_biases = _backward_with(of_biases=lambda delta: delta)
_backward_of_averaged_biases = _backward_with(of_biases=lambda delta: delta.mean(axis=0))


# Training


def _train_updates_first(x: Any, target: Any, weights: Any, biases: Any, learning_rate: float, steps: int) -> Any:
    weights, biases = _copies(weights), _copies(biases)
    losses = []
    for _ in range(steps):
        activations = forward(x, weights, biases)
        output = activations[-1]
        losses.append(loss(output, target))
        delta = 2 * (output - target) / len(output) * _derivative(output)
        for layer in reversed(range(len(weights))):
            a = activations[layer]
            weights[layer] = weights[layer] - learning_rate * (a.T @ delta)
            biases[layer] = biases[layer] - learning_rate * delta.sum(axis=0)
            delta = delta @ weights[layer].T * _derivative(a)
    losses.append(loss(forward(x, weights, biases)[-1], target))
    return weights, biases, losses


def _train_in_place(x: Any, target: Any, weights: Any, biases: Any, learning_rate: float, steps: int) -> Any:
    losses = []
    for _ in range(steps):
        activations = forward(x, weights, biases)
        losses.append(loss(activations[-1], target))
        weight_gradients, bias_gradients = backward(activations, weights, target)
        for layer in range(len(weights)):
            weights[layer] -= learning_rate * weight_gradients[layer]
            biases[layer] -= learning_rate * bias_gradients[layer]
    losses.append(loss(forward(x, weights, biases)[-1], target))
    return weights, biases, losses


def _train_in_the_lists(x: Any, target: Any, weights: Any, biases: Any, learning_rate: float, steps: int) -> Any:
    losses = []
    for _ in range(steps):
        activations = forward(x, weights, biases)
        losses.append(loss(activations[-1], target))
        weight_gradients, bias_gradients = backward(activations, weights, target)
        for layer in range(len(weights)):
            weights[layer] = weights[layer] - learning_rate * weight_gradients[layer]
            biases[layer] = biases[layer] - learning_rate * bias_gradients[layer]
    losses.append(loss(forward(x, weights, biases)[-1], target))
    return weights, biases, losses


def _train_sample_by_sample(x: Any, target: Any, weights: Any, biases: Any, learning_rate: float, steps: int) -> Any:
    weights, biases = _copies(weights), _copies(biases)
    losses = [loss(forward(x, weights, biases)[-1], target)]
    for _ in range(steps):
        for n in range(len(x)):
            weights, biases, _ = train(x[n : n + 1], target[n : n + 1], weights, biases, learning_rate, 1)
        losses.append(loss(forward(x, weights, biases)[-1], target))
    return weights, biases, losses


def _train_without_first_loss(x: Any, target: Any, weights: Any, biases: Any, learning_rate: float, steps: int) -> Any:
    weights, biases, losses = train(x, target, weights, biases, learning_rate, steps)
    return weights, biases, losses[1:]


def _train_without_last_loss(x: Any, target: Any, weights: Any, biases: Any, learning_rate: float, steps: int) -> Any:
    weights, biases, losses = train(x, target, weights, biases, learning_rate, steps)
    return weights, biases, losses[:-1]


LECTURE = Text(
    es="Conceptos básicos, «Optimización»: retropropagación.",
    en="Basic concepts, “Optimization”: backpropagation.",
)
FORWARD = Text(
    es="Conceptos básicos, «Optimización»: retropropagación, la etapa «forward pass» y las fórmulas de net y out.",
    en="Basic concepts, “Optimization”: backpropagation, the forward pass and the formulas of net and out.",
)
CHAIN = Text(
    es="Conceptos básicos, «Optimización»: retropropagación, la regla de la cadena.",
    en="Basic concepts, “Optimization”: backpropagation, the chain rule.",
)
LOSS = Text(
    es="Conceptos básicos, «Optimización»: retropropagación, la fórmula de L.",
    en="Basic concepts, “Optimization”: backpropagation, the formula of L.",
)
UPDATE = Text(
    es="Conceptos básicos, «Optimización»: retropropagación, la actualización de los parámetros.",
    en="Basic concepts, “Optimization”: backpropagation, the update of the parameters.",
)

MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="backpropagation/bias-forgotten",
        name=Text(es="olvidado el sesgo en la pasada hacia delante", en="forgotten the bias in the forward pass"),
        explanation=Text(
            es="Parece que calculas net como a @ W, sin sumar el sesgo de cada unidad. Con entrada 0 todas las "
            "unidades darían entonces sigmoid(0) = 0.5, sean cuales sean sus sesgos; con un sesgo de log 3 tiene que "
            "salir 0.75. Suma biases[l] antes de aplicar la sigmoide: NumPy suma el vector a todas las filas del lote.",
            en="You seem to compute net as a @ W, without adding the bias of each unit. With input 0 every unit would "
            "then give sigmoid(0) = 0.5, whatever its bias; with a bias of log 3 it should give 0.75. Add biases[l] "
            "before the sigmoid: NumPy adds the vector to all rows of the batch.",
        ),
        lecture=FORWARD,
        wrong={"forward": _forward_without_biases, "train": _train_with(forward=_forward_without_biases)},
    ),
    Misconception(
        id="backpropagation/linear-output",
        name=Text(es="dejado la última capa sin sigmoide", en="left the last layer without its sigmoid"),
        explanation=Text(
            es="Las capas ocultas son correctas, pero la última devuelve net y no out. En esta red hay una sigmoide "
            "después de cada capa, también de la última: si net vale log 3 = 1.0986, la salida es 0.75. Fíjate en si "
            "tu bucle trata la última capa de otra manera.",
            en="The hidden layers are right, but the last one gives net and not out. In this network a sigmoid follows "
            "every layer, the last one too: if net is log 3 = 1.0986, the output is 0.75. See whether your loop treats "
            "the last layer in another way.",
        ),
        lecture=FORWARD,
        wrong={"forward": _forward_with_linear_output},
    ),
    Misconception(
        id="backpropagation/input-left-out",
        name=Text(es="dejado la entrada x fuera de la lista", en="left the input x out of the list"),
        explanation=Text(
            es="Tu lista empieza en la primera capa oculta. Tiene que empezar con x: una red de L capas tiene L + 1 "
            "activaciones, [x, a_1, ..., a_L]. No es un capricho: el gradiente de weights[0] es x traspuesta por el "
            "error de la primera capa, así que backward necesita x y solo la recibe en esa lista.",
            en="Your list begins with the first hidden layer. It has to begin with x: a network of L layers has L + 1 "
            "activations, [x, a_1, ..., a_L]. That is no whim: the gradient of weights[0] is x transposed times the "
            "error of the first layer, so backward needs x and gets it in that list alone.",
        ),
        lecture=FORWARD,
        wrong={"forward": _forward_without_input},
    ),
    Misconception(
        id="backpropagation/nets-instead-of-activations",
        name=Text(
            es="guardado net, el valor de antes de la sigmoide, en vez de la activación",
            en="kept net, the value before the sigmoid, instead of the activation",
        ),
        explanation=Text(
            es="La red se calcula bien, pero lo que guardas de cada capa es net = a @ W + b, antes de la sigmoide. Se "
            "piden las activaciones, out en la clase: si net vale 0, la activación es 0.5. Añade a la lista el "
            "resultado de la sigmoide, que es lo que recibe la capa siguiente.",
            en="The network is computed well, but what you keep of each layer is net = a @ W + b, before the sigmoid. "
            "Asked for are the activations, the lecture's out: if net is 0, the activation is 0.5. Append what comes "
            "out of the sigmoid, which is what the next layer gets.",
        ),
        lecture=FORWARD,
        wrong={"forward": _forward_of_nets},
    ),
    Misconception(
        id="backpropagation/half-squared-error",
        name=Text(es="puesto un factor 1/2 delante del coste", en="put a factor 1/2 before the loss"),
        explanation=Text(
            es="Tu coste es la mitad del correcto. Muchos libros escriben 1/2 (out - true)² para que el 2 desaparezca "
            "al derivar; la clase no: L es la suma de (out_j - true_j)², sin más factor que el 1/N del lote. Con "
            "salida 0.5 y objetivo 1, una muestra cuesta 0.25, no 0.125.",
            en="Your loss is half the right one. Many books write 1/2 (out - true)² so that the 2 goes away when one "
            "differentiates; the lecture does not: L is the sum of (out_j - true_j)², with no factor but the batch's "
            "1/N. With output 0.5 and target 1 a sample costs 0.25, not 0.125.",
        ),
        lecture=LOSS,
        wrong={"loss": _scaled_loss(_half), "train": _train_with(loss=_scaled_loss(_half), backward=_scaled(_half))},
    ),
    Misconception(
        id="backpropagation/two-forgotten",
        name=Text(es="olvidado el 2 al derivar el cuadrado", en="forgotten the 2 of the square's derivative"),
        explanation=Text(
            es="Todos tus gradientes son la mitad de los correctos. La derivada de (out - true)² respecto a out es "
            "2 (out - true), y aquí el coste no lleva el 1/2 con el que otros textos hacen desaparecer ese 2. Con "
            "hidden = 0.5, out = 0.75 y true = 1 es 2 · (-0.25) · 0.1875 · 0.5 = -0.046875. Entrenar con la mitad del "
            "gradiente es entrenar con la mitad de la tasa: la red aprende, pero más despacio.",
            en="All your gradients are half the right ones. The derivative of (out - true)² with respect to out is "
            "2 (out - true), and this loss has no 1/2 with which other texts make that 2 go away. With hidden = 0.5, "
            "out = 0.75 and true = 1 it is 2 · (-0.25) · 0.1875 · 0.5 = -0.046875. Training with half the gradient is "
            "training at half the rate: the network learns, but more slowly.",
        ),
        lecture=CHAIN,
        wrong={
            "output_weight_gradient": _output_weight_gradient_without_two,
            "backward": _scaled(_half),
            "train": _train_with(backward=_scaled(_half)),
        },
    ),
    Misconception(
        id="backpropagation/sigmoid-applied-again",
        name=Text(
            es="aplicado otra vez la sigmoide a unas activaciones que ya la llevan",
            en="applied the sigmoid again to activations that have been through it",
        ),
        explanation=Text(
            es="Parece que calculas la derivada de la sigmoide en la activación, sigmoid(a) (1 - sigmoid(a)). Pero a "
            "ya es la salida de la sigmoide, y su derivada es simplemente a (1 - a). Con a = 0.75 es 0.75 · 0.25 = "
            "0.1875; a ti te sale 0.218. Si usas una función que deriva respecto a z, como la del ejercicio 04, "
            "recuerda que espera el net y aquí solo tienes la activación.",
            en="You seem to take the derivative of the sigmoid at the activation, sigmoid(a) (1 - sigmoid(a)). But a "
            "is the output of the sigmoid already, and its derivative is simply a (1 - a). With a = 0.75 it is "
            "0.75 · 0.25 = 0.1875; yours is 0.218. If you use a function that differentiates with respect to z, such "
            "as that of exercise 04, remember that it expects the net, and here you have the activation only.",
        ),
        lecture=CHAIN,
        wrong={
            "output_weight_gradient": _output_weight_gradient_of_sigmoid_again,
            "backward": _backward_again,
            "train": _train_with(backward=_backward_again),
        },
    ),
    Misconception(
        id="backpropagation/sigmoid-not-differentiated",
        name=Text(
            es="saltado el factor d out / d net de la regla de la cadena",
            en="skipped the factor d out / d net of the chain rule",
        ),
        explanation=Text(
            es="Falta el factor del medio, out (1 - out). Entre el error de la salida y el peso está la sigmoide, y "
            "hay que pasar por su derivada: con hidden = 0.5, out = 0.75 y true = 1 el producto es "
            "2 · (-0.25) · 0.1875 · 0.5 = -0.046875, y sin ese factor sale -0.25. En backward hace falta en cada capa, "
            "no solo en la última: también las unidades ocultas tienen su sigmoide.",
            en="The factor in the middle is missing, out (1 - out). Between the error of the output and the weight "
            "stands the sigmoid, and one has to go through its derivative: with hidden = 0.5, out = 0.75 and true = 1 "
            "the product is 2 · (-0.25) · 0.1875 · 0.5 = -0.046875, and without that factor it is -0.25. In backward "
            "every layer needs it, not only the last one: hidden units have a sigmoid too.",
        ),
        lecture=CHAIN,
        wrong={
            "output_weight_gradient": _output_weight_gradient_without_sigmoid,
            "backward": _backward_without_sigmoid,
            "train": _train_with(backward=_backward_without_sigmoid),
        },
    ),
    Misconception(
        id="backpropagation/hidden-activation-forgotten",
        name=Text(
            es="saltado el factor d net / d w de la regla de la cadena",
            en="skipped the factor d net / d w of the chain rule",
        ),
        explanation=Text(
            es="Falta el tercer factor. net_o1 = w5 · out_h1 + w6 · out_h2 + b2, así que su derivada respecto a w5 es "
            "out_h1, la activación que ese peso multiplica. Sin ella el resultado es el gradiente del sesgo, no el del "
            "peso: con hidden = 0.5 tiene que salir la mitad. Una unidad oculta apagada (hidden = 0) no puede cambiar "
            "nada, y el gradiente de su peso es 0.",
            en="The third factor is missing. net_o1 = w5 · out_h1 + w6 · out_h2 + b2, so its derivative with respect "
            "to w5 is out_h1, the activation that this weight multiplies. Without it the result is the gradient of the "
            "bias, not of the weight: with hidden = 0.5 it has to be half of that. A hidden unit that is off "
            "(hidden = 0) can change nothing, and the gradient of its weight is 0.",
        ),
        lecture=CHAIN,
        wrong={"output_weight_gradient": _output_weight_gradient_without_hidden},
    ),
    Misconception(
        id="backpropagation/sign-lost",
        name=Text(es="cambiado el signo del gradiente", en="turned the sign of the gradient"),
        explanation=Text(
            es="Tus gradientes son los correctos con el signo contrario; parece que restas al revés, true - out. Si la "
            "salida es 0.75 y debería ser 1, hay que subirla: con una activación positiva, aumentar el peso baja el "
            "coste, y la derivada es negativa. Con el signo cambiado, w - tasa · gradiente se aleja del objetivo y el "
            "coste sube en cada paso.",
            en="Your gradients are the right ones with the opposite sign; you seem to subtract the wrong way round, "
            "true - out. If the output is 0.75 and should be 1 it has to rise: with a positive activation a larger "
            "weight lowers the loss, and the derivative is negative. With the sign turned, w - rate · gradient moves "
            "away from the target, and the loss rises with every step.",
        ),
        lecture=CHAIN,
        wrong={
            "output_weight_gradient": _output_weight_gradient_upside_down,
            "backward": _scaled(_minus),
            "train": _train_with(backward=_scaled(_minus)),
        },
    ),
    Misconception(
        id="backpropagation/transpose-forgotten",
        name=Text(
            es="pasado el error hacia atrás con los pesos sin trasponer",
            en="passed the error back with weights that are not transposed",
        ),
        explanation=Text(
            es="El error vuelve por el mismo camino por el que llegó la señal, pero en sentido contrario. Si "
            "weights[l] lleva de D_l unidades a D_(l+1), el error, de forma (N, D_(l+1)), vuelve a (N, D_l) con "
            "weights[l].T. Sin trasponer, NumPy solo protesta si la matriz no es cuadrada: en la red 2-2-2 de la clase "
            "el cálculo sale, y sale mal, porque el peso de h2 a o1 se toma por el de h1 a o2. Prueba con una red "
            "2-3-1.",
            en="The error goes back the way the signal came, in the opposite direction. If weights[l] leads from D_l "
            "units to D_(l+1), the error of shape (N, D_(l+1)) gets back to (N, D_l) with weights[l].T. Without the "
            "transpose NumPy only objects if the matrix is not square: in the lecture's 2-2-2 network the computation "
            "works, and gives wrong numbers, for the weight from h2 to o1 is taken for that from h1 to o2. Try a 2-3-1 "
            "network.",
        ),
        lecture=LECTURE,
        wrong={
            "backward": _backward_without_transpose,
            "train": _train_with(backward=_backward_without_transpose),
        },
    ),
    Misconception(
        id="backpropagation/weight-gradient-transposed",
        name=Text(
            es="devuelto traspuestos los gradientes de los pesos",
            en="returned the gradients of the weights transposed",
        ),
        explanation=Text(
            es="Tus gradientes son los correctos, pero traspuestos: parece que calculas error.T @ activación. La fila "
            "i, columna j de weights[l] lleva de la unidad i a la j, y su gradiente ocupa el mismo sitio: "
            "activación.T @ error, de forma (D_l, D_(l+1)). En una capa cuadrada las formas coinciden y el error pasa "
            "sin ruido: se corrige un peso con el gradiente de otro.",
            en="Your gradients are the right ones, but transposed: you seem to compute error.T @ activation. Row i, "
            "column j of weights[l] leads from unit i to unit j, and its gradient stands in the same place: "
            "activation.T @ error, of shape (D_l, D_(l+1)). In a square layer the shapes agree and the mistake makes "
            "no noise: one weight is corrected with the gradient of another.",
        ),
        lecture=LECTURE,
        wrong={
            "backward": _backward_of_transposed_weights,
            "train": _train_with(backward=_backward_of_transposed_weights),
        },
    ),
    Misconception(
        id="backpropagation/bias-gradient-not-summed",
        name=Text(
            es="dejado sin sumar sobre el lote el gradiente de los sesgos",
            en="left the gradient of the biases without its sum over the batch",
        ),
        explanation=Text(
            es="El gradiente de un sesgo te sale con una fila por muestra. Todas las muestras comparten el mismo "
            "sesgo, así que sus contribuciones se suman: error.sum(axis=0), de forma (D,), como el propio sesgo. En "
            "los pesos esa suma ya la hace el producto de matrices. Al entrenar no hay ningún mensaje de error: NumPy "
            "resta (D,) - (N, D) y, desde ese paso, cada muestra tiene un sesgo para ella sola.",
            en="Your gradient of a bias has one row per sample. All samples share the bias, so their contributions are "
            "added up: error.sum(axis=0), of shape (D,) like the bias itself. For the weights the matrix product does "
            "that sum already. In training there is no error message: NumPy subtracts (D,) - (N, D), and from that "
            "step on every sample has a bias of its own.",
        ),
        lecture=LECTURE,
        wrong={
            "backward": _backward_of_unsummed_biases,
            "train": _train_with(backward=_backward_of_unsummed_biases),
        },
    ),
    Misconception(
        id="backpropagation/bias-gradient-divided-twice",
        name=Text(
            es="dividido dos veces entre N el gradiente de los sesgos",
            en="divided the gradient of the biases by N twice",
        ),
        explanation=Text(
            es="Los pesos son correctos, pero el gradiente de los sesgos sale dividido entre N una vez de más: parece "
            "que promedias sobre el lote un error que ya lleva el 1/N del coste. Con dos muestras iguales el gradiente "
            "tiene que ser el mismo que con una sola. Divide en un solo sitio: o el error lleva 1/N y después se suma, "
            "o no lo lleva y después se promedia, en los pesos y en los sesgos.",
            en="The weights are right, but the gradient of the biases is divided by N once too often: you seem to "
            "average over the batch an error that has the loss's 1/N already. With two equal samples the gradient has "
            "to be the same as with one. Divide in one place: either the error has 1/N and is then summed, or it has "
            "not and is then averaged, for weights and biases alike.",
        ),
        lecture=LECTURE,
        wrong={
            "backward": _backward_of_averaged_biases,
            "train": _train_with(backward=_backward_of_averaged_biases),
        },
    ),
    Misconception(
        id="backpropagation/not-divided-by-samples",
        name=Text(
            es="sumado sobre las muestras del lote en vez de promediar",
            en="summed over the samples of the batch instead of averaging",
        ),
        explanation=Text(
            es="Falta dividir entre N, el número de muestras. El coste es la media de lo que cuesta cada muestra, y el "
            "1/N pasa a todos los gradientes: dos muestras iguales tienen que dar el mismo coste y los mismos "
            "gradientes que una sola, no el doble. Sin esa división el paso crece con el lote, y una tasa que iba bien "
            "con 4 muestras se dispara con 400.",
            en="The division by N, the number of samples, is missing. The loss is the mean of what each sample costs, "
            "and the 1/N passes into every gradient: two equal samples have to give the same loss and the same "
            "gradients as one, not twice as much. Without it the step grows with the batch, and a rate that was good "
            "for 4 samples blows up with 400.",
        ),
        lecture=LOSS,
        wrong={
            "loss": _scaled_loss(_samples),
            "backward": _scaled(_samples),
            "train": _train_with(loss=_scaled_loss(_samples), backward=_scaled(_samples)),
        },
    ),
    Misconception(
        id="backpropagation/step-not-divided-by-samples",
        name=Text(
            es="entrenado con la suma de los gradientes de las muestras y no con su media",
            en="trained with the sum of the samples' gradients and not with their mean",
        ),
        explanation=Text(
            es="Los costes que apuntas son medias, pero los pasos siguen un gradiente N veces mayor: al gradiente le "
            "falta el 1/N que el coste sí lleva. El gradiente tiene que ser la derivada de ese mismo coste, así que "
            "lleva el mismo 1/N. Compruébalo con un solo paso: dos muestras iguales tienen que mover los pesos lo "
            "mismo que una.",
            en="The losses that you note are means, but the steps follow a gradient N times as large: the gradient "
            "lacks the 1/N that the loss does have. The gradient has to be the derivative of that very loss, so it has "
            "the same 1/N. Check it with a single step: two equal samples have to move the weights as far as one.",
        ),
        lecture=UPDATE,
        wrong={"train": _train_with(backward=_scaled(_samples))},
    ),
    Misconception(
        id="backpropagation/divided-by-outputs-as-well",
        name=Text(
            es="dividido también entre el número de salidas",
            en="divided by the number of outputs as well",
        ),
        explanation=Text(
            es="Parece que promedias sobre toda la matriz (N, K), por ejemplo con np.mean sin eje. La clase suma sobre "
            "las salidas, y solo se promedia sobre las N muestras: con errores 0.5 y 0.5 en dos salidas, una muestra "
            "cuesta 0.25 + 0.25 = 0.5, no 0.25. Con una sola salida no se nota. El gradiente sigue la misma regla: "
            "2/N, sin K.",
            en="You seem to average over the whole (N, K) matrix, as np.mean does without an axis. The lecture sums "
            "over the outputs, and only the N samples are averaged: with errors 0.5 and 0.5 at two outputs a sample "
            "costs 0.25 + 0.25 = 0.5, not 0.25. With one output it does not show. The gradient follows the same rule: "
            "2/N, without K.",
        ),
        lecture=LOSS,
        wrong={
            "loss": _scaled_loss(_one_over_outputs),
            "backward": _scaled(_one_over_outputs),
            "train": _train_with(loss=_scaled_loss(_one_over_outputs), backward=_scaled(_one_over_outputs)),
        },
    ),
    Misconception(
        id="backpropagation/noted-losses-divided-by-outputs",
        name=Text(
            es="apuntado costes divididos también entre el número de salidas",
            en="noted losses that are divided by the number of outputs as well",
        ),
        explanation=Text(
            es="Los pesos y los sesgos son correctos, pero los costes que devuelves salen divididos entre el número de "
            "salidas: parece que promedias toda la matriz (N, K) de cuadrados. Suma cada fila y promedia después las "
            "N sumas. Así el coste apuntado es el mismo cuyo gradiente sigues.",
            en="The weights and biases are right, but the losses that you return are divided by the number of outputs: "
            "you seem to average the whole (N, K) matrix of squares. Sum each row, then average the N sums. Then the "
            "loss that you note is the one whose gradient you follow.",
        ),
        lecture=LOSS,
        wrong={"train": _train_with(loss=_scaled_loss(_one_over_outputs))},
    ),
    Misconception(
        id="backpropagation/gradients-from-the-end",
        name=Text(
            es="devuelto los gradientes empezando por la última capa",
            en="returned the gradients beginning with the last layer",
        ),
        explanation=Text(
            es="Los gradientes son correctos, pero están en el orden en que se calculan, de la última capa a la "
            "primera. Tienen que ir como los pesos: el elemento 0 es el de weights[0]. Si las capas tienen la misma "
            "forma nadie protesta, y cada una se corrige con el gradiente de otra. Inserta por delante (insert(0, "
            "...)) o da la vuelta a las listas al final.",
            en="The gradients are right, but they stand in the order in which they are computed, from the last layer "
            "to the first. They have to go with the weights: element 0 is that of weights[0]. If the layers have one "
            "shape nobody objects, and each is corrected with the gradient of another. Insert in front "
            "(insert(0, ...)) or reverse the lists in the end.",
        ),
        lecture=LECTURE,
        wrong={"backward": _backward_from_the_end},
    ),
    Misconception(
        id="backpropagation/weights-updated-too-early",
        name=Text(
            es="actualizado los pesos de una capa antes de pasar el error a la anterior",
            en="updated the weights of a layer before passing the error down",
        ),
        explanation=Text(
            es="Parece que cambias weights[l] y después usas los pesos nuevos para llevar el error a la capa anterior. "
            "El gradiente es la derivada en un punto, el de los pesos con los que se hizo la pasada hacia delante: "
            "todos los gradientes se calculan con los pesos viejos y solo entonces se actualiza. El fallo es pequeño "
            "si la tasa es pequeña, y por eso cuesta verlo: la red aprende casi igual. Llama a backward entera y "
            "cambia los pesos después.",
            en="You seem to change weights[l] and then use the new weights to carry the error to the layer before. The "
            "gradient is the derivative at one point, that of the weights which made the forward pass: all gradients "
            "are computed with the old weights, and only then comes the update. The mistake is small if the rate is "
            "small, which makes it hard to see: the network learns almost as well. Call the whole of backward, and "
            "change the weights afterwards.",
        ),
        lecture=UPDATE,
        wrong={"train": _train_updates_first},
    ),
    Misconception(
        id="backpropagation/biases-not-trained",
        name=Text(es="entrenado los pesos y no los sesgos", en="trained the weights and not the biases"),
        explanation=Text(
            es="Los sesgos que devuelves son los iniciales. También son parámetros: b <- b - tasa · dL/db, en cada "
            "paso y con el gradiente que da backward. Sin ellos, la frontera de cada unidad pasa siempre por el mismo "
            "sitio, y hay problemas que la red no puede aprender.",
            en="The biases that you return are the initial ones. They are parameters too: b <- b - rate · dL/db, at "
            "every step, with the gradient that backward gives. Without them the border of each unit always passes "
            "through the same place, and there are problems that the network cannot learn.",
        ),
        lecture=UPDATE,
        wrong={"train": _train_with(with_biases=False)},
    ),
    Misconception(
        id="backpropagation/sample-by-sample",
        name=Text(
            es="dado un paso por muestra en vez de uno por lote",
            en="taken one step per sample instead of one per batch",
        ),
        explanation=Text(
            es="Parece que en cada paso recorres las muestras y actualizas los pesos tras cada una. Eso es el descenso "
            "estocástico; aquí se pide el descenso con todo el lote: un solo gradiente, la media de todas las "
            "muestras, y una sola actualización por paso. Con una muestra los dos coinciden; con cuatro, tú das cuatro "
            "pasos por cada uno que se pide. forward y backward ya reciben el lote entero.",
            en="In every step you seem to go through the samples and update the weights after each. That is stochastic "
            "descent; asked for is descent on the whole batch: a single gradient, the mean over all samples, and a "
            "single update per step. With one sample both agree; with four you take four steps for each that is asked "
            "for. forward and backward take the whole batch already.",
        ),
        lecture=Text(
            es="Conceptos básicos, «Lotes»: en lote (N = N_max) frente a estocástico (N = 1).",
            en="Basic concepts, “Batches”: batch (N = N_max) against stochastic (N = 1).",
        ),
        wrong={"train": _train_sample_by_sample},
    ),
    Misconception(
        id="backpropagation/first-loss-missing",
        name=Text(es="dejado fuera el coste de antes del primer paso", en="left out the loss before the first step"),
        explanation=Text(
            es="Tu lista de costes empieza después del primer paso. Se piden steps + 1: el primero es el de los pesos "
            "iniciales, antes de cambiar nada. Con steps = 0 la lista tiene un elemento.",
            en="Your list of losses begins after the first step. There have to be steps + 1: the first is that of the "
            "initial weights, before anything has changed. With steps = 0 the list has one element.",
        ),
        lecture=UPDATE,
        wrong={"train": _train_without_first_loss},
    ),
    Misconception(
        id="backpropagation/last-loss-missing",
        name=Text(es="dejado fuera el coste de después del último paso", en="left out the loss after the last step"),
        explanation=Text(
            es="Apuntas el coste antes de cada paso, y falta el de después del último: son steps + 1. Ese último coste "
            "es el de los pesos que devuelves, el que dice a dónde se ha llegado; hace falta una pasada hacia delante "
            "más, fuera del bucle.",
            en="You note the loss before every step, and the one after the last is missing: there have to be "
            "steps + 1. That last loss belongs to the weights that you return and says where you have arrived; it "
            "takes one more forward pass, outside the loop.",
        ),
        lecture=UPDATE,
        wrong={"train": _train_without_last_loss},
    ),
    Misconception(
        id="backpropagation/changes-the-arrays-given",
        name=Text(
            es="entrenado sobre los propios arrays recibidos",
            en="trained on the very arrays that were given",
        ),
        explanation=Text(
            es="El resultado es correcto, pero weights[l] -= ... escribe en los arrays de quien te llamó: sus pesos "
            "iniciales han desaparecido, y si vuelve a entrenar desde ellos empieza en otro sitio. list(weights) o "
            "weights.copy() no bastan: copian la lista, no los arrays que contiene. Copia cada array, "
            "[w.copy() for w in weights], o escribe w = w - ..., que hace un array nuevo.",
            en="Your result is right, but weights[l] -= ... writes into the arrays of whoever called you: their "
            "initial weights are gone, and whoever trains from them again starts elsewhere. list(weights) or "
            "weights.copy() is not enough: it copies the list, not the arrays in it. Copy every array, [w.copy() for w "
            "in weights], or write w = w - ..., which makes a new array.",
        ),
        lecture=UPDATE,
        wrong={"train": _train_in_place},
    ),
    Misconception(
        id="backpropagation/changes-the-lists-given",
        name=Text(
            es="guardado los pesos nuevos en las listas recibidas",
            en="stored the new weights in the lists that were given",
        ),
        explanation=Text(
            es="El resultado es correcto y los arrays iniciales siguen intactos, pero weights[l] = ... cambia la lista "
            "de quien te llamó: después de entrenar, su lista contiene los pesos nuevos. Empieza con listas tuyas, por "
            "ejemplo weights = [w.copy() for w in weights].",
            en="Your result is right and the initial arrays are intact, but weights[l] = ... changes the list of "
            "whoever called you: after training their list holds the new weights. Begin with lists of your own, as in "
            "weights = [w.copy() for w in weights].",
        ),
        lecture=UPDATE,
        wrong={"train": _train_in_the_lists},
    ),
)
