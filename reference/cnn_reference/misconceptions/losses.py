"""Wrong answers with a name: loss functions and their gradients."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from cnn_reference.losses import (
    SMALLEST_PROBABILITY,
    Float64s,
    Integers,
    Reals,
    as_labelled,
    as_logits,
    as_pair,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    cross_entropy,
    cross_entropy_from_logits,
    mean_squared_error,
    mean_squared_error_gradient,
    softmax,
    softmax_cross_entropy_gradient,
)
from cnn_reference.misconceptions.misconception import Misconception, Text

Function = Callable[..., Any]


def _times(right: Function, factor: Callable[[Reals], float]) -> Function:
    """Multiply a right answer by a factor that depends on the first argument."""

    @wraps(right)
    def wrong(first: Reals, second: Reals | Integers) -> Any:
        return right(first, second) * factor(first)

    return wrong


def _batch_size(first: Reals) -> float:
    return len(first)


def _one_over_classes(first: Reals) -> float:
    return 1 / float(first.shape[1])


def _minus_one(first: Reals) -> float:
    return -1.0


def _one_half(first: Reals) -> float:
    return 0.5


def _one_over_log_2(first: Reals) -> float:
    return 1 / float(np.log(2))


def _one_over_log_10(first: Reals) -> float:
    return 1 / float(np.log(10))


def _one_hot(labels: Integers, classes: int) -> Float64s:
    return np.asarray(np.eye(classes)[labels])


def _at_labels(rows: Float64s, labels: Integers) -> Float64s:
    return np.asarray(rows[np.arange(len(labels)), labels])


# Prediction and target swapped inside the logarithm


def _swapped_binary_cross_entropy(y_pred: Reals, y_true: Reals) -> float:
    return binary_cross_entropy(y_true, y_pred)


def _swapped_binary_cross_entropy_gradient(y_pred: Reals, y_true: Reals) -> Float64s:
    prediction, target = as_pair(y_pred, y_true)
    t = np.clip(target, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY)
    return -(np.log(t) - np.log(1 - t)) / len(prediction)


def _swapped_cross_entropy(y_pred: Reals, y_true: Reals) -> float:
    return cross_entropy(y_true, y_pred)


def _swapped_cross_entropy_from_logits(logits: Reals, labels: Integers) -> float:
    scores, labels = as_labelled(logits, labels)
    return cross_entropy(_one_hot(labels, scores.shape[1]), softmax(scores))


# The term of the negative class forgotten


def _positive_class_only(y_pred: Reals, y_true: Reals) -> float:
    prediction, target = as_pair(y_pred, y_true)
    return float(-np.mean(target * np.log(np.clip(prediction, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY))))


def _positive_class_only_gradient(y_pred: Reals, y_true: Reals) -> Float64s:
    prediction, target = as_pair(y_pred, y_true)
    p = np.clip(prediction, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY)
    return -target / p / len(p)


# No clipping


def _unclipped_binary_cross_entropy(y_pred: Reals, y_true: Reals) -> float:
    p, target = as_pair(y_pred, y_true)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(-np.mean(target * np.log(p) + (1 - target) * np.log(1 - p)))


def _unclipped_cross_entropy(y_pred: Reals, y_true: Reals) -> float:
    p, target = as_pair(y_pred, y_true)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(-np.mean(np.sum(target * np.log(p), axis=1)))


def _log_of_softmax(logits: Reals, labels: Integers) -> float:
    scores, labels = as_labelled(logits, labels)
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(_at_labels(softmax(scores), labels))))


def _log_of_clipped_softmax(logits: Reals, labels: Integers) -> float:
    scores, labels = as_labelled(logits, labels)
    return cross_entropy(softmax(scores), _one_hot(labels, scores.shape[1]))


# Softmax over the wrong axis, or over none


def _log_softmax(scores: Float64s, axis: int | None) -> Float64s:
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


def _normalised_over(axis: int | None) -> dict[str, Function]:
    """Make the three functions that rest on softmax, normalised over another axis than the classes."""

    def wrong_softmax(logits: Reals) -> Float64s:
        return np.asarray(np.exp(_log_softmax(as_logits(logits), axis)))

    def wrong_loss(logits: Reals, labels: Integers) -> float:
        scores, labels = as_labelled(logits, labels)
        return float(-np.mean(_at_labels(_log_softmax(scores, axis), labels)))

    def wrong_gradient(logits: Reals, labels: Integers) -> Float64s:
        scores, labels = as_labelled(logits, labels)
        return (wrong_softmax(scores) - _one_hot(labels, scores.shape[1])) / len(labels)

    return {
        "softmax": wrong_softmax,
        "cross_entropy_from_logits": wrong_loss,
        "softmax_cross_entropy_gradient": wrong_gradient,
    }


# Softmax that overflows


def _overflowing_softmax(logits: Reals) -> Float64s:
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        exponentials = np.exp(as_logits(logits))
        return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))


def _overflowing_cross_entropy(logits: Reals, labels: Integers) -> float:
    scores, labels = as_labelled(logits, labels)
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(_at_labels(_overflowing_softmax(scores), labels))))


def _overflowing_gradient(logits: Reals, labels: Integers) -> Float64s:
    scores, labels = as_labelled(logits, labels)
    return (_overflowing_softmax(scores) - _one_hot(labels, scores.shape[1])) / len(labels)


# The gradient with respect to something else


def _gradient_of_probabilities(logits: Reals, labels: Integers) -> Float64s:
    scores, labels = as_labelled(logits, labels)
    p = np.maximum(softmax(scores), SMALLEST_PROBABILITY)
    return -_one_hot(labels, scores.shape[1]) / p / len(labels)


# No comparison of shapes


def _refuse_empty(y_pred: Reals, y_true: Reals) -> None:
    if y_pred.size == 0 or y_true.size == 0:
        raise ValueError(f"expected at least one sample, got shapes {y_pred.shape} and {y_true.shape}")


def _broadcasting(right: Function) -> Function:
    """Let NumPy stretch the arguments to one shape, then compute as `right` does."""

    @wraps(right)
    def wrong(y_pred: Reals, y_true: Reals) -> Any:
        _refuse_empty(y_pred, y_true)
        return right(*np.broadcast_arrays(y_pred, y_true))

    return wrong


BINARY_LECTURE = Text(
    es="Conceptos básicos, «Optimización»: función de coste, entropía cruzada (salida única).",
    en="Basic concepts, “Optimization”: loss function, cross-entropy error (a single output).",
)
LOSS_LECTURE = Text(
    es="Conceptos básicos, «Optimización»: función de coste.",
    en="Basic concepts, “Optimization”: loss function.",
)
CLASSES_LECTURE = Text(
    es="Conceptos básicos, «Optimización»: función de coste, algoritmos con salida múltiple.",
    en="Basic concepts, “Optimization”: loss function, algorithms with several outputs.",
)
GRADIENT_LECTURE = Text(
    es="Conceptos básicos, «Optimización»: función de coste, y la estrategia de búsqueda que la deriva.",
    en="Basic concepts, “Optimization”: loss function, and the search strategy that differentiates it.",
)

MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="losses/prediction-and-target-swapped",
        name=Text(
            es="intercambiado la predicción y la etiqueta dentro del logaritmo",
            en="swapped prediction and target inside the logarithm",
        ),
        explanation=Text(
            es="Parece que tomas el logaritmo de la etiqueta y lo multiplicas por la predicción, tal como lo "
            "imprime la diapositiva de la entropía cruzada, que tiene los dos símbolos cambiados. Con etiqueta 1 "
            "y predicción 0.9 el coste es -log(0.9) = 0.105; con los símbolos cambiados sale "
            "-(1 - 0.9) · log(0), que es infinito o, si recortas, 2.76. Comprueba qué array está dentro de log: "
            "tiene que ser y_pred, y y_true es el peso que va delante.",
            en="You seem to take the logarithm of the target and multiply it by the prediction, as the slide on "
            "cross-entropy prints it; that slide has the two symbols the wrong way round. With target 1 and "
            "prediction 0.9 the loss is -log(0.9) = 0.105; with the symbols swapped it is -(1 - 0.9) · log(0), "
            "which is infinite or, if you clip, 2.76. Look at which array stands inside log: it has to be "
            "y_pred, and y_true is the weight in front.",
        ),
        lecture=BINARY_LECTURE,
        wrong={
            "binary_cross_entropy": _swapped_binary_cross_entropy,
            "binary_cross_entropy_gradient": _swapped_binary_cross_entropy_gradient,
            "cross_entropy": _swapped_cross_entropy,
            "cross_entropy_from_logits": _swapped_cross_entropy_from_logits,
        },
    ),
    Misconception(
        id="losses/sum-instead-of-mean",
        name=Text(
            es="sumado sobre las muestras en vez de promediar",
            en="summed over the samples instead of averaging",
        ),
        explanation=Text(
            es="Parece que sumas el coste de las muestras y no divides entre N. Con errores 1 y 3 el error "
            "cuadrático medio es (1 + 9) / 2 = 5, no 10. Sin el 1/N de la fórmula, el coste crece con el tamaño "
            "del lote y no se pueden comparar dos lotes distintos. Con N = 1 no se nota: prueba con dos muestras "
            "iguales, que deben costar lo mismo que una.",
            en="You seem to add up the losses of the samples without dividing by N. With errors 1 and 3 the mean "
            "squared error is (1 + 9) / 2 = 5, not 10. Without the 1/N of the formula the loss grows with the "
            "size of the batch, and two batches cannot be compared. With N = 1 it does not show: try two equal "
            "samples, which must cost as much as one.",
        ),
        lecture=LOSS_LECTURE,
        wrong={
            "mean_squared_error": _times(mean_squared_error, _batch_size),
            "binary_cross_entropy": _times(binary_cross_entropy, _batch_size),
            "cross_entropy": _times(cross_entropy, _batch_size),
            "cross_entropy_from_logits": _times(cross_entropy_from_logits, _batch_size),
        },
    ),
    Misconception(
        id="losses/mean-over-samples-and-classes",
        name=Text(
            es="dividido entre N·K en vez de entre N",
            en="divided by N·K instead of N",
        ),
        explanation=Text(
            es="Parece que promedias sobre todas las celdas de la matriz (N, K). La fórmula suma sobre las "
            "clases y promedia solo sobre las N muestras: una muestra con probabilidad 0.5 en su clase cuesta "
            "log 2 = 0.693, y con tres clases a ti te sale 0.231. Mira si llamas a mean sin eje sobre un array "
            "(N, K): primero hay que sumar cada fila.",
            en="You seem to average over all cells of the (N, K) matrix. The formula sums over the classes and "
            "averages over the N samples only: a sample with probability 0.5 for its class costs "
            "log 2 = 0.693, and with three classes yours gives 0.231. See whether you call mean without an axis "
            "on an (N, K) array: every row has to be summed first.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={
            "cross_entropy": _times(cross_entropy, _one_over_classes),
            "cross_entropy_from_logits": _times(cross_entropy_from_logits, _one_over_classes),
            "softmax_cross_entropy_gradient": _times(softmax_cross_entropy_gradient, _one_over_classes),
        },
    ),
    Misconception(
        id="losses/sign-lost",
        name=Text(es="perdido el signo", en="lost the sign"),
        explanation=Text(
            es="Tu resultado es el correcto con el signo contrario. El logaritmo de una probabilidad es "
            "negativo, y el menos de la fórmula hace positivo el coste: log(0.5) = -0.693 y la muestra cuesta "
            "0.693. En un gradiente el orden de la resta es predicción menos etiqueta: si la predicción es 3 y "
            "la etiqueta 1, subir la predicción empeora el coste, así que la derivada es positiva. Con el signo "
            "cambiado, el descenso por gradiente sube.",
            en="Your result is the right one with the opposite sign. The logarithm of a probability is negative, "
            "and the minus in the formula makes the loss positive: log(0.5) = -0.693 and the sample costs 0.693. "
            "In a gradient the difference is prediction minus target: if the prediction is 3 and the target 1, "
            "a higher prediction makes the loss worse, so the derivative is positive. With the sign turned, "
            "gradient descent climbs.",
        ),
        lecture=LOSS_LECTURE,
        wrong={
            "binary_cross_entropy": _times(binary_cross_entropy, _minus_one),
            "cross_entropy": _times(cross_entropy, _minus_one),
            "cross_entropy_from_logits": _times(cross_entropy_from_logits, _minus_one),
            "mean_squared_error_gradient": _times(mean_squared_error_gradient, _minus_one),
            "binary_cross_entropy_gradient": _times(binary_cross_entropy_gradient, _minus_one),
            "softmax_cross_entropy_gradient": _times(softmax_cross_entropy_gradient, _minus_one),
        },
    ),
    Misconception(
        id="losses/base-2-logarithm",
        name=Text(es="usado el logaritmo en base 2", en="used the base-2 logarithm"),
        explanation=Text(
            es="Parece que usas log2. Aquí el logaritmo es el natural: una probabilidad de 0.5 cuesta "
            "log 2 = 0.693, no 1. Con otra base el coste sale multiplicado por 1/log 2 = 1.443, y su derivada ya "
            "no es la que implementas en el gradiente. Usa np.log.",
            en="You seem to use log2. The logarithm here is the natural one: a probability of 0.5 costs "
            "log 2 = 0.693, not 1. Another base multiplies the loss by 1/log 2 = 1.443, and its derivative is no "
            "longer the one you implement as the gradient. Use np.log.",
        ),
        lecture=LOSS_LECTURE,
        wrong={
            "binary_cross_entropy": _times(binary_cross_entropy, _one_over_log_2),
            "cross_entropy": _times(cross_entropy, _one_over_log_2),
            "cross_entropy_from_logits": _times(cross_entropy_from_logits, _one_over_log_2),
        },
    ),
    Misconception(
        id="losses/base-10-logarithm",
        name=Text(es="usado el logaritmo en base 10", en="used the base-10 logarithm"),
        explanation=Text(
            es="Parece que usas log10. Aquí el logaritmo es el natural: una probabilidad de 0.1 cuesta "
            "log 10 = 2.303, no 1. Con otra base el coste sale dividido entre 2.303, y su derivada ya no es la "
            "que implementas en el gradiente. Usa np.log.",
            en="You seem to use log10. The logarithm here is the natural one: a probability of 0.1 costs "
            "log 10 = 2.303, not 1. Another base divides the loss by 2.303, and its derivative is no longer the "
            "one you implement as the gradient. Use np.log.",
        ),
        lecture=LOSS_LECTURE,
        wrong={
            "binary_cross_entropy": _times(binary_cross_entropy, _one_over_log_10),
            "cross_entropy": _times(cross_entropy, _one_over_log_10),
            "cross_entropy_from_logits": _times(cross_entropy_from_logits, _one_over_log_10),
        },
    ),
    Misconception(
        id="losses/negative-class-forgotten",
        name=Text(
            es="olvidado el término de la clase negativa, el de (1 - t)",
            en="forgotten the term of the negative class, the one with (1 - t)",
        ),
        explanation=Text(
            es="Parece que solo cuentas t · log(p). Con etiqueta 0 ese término es 0 diga lo que diga la red: una "
            "predicción de 0.9 para una muestra negativa saldría gratis, y en realidad cuesta "
            "-log(1 - 0.9) = 2.303. Con una sola salida la clase negativa no tiene columna propia, y por eso la "
            "fórmula lleva un segundo sumando, (1 - t) · log(1 - p); el gradiente también.",
            en="You seem to count t · log(p) only. With target 0 that term is 0 whatever the network says: a "
            "prediction of 0.9 for a negative sample would be free, while it costs -log(1 - 0.9) = 2.303. With a "
            "single output the negative class has no column of its own, and that is why the formula has a second "
            "term, (1 - t) · log(1 - p); so has the gradient.",
        ),
        lecture=BINARY_LECTURE,
        wrong={
            "binary_cross_entropy": _positive_class_only,
            "binary_cross_entropy_gradient": _positive_class_only_gradient,
        },
    ),
    Misconception(
        id="losses/logarithm-of-zero",
        name=Text(
            es="dejado que el logaritmo reciba un 0",
            en="let the logarithm meet a 0",
        ),
        explanation=Text(
            es="Tu resultado es correcto salvo cuando una probabilidad vale exactamente 0 (o 1, en el caso "
            "binario): entonces log(0) da -inf, y 0 · log(0) da nan, que contagia a toda la media. Recorta las "
            "probabilidades antes del logaritmo: con 1e-12 el peor coste es 27.63. Si partes de logits no "
            "recortes: la softmax de [10000, 0] ya es [1, 0] y su logaritmo, -inf, pero el coste de la segunda "
            "clase es 10000; se obtiene con log-sum-exp sin pasar por la probabilidad.",
            en="Your result is right unless a probability is exactly 0 (or 1, in the binary case): then log(0) "
            "is -inf, and 0 · log(0) is nan, which spoils the whole mean. Clip the probabilities before the "
            "logarithm: with 1e-12 the worst loss is 27.63. If you start from logits do not clip: the softmax of "
            "[10000, 0] is [1, 0] already and its logarithm -inf, but the loss of the second class is 10000; "
            "log-sum-exp gives it without going through the probability.",
        ),
        lecture=LOSS_LECTURE,
        wrong={
            "binary_cross_entropy": _unclipped_binary_cross_entropy,
            "cross_entropy": _unclipped_cross_entropy,
            "cross_entropy_from_logits": _log_of_softmax,
        },
    ),
    Misconception(
        id="losses/logarithm-of-clipped-softmax",
        name=Text(
            es="calculado el logaritmo de una softmax recortada",
            en="taken the logarithm of a clipped softmax",
        ),
        explanation=Text(
            es="Parece que calculas la softmax, recortas las probabilidades en 1e-12 y tomas el logaritmo. Así "
            "ningún coste pasa de 27.63: con logits [10000, 0] y etiqueta 1 el coste es 10000. La softmax "
            "redondea a 0 una probabilidad de e^-10000 y el logaritmo ya no puede recuperarla. No pases por la "
            "probabilidad: el logaritmo de la softmax es el logit menos log-sum-exp, tras restar el máximo de "
            "la fila.",
            en="You seem to compute the softmax, clip the probabilities at 1e-12 and take the logarithm. No loss "
            "can then exceed 27.63: with logits [10000, 0] and label 1 the loss is 10000. Softmax rounds a "
            "probability of e^-10000 to 0, and the logarithm cannot bring it back. Do not go through the "
            "probability: the logarithm of softmax is the logit minus log-sum-exp, after the row's maximum has "
            "been subtracted.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={"cross_entropy_from_logits": _log_of_clipped_softmax},
    ),
    Misconception(
        id="losses/softmax-over-the-batch",
        name=Text(
            es="normalizado la softmax sobre las muestras en vez de sobre las clases",
            en="normalised softmax over the samples instead of the classes",
        ),
        explanation=Text(
            es="Parece que la softmax suma por columnas (axis=0), de modo que cada clase reparte su probabilidad "
            "entre las muestras del lote. Lo que debe sumar 1 es cada fila: la softmax de [[0, 0]] es "
            "[[0.5, 0.5]], y por columnas sale [[1, 1]]. Además, así la predicción de una imagen dependería de "
            "las otras imágenes del lote. Mira el axis de la suma y del máximo: las clases son el último eje.",
            en="Softmax seems to add up columns (axis=0), so that every class shares its probability among the "
            "samples of the batch. What must add up to 1 is every row: the softmax of [[0, 0]] is [[0.5, 0.5]], "
            "and over columns it is [[1, 1]]. The prediction for one image would also depend on the other images "
            "of the batch. Look at the axis of the sum and of the maximum: the classes are the last axis.",
        ),
        lecture=CLASSES_LECTURE,
        wrong=_normalised_over(0),
    ),
    Misconception(
        id="losses/softmax-over-everything",
        name=Text(
            es="normalizado la softmax sobre toda la matriz",
            en="normalised softmax over the whole matrix",
        ),
        explanation=Text(
            es="Parece que divides entre la suma de todas las exponenciales, sin axis: todas las probabilidades "
            "del lote juntas suman 1, y cada fila bastante menos. La softmax de [[0, 0], [0, 0]] es 0.5 en cada "
            "celda, no 0.25. Con una sola muestra no se nota. Usa axis=-1 y keepdims=True en la suma.",
            en="You seem to divide by the sum of all exponentials, without an axis: all probabilities of the "
            "batch together add up to 1, and each row to much less. The softmax of [[0, 0], [0, 0]] is 0.5 in "
            "every cell, not 0.25. With a single sample it does not show. Use axis=-1 and keepdims=True in the "
            "sum.",
        ),
        lecture=CLASSES_LECTURE,
        wrong=_normalised_over(None),
    ),
    Misconception(
        id="losses/softmax-overflows",
        name=Text(
            es="calculado la exponencial sin restar antes el máximo",
            en="taken the exponential without subtracting the maximum first",
        ),
        explanation=Text(
            es="Con logits pequeños tu resultado es correcto, pero e^710 ya no cabe en un float64: "
            "exp(10000) es inf, e inf/inf es nan; con todos los logits en -10000 sale 0/0, también nan. La "
            "softmax no cambia si restas el mismo número a toda la fila, porque se cancela en el cociente. Resta "
            "el máximo de cada fila: las exponenciales quedan entre 0 y 1, y al menos una vale 1.",
            en="With small logits your result is right, but e^710 does not fit into a float64: exp(10000) is inf, "
            "and inf/inf is nan; with all logits at -10000 it is 0/0, nan again. Softmax does not change if you "
            "subtract one number from the whole row, because it cancels in the quotient. Subtract the maximum of "
            "each row: the exponentials then lie between 0 and 1, and at least one of them is 1.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={
            "softmax": _overflowing_softmax,
            "cross_entropy_from_logits": _overflowing_cross_entropy,
            "softmax_cross_entropy_gradient": _overflowing_gradient,
        },
    ),
    Misconception(
        id="losses/gradient-without-batch-size",
        name=Text(
            es="olvidado dividir el gradiente entre N",
            en="forgotten to divide the gradient by N",
        ),
        explanation=Text(
            es="Tu gradiente es N veces el correcto. El coste es una media, y el 1/N que lleva delante pasa a su "
            "derivada: con predicciones 3 y 0 y etiquetas 1 y 0, el gradiente del error cuadrático medio es "
            "[2 · 2 / 2, 0] = [2, 0], no [4, 0]. Sin él, el paso del descenso por gradiente crece con el tamaño "
            "del lote.",
            en="Your gradient is N times the right one. The loss is a mean, and the 1/N in front of it stays in "
            "its derivative: with predictions 3 and 0 and targets 1 and 0 the gradient of the mean squared error "
            "is [2 · 2 / 2, 0] = [2, 0], not [4, 0]. Without it the step of gradient descent grows with the size "
            "of the batch.",
        ),
        lecture=GRADIENT_LECTURE,
        wrong={
            "mean_squared_error_gradient": _times(mean_squared_error_gradient, _batch_size),
            "binary_cross_entropy_gradient": _times(binary_cross_entropy_gradient, _batch_size),
            "softmax_cross_entropy_gradient": _times(softmax_cross_entropy_gradient, _batch_size),
        },
    ),
    Misconception(
        id="losses/gradient-without-the-two",
        name=Text(
            es="olvidado el 2 que baja del cuadrado",
            en="forgotten the 2 that comes down from the square",
        ),
        explanation=Text(
            es="Tu gradiente es la mitad del correcto. La derivada de (p - t)^2 es 2 (p - t): con una sola "
            "muestra, p = 3 y t = 1, el gradiente es 4 y no 2. Algunos textos ponen 1/2 delante del coste para "
            "que ese 2 se cancele; la fórmula de esta asignatura no lo lleva.",
            en="Your gradient is half the right one. The derivative of (p - t)^2 is 2 (p - t): with a single "
            "sample, p = 3 and t = 1, the gradient is 4 and not 2. Some texts put 1/2 in front of the loss so "
            "that this 2 cancels; the formula of this course does not have it.",
        ),
        lecture=GRADIENT_LECTURE,
        wrong={"mean_squared_error_gradient": _times(mean_squared_error_gradient, _one_half)},
    ),
    Misconception(
        id="losses/gradient-of-the-probabilities",
        name=Text(
            es="derivado respecto a las probabilidades en vez de respecto a los logits",
            en="differentiated with respect to the probabilities instead of the logits",
        ),
        explanation=Text(
            es="Parece que devuelves -t/p, la derivada de la entropía cruzada respecto a la salida de la "
            "softmax. Falta la regla de la cadena a través de la softmax, que mezcla las clases: con logits "
            "[0, 0] y etiqueta 0 el gradiente es [-0.5, 0.5], no [-2, 0]. Subir el logit de una clase equivocada "
            "también empeora el coste, así que su derivada no puede ser 0. Al derivar todo junto queda algo muy "
            "simple: softmax menos one-hot.",
            en="You seem to return -t/p, the derivative of the cross-entropy with respect to the output of "
            "softmax. The chain rule through softmax is missing, and softmax mixes the classes: with logits "
            "[0, 0] and label 0 the gradient is [-0.5, 0.5], not [-2, 0]. A higher logit for a wrong class makes "
            "the loss worse too, so its derivative cannot be 0. Differentiated as a whole it becomes very "
            "simple: softmax minus one-hot.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={"softmax_cross_entropy_gradient": _gradient_of_probabilities},
    ),
    Misconception(
        id="losses/shapes-broadcast",
        name=Text(
            es="dejado que NumPy estire un array hasta la forma del otro",
            en="let NumPy stretch one array to the shape of the other",
        ),
        explanation=Text(
            es="No compruebas que las dos formas sean iguales, y NumPy no protesta: la diferencia de un array "
            "(3, 1) y otro (3,) es una matriz (3, 3), cada predicción contra cada etiqueta, y su media es un "
            "número creíble que no significa nada. Con predicciones [[0], [1]] y etiquetas [0, 1] todo está "
            "acertado, y sin embargo saldría 0.5. Compara y_pred.shape con y_true.shape antes de operar y lanza "
            "ValueError.",
            en="You do not check that the two shapes are equal, and NumPy does not object: the difference of a "
            "(3, 1) array and a (3,) array is a (3, 3) matrix, every prediction against every target, and its "
            "mean is a plausible number that means nothing. With predictions [[0], [1]] and targets [0, 1] "
            "everything is right, and yet the result would be 0.5. Compare y_pred.shape with y_true.shape before "
            "you compute, and raise ValueError.",
        ),
        lecture=LOSS_LECTURE,
        wrong={
            "mean_squared_error": _broadcasting(mean_squared_error),
            "mean_squared_error_gradient": _broadcasting(mean_squared_error_gradient),
            "binary_cross_entropy": _broadcasting(binary_cross_entropy),
            "binary_cross_entropy_gradient": _broadcasting(binary_cross_entropy_gradient),
            "cross_entropy": _broadcasting(cross_entropy),
        },
    ),
)
