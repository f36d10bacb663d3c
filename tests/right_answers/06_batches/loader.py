# gradiente: batches · en
"""A data loader as in torch: a class that can be iterated over, and that shuffles when it is."""

from __future__ import annotations

from typing import Iterator, NamedTuple, Optional

import numpy as np


class Batch(NamedTuple):
    x: np.ndarray
    y: np.ndarray


class DataLoader:
    def __init__(self, x, y, batch_size: int, rng: Optional[np.random.Generator] = None, drop_last: bool = False):
        if len(x) != len(y):
            raise ValueError("x and y must have the same length")
        if not batch_size >= 1:
            raise ValueError("batch_size must be positive")
        if drop_last and batch_size > len(x):
            raise ValueError("drop_last would drop everything")
        self.x, self.y, self.batch_size, self.rng, self.drop_last = x, y, batch_size, rng, drop_last

    def __len__(self) -> int:
        full, rest = divmod(len(self.x), self.batch_size)
        return full + (rest > 0 and not self.drop_last)

    def __iter__(self) -> Iterator[Batch]:
        left = list(range(len(self.x)))
        if self.rng is not None:
            # one sample after the other is drawn from those that are left
            left = [left.pop(self.rng.integers(len(left))) for _ in range(len(left))]
        for _ in range(len(self)):
            chosen, left = left[: self.batch_size], left[self.batch_size :]
            yield Batch(self.x.take(chosen, axis=0), self.y.take(chosen, axis=0))


def iterations_per_epoch(n_samples, batch_size, drop_last=False):
    nothing = np.broadcast_to(0, n_samples)
    return len(DataLoader(nothing, nothing, batch_size, drop_last=drop_last))


def parameter_updates(n_samples, batch_size, epochs):
    updates_per_epoch = iterations_per_epoch(n_samples, batch_size)
    return sum(updates_per_epoch for _ in range(epochs))


def batches(x, y, batch_size, rng=None, drop_last=False):
    return iter(DataLoader(x, y, batch_size, rng, drop_last))


def minibatch_gradient_descent(gradient, x, y, p0, learning_rate, batch_size, epochs, rng=None):
    loader = DataLoader(x, y, batch_size, rng)
    path = [np.asarray(p0) + 0.0]
    for _ in range(epochs):
        for batch in loader:
            path.append(path[-1] - learning_rate * np.asarray(gradient(path[-1], *batch)))
    return np.array(path)
