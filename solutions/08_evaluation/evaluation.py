"""Evaluation: accuracy, confusion, curves, early stopping, bias and variance.

Lecture: basic concepts, "Evaluation": the curves of the loss and of the accuracy over the epochs, and the balance
between bias and variance. Classes are counted 0..K-1 and epochs from 0. No function changes the arrays that it is
given.
"""

import numpy as np


def accuracy(y_true, y_pred):
    """Compute the share of the samples whose class was predicted.

    accuracy = number of hits / number of samples

    Parameters
    ----------
    y_true : ndarray of int, shape (N,)
        The true classes; N is at least 1.
    y_pred : ndarray of int, shape (N,)
        The predicted classes.

    Returns
    -------
    float
        In [0, 1].

    Notes
    -----
    Lecture: "Evaluation", accuracy curve: #aciertos / #total datos.

    Examples
    --------
    Three of four are hits:

    >>> accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 0]))
    0.75
    """
    ### BEGIN SOLUTION
    return float(np.mean(y_true == y_pred))
    ### END SOLUTION


def confusion_matrix(y_true, y_pred, n_classes):
    """Count how often each class was taken for each class.

    M[i, j] = number of samples of true class i that were predicted as class j

    Parameters
    ----------
    y_true : ndarray of int, shape (N,)
        The true classes, in 0..n_classes-1.
    y_pred : ndarray of int, shape (N,)
        The predicted classes, in 0..n_classes-1.
    n_classes : int
        K, the number of classes; some of them may not appear.

    Returns
    -------
    ndarray of int, shape (K, K)
        Rows are the true class, columns the predicted one.

    Examples
    --------
    Both samples of class 0 were recognised; the one of class 1 was taken for class 2:

    >>> confusion_matrix(np.array([0, 0, 1]), np.array([0, 0, 2]), 3).tolist()
    [[2, 0, 0], [0, 0, 1], [0, 0, 0]]
    """
    ### BEGIN SOLUTION
    matrix = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred, strict=True):
        matrix[true, predicted] += 1
    return matrix
    ### END SOLUTION


def per_class_accuracy(y_true, y_pred, n_classes):
    """Compute, for every class, the share of its samples that were recognised.

    a_k = M[k, k] / sum_j M[k, j], with the confusion matrix M

    Parameters
    ----------
    y_true : ndarray of int, shape (N,)
        The true classes, in 0..n_classes-1.
    y_pred : ndarray of int, shape (N,)
        The predicted classes, in 0..n_classes-1.
    n_classes : int
        K, the number of classes; some of them may not appear.

    Returns
    -------
    ndarray of float, shape (K,)
        NaN for a class without samples in `y_true`: its share is unknown, not 0.

    Notes
    -----
    Also called recall. The column sums would give the precision, another quantity.

    Examples
    --------
    One of the two samples of class 0 was recognised, the one of class 1 was; of class 2 there was none:

    >>> per_class_accuracy(np.array([0, 0, 1]), np.array([0, 2, 1]), 3).tolist()
    [0.5, 1.0, nan]
    """
    ### BEGIN SOLUTION
    shares = np.full(n_classes, np.nan)
    for k in range(n_classes):
        of_class = y_true == k
        if of_class.any():
            shares[k] = np.mean(y_pred[of_class] == k)
    return shares
    ### END SOLUTION


def smooth(curve, window):
    """Smooth a curve with a trailing mean.

    s_t = mean of curve_a, ..., curve_t with a = max(0, t - window + 1)

    Parameters
    ----------
    curve : ndarray of float, shape (E,)
        One value per epoch or iteration.
    window : int
        Values averaged, the present one and those before it; at least 1. At the beginning, and everywhere if the
        window is longer than the curve, there are fewer.

    Returns
    -------
    ndarray of float, shape (E,)
        As long as the curve.

    Examples
    --------
    4, then (4 + 2) / 2, then (2 + 3) / 2:

    >>> smooth(np.array([4.0, 2.0, 3.0]), 2).tolist()
    [4.0, 3.0, 2.5]
    """
    ### BEGIN SOLUTION
    return np.array([np.mean(curve[max(0, t - window + 1) : t + 1]) for t in range(len(curve))])
    ### END SOLUTION


