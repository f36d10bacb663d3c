"""Wrong answers with a name: accuracy, curves, early stopping, bias and variance."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cnn_reference.evaluation import (
    Float64s,
    Int64s,
    Integers,
    Reals,
    accuracy,
    confusion_matrix,
    diagnose,
    per_class_accuracy,
)
from cnn_reference.misconceptions.misconception import Misconception, Text

Function = Callable[..., Any]


def _shares(hits: Reals | Integers, totals: Reals | Integers) -> Float64s:
    """Divide, and say NaN where there is nothing to divide by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(hits / totals, dtype=np.float64)


# Counting hits


def _number_of_hits(y_true: Integers, y_pred: Integers) -> int:
    return int(np.sum(y_true == y_pred))


def _percentage(y_true: Integers, y_pred: Integers) -> float:
    return 100 * accuracy(y_true, y_pred)


def _percentage_per_class(y_true: Integers, y_pred: Integers, n_classes: int) -> Float64s:
    return 100 * per_class_accuracy(y_true, y_pred, n_classes)


def _error_rate(y_true: Integers, y_pred: Integers) -> float:
    return 1 - accuracy(y_true, y_pred)


def _transposed(y_true: Integers, y_pred: Integers, n_classes: int) -> Int64s:
    return confusion_matrix(y_pred, y_true, n_classes)


def _precision(y_true: Integers, y_pred: Integers, n_classes: int) -> Float64s:
    return per_class_accuracy(y_pred, y_true, n_classes)


def _pairs_once(y_true: Integers, y_pred: Integers, n_classes: int) -> Int64s:
    matrix = np.zeros((n_classes, n_classes), dtype=np.int64)
    matrix[y_true, y_pred] += 1
    return matrix


def _pairs_once_per_class(y_true: Integers, y_pred: Integers, n_classes: int) -> Float64s:
    matrix = _pairs_once(y_true, y_pred, n_classes)
    return _shares(np.diag(matrix), matrix.sum(axis=1))


def _present_classes_only(y_true: Integers, y_pred: Integers, n_classes: int) -> Int64s:
    present = np.union1d(y_true, y_pred)
    return np.asarray(confusion_matrix(y_true, y_pred, n_classes)[np.ix_(present, present)])


def _present_classes_only_per_class(y_true: Integers, y_pred: Integers, n_classes: int) -> Float64s:
    return per_class_accuracy(y_true, y_pred, n_classes)[np.unique(y_true)]


def _rows_as_shares(y_true: Integers, y_pred: Integers, n_classes: int) -> Float64s:
    matrix = confusion_matrix(y_true, y_pred, n_classes)
    return _shares(matrix, matrix.sum(axis=1, keepdims=True))


def _zero_for_absent(y_true: Integers, y_pred: Integers, n_classes: int) -> Float64s:
    return np.nan_to_num(per_class_accuracy(y_true, y_pred, n_classes), nan=0.0)


def _share_of_all(y_true: Integers, y_pred: Integers, n_classes: int) -> Float64s:
    matrix = confusion_matrix(y_true, y_pred, n_classes)
    shares = np.diag(matrix) / len(y_true)
    return np.where(matrix.sum(axis=1) > 0, shares, np.nan)


def _against_the_rest(y_true: Integers, y_pred: Integers, n_classes: int) -> Float64s:
    classes = np.arange(n_classes)[:, np.newaxis]
    agree = np.mean((y_true == classes) == (y_pred == classes), axis=1)
    return np.where((y_true == classes).any(axis=1), agree, np.nan)


# Windows


def _smoothed(window_of: Callable[[int, int], tuple[int, int]], *, whole: bool = False) -> Function:
    """Average another stretch of the curve; `whole` divides by the window even where it is cut off."""

    def wrong(curve: Reals, window: int) -> Float64s:
        values = curve.astype(np.float64)
        parts = [values[max(0, first) : last] for first, last in (window_of(t, window) for t in range(len(values)))]
        return np.array([part.sum() / (window if whole else len(part)) for part in parts])

    return wrong


def _trailing(t: int, window: int) -> tuple[int, int]:
    return t - window + 1, t + 1


def _centred(t: int, window: int) -> tuple[int, int]:
    return t - window // 2, t + (window - 1) // 2 + 1


def _leading(t: int, window: int) -> tuple[int, int]:
    return t, t + window


def _one_too_long(t: int, window: int) -> tuple[int, int]:
    return t - window, t + 1


def _complete_windows_only(curve: Reals, window: int) -> Float64s:
    values = curve.astype(np.float64)
    return np.array([values[t - window + 1 : t + 1].mean() for t in range(window - 1, len(values))])


# Early stopping


def _stopped(
    *,
    patience_plus: int = 0,
    ties_are_better: bool = False,
    in_a_row: bool = True,
    against_previous: bool = False,
    result: Callable[[int, int], int] = lambda best, epoch: best,
) -> Function:
    """Stop early with one thing done another way."""

    def wrong(validation_losses: Reals, patience: int) -> int:
        losses = [float(loss) for loss in validation_losses]
        best, waited, epoch = 0, 0, 0
        for epoch in range(1, len(losses)):
            rival = losses[epoch - 1] if against_previous else losses[best]
            improved = losses[epoch] < rival or (ties_are_better and losses[epoch] == rival)
            if losses[epoch] < losses[best] or (ties_are_better and losses[epoch] == losses[best]):
                best = epoch
            if not improved:
                waited += 1
                if waited >= patience + patience_plus:
                    break
            elif in_a_row:
                waited = 0
        return result(best, epoch)

    return wrong


def _lowest_of_all(validation_losses: Reals, patience: int) -> int:
    return int(np.argmin(validation_losses))


# Diagnosis


