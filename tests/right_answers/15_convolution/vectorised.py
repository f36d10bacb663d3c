# gradiente: convolution · en
"""Loops over the places of the kernel, not over those of the image."""

import numpy as np


def _padded(x, padding):
    return np.pad(x, ((0, 0), (padding, padding), (padding, padding), (0, 0)))


def conv2d_forward(x, w, b, stride=1, padding=0):
    xp = _padded(x, padding)
    kh, kw, _, F = w.shape
    h, wd = (xp.shape[1] - kh) // stride + 1, (xp.shape[2] - kw) // stride + 1
    y = np.zeros((len(x), h, wd, F)) + b
    for u in range(kh):
        for v in range(kw):
            y += xp[:, u : u + stride * (h - 1) + 1 : stride, v : v + stride * (wd - 1) + 1 : stride] @ w[u, v]
    return y


def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = _padded(x, padding)
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    _, h, wd, _ = dy.shape
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            rows, cols = slice(u, u + stride * (h - 1) + 1, stride), slice(v, v + stride * (wd - 1) + 1, stride)
            dxp[:, rows, cols] += dy @ w[u, v].T
            dw[u, v] = np.tensordot(xp[:, rows, cols], dy, axes=([0, 1, 2], [0, 1, 2]))
    H, W = x.shape[1:3]
    return dxp[:, padding : padding + H, padding : padding + W], dw, dy.sum(axis=(0, 1, 2))


def _windows(x, size):
    """The pixels of each window in the last axis, in row-major order: (N, H', W', C, size * size)."""
    N, H, W, C = x.shape
    h, w = H // size, W // size
    blocks = x[:, : h * size, : w * size].reshape(N, h, size, w, size, C)
    return blocks.transpose(0, 1, 3, 5, 2, 4).reshape(N, h, w, C, size * size)


def max_pool_forward(x, size=2):
    return _windows(x, size).max(axis=-1)


def max_pool_backward(dy, x, size=2):
    N, H, W, C = x.shape
    h, w = H // size, W // size
    first = _windows(x, size).argmax(axis=-1)[..., None] == np.arange(size * size)
    spread = (dy[..., None] * first).reshape(N, h, w, C, size, size)
    dx = np.zeros(x.shape)
    dx[:, : h * size, : w * size] = spread.transpose(0, 1, 4, 2, 5, 3).reshape(N, h * size, w * size, C)
    return dx


def flatten(x):
    return x.reshape(len(x), -1)
