# gradiente: losses · en
"""Loss functions and their gradients.

Lecture: basic concepts, "Optimization", the slides on the loss function L(x_j, y_j; theta). The lecture's
prediction, y with a hat, is `y_pred` here; its label y is `y_true`. All logarithms are natural, and every loss
is the mean over the N samples of the batch. No function changes the arrays that it is given.
"""

import numpy as np


def mean_squared_error(y_pred, y_true):
    """Compute the mean of the squared differences between predictions and targets.

    L = 1/N * sum_j (y_pred_j - y_true_j)^2

    Parameters
    ----------
    y_pred : ndarray of float, shape (N,)
        Predictions.
    y_true : ndarray of float, shape (N,)
        Targets.

    Returns
    -------
    float
        The mean over the batch.

    Raises
    ------
    ValueError
        If the two shapes differ ((N, 1) against (N,) differs) or the batch is empty.

    Notes
    -----
    Lecture: "Optimization", loss function, mean least-square error.

    Examples
    --------
    The differences are 0, 2, 0 and -4, so the loss is (0 + 4 + 0 + 16) / 4:

    >>> mean_squared_error(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 0.0, 3.0, 8.0]))
    5.0
    """
    raise NotImplementedError("write mean_squared_error")


def mean_squared_error_gradient(y_pred, y_true):
    """Compute the gradient of `mean_squared_error` with respect to the predictions.

    dL/dy_pred_j = 2/N * (y_pred_j - y_true_j)

    Parameters
    ----------
    y_pred : ndarray of float, shape (N,)
        Predictions.
    y_true : ndarray of float, shape (N,)
        Targets.

    Returns
    -------
    ndarray of float, shape (N,)
        One partial derivative per prediction.

    Raises
    ------
    ValueError
        If the two shapes differ ((N, 1) against (N,) differs) or the batch is empty.

    Examples
    --------
    The differences are 0, 2, 0 and -4; each is multiplied by 2/4:

    >>> mean_squared_error_gradient(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 0.0, 3.0, 8.0])).tolist()
    [0.0, 1.0, 0.0, -2.0]
    """
    raise NotImplementedError("write mean_squared_error_gradient")


def binary_cross_entropy(y_pred, y_true):
    """Compute the mean cross-entropy of probabilities of the positive class.

    L = -1/N * sum_j [ y_true_j log(y_pred_j) + (1 - y_true_j) log(1 - y_pred_j) ], natural logarithm

    The probabilities are clipped to [1e-12, 1 - 1e-12] first, so that the loss is finite at 0 and at 1.

    Parameters
    ----------
    y_pred : ndarray of float, shape (N,)
        Predicted probabilities, in [0, 1].
    y_true : ndarray of float, shape (N,)
        Targets, in [0, 1]: labels 0 and 1, or anything between.

    Returns
    -------
    float
        The mean over the batch.

    Raises
    ------
    ValueError
        If the two shapes differ ((N, 1) against (N,) differs) or the batch is empty.

    Notes
    -----
    Lecture: "Optimization", loss function, cross-entropy error. The slide prints the two symbols the wrong way
    round, the label inside the logarithm. The prediction belongs there: the logarithm of a label that is 0 or 1
    is infinite or 0, whatever the network says. The slide's minus sign holds for the whole sum.

    Examples
    --------
    The first sample costs -log(0.5) and the second -log(1 - 0.25); (0.6931 + 0.2877) / 2 is

    >>> round(binary_cross_entropy(np.array([0.5, 0.25]), np.array([1.0, 0.0])), 4)
    0.4904

    A certain and wrong prediction costs -log(1e-12), not infinity:

    >>> round(binary_cross_entropy(np.array([0.0]), np.array([1.0])), 4)
    27.631
    """
    raise NotImplementedError("write binary_cross_entropy")


def binary_cross_entropy_gradient(y_pred, y_true):
    """Compute the gradient of `binary_cross_entropy` with respect to the probabilities.

    dL/dp_j = -1/N * ( t_j / p_j - (1 - t_j) / (1 - p_j) ), where p is y_pred and t is y_true

    The probabilities are clipped first, as in the loss.

    Parameters
    ----------
    y_pred : ndarray of float, shape (N,)
        Predicted probabilities, in [0, 1].
    y_true : ndarray of float, shape (N,)
        Targets, in [0, 1].

    Returns
    -------
    ndarray of float, shape (N,)
        One partial derivative per probability.

    Raises
    ------
    ValueError
        If the two shapes differ ((N, 1) against (N,) differs) or the batch is empty.

    Examples
    --------
    -1/2 * 1/0.5 for the first sample and 1/2 * 1/0.75 for the second:

    >>> np.round(binary_cross_entropy_gradient(np.array([0.5, 0.25]), np.array([1.0, 0.0])), 4).tolist()
    [-1.0, 0.6667]
    """
    raise NotImplementedError("write binary_cross_entropy_gradient")


