"""Loss functions of the lecture and their gradients.

Lecture: basic concepts, "Optimization", the slides on the loss function L(x_j, y_j; theta). The lecture's
prediction, y with a hat, is `y_pred` here; its label y is `y_true`. All logarithms are natural, so losses are
in nats, and every loss is the mean over the N samples of the batch.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_gradient",
    "cross_entropy",
    "cross_entropy_from_logits",
    "mean_squared_error",
    "mean_squared_error_gradient",
    "softmax",
    "softmax_cross_entropy_gradient",
]

Reals = NDArray[np.floating[Any]]
Integers = NDArray[np.integer[Any]]
Float64s = NDArray[np.float64]

SMALLEST_PROBABILITY = 1e-12


def as_pair(y_pred: Reals, y_true: Reals) -> tuple[Float64s, Float64s]:
    """Return predictions and targets in float64, or refuse them.

    Parameters
    ----------
    y_pred, y_true : ndarray of float, one shape
        Predictions and targets, the first axis being the batch.

    Returns
    -------
    tuple of ndarray of float64
        The same numbers.

    Raises
    ------
    ValueError
        If the two shapes differ or the batch is empty.
    """
    if y_pred.shape != y_true.shape:
        raise ValueError(f"expected y_pred and y_true of one shape, got {y_pred.shape} and {y_true.shape}")
    if y_pred.size == 0:
        raise ValueError(f"expected at least one sample, got an empty batch of shape {y_pred.shape}")
    return y_pred.astype(np.float64), y_true.astype(np.float64)


def as_logits(logits: Reals) -> Float64s:
    """Return logits in float64, or refuse an empty batch.

    Parameters
    ----------
    logits : ndarray of float, shape (N, K)
        One row per sample, one column per class.

    Returns
    -------
    ndarray of float64, shape (N, K)
        The same numbers.

    Raises
    ------
    ValueError
        If the batch is empty.
    """
    if logits.size == 0:
        raise ValueError(f"expected at least one sample, got an empty batch of shape {logits.shape}")
    return logits.astype(np.float64)


def as_labelled(logits: Reals, labels: Integers) -> tuple[Float64s, Integers]:
    """Return logits in float64 and their labels, or refuse them.

    Parameters
    ----------
    logits : ndarray of float, shape (N, K)
        One row per sample, one column per class.
    labels : ndarray of int, shape (N,)
        The class of each sample.

    Returns
    -------
    tuple of ndarray
        The logits in float64, and the labels.

    Raises
    ------
    ValueError
        If `labels` does not hold one label per row, the batch is empty, or a label lies outside 0..K-1.
    """
    if labels.shape != logits.shape[:1]:
        raise ValueError(f"expected logits (N, K) and labels (N,), got {logits.shape} and {labels.shape}")
    scores = as_logits(logits)
    last = logits.shape[1] - 1
    if labels.min() < 0 or labels.max() > last:
        raise ValueError(f"expected labels in 0..{last}, got {labels.min()}..{labels.max()}")
    return scores, labels


def mean_squared_error(y_pred: Reals, y_true: Reals) -> float:
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
    prediction, target = as_pair(y_pred, y_true)
    return float(np.mean((prediction - target) ** 2))


def mean_squared_error_gradient(y_pred: Reals, y_true: Reals) -> Float64s:
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
    prediction, target = as_pair(y_pred, y_true)
    return 2 * (prediction - target) / len(prediction)


def binary_cross_entropy(y_pred: Reals, y_true: Reals) -> float:
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
    prediction, target = as_pair(y_pred, y_true)
    p = np.clip(prediction, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY)
    return float(-np.mean(target * np.log(p) + (1 - target) * np.log(1 - p)))


def binary_cross_entropy_gradient(y_pred: Reals, y_true: Reals) -> Float64s:
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
    prediction, target = as_pair(y_pred, y_true)
    p = np.clip(prediction, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY)
    return -(target / p - (1 - target) / (1 - p)) / len(p)


def softmax(logits: Reals) -> Float64s:
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
    scores = as_logits(logits)
    shifted = scores - scores.max(axis=-1, keepdims=True)  # softmax(z) = softmax(z - max z): exp() <= 1
    exponentials = np.exp(shifted)
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


def cross_entropy(y_pred: Reals, y_true: Reals) -> float:
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
    prediction, target = as_pair(y_pred, y_true)
    p = np.maximum(prediction, SMALLEST_PROBABILITY)
    return float(-np.mean(np.sum(target * np.log(p), axis=-1)))


def cross_entropy_from_logits(logits: Reals, labels: Integers) -> float:
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
    scores, labels = as_labelled(logits, labels)
    shifted = scores - scores.max(axis=1, keepdims=True)  # log-sum-exp, so exp() cannot overflow
    log_normalisers = np.log(np.exp(shifted).sum(axis=1))
    return float(np.mean(log_normalisers - shifted[np.arange(len(labels)), labels]))


def softmax_cross_entropy_gradient(logits: Reals, labels: Integers) -> Float64s:
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
    scores, labels = as_labelled(logits, labels)
    gradient = softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)
