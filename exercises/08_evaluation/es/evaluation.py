# gradiente: evaluation · es
"""Evaluación: rendimiento, confusión, curvas, parada temprana, sesgo y varianza.

Clase: conceptos básicos, «Evaluación»: las curvas de pérdidas y de rendimiento (accuracy) a lo largo de las épocas, y
el balance entre sesgo y varianza. Las clases se numeran 0..K-1 y las épocas, desde 0. Ninguna función cambia los
arrays que recibe.
"""

import numpy as np


def accuracy(y_true, y_pred):
    """Calcula la fracción de muestras cuya clase se ha acertado.

    accuracy = número de aciertos / número de muestras

    Parameters
    ----------
    y_true : ndarray of int, forma (N,)
        Las clases verdaderas; N es al menos 1.
    y_pred : ndarray of int, forma (N,)
        Las clases predichas.

    Returns
    -------
    float
        En [0, 1].

    Notes
    -----
    Clase: «Evaluación», curva de rendimiento: #aciertos / #total datos.

    Examples
    --------
    Tres de cuatro son aciertos:

    >>> accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 0]))
    0.75
    """
    raise NotImplementedError("escribe accuracy")


def confusion_matrix(y_true, y_pred, n_classes):
    """Cuenta cuántas veces se ha tomado cada clase por cada clase.

    M[i, j] = número de muestras de clase verdadera i que se han predicho como clase j

    Parameters
    ----------
    y_true : ndarray of int, forma (N,)
        Las clases verdaderas, en 0..n_classes-1.
    y_pred : ndarray of int, forma (N,)
        Las clases predichas, en 0..n_classes-1.
    n_classes : int
        K, el número de clases; puede que alguna no aparezca.

    Returns
    -------
    ndarray of int, forma (K, K)
        Las filas son la clase verdadera y las columnas, la predicha.

    Examples
    --------
    Las dos muestras de la clase 0 se han reconocido; la de la clase 1 se ha tomado por la clase 2:

    >>> confusion_matrix(np.array([0, 0, 1]), np.array([0, 0, 2]), 3).tolist()
    [[2, 0, 0], [0, 0, 1], [0, 0, 0]]
    """
    raise NotImplementedError("escribe confusion_matrix")


def per_class_accuracy(y_true, y_pred, n_classes):
    """Calcula, para cada clase, la fracción de sus muestras que se han reconocido.

    a_k = M[k, k] / sum_j M[k, j], con la matriz de confusión M

    Parameters
    ----------
    y_true : ndarray of int, forma (N,)
        Las clases verdaderas, en 0..n_classes-1.
    y_pred : ndarray of int, forma (N,)
        Las clases predichas, en 0..n_classes-1.
    n_classes : int
        K, el número de clases; puede que alguna no aparezca.

    Returns
    -------
    ndarray of float, forma (K,)
        NaN en una clase sin muestras en `y_true`: su fracción no es 0, es desconocida.

    Notes
    -----
    También se llama exhaustividad (recall). Con las sumas de las columnas saldría la precisión, que es otra cosa.

    Examples
    --------
    Se ha reconocido una de las dos muestras de la clase 0, y la de la clase 1; de la clase 2 no había ninguna:

    >>> per_class_accuracy(np.array([0, 0, 1]), np.array([0, 2, 1]), 3).tolist()
    [0.5, 1.0, nan]
    """
    raise NotImplementedError("escribe per_class_accuracy")


def smooth(curve, window):
    """Suaviza una curva con una media de los últimos valores.

    s_t = media de curve_a, ..., curve_t, con a = max(0, t - window + 1)

    Parameters
    ----------
    curve : ndarray of float, forma (E,)
        Un valor por época o por iteración.
    window : int
        Cuántos valores se promedian, el actual y los anteriores; al menos 1. Al principio, y en toda la curva si la
        ventana es más larga que ella, hay menos.

    Returns
    -------
    ndarray of float, forma (E,)
        Tan larga como la curva.

    Examples
    --------
    4, después (4 + 2) / 2 y después (2 + 3) / 2:

    >>> smooth(np.array([4.0, 2.0, 3.0]), 2).tolist()
    [4.0, 3.0, 2.5]
    """
    raise NotImplementedError("escribe smooth")


