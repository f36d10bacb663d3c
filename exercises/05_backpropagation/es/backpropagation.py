# gradiente: backpropagation · es
"""Un perceptrón multicapa de sigmoides, su error y el camino de vuelta de ese error.

Clase: conceptos básicos, «Optimización», retropropagación: la red 2-2-2 con una pasada hacia delante (forward pass),
otra hacia atrás (backward pass) por la regla de la cadena y una actualización por descenso por gradiente. Los out de
una capa en la diapositiva son aquí las filas de una activación, y su true_j es `target`. `weights[l]` lleva de
`activations[l]` a `activations[l + 1]`: su fila i, columna j es el peso de la unidad i a la unidad j, así que
omega_5 y omega_6, que en la diapositiva llevan de h1 y h2 a o1, son la primera columna de `weights[1]`. La
diapositiva tiene un sesgo por capa, b_1 y b_2; aquí, como es habitual, cada unidad tiene el suyo. Ninguna función
cambia los arrays ni las listas que recibe.
"""

import numpy as np


def forward(x, weights, biases):
    """Ejecuta la red y guarda lo que da cada capa.

    a_0 = x, y después, en cada capa: net_l+1 = a_l W_l + b_l, a_l+1 = 1 / (1 + exp(-net_l+1))

    Parameters
    ----------
    x : ndarray of float, forma (N, D_0)
        Un lote de muestras, una por fila.
    weights : list of ndarray of float
        Una matriz por capa; `weights[l]` tiene forma (D_l, D_l+1).
    biases : list of ndarray of float
        Un vector por capa; `biases[l]` tiene forma (D_l+1,).

    Returns
    -------
    list of ndarray of float
        Las activaciones [x, a_1, ..., a_L], una más que capas hay; `activations[l]` tiene forma (N, D_l).

    Notes
    -----
    Clase: «Optimización», retropropagación, forward pass.

    Examples
    --------
    Las unidades ocultas reciben net 0; la primera salida recibe 0.5 log 3 + 0.5 log 3 = log 3, y 1 / (1 + 1/3) = 0.75:

    >>> weights = [np.zeros((2, 2)), np.array([[np.log(3.0), 0.0], [np.log(3.0), 0.0]])]
    >>> biases = [np.zeros(2), np.zeros(2)]
    >>> [np.round(a, 12).tolist() for a in forward(np.array([[1.0, 0.0]]), weights, biases)]
    [[[1.0, 0.0]], [[0.5, 0.5]], [[0.75, 0.5]]]
    """
    raise NotImplementedError("escribe forward")


def loss(output, target):
    """Calcula el error cuadrático, sumado sobre las salidas y promediado sobre las muestras.

    L = 1/N * sum_n sum_j (out_nj - true_nj)^2

    Parameters
    ----------
    output : ndarray of float, forma (N, K)
        Lo que da la red, `activations[-1]`.
    target : ndarray of float, forma (N, K)
        Lo que debería dar.

    Returns
    -------
    float
        La media sobre las N muestras, no sobre las K salidas.

    Notes
    -----
    Clase: «Optimización», retropropagación: L = sum_j (out_oj - true_j)^2 para una muestra, sin el factor 1/2 de otros
    textos.

    Examples
    --------
    Las muestras cuestan 0.25 + 0.25 y 1 + 0; la media de 0.5 y 1 es

    >>> loss(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]]))
    0.75
    """
    raise NotImplementedError("escribe loss")


def output_weight_gradient(hidden, output, target):
    """Calcula el dL/dw de la clase para un peso de la última capa y una muestra.

    dL/dw = dL/dout * dout/dnet * dnet/dw = 2 (out - true) * out (1 - out) * hidden

    Parameters
    ----------
    hidden : float
        La activación que multiplica ese peso, el out_h1 de la diapositiva.
    output : float
        La activación de la unidad a la que lleva el peso, el out_o1 de la diapositiva.
    target : float
        Lo que debería dar esa unidad, el true_1 de la diapositiva.

    Returns
    -------
    float
        La derivada del coste respecto al peso.

    Notes
    -----
    Clase: «Optimización», retropropagación: la regla de la cadena para omega_5.

    Examples
    --------
    2 (0.75 - 1) = -0.5, 0.75 * 0.25 = 0.1875 y 0.5:

    >>> output_weight_gradient(0.5, 0.75, 1.0)
    -0.046875
    """
    raise NotImplementedError("escribe output_weight_gradient")