def best_epoch(validation_losses, patience):
    """Find the epoch whose parameters early stopping keeps.

    Training stops after `patience` epochs in a row without a loss strictly lower than the best so far, or at the
    end of the curve. Kept is the epoch of the best loss seen until then; of equal losses the earliest.

    Parameters
    ----------
    validation_losses : ndarray of float, shape (E,)
        The loss on the validation set after every epoch; E is at least 1.
    patience : int
        Epochs without improvement that are waited for, 1 or more.

    Returns
    -------
    int
        Index of the epoch, counted from 0.

    Examples
    --------
    After epoch 1 two epochs bring nothing better, so training stops and the 0.5 is never seen:

    >>> best_epoch(np.array([1.0, 0.75, 0.875, 0.75, 0.5]), 2)
    1
    """
    ### BEGIN SOLUTION
    best, waited = 0, 0
    for epoch in range(1, len(validation_losses)):
        if validation_losses[epoch] < validation_losses[best]:
            best, waited = epoch, 0
        else:
            waited += 1
            if waited == patience:
                break
    return best
    ### END SOLUTION


def diagnose(train_accuracy, validation_accuracy, target, tolerance):
    """Say what two accuracy curves tell about a training, judged by their last values.

    Parameters
    ----------
    train_accuracy : ndarray of float, shape (E,)
        Accuracy on the training set after every epoch; E is at least 1.
    validation_accuracy : ndarray of float, shape (E,)
        Accuracy on the validation set.
    target : float
        The accuracy that the network should reach.
    tolerance : float
        How far the training may stay below the target, and the validation below the training.

    Returns
    -------
    str
        "underfitting" if train < target - tolerance; else "overfitting" if train - validation > tolerance; else
        "good fit".

    Notes
    -----
    Lecture: "Evaluation", accuracy curves, and balance between bias and variance: a high bias shows in the training
    accuracy itself, a high variance in the gap between the curves. A network that has not learned the training set
    underfits, whatever the gap.

    Examples
    --------
    The training ends at 0.96875, the validation 0.21875 below it:

    >>> diagnose(np.array([0.5, 0.96875]), np.array([0.5, 0.75]), 0.9375, 0.0625)
    'overfitting'
    """
    ### BEGIN SOLUTION
    train, validation = train_accuracy[-1], validation_accuracy[-1]
    if train < target - tolerance:
        return "underfitting"
    if train - validation > tolerance:
        return "overfitting"
    return "good fit"
    ### END SOLUTION


def bias_variance(predictions, truth):
    """Split the squared error of M models into squared bias and variance, both averaged over the samples.

    bias^2 = 1/N * sum_n (m_n - truth_n)^2, variance = 1/N * sum_n 1/M * sum_m (predictions_mn - m_n)^2,
    where m_n = 1/M * sum_m predictions_mn is what the models predict for sample n on average

    Parameters
    ----------
    predictions : ndarray of float, shape (M, N)
        One row per model, trained alike on different data; one column per sample.
    truth : ndarray of float, shape (N,)
        What should have been predicted.

    Returns
    -------
    bias_squared : float
        How far the average prediction lies from the truth.
    variance : float
        How far the models lie apart (population variance); 0 for one model.

    Notes
    -----
    Lecture: "Evaluation", balance between bias and variance. The two add up to the mean squared error of all models.

    Examples
    --------
    For the first sample the models say 1 and 3, on average 2, and the truth is 1; for the second, both are right:

    >>> bias_variance(np.array([[1.0, 5.0], [3.0, 5.0]]), np.array([1.0, 5.0]))
    (0.5, 0.5)
    """
    ### BEGIN SOLUTION
    bias_squared = np.mean((predictions.mean(axis=0) - truth) ** 2)
    variance = np.mean(predictions.var(axis=0))
    return float(bias_squared), float(variance)
    ### END SOLUTION
