# gradiente: backpropagation · en
"""A multilayer perceptron of sigmoids, its error, and the error's way back.

Lecture: basic concepts, "Optimization", backpropagation: the network 2-2-2 with a forward pass, a backward pass by
the chain rule, and an update by gradient descent. The slide's out of a layer are the rows of an activation here, and
its true_j is `target`. `weights[l]` leads from `activations[l]` to `activations[l + 1]`: its row i, column j is the
weight from unit i to unit j, so the slide's omega_5 and omega_6, which lead from h1 and h2 to o1, are the first column
of `weights[1]`. The slide has one bias a layer, b_1 and b_2; here, as is usual, every unit has its own. No function
changes the arrays or lists that it is given.
"""

import numpy as np


def forward(x, weights, biases):
    """Run the network and keep what every layer gives.

    a_0 = x, and then for every layer: net_l+1 = a_l W_l + b_l, a_l+1 = 1 / (1 + exp(-net_l+1))

    Parameters
    ----------
    x : ndarray of float, shape (N, D_0)
        A batch of samples, one a row.
    weights : list of ndarray of float
        One matrix a layer; `weights[l]` has shape (D_l, D_l+1).
    biases : list of ndarray of float
        One vector a layer; `biases[l]` has shape (D_l+1,).

    Returns
    -------
    list of ndarray of float
        The activations [x, a_1, ..., a_L], one more than there are layers; `activations[l]` has shape (N, D_l).

    Notes
    -----
    Lecture: "Optimization", backpropagation, forward pass.

    Examples
    --------
    The hidden units get net 0; the first output gets 0.5 log 3 + 0.5 log 3 = log 3, and 1 / (1 + 1/3) = 0.75:

    >>> weights = [np.zeros((2, 2)), np.array([[np.log(3.0), 0.0], [np.log(3.0), 0.0]])]
    >>> biases = [np.zeros(2), np.zeros(2)]
    >>> [np.round(a, 12).tolist() for a in forward(np.array([[1.0, 0.0]]), weights, biases)]
    [[[1.0, 0.0]], [[0.5, 0.5]], [[0.75, 0.5]]]
    """
    raise NotImplementedError("write forward")


def loss(output, target):
    """Compute the squared error, summed over the outputs and averaged over the samples.

    L = 1/N * sum_n sum_j (out_nj - true_nj)^2

    Parameters
    ----------
    output : ndarray of float, shape (N, K)
        What the network gives, `activations[-1]`.
    target : ndarray of float, shape (N, K)
        What it should give.

    Returns
    -------
    float
        The mean over the N samples, not over the K outputs.

    Notes
    -----
    Lecture: "Optimization", backpropagation: L = sum_j (out_oj - true_j)^2 for one sample, without the factor 1/2 of
    other texts.

    Examples
    --------
    The samples cost 0.25 + 0.25 and 1 + 0; the mean of 0.5 and 1 is

    >>> loss(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]]))
    0.75
    """
    raise NotImplementedError("write loss")


def output_weight_gradient(hidden, output, target):
    """Compute the lecture's dL/dw for one weight of the last layer and one sample.

    dL/dw = dL/dout * dout/dnet * dnet/dw = 2 (out - true) * out (1 - out) * hidden

    Parameters
    ----------
    hidden : float
        The activation that the weight multiplies, the slide's out_h1.
    output : float
        The activation of the unit that the weight leads to, the slide's out_o1.
    target : float
        What that unit should give, the slide's true_1.

    Returns
    -------
    float
        The derivative of the loss with respect to the weight.

    Notes
    -----
    Lecture: "Optimization", backpropagation: the chain rule for omega_5.

    Examples
    --------
    2 (0.75 - 1) = -0.5, 0.75 * 0.25 = 0.1875 and 0.5:

    >>> output_weight_gradient(0.5, 0.75, 1.0)
    -0.046875
    """
    raise NotImplementedError("write output_weight_gradient")


