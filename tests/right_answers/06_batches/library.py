# gradiente: batches · en
import itertools
import math

import numpy as np


def iterations_per_epoch(n_samples, batch_size, drop_last=False):
    if batch_size < 1:
        raise ValueError(f"batch_size = {batch_size}")
    if drop_last and n_samples < batch_size:
        raise ValueError(f"batch_size = {batch_size} for {n_samples} samples")
    return (math.floor if drop_last else math.ceil)(n_samples / batch_size)


def parameter_updates(n_samples, batch_size, epochs):
    return math.prod([iterations_per_epoch(n_samples, batch_size), epochs])


def batches(x, y, batch_size, rng=None, drop_last=False):
    n = len(x)
    if n != len(y):
        raise ValueError(f"{n} and {len(y)} rows")
    count = iterations_per_epoch(n, batch_size, drop_last)
    order = np.arange(n)
    if rng is not None:
        order = np.argsort(rng.random(n))
    cuts = np.arange(batch_size, n, batch_size)
    pieces = zip(np.split(x[order], cuts), np.split(y[order], cuts))
    return itertools.islice(pieces, count)


def minibatch_gradient_descent(gradient, x, y, p0, learning_rate, batch_size, epochs, rng=None):
    if len(x) != len(y):
        raise ValueError("x and y of different length")
    if batch_size < 1:
        raise ValueError("batch_size below 1")
    training = itertools.chain.from_iterable(batches(x, y, batch_size, rng) for _ in range(epochs))
    path = itertools.accumulate(
        training,
        lambda p, batch: np.subtract(p, np.multiply(learning_rate, gradient(p, *batch))),
        initial=np.asarray(p0, dtype=float),
    )
    return np.array(list(path))
