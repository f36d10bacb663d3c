# gradiente: convolution · en
"""Layers as objects, images one at a time, some of the work in threads."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np


@dataclass
class Conv2d:
    w: np.ndarray
    stride: int = 1
    padding: int = 0

    def places(self, padded):
        """Where the windows are."""
        kh, kw = self.w.shape[:2]
        for i, top in enumerate(range(0, padded.shape[0] - kh + 1, self.stride)):
            for j, left in enumerate(range(0, padded.shape[1] - kw + 1, self.stride)):
                yield (i, j), (slice(top, top + kh), slice(left, left + kw))

    def pad(self, image):
        H, W, C = image.shape
        p = self.padding
        padded = np.zeros((H + 2 * p, W + 2 * p, C))
        padded[p : p + H, p : p + W] = image
        return padded

    def forward(self, image, b):
        padded = self.pad(image)
        outputs = {
            place: np.tensordot(padded[window], self.w, axes=3) + b for place, window in self.places(padded)
        }
        height, width = (1 + last for last in max(outputs))
        return np.array([[outputs[i, j] for j in range(width)] for i in range(height)])

    def backward(self, dy, image):
        padded = self.pad(image)
        dx, dw = np.zeros(padded.shape), np.zeros(self.w.shape)
        for place, window in self.places(padded):
            dx[window] += self.w @ dy[place]
            dw += np.multiply.outer(padded[window], dy[place])
        H, W, _ = image.shape
        return dx[self.padding :, self.padding :][:H, :W], dw


def conv2d_forward(x, w, b, stride=1, padding=0):
    layer = Conv2d(w, stride, padding)
    return np.stack([layer.forward(image, b) for image in x])


def conv2d_backward(dy, x, w, stride=1, padding=0):
    layer = Conv2d(w, stride, padding)
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(layer.backward, dy, x))
    dxs, dws = zip(*results)
    return [np.array(dxs), np.sum(dws, axis=0), np.add.reduce(dy, axis=(0, 1, 2))]


class MaxPool:
    def __init__(self, size):
        self.size = size

    def tiles(self, x):
        s = self.size
        for i in range(x.shape[1] // s):
            for j in range(x.shape[2] // s):
                yield i, j, x[:, i * s : (i + 1) * s, j * s : (j + 1) * s]

    def forward(self, x):
        N, H, W, C = x.shape
        y = np.empty((N, H // self.size, W // self.size, C), dtype=x.dtype)
        for i, j, tile in self.tiles(x):
            y[:, i, j] = np.amax(np.amax(tile, axis=1), axis=1)
        return y

    def backward(self, dy, x):
        dx = np.zeros_like(x)
        samples, channels = np.ogrid[: x.shape[0], : x.shape[3]]
        for (i, j, tile), (_, _, target) in zip(self.tiles(x), self.tiles(dx)):
            flat = tile.reshape(len(x), -1, x.shape[3])
            u, v = np.unravel_index(flat.argmax(axis=1), (self.size, self.size))
            # `target` is a view of dx
            target[samples, u, v, channels] = dy[:, i, j]
        return dx


def max_pool_forward(x, size=2):
    return MaxPool(size).forward(x)


def max_pool_backward(dy, x, size=2):
    return MaxPool(size).backward(dy, x)


def flatten(x):
    copy = np.array(x, order="C")
    copy.shape = (x.shape[0], x[0].size)
    return copy