def backward(activations, weights, target):
    """Compute the gradient of the loss with respect to every weight and bias.

    Let delta_l be dL/dnet_l, the error of layer l. The error of the last layer is

        delta_L = 2/N * (a_L - target) * a_L (1 - a_L)

    and from every layer it is passed down through the weights that led up:

        dL/dW_l = a_l^T delta_l+1, dL/db_l = sum over the samples of delta_l+1,
        delta_l = (delta_l+1 W_l^T) * a_l (1 - a_l)

    where * is the product element by element.

    Parameters
    ----------
    activations : list of ndarray of float
        What `forward` returned: [x, a_1, ..., a_L].
    weights : list of ndarray of float
        The weights with which they were computed.
    target : ndarray of float, shape (N, D_L)
        What the network should give.

    Returns
    -------
    weight_gradients : list of ndarray of float
        Shaped like `weights`.
    bias_gradients : list of ndarray of float
        One vector (D_l+1,) a layer.

    Notes
    -----
    Lecture: "Optimization", backpropagation, backward pass.

    Examples
    --------
    The network and the sample of `forward`, of which the first output should be 1 and the second is right. Its delta is
    2 (0.75 - 1) * 0.75 * 0.25 = -0.09375; times 0.5, the hidden activations, that is -0.046875. The delta of a hidden
    unit is -0.09375 * log 3 * 0.5 * 0.5:

    >>> weights = [np.zeros((2, 2)), np.array([[np.log(3.0), 0.0], [np.log(3.0), 0.0]])]
    >>> activations = [np.array([[1.0, 0.0]]), np.array([[0.5, 0.5]]), np.array([[0.75, 0.5]])]
    >>> weight_gradients, bias_gradients = backward(activations, weights, np.array([[1.0, 0.5]]))
    >>> (weight_gradients[1] + 0.0).tolist(), (bias_gradients[1] + 0.0).tolist()
    ([[-0.046875, 0.0], [-0.046875, 0.0]], [-0.09375, 0.0])
    >>> np.round(bias_gradients[0], 6).tolist()
    [-0.025749, -0.025749]
    """
    raise NotImplementedError("write backward")


def train(x, target, weights, biases, learning_rate, steps):
    """Train the network by gradient descent on all samples at once.

    Every step goes forward, backward, and then changes all weights and biases: W <- W - learning_rate * dL/dW.

    Parameters
    ----------
    x : ndarray of float, shape (N, D_0)
        The samples.
    target : ndarray of float, shape (N, D_L)
        What the network should give for them.
    weights : list of ndarray of float
        Where the weights start; `weights[l]` has shape (D_l, D_l+1). Neither the list nor its arrays change.
    biases : list of ndarray of float
        Where the biases start; `biases[l]` has shape (D_l+1,). Neither the list nor its arrays change.
    learning_rate : float
        The factor before the gradient, the slide's eta.
    steps : int
        How many steps, 0 or more.

    Returns
    -------
    weights : list of ndarray of float
        Where the weights are after the last step.
    biases : list of ndarray of float
        Where the biases are.
    losses : list of float
        steps + 1 losses: the first before any step, the last after the last one.

    Notes
    -----
    Lecture: "Optimization", backpropagation: omega_5 at t+1 is omega_5 at t, minus eta times dL/domega_5.

    Examples
    --------
    One unit with weight and bias 0 gives 0.5 for x = 1. For target 1 the loss is 0.25 and the gradient
    2 (0.5 - 1) * 0.5 * 0.5 = -0.25, so a step at rate 4 leads to 1 for both; sigmoid(2) is 0.8808, and 0.1192 squared
    is 0.0142:

    >>> one = np.array([[1.0]])
    >>> w, b, losses = train(one, one, [np.zeros((1, 1))], [np.zeros(1)], learning_rate=4.0, steps=1)
    >>> w[0].tolist(), b[0].tolist(), [round(value, 4) for value in losses]
    ([[1.0]], [1.0], [0.25, 0.0142])
    """
    raise NotImplementedError("write train")