def best_epoch(validation_losses, patience):
    """Encuentra la época con cuyos parámetros se queda la parada temprana (early stopping).

    El entrenamiento se para tras `patience` épocas seguidas sin una pérdida estrictamente menor que la mejor hasta
    entonces, o al final de la curva. Se conserva la época de la mejor pérdida vista hasta ese momento; entre pérdidas
    iguales, la primera.

    Parameters
    ----------
    validation_losses : ndarray of float, forma (E,)
        La pérdida en el conjunto de validación tras cada época; E es al menos 1.
    patience : int
        Cuántas épocas sin mejora se esperan, 1 o más.

    Returns
    -------
    int
        Índice de la época, contando desde 0.

    Examples
    --------
    Tras la época 1, dos épocas no traen nada mejor; el entrenamiento se para y no llega a ver el 0.5:

    >>> best_epoch(np.array([1.0, 0.75, 0.875, 0.75, 0.5]), 2)
    1
    """
    raise NotImplementedError("escribe best_epoch")


def diagnose(train_accuracy, validation_accuracy, target, tolerance):
    """Dice qué revelan de un entrenamiento sus dos curvas de rendimiento, juzgadas por sus últimos valores.

    Parameters
    ----------
    train_accuracy : ndarray of float, forma (E,)
        Rendimiento en el conjunto de entrenamiento tras cada época; E es al menos 1.
    validation_accuracy : ndarray of float, forma (E,)
        Rendimiento en el conjunto de validación.
    target : float
        El rendimiento que debería alcanzar la red.
    tolerance : float
        Cuánto puede quedar el entrenamiento por debajo del objetivo, y la validación por debajo del entrenamiento.

    Returns
    -------
    str
        "underfitting" si train < target - tolerance; si no, "overfitting" si train - validation > tolerance; si no,
        "good fit".

    Notes
    -----
    Clase: «Evaluación», curvas de rendimiento, y balance entre sesgo y varianza: un sesgo alto se ve en el propio
    rendimiento de entrenamiento; una varianza alta, en la distancia entre las curvas. Una red que no ha aprendido sus
    datos de entrenamiento está subajustada, sea cual sea la distancia.

    Examples
    --------
    El entrenamiento acaba en 0.96875 y la validación, 0.21875 por debajo:

    >>> diagnose(np.array([0.5, 0.96875]), np.array([0.5, 0.75]), 0.9375, 0.0625)
    'overfitting'
    """
    raise NotImplementedError("escribe diagnose")


def bias_variance(predictions, truth):
    """Reparte el error cuadrático de M modelos en sesgo al cuadrado y varianza, promediados ambos sobre las muestras.

    sesgo^2 = 1/N * sum_n (m_n - truth_n)^2, varianza = 1/N * sum_n 1/M * sum_m (predictions_mn - m_n)^2,
    donde m_n = 1/M * sum_m predictions_mn es lo que los modelos predicen de media para la muestra n

    Parameters
    ----------
    predictions : ndarray of float, forma (M, N)
        Una fila por modelo, todos entrenados igual pero con datos distintos; una columna por muestra.
    truth : ndarray of float, forma (N,)
        Lo que había que predecir.

    Returns
    -------
    bias_squared : float
        Lo lejos que queda de la verdad la predicción media.
    variance : float
        Lo que se separan los modelos entre sí (varianza poblacional); 0 con un solo modelo.

    Notes
    -----
    Clase: «Evaluación», balance entre sesgo y varianza. Los dos suman el error cuadrático medio de todos los modelos.

    Examples
    --------
    En la primera muestra los modelos dicen 1 y 3, de media 2, y la verdad es 1; en la segunda aciertan los dos:

    >>> bias_variance(np.array([[1.0, 5.0], [3.0, 5.0]]), np.array([1.0, 5.0]))
    (0.5, 0.5)
    """
    raise NotImplementedError("escribe bias_variance")
