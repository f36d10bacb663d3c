r"""The lecture's losses as what a network minimises: a value, and its gradient at the network's output.

Every loss is summed over the outputs of a sample and averaged over the samples, as the slide of backpropagation
and that of the cross-entropy have it. For one output this is the textbook mean squared error and binary
cross-entropy.

The two cross-entropies are taken together with the softmax or the sigmoid before them, which the network then leaves
out in training: the gradient with respect to the logits is simply (probability - target) / N, and does not vanish
where the probability is 0 or 1 to the last digit.

Lecture: basic concepts, "Optimization", loss function.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.activations import sigmoid
from cnn_reference.losses import (
    binary_cross_entropy,
    cross_entropy,
    cross_entropy_from_logits,
    mean_squared_error,
    mean_squared_error_gradient,
    softmax,
    softmax_cross_entropy_gradient,
)
from cnn_reference.network.errors import NetworkError, ShapeError

__all__ = ["OBJECTIVES", "BinaryCrossEntropy", "CrossEntropy", "MeanSquaredError", "Objective", "objective"]

Array = NDArray[Any]


class Objective:
    """A loss of a batch.

    Attributes
    ----------
    name : str
        What `fit` calls it.
    replaces : str
        The kind of the last layer that it is taken together with, "" for none.
    needs_replaced : bool
        Whether the network must end in that layer.
    """

    name = ""
    replaces = ""
    needs_replaced = False

    def targets(self, y: Array, outputs: int) -> Array:
        """Bring the labels into the form that `value` and `gradient` take.

        Parameters
        ----------
        y : ndarray, shape (N,) or (N, K)
            Class numbers, or numbers to be met: one a sample or one an output.
        outputs : int
            K, how many numbers the network gives for a sample.

        Returns
        -------
        ndarray of float, shape (N, K)

        Raises
        ------
        ShapeError
            If there is not one target for each output.
        NetworkError
            If a class number lies outside 0..K-1.
        """
        y = np.asarray(y)
        if outputs > 1 and y.ndim == 1 and y.dtype.kind in "iu":
            return np.eye(outputs)[refuse_classes(y, outputs)]
        if outputs == 1 and y.ndim == 1:
            y = y[:, np.newaxis]
        if y.ndim != 2 or y.shape[1] != outputs:
            raise ShapeError(f"expected targets (N, {outputs}) for {outputs} outputs, got {y.shape}")
        return y.astype(np.float64)

    def value(self, outputs: Array, targets: Array) -> float:
        """Compute the loss.

        Parameters
        ----------
        outputs : ndarray of float, shape (N, K)
            Of the network, without the layer that is replaced.
        targets : ndarray
            What `targets` gave.

        Returns
        -------
        float
        """
        raise NotImplementedError

    def gradient(self, outputs: Array, targets: Array) -> Array:
        """Differentiate the loss with respect to the outputs.

        Parameters
        ----------
        outputs : ndarray of float, shape (N, K)
            As for `value`.
        targets : ndarray
            What `targets` gave.

        Returns
        -------
        ndarray of float64, shape (N, K)
        """
        raise NotImplementedError

    def value_and_gradient(self, outputs: Array, targets: Array) -> tuple[float, Array]:
        """Compute both, which for some losses is less work than one after the other.

        Parameters
        ----------
        outputs : ndarray of float, shape (N, K)
            As for `value`.
        targets : ndarray
            What `targets` gave.

        Returns
        -------
        value : float
        gradient : ndarray of float64, shape (N, K)
        """
        return self.value(outputs, targets), self.gradient(outputs, targets)


def refuse_classes(labels: Array, classes: int) -> Array:
    """Refuse class numbers that do not exist.

    Parameters
    ----------
    labels : ndarray of int, shape (N,)
        Class numbers.
    classes : int
        How many there are.

    Returns
    -------
    ndarray of int, shape (N,)
        The labels.

    Raises
    ------
    NetworkError
        If one lies outside 0..classes-1.
    """
    if labels.size and (labels.min() < 0 or labels.max() >= classes):
        raise NetworkError(f"expected labels in 0..{classes - 1}, got {labels.min()}..{labels.max()}")
    return labels


class CrossEntropy(Objective):
    r"""Softmax and cross-entropy, :math:`-\frac{1}{N} \sum_j \sum_k y_{jk} \log \hat y_{jk}`.

    Targets are class numbers (N,), or rows of probabilities (N, K).
    """

    name = "cross_entropy"
    replaces = "softmax"

    def targets(self, y: Array, outputs: int) -> Array:
        y = np.asarray(y)
        if y.ndim == 1 and y.dtype.kind in "iu" and outputs > 1:
            return refuse_classes(y, outputs)
        if outputs == 1:
            raise NetworkError(
                "cross_entropy of one output is always 0: use binary_cross_entropy, or one output a class"
            )
        if y.ndim == 1:
            raise NetworkError(f"expected class numbers as integers, got {y.dtype}")
        return super().targets(y, outputs)

    def value(self, outputs: Array, targets: Array) -> float:
        if targets.ndim == 1:
            return cross_entropy_from_logits(outputs, targets)
        return cross_entropy(softmax(outputs), targets)

    def gradient(self, outputs: Array, targets: Array) -> Array:
        if targets.ndim == 1:
            return softmax_cross_entropy_gradient(outputs, targets)
        # The same with rows of probabilities in place of one-hot rows; a row t adds up to 1.
        return (softmax(outputs) - targets) / len(outputs)

    def value_and_gradient(self, outputs: Array, targets: Array) -> tuple[float, Array]:
        if targets.ndim != 1:
            return super().value_and_gradient(outputs, targets)
        # What the two reference functions do, with one exp() for both.
        scores = outputs.astype(np.float64)
        scores -= scores.max(axis=1, keepdims=True)
        true = (np.arange(len(targets)), targets)
        true_scores = scores[true]
        p = np.exp(scores, out=scores)
        sums = p.sum(axis=1, keepdims=True)
        p /= sums
        p[true] -= 1
        p /= len(targets)
        return float(np.mean(np.log(sums[:, 0]) - true_scores)), p


class BinaryCrossEntropy(Objective):
    r"""Sigmoid and binary cross-entropy of each output.

    With p the sigmoid of z, :math:`dL/dz = dL/dp \cdot p (1 - p) = (p - t) / N`.
    """

    name = "binary_cross_entropy"
    replaces = "sigmoid"
    needs_replaced = True

    def value(self, outputs: Array, targets: Array) -> float:
        return float(outputs.shape[1] * binary_cross_entropy(sigmoid(outputs), targets))

    def gradient(self, outputs: Array, targets: Array) -> Array:
        return (sigmoid(outputs) - targets) / len(outputs)


class MeanSquaredError(Objective):
    r"""Squared error, :math:`\frac{1}{N} \sum_j \sum_k (\hat y_{jk} - y_{jk})^2`."""

    name = "mean_squared_error"

    def value(self, outputs: Array, targets: Array) -> float:
        return float(outputs.shape[1] * mean_squared_error(outputs, targets))

    def gradient(self, outputs: Array, targets: Array) -> Array:
        return mean_squared_error_gradient(outputs, targets)


OBJECTIVES: dict[str, Objective] = {one.name: one for one in (CrossEntropy(), BinaryCrossEntropy(), MeanSquaredError())}


def objective(choice: str | Objective) -> Objective:
    """Find a loss by its name, or take one as it is.

    Parameters
    ----------
    choice : str or Objective
        A key of `OBJECTIVES`.

    Returns
    -------
    Objective

    Raises
    ------
    NetworkError
        If no loss has that name.
    """
    if isinstance(choice, Objective):
        return choice
    if choice not in OBJECTIVES:
        raise NetworkError(f"no loss {choice!r}: choose one of {', '.join(OBJECTIVES)}")
    return OBJECTIVES[choice]
