# gradiente: batches · en
"""Batches in single precision, because that is what a network wants."""

import numpy as np


def iterations_per_epoch(n_samples, batch_size, drop_last=False):
    if batch_size < 1:
        raise ValueError("a batch holds at least one sample")
    if drop_last:
        if batch_size > n_samples:
            raise ValueError("fewer samples than one batch holds")
        return np.floor_divide(n_samples, batch_size)
    return -np.floor_divide(-n_samples, batch_size)


def parameter_updates(n_samples, batch_size, epochs):
    return np.multiply(iterations_per_epoch(n_samples, batch_size), epochs)


def single(array):
    return array.astype(np.float32) if array.dtype.kind == "f" else array.copy()


def batches(x, y, batch_size, rng=None, drop_last=False):
    if len(x) != len(y):
        raise ValueError("x and y must be as long as each other")
    n = len(x)
    iterations = int(iterations_per_epoch(n, batch_size, drop_last))
    x, y = single(x), single(y)
    if rng is not None:
        order = np.arange(n)
        rng.shuffle(order)
        x, y = x[order], y[order]
    return [
        (x[start : start + batch_size], y[start : start + batch_size])
        for start in range(0, iterations * batch_size, batch_size)
    ]


def minibatch_gradient_descent(gradient, x, y, p0, learning_rate, batch_size, epochs, rng=None):
    if batch_size < 1 or len(x) != len(y):
        raise ValueError("batch_size below 1, or x and y of different length")
    p = np.array(p0, dtype=np.float32)
    path = [p]
    for epoch in range(epochs):
        for x_batch, y_batch in batches(x, y, batch_size, rng):
            p = (p - learning_rate * np.array(gradient(p, x_batch, y_batch))).astype(np.float32)
            path.append(p)
    return np.stack(path)
