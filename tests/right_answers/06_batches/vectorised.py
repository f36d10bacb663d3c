# gradiente: batches · en
import numpy as np


def iterations_per_epoch(n_samples, batch_size, drop_last=False):
    if batch_size < 1 or (drop_last and batch_size > n_samples):
        raise ValueError(f"{n_samples} samples cannot be cut into batches of {batch_size}")
    return n_samples // batch_size if drop_last else int(np.ceil(n_samples / batch_size))


def parameter_updates(n_samples, batch_size, epochs):
    return epochs * iterations_per_epoch(n_samples, batch_size)


def batches(x, y, batch_size, rng=None, drop_last=False):
    if x.shape[0] != y.shape[0]:
        raise ValueError(f"{x.shape[0]} samples but {y.shape[0]} labels")
    n_batches = iterations_per_epoch(len(x), batch_size, drop_last)
    order = np.arange(len(x)) if rng is None else rng.permutation(len(x))
    for k in range(n_batches):
        chosen = order[k * batch_size : (k + 1) * batch_size]
        yield x[chosen], y[chosen]


def minibatch_gradient_descent(gradient, x, y, p0, learning_rate, batch_size, epochs, rng=None):
    if len(x) != len(y):
        raise ValueError(f"{len(x)} samples but {len(y)} labels")
    path = np.empty((parameter_updates(len(x), batch_size, epochs) + 1, *np.shape(p0)))
    path[0] = p0
    t = 0
    for _ in range(epochs):
        for x_batch, y_batch in batches(x, y, batch_size, rng):
            path[t + 1] = path[t] - learning_rate * np.asarray(gradient(path[t], x_batch, y_batch))
            t += 1
    return path
