"""Small images of traffic signs, drawn by a seed: a stand-in for GTSRB where no data set can be shipped.

Lecture: the case study, "Recopilar datos" and "Analizar datos". As there, the sign is not always in the centre nor of
one size, the brightness is random but the colour less so, and there is noise over everything.
"""

import numpy as np
from numpy.typing import NDArray

SIDE = 32
RED, BLUE, YELLOW, WHITE = (0.75, 0.1, 0.12), (0.1, 0.25, 0.7), (0.85, 0.7, 0.1), (0.85, 0.85, 0.85)

# Shape, colour of the rim, colour inside, width of the rim as a share of the sign.
SIGNS = (
    ("disc", RED, WHITE, 0.3),  # a prohibition
    ("triangle", RED, WHITE, 0.35),  # a warning
    ("disc", BLUE, BLUE, 0.0),  # an obligation
    ("diamond", WHITE, YELLOW, 0.3),  # priority road
    ("square", BLUE, WHITE, 0.4),  # information
    ("triangle upside down", RED, WHITE, 0.35),  # give way
)


def draw_signs(
    n_samples: int, rng: np.random.Generator, n_classes: int = len(SIGNS)
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Draw signs of every class, as many of each as can be, in random order.

    Parameters
    ----------
    n_samples : int
    rng : Generator
    n_classes : int
        The first so many of `SIGNS`.

    Returns
    -------
    images : ndarray of float32, shape (N, 3, 32, 32)
        Values in [0, 1].
    labels : ndarray of int64, shape (N,)
    """
    labels = rng.permutation(np.arange(n_samples) % n_classes)
    images = np.stack([_one_sign(*SIGNS[label], rng) for label in labels])
    return images.astype(np.float32), labels.astype(np.int64)


def _one_sign(
    shape: str, rim: tuple[float, ...], inside: tuple[float, ...], width: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    center = (SIDE - 1) / 2 + rng.uniform(-4, 4, 2)
    radius = rng.uniform(9, 13)
    y, x = np.mgrid[:SIDE, :SIDE]
    distance = distance_in(shape, (x - center[0]) / radius, (y - center[1]) / radius)
    # A street behind the sign: one colour, lighter or darker from top to bottom.
    image = rng.uniform(0.2, 0.6, (3, 1, 1)) + rng.uniform(-0.2, 0.2) * (y / SIDE - 0.5) * np.ones((3, 1, 1))
    image = np.where(distance < 1, np.reshape(rim, (3, 1, 1)), image)
    image = np.where(distance < 1 - width, np.reshape(inside, (3, 1, 1)), image)
    image = rng.uniform(0.6, 1.2) * image + rng.normal(0.0, 0.05, image.shape)
    return np.clip(image, 0.0, 1.0)


def distance_in(shape: str, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Say how far out points lie in a shape about the origin.

    Parameters
    ----------
    shape : {"disc", "octagon", "square", "diamond", "triangle", "triangle upside down"}
    x, y : ndarray of float
        To the right and downwards, in units of the shape's radius.

    Returns
    -------
    ndarray of float
        Below 1 inside the shape.
    """
    if shape == "disc":
        return np.hypot(x, y)
    if shape == "octagon":
        diagonal = (np.abs(x) + np.abs(y)) / np.sqrt(2)
        return np.asarray(np.maximum.reduce([np.abs(x), np.abs(y), diagonal]) / 0.92)
    if shape == "square":
        return np.maximum(np.abs(x), np.abs(y)) / 0.85
    if shape == "diamond":
        return np.abs(x) + np.abs(y)
    downwards = -y if shape == "triangle upside down" else y
    # An equilateral triangle, its tip up, its centre at 0: three sides at the same distance from it.
    sides = [downwards, np.sqrt(3) / 2 * x - downwards / 2, -np.sqrt(3) / 2 * x - downwards / 2]
    return np.asarray(np.maximum.reduce(sides) / 0.6)
