# gradiente: batches · en
import numpy as np


def iterations_per_epoch(n_samples, batch_size, drop_last=False):
    if batch_size < 1:
        raise ValueError("batch_size must be 1 or more")
    if drop_last and batch_size > n_samples:
        raise ValueError("no batch would be left")
    left = n_samples
    count = 0
    while left >= batch_size:
        left -= batch_size
        count += 1
    if left > 0 and not drop_last:
        count += 1
    return count


def parameter_updates(n_samples, batch_size, epochs):
    if batch_size < 1:
        raise ValueError("batch_size must be 1 or more")
    count = 0
    for _ in range(epochs):
        for _ in range(0, n_samples, batch_size):
            count += 1
    return count


def batches(x, y, batch_size, rng=None, drop_last=False):
    n = len(x)
    if len(y) != n:
        raise ValueError("x and y have different lengths")
    if batch_size < 1:
        raise ValueError("batch_size must be 1 or more")
    if drop_last and batch_size > n:
        raise ValueError("batch_size is larger than the data")
    order = list(range(n))
    if rng is not None:
        # Fisher and Yates: swap each place with one at or before it
        for i in range(n - 1, 0, -1):
            j = int(rng.integers(0, i + 1))
            order[i], order[j] = order[j], order[i]
    x_rows, y_rows = [], []
    for i in order:
        x_rows.append(x[i])
        y_rows.append(y[i])
        if len(x_rows) == batch_size:
            yield np.array(x_rows), np.array(y_rows)
            x_rows, y_rows = [], []
    if x_rows and not drop_last:
        yield np.array(x_rows), np.array(y_rows)


def minibatch_gradient_descent(gradient, x, y, p0, learning_rate, batch_size, epochs, rng=None):
    if len(x) != len(y):
        raise ValueError("x and y have different lengths")
    if batch_size < 1:
        raise ValueError("batch_size must be 1 or more")
    p = np.array(p0, dtype=float)
    path = [p]
    for _ in range(epochs):
        for x_batch, y_batch in batches(x, y, batch_size, rng):
            p = p - learning_rate * np.array(gradient(p, x_batch, y_batch))
            path.append(p)
    return np.array(path)