def softmax(logits):
    """Turn every row of logits into probabilities.

    p_jk = exp(logits_jk) / sum_c exp(logits_jc), the sum over the classes of row j

    Right for logits of size 1e4 too, where exp() on its own would overflow.

    Parameters
    ----------
    logits : ndarray of float, shape (N, K)
        One row per sample, one column per class.

    Returns
    -------
    ndarray of float, shape (N, K)
        Probabilities; every row adds up to 1.

    Raises
    ------
    ValueError
        If the batch is empty.

    Notes
    -----
    Lecture: "Optimization", loss function: the outputs with several values, y with a hat for class k, are
    probabilities; softmax is how a network makes them.

    Examples
    --------
    Equal logits share the probability; one logit above another is e times as probable, at any height:

    >>> np.round(softmax(np.array([[0.0, 0.0], [10000.0, 9999.0]])), 4).tolist()
    [[0.5, 0.5], [0.7311, 0.2689]]
    """
    raise NotImplementedError("write softmax")


def cross_entropy(y_pred, y_true):
    """Compute the mean cross-entropy of predicted class probabilities.

    L = -1/N * sum_j sum_k y_true_jk log(y_pred_jk), natural logarithm

    The probabilities are clipped from below at 1e-12 first, so that the loss is finite at 0.

    Parameters
    ----------
    y_pred : ndarray of float, shape (N, K)
        Predicted probabilities, one row per sample.
    y_true : ndarray of float, shape (N, K)
        Targets: one-hot rows, or rows of probabilities (soft targets).

    Returns
    -------
    float
        The sum over the K classes, averaged over the N samples.

    Raises
    ------
    ValueError
        If the two shapes differ or the batch is empty.

    Notes
    -----
    Lecture: "Optimization", loss function, algorithms with several outputs. The slide's inner sum runs over the
    classes k, although it is printed with another letter, and it is not divided by their number.

    Examples
    --------
    The true classes have the probabilities 0.5 and 0.25; (log 2 + log 4) / 2 is

    >>> y_pred = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]])
    >>> round(cross_entropy(y_pred, np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])), 4)
    1.0397
    """
    raise NotImplementedError("write cross_entropy")


def cross_entropy_from_logits(logits, labels):
    """Compute the mean cross-entropy of the softmax of logits, for integer labels.

    L = 1/N * sum_j ( log sum_c exp(logits_jc) - logits_j,labels_j ), natural logarithm

    Finite and exact for logits of size 1e4 too: nothing is clipped, because no logarithm of a probability is
    taken.

    Parameters
    ----------
    logits : ndarray of float, shape (N, K)
        One row per sample, one column per class.
    labels : ndarray of int, shape (N,)
        The class of each sample, in 0..K-1.

    Returns
    -------
    float
        The mean over the batch.

    Raises
    ------
    ValueError
        If `labels` is not (N,) for logits (N, K), the batch is empty, or a label lies outside 0..K-1.

    Examples
    --------
    The first sample costs log 2; the second is sure of the other class, by 10000. The mean is

    >>> round(cross_entropy_from_logits(np.array([[0.0, 0.0], [10000.0, 0.0]]), np.array([1, 1])), 4)
    5000.3466
    """
    raise NotImplementedError("write cross_entropy_from_logits")


def softmax_cross_entropy_gradient(logits, labels):
    """Compute the gradient of `cross_entropy_from_logits` with respect to the logits.

    dL/dlogits_jk = 1/N * ( softmax(logits)_jk - [k = labels_j] ), where [...] is 1 if true and 0 if not

    Right for logits of size 1e4 too.

    Parameters
    ----------
    logits : ndarray of float, shape (N, K)
        One row per sample, one column per class.
    labels : ndarray of int, shape (N,)
        The class of each sample, in 0..K-1.

    Returns
    -------
    ndarray of float, shape (N, K)
        One partial derivative per logit; every row adds up to 0.

    Raises
    ------
    ValueError
        If `labels` is not (N,) for logits (N, K), the batch is empty, or a label lies outside 0..K-1.

    Examples
    --------
    With equal logits each of four classes has the probability 0.25; 1 is taken off the true one, and N is 2:

    >>> softmax_cross_entropy_gradient(np.zeros((2, 4)), np.array([0, 3])).tolist()
    [[-0.375, 0.125, 0.125, 0.125], [0.125, 0.125, 0.125, -0.375]]
    """
    raise NotImplementedError("write softmax_cross_entropy_gradient")
