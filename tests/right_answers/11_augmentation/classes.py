# gradiente: augmentation · en
from dataclasses import dataclass
from typing import Callable

import numpy as np


@dataclass(frozen=True)
class Warp:
    """A picture of given size in which pixel (i, j) is taken from source(i, j) of another one."""

    height: int
    width: int
    source: Callable

    def __call__(self, image):
        image = np.asarray(image, dtype=np.float64)
        out = np.zeros((self.height, self.width, image.shape[2]))
        for i in range(self.height):
            for j in range(self.width):
                row, col = self.source(i, j)
                out[i, j] = self.lookup(image, row, col)
        return out

    @staticmethod
    def lookup(image, row, col, eps=1e-7):
        H, W, C = image.shape
        if not (-eps <= row <= H - 1 + eps and -eps <= col <= W - 1 + eps):
            return np.zeros(C)
        row, col = min(max(row, 0.0), H - 1.0), min(max(col, 0.0), W - 1.0)
        i, j = min(int(row), max(H - 2, 0)), min(int(col), max(W - 2, 0))
        down, right = row - i, col - j
        below, beside = min(i + 1, H - 1), min(j + 1, W - 1)
        top = (1 - right) * image[i, j] + right * image[i, beside]
        bottom = (1 - right) * image[below, j] + right * image[below, beside]
        return (1 - down) * top + down * bottom


def flip_horizontal(image):
    return np.take(image, range(image.shape[1] - 1, -1, -1), axis=1)


def flip_vertical(image):
    return np.stack(list(reversed(image)))


def translate(image, dx, dy, fill=0.0):
    H, W, _ = image.shape
    # matrices with one diagonal of ones move rows and columns; a picture of ones tells what came in
    rows, cols = np.eye(H, k=-dy), np.eye(W, k=dx)
    moved = np.tensordot(rows, image, axes=1)
    moved = np.einsum("rwc,wv->rvc", moved, cols)
    kept = rows @ np.ones((H, W)) @ cols
    return moved + fill * (1 - kept)[..., np.newaxis]


def rotate(image, degrees):
    H, W, _ = image.shape
    cy, cx = (H - 1) / 2, (W - 1) / 2
    theta = degrees * np.pi / 180

    def source(i, j):
        return (
            cy + (j - cx) * np.sin(theta) + (i - cy) * np.cos(theta),
            cx + (j - cx) * np.cos(theta) - (i - cy) * np.sin(theta),
        )

    return Warp(H, W, source)(image)


def resize(image, height, width):
    H, W, _ = image.shape

    def source(i, j):
        return (
            sorted((0, (i + 0.5) * H / height - 0.5, H - 1))[1],
            sorted((0, (j + 0.5) * W / width - 0.5, W - 1))[1],
        )

    return Warp(height, width, source)(image)


def random_crop(image, height, width, rng):
    H, W, _ = image.shape
    if not (height <= H and width <= W):
        raise ValueError("too large: %d x %d" % (height, width))
    first_row = rng.choice(np.arange(H - height + 1), size=1, shuffle=False)
    first_col = rng.choice(np.arange(W - width + 1), size=1, shuffle=False)
    return image[np.ix_(first_row + np.arange(height), first_col + np.arange(width))]


def brightness(image, delta):
    brighter = image + delta
    brighter[brighter > 1] = 1
    brighter[brighter < 0] = 0
    return brighter


class Augmenter:
    def __init__(self, max_degrees, max_shift):
        self.max_degrees, self.max_shift = max_degrees, max_shift

    def __call__(self, image, rng):
        # only draws what it needs
        if self.max_shift:
            image = translate(image, *self.shift(rng))
        if self.max_degrees:
            image = rotate(image, np.float64(rng.uniform(low=-self.max_degrees, high=self.max_degrees)))
        return np.array(image, dtype=np.float64)

    def shift(self, rng):
        side = 2 * self.max_shift + 1
        dy, dx = divmod(int(rng.integers(side * side)), side)
        return dx - self.max_shift, dy - self.max_shift


def augment(image, rng, max_degrees=20, max_shift=5):
    return Augmenter(max_degrees, max_shift)(image, rng)
