"""What experiments do with the numbers of several seeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.lab.findings import Line, Regions, Spread
from cnn_reference.lab.texts import Text
from cnn_reference.network import NeuralNetwork

__all__ = ["band", "regions", "spread"]


def spread(values: Iterable[float]) -> Spread:
    """Gather one quantity over the seeds.

    Parameters
    ----------
    values : iterable of float
        One a seed.

    Returns
    -------
    Spread
    """
    return Spread(tuple(float(value) for value in values))


def band(key: str, name: Text, x: Sequence[float], curves: Sequence[Sequence[float]]) -> Line:
    """Make one line of the curves of several seeds: their mean, between the smallest and the largest.

    Parameters
    ----------
    key : str
    name : Text
    x : sequence of float
        Shared by the curves.
    curves : sequence of sequence of float
        One a seed.

    Returns
    -------
    Line
    """
    values = np.array(curves, dtype=np.float64)
    sides = (values.mean(axis=0), *((values.min(axis=0), values.max(axis=0)) if len(values) > 1 else ()))
    return Line(key, name, tuple(float(one) for one in x), *(tuple(side.tolist()) for side in sides))


def regions(network: NeuralNetwork, points: NDArray[Any], labels: NDArray[Any], resolution: int) -> Regions:
    """Ask a network for its class all over the square around some points.

    Parameters
    ----------
    network : NeuralNetwork
        Takes two features.
    points : ndarray of float, shape (N, 2)
        What it was trained on.
    labels : ndarray of int, shape (N,)
        In 0, ..., 9.
    resolution : int
        Points of the grid along each side.

    Returns
    -------
    Regions
    """
    margin = 0.05 * np.ptp(points, axis=0)
    low, high = np.round(points.min(axis=0) - margin, 2), np.round(points.max(axis=0) + margin, 2)
    xs, ys = (np.linspace(low[i], high[i], resolution) for i in (0, 1))
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    chosen = network.predict(grid).reshape(resolution, resolution)
    return Regions(
        (float(low[0]), float(high[0])),
        (float(low[1]), float(high[1])),
        tuple("".join(map(str, row)) for row in chosen),
        tuple(
            (round(float(x), 3), round(float(y), 3), int(label)) for (x, y), label in zip(points, labels, strict=True)
        ),
    )
