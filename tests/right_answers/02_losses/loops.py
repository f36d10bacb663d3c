# gradiente: losses · en
"""With math and loops, one number at a time."""

import math

import numpy as np

TINY = 1e-12


def check_vectors(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError("y_pred has shape " + str(y_pred.shape) + " but y_true has " + str(y_true.shape))
    if len(y_pred) == 0:
        raise ValueError("the batch is empty")


def check_labels(logits, labels):
    n, k = logits.shape
    if labels.shape != (n,):
        raise ValueError("there must be one label per row of logits")
    if n == 0:
        raise ValueError("the batch is empty")
    for label in labels:
        if label < 0 or label >= k:
            raise ValueError("label " + str(label) + " is not a class")


def clip(p):
    if p < TINY:
        return TINY
    if p > 1 - TINY:
        return 1 - TINY
    return p


def mean_squared_error(y_pred, y_true):
    check_vectors(y_pred, y_true)
    total = 0.0
    for i in range(len(y_pred)):
        total += (float(y_pred[i]) - float(y_true[i])) ** 2
    return total / len(y_pred)


def mean_squared_error_gradient(y_pred, y_true):
    check_vectors(y_pred, y_true)
    n = len(y_pred)
    gradient = []
    for i in range(n):
        gradient.append(2 * (float(y_pred[i]) - float(y_true[i])) / n)
    return np.array(gradient)


def binary_cross_entropy(y_pred, y_true):
    check_vectors(y_pred, y_true)
    total = 0.0
    for p, t in zip(y_pred.tolist(), y_true.tolist()):
        p = clip(p)
        total -= t * math.log(p) + (1 - t) * math.log(1 - p)
    return total / len(y_pred)


def binary_cross_entropy_gradient(y_pred, y_true):
    check_vectors(y_pred, y_true)
    n = len(y_pred)
    gradient = np.zeros(n)
    for i in range(n):
        p, t = clip(float(y_pred[i])), float(y_true[i])
        gradient[i] = -(t / p - (1 - t) / (1 - p)) / n
    return gradient


def softmax_of_row(row):
    largest = max(row)
    powers = [math.exp(z - largest) for z in row]
    total = sum(powers)
    return [power / total for power in powers]


def softmax(logits):
    if len(logits) == 0:
        raise ValueError("the batch is empty")
    return np.array([softmax_of_row(row) for row in logits.tolist()])


def cross_entropy(y_pred, y_true):
    check_vectors(y_pred, y_true)
    n, k = y_pred.shape
    total = 0.0
    for j in range(n):
        for c in range(k):
            p = float(y_pred[j, c])
            if p < TINY:
                p = TINY
            total -= float(y_true[j, c]) * math.log(p)
    return total / n


def cross_entropy_from_logits(logits, labels):
    check_labels(logits, labels)
    total = 0.0
    for row, label in zip(logits.tolist(), labels.tolist()):
        largest = max(row)
        log_sum = largest + math.log(sum(math.exp(z - largest) for z in row))
        total += log_sum - row[label]
    return total / len(labels)


def softmax_cross_entropy_gradient(logits, labels):
    check_labels(logits, labels)
    n = len(labels)
    gradient = []
    for row, label in zip(logits.tolist(), labels.tolist()):
        probabilities = softmax_of_row(row)
        probabilities[label] -= 1
        gradient.append([p / n for p in probabilities])
    return np.array(gradient)