def backward(activations, weights, target):
    """Calcula el gradiente del coste respecto a cada peso y cada sesgo.

    Sea delta_l = dL/dnet_l, el error de la capa l. El error de la última capa es

        delta_L = 2/N * (a_L - target) * a_L (1 - a_L)

    y de cada capa se pasa a la anterior por los mismos pesos por los que llegó la señal:

        dL/dW_l = a_l^T delta_l+1, dL/db_l = suma sobre las muestras de delta_l+1,
        delta_l = (delta_l+1 W_l^T) * a_l (1 - a_l)

    donde * es el producto elemento a elemento.

    Parameters
    ----------
    activations : list of ndarray of float
        Lo que devolvió `forward`: [x, a_1, ..., a_L].
    weights : list of ndarray of float
        Los pesos con los que se calcularon.
    target : ndarray of float, forma (N, D_L)
        Lo que debería dar la red.

    Returns
    -------
    weight_gradients : list of ndarray of float
        Con las formas de `weights`.
    bias_gradients : list of ndarray of float
        Un vector (D_l+1,) por capa.

    Notes
    -----
    Clase: «Optimización», retropropagación, backward pass.

    Examples
    --------
    La red y la muestra de `forward`, cuya primera salida debería ser 1 y cuya segunda es correcta. Su delta es
    2 (0.75 - 1) * 0.75 * 0.25 = -0.09375; por 0.5, las activaciones ocultas, da -0.046875. El delta de una unidad oculta
    es -0.09375 * log 3 * 0.5 * 0.5:

    >>> weights = [np.zeros((2, 2)), np.array([[np.log(3.0), 0.0], [np.log(3.0), 0.0]])]
    >>> activations = [np.array([[1.0, 0.0]]), np.array([[0.5, 0.5]]), np.array([[0.75, 0.5]])]
    >>> weight_gradients, bias_gradients = backward(activations, weights, np.array([[1.0, 0.5]]))
    >>> (weight_gradients[1] + 0.0).tolist(), (bias_gradients[1] + 0.0).tolist()
    ([[-0.046875, 0.0], [-0.046875, 0.0]], [-0.09375, 0.0])
    >>> np.round(bias_gradients[0], 6).tolist()
    [-0.025749, -0.025749]
    """
    raise NotImplementedError("escribe backward")


def train(x, target, weights, biases, learning_rate, steps):
    """Entrena la red por descenso por gradiente con todas las muestras a la vez.

    Cada paso va hacia delante, hacia atrás y después cambia todos los pesos y sesgos: W <- W - learning_rate * dL/dW.

    Parameters
    ----------
    x : ndarray of float, forma (N, D_0)
        Las muestras.
    target : ndarray of float, forma (N, D_L)
        Lo que la red debería dar para ellas.
    weights : list of ndarray of float
        Donde empiezan los pesos; `weights[l]` tiene forma (D_l, D_l+1). No cambian ni la lista ni sus arrays.
    biases : list of ndarray of float
        Donde empiezan los sesgos; `biases[l]` tiene forma (D_l+1,). No cambian ni la lista ni sus arrays.
    learning_rate : float
        El factor que va delante del gradiente, la eta de la diapositiva.
    steps : int
        Cuántos pasos, 0 o más.

    Returns
    -------
    weights : list of ndarray of float
        Donde están los pesos tras el último paso.
    biases : list of ndarray of float
        Donde están los sesgos.
    losses : list of float
        steps + 1 costes: el primero antes de dar ningún paso, el último después del último.

    Notes
    -----
    Clase: «Optimización», retropropagación: omega_5 en t+1 es omega_5 en t menos eta por dL/domega_5.

    Examples
    --------
    Una unidad con peso y sesgo 0 da 0.5 para x = 1. Con objetivo 1 el coste es 0.25 y el gradiente
    2 (0.5 - 1) * 0.5 * 0.5 = -0.25, así que un paso con tasa 4 lleva los dos a 1; sigmoid(2) es 0.8808, y 0.1192 al
    cuadrado es 0.0142:

    >>> one = np.array([[1.0]])
    >>> w, b, losses = train(one, one, [np.zeros((1, 1))], [np.zeros(1)], learning_rate=4.0, steps=1)
    >>> w[0].tolist(), b[0].tolist(), [round(value, 4) for value in losses]
    ([[1.0]], [1.0], [0.25, 0.0142])
    """
    raise NotImplementedError("escribe train")