def _gap_first(train_accuracy: Reals, validation_accuracy: Reals, target: float, tolerance: float) -> str:
    train, validation = float(train_accuracy[-1]), float(validation_accuracy[-1])
    if train - validation > tolerance:
        return "overfitting"
    return "underfitting" if train < target - tolerance else "good fit"


def _highest_values(train_accuracy: Reals, validation_accuracy: Reals, target: float, tolerance: float) -> str:
    highest = np.array([np.max(train_accuracy)]), np.array([np.max(validation_accuracy)])
    return diagnose(*highest, target, tolerance)


def _mean_values(train_accuracy: Reals, validation_accuracy: Reals, target: float, tolerance: float) -> str:
    means = np.array([np.mean(train_accuracy)]), np.array([np.mean(validation_accuracy)])
    return diagnose(*means, target, tolerance)


def _fit_of_validation(train_accuracy: Reals, validation_accuracy: Reals, target: float, tolerance: float) -> str:
    train, validation = float(train_accuracy[-1]), float(validation_accuracy[-1])
    if validation < target - tolerance:
        return "underfitting"
    return "overfitting" if train - validation > tolerance else "good fit"


def _gap_without_sign(train_accuracy: Reals, validation_accuracy: Reals, target: float, tolerance: float) -> str:
    train, validation = float(train_accuracy[-1]), float(validation_accuracy[-1])
    if train < target - tolerance:
        return "underfitting"
    return "overfitting" if abs(train - validation) > tolerance else "good fit"


def _no_tolerance_at_target(train_accuracy: Reals, validation_accuracy: Reals, target: float, tolerance: float) -> str:
    train, validation = float(train_accuracy[-1]), float(validation_accuracy[-1])
    if train < target:
        return "underfitting"
    return "overfitting" if train - validation > tolerance else "good fit"


def _limits_included(train_accuracy: Reals, validation_accuracy: Reals, target: float, tolerance: float) -> str:
    train, validation = float(train_accuracy[-1]), float(validation_accuracy[-1])
    if train <= target - tolerance:
        return "underfitting"
    return "overfitting" if train - validation >= tolerance else "good fit"


# Bias and variance


def _split(
    bias_squared: Callable[[Float64s, Float64s], Any] | None = None, variance: Callable[[Float64s], Any] | None = None
) -> Function:
    """Compute one of the two another way."""

    def wrong(predictions: Reals, truth: Reals) -> tuple[float, float]:
        predicted, target = predictions.astype(np.float64), truth.astype(np.float64)
        mean = predicted.mean(axis=0)
        bias = np.mean((mean - target) ** 2) if bias_squared is None else bias_squared(predicted, target)
        spread = np.mean((predicted - mean) ** 2) if variance is None else variance(predicted)
        return float(bias), float(spread)

    return wrong


def _sample_variance(predicted: Float64s) -> float:
    models = len(predicted)
    squares = np.sum((predicted - predicted.mean(axis=0)) ** 2, axis=0)
    return float(np.mean(squares / (models - 1))) if models > 1 else float("nan")


def _summed_over_samples(predictions: Reals, truth: Reals) -> tuple[float, float]:
    bias_squared, variance = _split()(predictions, truth)
    return bias_squared * len(truth), variance * len(truth)


def _exchanged(predictions: Reals, truth: Reals) -> tuple[float, float]:
    bias_squared, variance = _split()(predictions, truth)
    return variance, bias_squared


ACCURACY_LECTURE = Text(
    es="Conceptos básicos, «Evaluación»: curva de rendimiento (accuracy).",
    en="Basic concepts, “Evaluation”: accuracy curve.",
)
CLASSES_LECTURE = Text(
    es="Conceptos básicos, «Evaluación»: curva de rendimiento; caso de estudio, «Analizar datos»: la distribución de "
    "clases no es homogénea.",
    en="Basic concepts, “Evaluation”: accuracy curve; case study, “Analyse data”: the classes are not evenly "
    "distributed.",
)
CURVES_LECTURE = Text(
    es="Conceptos básicos, «Evaluación»: curvas de pérdidas y de rendimiento.",
    en="Basic concepts, “Evaluation”: loss curves and accuracy curves.",
)
BALANCE_LECTURE = Text(
    es="Conceptos básicos, «Evaluación»: balance entre sesgo y varianza.",
    en="Basic concepts, “Evaluation”: balance between bias and variance.",
)

MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        id="evaluation/hits-not-divided",
        name=Text(es="contado los aciertos sin dividir entre N", en="counted the hits without dividing by N"),
        explanation=Text(
            es="Parece que devuelves el número de aciertos. El rendimiento es una fracción: 3 aciertos de 4 son 0.75. "
            "El número de aciertos crece con el tamaño del conjunto: 75 aciertos pueden ser todos o solo uno de cada "
            "diez. Divide entre len(y_true), o toma la media de los aciertos en vez de la suma.",
            en="You seem to return the number of hits. Accuracy is a share: 3 hits of 4 are 0.75. The number of hits "
            "grows with the size of the set: 75 hits may be all of it or one in ten. Divide by len(y_true), or take "
            "the mean of the hits instead of their sum.",
        ),
        lecture=ACCURACY_LECTURE,
        wrong={"accuracy": _number_of_hits},
    ),
    Misconception(
        id="evaluation/percentage",
        name=Text(es="devuelto un porcentaje", en="returned a percentage"),
        explanation=Text(
            es="Parece que multiplicas por 100. Aquí el rendimiento va de 0 a 1, como en las curvas de la clase: 3 "
            "aciertos de 4 son 0.75, no 75. Quita el 100; si quieres un porcentaje, ponlo al imprimir: f'{a:.0%}'.",
            en="You seem to multiply by 100. Accuracy runs from 0 to 1 here, as in the lecture's curves: 3 hits of 4 "
            "are 0.75, not 75. Drop the 100; if you want a percentage, make it when you print: f'{a:.0%}'.",
        ),
        lecture=ACCURACY_LECTURE,
        wrong={"accuracy": _percentage, "per_class_accuracy": _percentage_per_class},
    ),
    Misconception(
        id="evaluation/errors-counted",
        name=Text(es="contado los fallos en vez de los aciertos", en="counted the errors instead of the hits"),
        explanation=Text(
            es="Parece que devuelves la fracción de fallos. Con 3 aciertos de 4 el rendimiento es 0.75, y a ti te sale "
            "0.25. Mira la comparación: tiene que ser y_true == y_pred, no !=.",
            en="You seem to return the share of errors. With 3 hits of 4 the accuracy is 0.75, and yours is 0.25. "
            "Look at the comparison: it has to be y_true == y_pred, not !=.",
        ),
        lecture=ACCURACY_LECTURE,
        wrong={"accuracy": _error_rate},
    ),
    Misconception(
        id="evaluation/transposed-matrix",
        name=Text(
            es="cambiado el papel de las clases verdaderas y las predichas",
            en="exchanged the roles of true and predicted classes",
        ),
        explanation=Text(
            es="Tu matriz de confusión está traspuesta: la clase verdadera elige la fila y la predicha la columna. Si "
            "una muestra de la clase 0 se toma por la clase 1, suma 1 en M[0, 1], no en M[1, 0]. En "
            "per_class_accuracy el mismo cambio divide entre las muestras predichas como k en vez de entre las que "
            "son de la clase k, y eso es la precisión: con clases [0, 0, 1] y predicciones [0, 1, 1], de la clase 0 "
            "se reconoce 1 de 2, o sea 0.5, aunque la única vez que se predijo 0 fue un acierto. Mira en qué orden "
            "indexas, o sobre qué eje sumas la matriz.",
            en="Your confusion matrix is transposed: the true class picks the row and the predicted class the column. "
            "If a sample of class 0 is taken for class 1, M[0, 1] grows by 1, not M[1, 0]. In per_class_accuracy the "
            "same exchange divides by the samples predicted as k instead of those that are of class k, which is "
            "precision: with classes [0, 0, 1] and predictions [0, 1, 1], 1 of 2 samples of class 0 is recognised, "
            "so 0.5, although the only time that 0 was predicted it was a hit. Look at the order of your indices, "
            "or at the axis over which you sum the matrix.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={"confusion_matrix": _transposed, "per_class_accuracy": _precision},
    ),
    Misconception(
        id="evaluation/repeated-pairs-counted-once",
        name=Text(
            es="contado una sola vez las parejas que se repiten",
            en="counted pairs that appear again only once",
        ),
        explanation=Text(
            es="Parece que escribes M[y_true, y_pred] += 1 con los dos arrays enteros. NumPy lee todas las celdas, les "
            "suma 1 y las escribe: una pareja que sale tres veces recibe tres veces el mismo 1. Dos muestras de la "
            "clase 0, las dos bien predichas, deben dar M[0, 0] = 2. Recorre las muestras con un bucle, o usa "
            "np.add.at(M, (y_true, y_pred), 1).",
            en="You seem to write M[y_true, y_pred] += 1 with the two whole arrays. NumPy reads all cells, adds 1 to "
            "them and writes them: a pair that appears three times is given the same 1 three times. Two samples of "
            "class 0, both predicted right, must give M[0, 0] = 2. Go through the samples in a loop, or use "
            "np.add.at(M, (y_true, y_pred), 1).",
        ),
        lecture=CLASSES_LECTURE,
        wrong={"confusion_matrix": _pairs_once, "per_class_accuracy": _pairs_once_per_class},
    ),
    Misconception(
        id="evaluation/absent-classes-left-out",
        name=Text(
            es="dejado fuera las clases que no aparecen",
            en="left out the classes that do not appear",
        ),
        explanation=Text(
            es="Parece que sacas las clases de las propias etiquetas, por ejemplo con np.unique. Las clases son las "
            "n_classes que te dicen, aparezcan o no: con etiquetas [0, 2] y n_classes = 3 la matriz es (3, 3), con la "
            "fila y la columna 1 a cero, y el rendimiento por clase tiene tres valores, con NaN para la clase 1. Si "
            "faltan, el índice ya no es la clase y no puedes comparar dos épocas. Recorre range(n_classes).",
            en="You seem to take the classes from the labels themselves, for instance with np.unique. The classes are "
            "the n_classes that you are told, whether they appear or not: with labels [0, 2] and n_classes = 3 the "
            "matrix is (3, 3), row and column 1 being zero, and the accuracy per class has three values, NaN for "
            "class 1. Without them the index is no longer the class, and two epochs cannot be compared. Loop over "
            "range(n_classes).",
        ),
        lecture=CLASSES_LECTURE,
        wrong={
            "confusion_matrix": _present_classes_only,
            "per_class_accuracy": _present_classes_only_per_class,
        },
    ),
    Misconception(
        id="evaluation/rows-as-shares",
        name=Text(
            es="dividido cada fila de la matriz entre su suma",
            en="divided each row of the matrix by its sum",
        ),
        explanation=Text(
            es="Parece que normalizas las filas de la matriz de confusión. Aquí se piden recuentos enteros: si las dos "
            "muestras de la clase 0 se predicen bien, M[0, 0] es 2, no 1.0. Con los recuentos siempre puedes calcular "
            "las fracciones; de las fracciones ya no se vuelve a los recuentos.",
            en="You seem to normalise the rows of the confusion matrix. It holds whole counts here: if both samples "
            "of class 0 are predicted right, M[0, 0] is 2, not 1.0. From the counts you can always compute the "
            "shares; from the shares there is no way back to the counts.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={"confusion_matrix": _rows_as_shares},
    ),
    Misconception(
        id="evaluation/zero-for-an-absent-class",
        name=Text(
            es="puesto 0 en una clase sin muestras, en vez de NaN",
            en="given 0 instead of NaN to a class without samples",
        ),
        explanation=Text(
            es="Parece que evitas la división 0 / 0 poniendo un 0. De una clase sin muestras no se sabe nada, y un 0 "
            "dice que se falló en todas: con y_true = [0, 0] y dos clases, el resultado es [a, nan], no [a, 0]. Un 0 "
            "inventado bajaría la media de las clases; un NaN se ve, y np.nanmean lo deja fuera.",
            en="You seem to avoid the division 0 / 0 by putting a 0. Nothing is known of a class without samples, and "
            "a 0 says that all of them were missed: with y_true = [0, 0] and two classes the result is [a, nan], not "
            "[a, 0]. An invented 0 would lower the mean over the classes; a NaN is seen, and np.nanmean leaves it out.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={"per_class_accuracy": _zero_for_absent},
    ),
    Misconception(
        id="evaluation/share-of-all-samples",
        name=Text(
            es="dividido los aciertos de cada clase entre todas las muestras",
            en="divided the hits of each class by all samples",
        ),
        explanation=Text(
            es="Parece que divides entre N. El rendimiento de una clase se mide solo sobre sus propias muestras: si la "
            "clase 1 tiene una sola muestra de cuatro, y está bien predicha, su rendimiento es 1, no 0.25. Divide "
            "entre la suma de su fila en la matriz de confusión.",
            en="You seem to divide by N. The accuracy of a class is measured on its own samples alone: if class 1 has "
            "a single sample of four, and it is predicted right, its accuracy is 1, not 0.25. Divide by the sum of "
            "its row in the confusion matrix.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={"per_class_accuracy": _share_of_all},
    ),
    Misconception(
        id="evaluation/class-against-the-rest",
        name=Text(
            es="contado también como aciertos de una clase las muestras de las demás",
            en="counted samples of the other classes as hits of a class too",
        ),
        explanation=Text(
            es="Parece que para cada clase cuentas todas las muestras en las que «es o no es de la clase k» coincide "
            "con lo predicho. Así casi todo son aciertos: con clases [0, 1, 2, 2] y predicciones [1, 1, 2, 2], de la "
            "clase 0 no se reconoce ninguna muestra y su rendimiento es 0, pero a ti te sale 0.75. Quédate primero "
            "con las muestras que son de la clase: y_pred[y_true == k] == k.",
            en="You seem to count, for each class, all samples in which “is it of class k or not” agrees with the "
            "prediction. Almost everything is a hit then: with classes [0, 1, 2, 2] and predictions [1, 1, 2, 2] no "
            "sample of class 0 is recognised and its accuracy is 0, but yours is 0.75. Keep the samples of the class "
            "first: y_pred[y_true == k] == k.",
        ),
        lecture=CLASSES_LECTURE,
        wrong={"per_class_accuracy": _against_the_rest},
    ),
    Misconception(
        id="evaluation/centred-window",
        name=Text(es="centrado la ventana", en="centred the window"),
        explanation=Text(
            es="Parece que promedias valores de antes y de después de cada punto. La ventana acaba en el punto: de "
            "[3, 0, 3] con ventana 3 el segundo valor es (3 + 0) / 2 = 1.5, y con la ventana centrada sale 2. Durante "
            "el entrenamiento los valores que vienen después todavía no existen. Promedia curve[t - window + 1] hasta "
            "curve[t].",
            en="You seem to average values before and after each point. The window ends at the point: of [3, 0, 3] "
            "with window 3 the second value is (3 + 0) / 2 = 1.5, and with the window centred it is 2. While the "
            "network is training the values that follow do not exist yet. Average curve[t - window + 1] to curve[t].",
        ),
        lecture=CURVES_LECTURE,
        wrong={"smooth": _smoothed(_centred)},
    ),
    Misconception(
        id="evaluation/window-that-looks-ahead",
        name=Text(
            es="promediado los valores que siguen en vez de los anteriores",
            en="averaged the values that follow instead of those before",
        ),
        explanation=Text(
            es="Parece que la ventana empieza en cada punto y se acorta al final de la curva. Tiene que acabar en él y "
            "acortarse al principio: de [4, 2, 3] con ventana 2 sale [4, 3, 2.5]; a ti te sale [3, 2.5, 3]. Promedia "
            "curve[t - window + 1] hasta curve[t], sin bajar de 0.",
            en="Your window seems to begin at each point and to shrink at the end of the curve. It has to end there, "
            "and to shrink at the beginning: [4, 2, 3] with window 2 gives [4, 3, 2.5]; yours gives [3, 2.5, 3]. "
            "Average curve[t - window + 1] to curve[t], not going below 0.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"smooth": _smoothed(_leading)},
    ),
    Misconception(
        id="evaluation/start-divided-by-the-whole-window",
        name=Text(
            es="dividido entre window también al principio, donde hay menos valores",
            en="divided by window at the beginning too, where there are fewer values",
        ),
        explanation=Text(
            es="Parece que al principio de la curva sumas los valores que hay y divides entre window, como si antes "
            "hubiera ceros. De [4, 2, 3] con ventana 2 el primer valor es 4, no 4 / 2 = 2: así toda curva suavizada "
            "parecería arrancar desde cero. Divide entre los valores que de verdad has sumado. Es lo que pasa con "
            "np.convolve, que rellena con ceros.",
            en="At the beginning of the curve you seem to add up the values that there are and to divide by window, "
            "as if zeros came before. Of [4, 2, 3] with window 2 the first value is 4, not 4 / 2 = 2: every smoothed "
            "curve would seem to start from zero. Divide by the values that you really added. np.convolve, which "
            "fills up with zeros, does this.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"smooth": _smoothed(_trailing, whole=True)},
    ),
    Misconception(
        id="evaluation/incomplete-windows-left-out",
        name=Text(
            es="dejado fuera los primeros valores, donde la ventana no está completa",
            en="left out the first values, where the window is not complete",
        ),
        explanation=Text(
            es="Parece que solo calculas las ventanas completas, así que tu curva tiene window - 1 valores menos. El "
            "resultado es tan largo como la curva: [4, 2, 3] con ventana 2 da [4, 3, 2.5], y el primer 4 es la media "
            "de un solo valor. De lo contrario ya no sabes a qué época corresponde cada punto, y con una ventana más "
            "larga que la curva no quedaría nada.",
            en="You seem to compute complete windows only, so your curve is window - 1 values shorter. The result is "
            "as long as the curve: [4, 2, 3] with window 2 gives [4, 3, 2.5], the first 4 being the mean of a single "
            "value. Otherwise you no longer know to which epoch a point belongs, and a window longer than the curve "
            "would leave nothing.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"smooth": _complete_windows_only},
    ),
    Misconception(
        id="evaluation/window-one-too-long",
        name=Text(es="tomado un valor de más en la ventana", en="taken one value too many into the window"),
        explanation=Text(
            es="Parece que tu ventana abarca window + 1 valores. Con ventana 1 la curva tiene que quedar igual, y a ti "
            "te sale la media de cada valor con el anterior. Los window valores que acaban en t empiezan en "
            "t - window + 1: de 5 - 2 + 1 = 4 a 5 hay dos.",
            en="Your window seems to span window + 1 values. With window 1 the curve has to stay as it is, and yours "
            "is the mean of each value with the one before. The window values that end at t begin at "
            "t - window + 1: from 5 - 2 + 1 = 4 to 5 there are two.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"smooth": _smoothed(_one_too_long)},
    ),
    Misconception(
        id="evaluation/one-epoch-too-patient",
        name=Text(es="esperado una época de más", en="waited one epoch too many"),
        explanation=Text(
            es="Parece que paras cuando las épocas sin mejora ya superan a patience. Hay que parar en cuanto son "
            "patience: con pérdidas [2, 3, 1] y patience = 1, la época 1 no mejora, se para ahí y la mejor es la 0; la "
            "época 2 no llega a entrenarse. Mira si comparas con > donde hace falta >=, o si compruebas antes de "
            "contar la época.",
            en="You seem to stop once the epochs without improvement exceed patience. Stop as soon as there are "
            "patience of them: with losses [2, 3, 1] and patience = 1, epoch 1 brings nothing better, training stops "
            "there and the best is 0; epoch 2 is never trained. See whether you compare with > where >= is needed, "
            "or look before you count the epoch.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"best_epoch": _stopped(patience_plus=1)},
    ),
    Misconception(
        id="evaluation/one-epoch-too-impatient",
        name=Text(es="esperado una época de menos", en="waited one epoch too few"),
        explanation=Text(
            es="Parece que paras una época antes de tiempo, quizá porque cuentas también la mejor época. Se cuentan "
            "solo las que no mejoran: con pérdidas [2, 3, 1] y patience = 2, la época 1 es una sola sin mejora, se "
            "sigue, y la 2 es la mejor.",
            en="You seem to stop one epoch too early, perhaps because you count the best epoch as well. Only those "
            "without improvement count: with losses [2, 3, 1] and patience = 2, epoch 1 is a single one without "
            "improvement, training goes on, and epoch 2 is the best.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"best_epoch": _stopped(patience_plus=-1)},
    ),
    Misconception(
        id="evaluation/ties-counted-as-better",
        name=Text(es="contado un empate como mejora", en="counted a tie as an improvement"),
        explanation=Text(
            es="Parece que una pérdida igual a la mejor te vale como mejora. Solo cuenta una estrictamente menor: con "
            "pérdidas [2, 2, 2] la mejor época es la 0, y las otras dos son épocas sin mejora. De lo contrario una "
            "curva plana nunca se pararía. Compara con <, no con <=.",
            en="A loss equal to the best seems to count as an improvement. Only a strictly lower one does: with losses "
            "[2, 2, 2] the best epoch is 0, and the other two are epochs without improvement. Otherwise a flat curve "
            "would never stop. Compare with <, not with <=.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"best_epoch": _stopped(ties_are_better=True)},
    ),
    Misconception(
        id="evaluation/patience-ignored",
        name=Text(
            es="buscado la menor pérdida de toda la curva, sin parar antes",
            en="searched the whole curve for the lowest loss, without stopping",
        ),
        explanation=Text(
            es="Parece que devuelves el mínimo de toda la curva y no usas patience. Tras patience épocas seguidas sin "
            "mejora el entrenamiento se para, y lo que venga después no llega a existir: con pérdidas [2, 3, 3, 1] y "
            "patience = 2 se para en la época 2 y la mejor es la 0. Recorre la curva época a época.",
            en="You seem to return the minimum of the whole curve without using patience. After patience epochs in a "
            "row without improvement training stops, and what would follow never exists: with losses [2, 3, 3, 1] "
            "and patience = 2 it stops at epoch 2 and the best is 0. Go through the curve epoch by epoch.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"best_epoch": _lowest_of_all},
    ),
    Misconception(
        id="evaluation/epoch-of-the-stop",
        name=Text(
            es="devuelto la época en que se para en vez de la mejor",
            en="returned the epoch of the stop instead of the best one",
        ),
        explanation=Text(
            es="Parece que devuelves la última época entrenada. La que interesa es la mejor vista hasta entonces, "
            "porque son sus parámetros los que se guardan: con pérdidas [2, 1, 3, 3] y patience = 2 se para en la "
            "época 3, pero la mejor es la 1.",
            en="You seem to return the last epoch that was trained. The one wanted is the best seen until then, "
            "because its parameters are the ones that are kept: with losses [2, 1, 3, 3] and patience = 2 training "
            "stops at epoch 3, but the best is 1.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"best_epoch": _stopped(result=lambda best, epoch: epoch)},
    ),
    Misconception(
        id="evaluation/patience-never-reset",
        name=Text(
            es="contado las épocas sin mejora en total, no seguidas",
            en="counted the epochs without improvement in all, not in a row",
        ),
        explanation=Text(
            es="Parece que no vuelves a poner el contador a cero cuando hay una mejora. La paciencia cuenta épocas "
            "seguidas: con pérdidas [4, 5, 3, 4, 2] y patience = 2 nunca hay dos seguidas sin mejora, así que se llega "
            "al final y la mejor es la 4; sin reiniciar el contador se pararía en la época 3.",
            en="You seem not to set the counter back to zero when there is an improvement. Patience counts epochs in "
            "a row: with losses [4, 5, 3, 4, 2] and patience = 2 there are never two in a row without improvement, "
            "so training reaches the end and the best is 4; without the reset it would stop at epoch 3.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"best_epoch": _stopped(in_a_row=False)},
    ),
    Misconception(
        id="evaluation/compared-with-the-previous-epoch",
        name=Text(
            es="comparado con la época anterior en vez de con la mejor",
            en="compared with the previous epoch instead of the best one",
        ),
        explanation=Text(
            es="Parece que llamas mejora a una pérdida menor que la de la época anterior. Tiene que ser menor que la "
            "mejor hasta entonces: con pérdidas [1, 3, 2, 0] y patience = 2, la época 2 baja respecto a la 1, pero no "
            "mejora el 1 de la época 0. Son dos seguidas sin mejora: se para y la mejor es la 0.",
            en="You seem to call a loss lower than that of the previous epoch an improvement. It has to be lower than "
            "the best so far: with losses [1, 3, 2, 0] and patience = 2, epoch 2 is lower than epoch 1 but no better "
            "than the 1 of epoch 0. These are two in a row without improvement: training stops and the best is 0.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"best_epoch": _stopped(against_previous=True)},
    ),
    Misconception(
        id="evaluation/epochs-counted-from-1",
        name=Text(es="contado las épocas desde 1", en="counted the epochs from 1"),
        explanation=Text(
            es="Tu resultado es siempre una unidad mayor. Se pide el índice en la curva, que empieza en 0: con "
            "pérdidas [1, 2] la mejor época es la 0, y validation_losses[resultado] tiene que ser la mejor pérdida.",
            en="Your result is always larger by one. It is the index into the curve, which begins at 0: with losses "
            "[1, 2] the best epoch is 0, and validation_losses[result] has to be the best loss.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"best_epoch": _stopped(result=lambda best, epoch: best + 1)},
    ),
    Misconception(
        id="evaluation/gap-judged-before-the-fit",
        name=Text(
            es="mirado la distancia entre las curvas antes que el ajuste",
            en="judged the gap between the curves before the fit",
        ),
        explanation=Text(
            es="Parece que compruebas el sobreajuste primero. Si el entrenamiento mismo no llega al objetivo, la red "
            "no ha aprendido sus datos, sea cual sea la distancia: con 0.5 en entrenamiento, 0.25 en validación, "
            "objetivo 0.9 y tolerancia 0.1, es «underfitting». Regularizar más, que es el remedio contra el "
            "sobreajuste, lo empeoraría. Cambia el orden de las dos preguntas.",
            en="You seem to look for overfitting first. If the training accuracy itself misses the target the network "
            "has not learned its data, whatever the gap: 0.5 in training, 0.25 in validation, target 0.9 and "
            "tolerance 0.1 are “underfitting”. More regularisation, the remedy for overfitting, would make it worse. "
            "Change the order of the two questions.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"diagnose": _gap_first},
    ),
    Misconception(
        id="evaluation/best-values-judged",
        name=Text(
            es="tomado el máximo de cada curva en vez del último valor",
            en="taken the maximum of each curve instead of its last value",
        ),
        explanation=Text(
            es="Parece que juzgas cada curva por su máximo. Cuentan los últimos valores, los de la red que te queda: "
            "si la validación sube a 0.9 y luego cae a 0.6 mientras el entrenamiento acaba en 1, es sobreajuste, y con "
            "los máximos parecería un buen ajuste. Usa el índice -1.",
            en="You seem to judge each curve by its maximum. The last values count, those of the network that you are "
            "left with: if the validation rises to 0.9 and then falls to 0.6 while the training ends at 1, that is "
            "overfitting, and the maxima would make it look like a good fit. Use the index -1.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"diagnose": _highest_values},
    ),
    Misconception(
        id="evaluation/mean-values-judged",
        name=Text(
            es="tomado la media de cada curva en vez del último valor",
            en="taken the mean of each curve instead of its last value",
        ),
        explanation=Text(
            es="Parece que juzgas cada curva por su media. La media arrastra las primeras épocas, en las que ninguna "
            "red ha aprendido todavía: un entrenamiento [0.1, 0.5, 0.9] acaba en 0.9, y su media es 0.5. Usa el último "
            "valor, el índice -1.",
            en="You seem to judge each curve by its mean. The mean drags along the first epochs, in which no network "
            "has learned anything yet: a training [0.1, 0.5, 0.9] ends at 0.9, and its mean is 0.5. Use the last "
            "value, the index -1.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"diagnose": _mean_values},
    ),
    Misconception(
        id="evaluation/fit-judged-by-the-validation",
        name=Text(
            es="comparado con el objetivo la validación en vez del entrenamiento",
            en="compared the validation instead of the training with the target",
        ),
        explanation=Text(
            es="Parece que llamas subajuste a una validación que no llega al objetivo. El subajuste se ve en los datos "
            "de entrenamiento: con 1 en entrenamiento, 0.5 en validación y objetivo 0.9, la red ha aprendido sus datos "
            "y lo que falla es la generalización, o sea «overfitting».",
            en="You seem to call a validation accuracy below the target underfitting. Underfitting shows in the "
            "training data: with 1 in training, 0.5 in validation and target 0.9 the network has learned its data, "
            "and what fails is generalisation, that is, “overfitting”.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"diagnose": _fit_of_validation},
    ),
    Misconception(
        id="evaluation/gap-without-sign",
        name=Text(
            es="llamado sobreajuste también a una validación mejor que el entrenamiento",
            en="called a validation better than the training overfitting too",
        ),
        explanation=Text(
            es="Parece que tomas el valor absoluto de la distancia. Hay sobreajuste si el entrenamiento supera a la "
            "validación; con 0.9 en entrenamiento y 1 en validación la diferencia es -0.1, que no supera ninguna "
            "tolerancia. Pasa de verdad, por ejemplo con dropout, que solo estorba al entrenar. Quita el abs.",
            en="You seem to take the absolute value of the gap. Overfitting means that the training exceeds the "
            "validation; with 0.9 in training and 1 in validation the difference is -0.1, which exceeds no tolerance. "
            "It does happen, for instance with dropout, which only disturbs the training. Drop the abs.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"diagnose": _gap_without_sign},
    ),
    Misconception(
        id="evaluation/no-tolerance-at-the-target",
        name=Text(
            es="olvidado la tolerancia al comparar con el objetivo",
            en="forgotten the tolerance when comparing with the target",
        ),
        explanation=Text(
            es="Parece que comparas el entrenamiento con target a secas. El límite es target - tolerance: con objetivo "
            "0.9 y tolerancia 0.1, un entrenamiento de 0.85 todavía vale.",
            en="You seem to compare the training with target alone. The limit is target - tolerance: with target 0.9 "
            "and tolerance 0.1 a training accuracy of 0.85 will still do.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"diagnose": _no_tolerance_at_target},
    ),
    Misconception(
        id="evaluation/limits-not-allowed",
        name=Text(
            es="contado los valores límite como fuera de la tolerancia",
            en="counted the limit values as outside the tolerance",
        ),
        explanation=Text(
            es="Tu resultado solo falla justo en los límites. Las dos comparaciones son estrictas: con objetivo 0.75 y "
            "tolerancia 0.25 un entrenamiento de 0.5 no es menor que 0.5, y una distancia de 0.25 no es mayor que "
            "0.25. Usa < y >, sin el igual.",
            en="Your result is wrong at the limits only. Both comparisons are strict: with target 0.75 and tolerance "
            "0.25 a training accuracy of 0.5 is not less than 0.5, and a gap of 0.25 is not greater than 0.25. Use < "
            "and >, without the equals sign.",
        ),
        lecture=CURVES_LECTURE,
        wrong={"diagnose": _limits_included},
    ),
    Misconception(
        id="evaluation/sample-variance",
        name=Text(es="dividido la varianza entre M - 1", en="divided the variance by M - 1"),
        explanation=Text(
            es="Parece que usas la varianza muestral (ddof=1). Aquí se divide entre los M modelos: las predicciones 1 "
            "y 3 tienen media 2 y varianza (1 + 1) / 2 = 1, no 2. Con un solo modelo la varianza es 0, y con M - 1 "
            "sería 0 / 0. Solo dividiendo entre M suman el sesgo al cuadrado y la varianza el error cuadrático medio.",
            en="You seem to use the sample variance (ddof=1). Divide by the M models here: the predictions 1 and 3 "
            "have mean 2 and variance (1 + 1) / 2 = 1, not 2. With a single model the variance is 0, and M - 1 would "
            "make it 0 / 0. Only with M do squared bias and variance add up to the mean squared error.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"bias_variance": _split(variance=_sample_variance)},
    ),
    Misconception(
        id="evaluation/bias-not-squared",
        name=Text(es="dejado el sesgo sin elevar al cuadrado", en="left the bias without its square"),
        explanation=Text(
            es="Parece que devuelves la diferencia media entre predicción y verdad. Se pide el sesgo al cuadrado: con "
            "diferencias 2 y -2 en dos muestras es (4 + 4) / 2 = 4, y sin el cuadrado se anularían y saldría 0.",
            en="You seem to return the mean difference between prediction and truth. The squared bias is wanted: with "
            "differences 2 and -2 in two samples it is (4 + 4) / 2 = 4, and without the square they would cancel out "
            "to 0.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"bias_variance": _split(bias_squared=lambda predicted, truth: np.mean(predicted.mean(axis=0) - truth))},
    ),
    Misconception(
        id="evaluation/absolute-bias",
        name=Text(
            es="tomado el valor absoluto del sesgo en vez de su cuadrado",
            en="taken the absolute value of the bias instead of its square",
        ),
        explanation=Text(
            es="Parece que promedias el valor absoluto de las diferencias. Se pide su cuadrado: una diferencia de 2 "
            "cuenta 4. Con valores absolutos el sesgo y la varianza ya no suman el error cuadrático medio.",
            en="You seem to average the absolute values of the differences. Their squares are wanted: a difference of "
            "2 counts 4. With absolute values bias and variance no longer add up to the mean squared error.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={
            "bias_variance": _split(
                bias_squared=lambda predicted, truth: np.mean(np.abs(predicted.mean(axis=0) - truth))
            )
        },
    ),
    Misconception(
        id="evaluation/bias-averaged-before-squaring",
        name=Text(
            es="promediado el sesgo sobre las muestras antes de elevarlo al cuadrado",
            en="averaged the bias over the samples before squaring it",
        ),
        explanation=Text(
            es="Parece que elevas al cuadrado la diferencia media. Cada muestra tiene su propio sesgo y se eleva al "
            "cuadrado antes de promediar: con diferencias 2 y -2 el resultado es (4 + 4) / 2 = 4, y a ti te sale "
            "((2 - 2) / 2)² = 0. Primero el cuadrado y después la media.",
            en="You seem to square the mean difference. Each sample has its own bias, which is squared before the "
            "average is taken: with differences 2 and -2 the result is (4 + 4) / 2 = 4, and yours is "
            "((2 - 2) / 2)² = 0. First the square, then the mean.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={
            "bias_variance": _split(bias_squared=lambda predicted, truth: np.mean(predicted.mean(axis=0) - truth) ** 2)
        },
    ),
    Misconception(
        id="evaluation/bias-of-every-model",
        name=Text(
            es="calculado el sesgo de cada modelo en vez del de su media",
            en="computed the bias of every model instead of that of their mean",
        ),
        explanation=Text(
            es="Parece que comparas cada modelo con la verdad y promedias los cuadrados. Eso es el error cuadrático "
            "medio, que ya contiene la varianza. El sesgo es el de la predicción media: si la verdad es 2 y dos "
            "modelos dicen 1 y 3, su media acierta y el sesgo es 0; los dos errores de 1 son varianza. Promedia "
            "primero sobre los modelos.",
            en="You seem to compare every model with the truth and to average the squares. That is the mean squared "
            "error, which holds the variance already. The bias is that of the mean prediction: if the truth is 2 and "
            "two models say 1 and 3, their mean is right and the bias is 0; the two errors of 1 are variance. "
            "Average over the models first.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"bias_variance": _split(bias_squared=lambda predicted, truth: np.mean((predicted - truth) ** 2))},
    ),
    Misconception(
        id="evaluation/standard-deviation",
        name=Text(
            es="devuelto la desviación típica en vez de la varianza",
            en="returned the standard deviation instead of the variance",
        ),
        explanation=Text(
            es="Parece que promedias desviaciones típicas. La varianza es su cuadrado: las predicciones 0 y 4 tienen "
            "desviación típica 2 y varianza 4. Usa np.var, o eleva al cuadrado antes de promediar sobre las muestras.",
            en="You seem to average standard deviations. The variance is their square: the predictions 0 and 4 have "
            "standard deviation 2 and variance 4. Use np.var, or square before you average over the samples.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"bias_variance": _split(variance=lambda predicted: np.mean(predicted.std(axis=0)))},
    ),
    Misconception(
        id="evaluation/variance-of-all-predictions",
        name=Text(
            es="calculado la varianza de todas las predicciones juntas",
            en="computed the variance of all predictions together",
        ),
        explanation=Text(
            es="Parece que llamas a np.var sin eje. Así también cuenta como varianza que las muestras sean distintas: "
            "dos modelos iguales que predicen 1 y 5 para dos muestras tienen varianza 0, y a ti te sale 4. La varianza "
            "se mide en cada muestra, entre los modelos (axis=0), y luego se promedia.",
            en="You seem to call np.var without an axis. That counts it as variance, too, that the samples differ: "
            "two equal models that predict 1 and 5 for two samples have variance 0, and yours is 4. The variance is "
            "measured for each sample, between the models (axis=0), and then averaged.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"bias_variance": _split(variance=np.var)},
    ),
    Misconception(
        id="evaluation/variance-over-the-samples",
        name=Text(
            es="medido la varianza entre las muestras en vez de entre los modelos",
            en="measured the variance between the samples instead of the models",
        ),
        explanation=Text(
            es="Parece que calculas la varianza a lo largo de las muestras (axis=1). Cada fila de predictions es un "
            "modelo, y la varianza dice cuánto difieren los modelos en una misma muestra: dos modelos iguales que "
            "predicen 1 y 5 para dos muestras tienen varianza 0, no 4. Usa axis=0.",
            en="You seem to compute the variance along the samples (axis=1). Each row of predictions is a model, and "
            "the variance says how much the models differ on one sample: two equal models that predict 1 and 5 for "
            "two samples have variance 0, not 4. Use axis=0.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"bias_variance": _split(variance=lambda predicted: np.mean(predicted.var(axis=1)))},
    ),
    Misconception(
        id="evaluation/summed-over-the-samples",
        name=Text(
            es="sumado sobre las muestras en vez de promediar",
            en="summed over the samples instead of averaging",
        ),
        explanation=Text(
            es="Parece que sumas los sesgos al cuadrado y las varianzas de las muestras. Los dos se promedian sobre "
            "las N muestras: con sesgos 1 y 3 en dos muestras son (1 + 9) / 2 = 5, no 10. Con N = 1 no se nota.",
            en="You seem to add up the squared biases and the variances of the samples. Both are averaged over the N "
            "samples: with biases 1 and 3 in two samples that is (1 + 9) / 2 = 5, not 10. With N = 1 it does not show.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"bias_variance": _summed_over_samples},
    ),
    Misconception(
        id="evaluation/bias-and-variance-exchanged",
        name=Text(
            es="devuelto la varianza primero y el sesgo después",
            en="returned the variance first and the bias second",
        ),
        explanation=Text(
            es="Los dos números son correctos, pero están en el orden contrario: primero el sesgo al cuadrado y "
            "después la varianza.",
            en="Both numbers are right but stand in the opposite order: first the squared bias, then the variance.",
        ),
        lecture=BALANCE_LECTURE,
        wrong={"bias_variance": _exchanged},
    ),
)
