# gradiente: convolution · en
"""im2col and one matrix product, all in float32."""

import numpy as np

f32 = np.float32


def columns(x, kh, kw, stride, padding):
    """(N, H', W', kh * kw * C): the window of every output as a row."""
    x = np.pad(x.astype(f32), ((0, 0), (padding,) * 2, (padding,) * 2, (0, 0)))
    N, H, W, C = x.shape
    h, w = (H - kh) // stride + 1, (W - kw) // stride + 1
    cols = np.empty((N, h, w, kh * kw * C), dtype=f32)
    for i in range(h):
        for j in range(w):
            cols[:, i, j] = x[:, i * stride : i * stride + kh, j * stride : j * stride + kw].reshape(N, -1)
    return cols


def conv2d_forward(x, w, b, stride=1, padding=0):
    kh, kw, C, F = w.shape
    return columns(x, kh, kw, stride, padding) @ w.astype(f32).reshape(-1, F) + b.astype(f32)


def conv2d_backward(dy, x, w, stride=1, padding=0):
    kh, kw, C, F = w.shape
    N, H, W, _ = x.shape
    dy, w = dy.astype(f32), w.astype(f32)
    cols = columns(x, kh, kw, stride, padding)
    flat_dy = dy.reshape(-1, F)
    dw = (cols.reshape(-1, cols.shape[-1]).T @ flat_dy).reshape(w.shape)
    dcols = (dy @ w.reshape(-1, F).T).reshape(*dy.shape[:3], kh, kw, C)
    dx = np.zeros((N, H + 2 * padding, W + 2 * padding, C), dtype=f32)
    for i in range(dy.shape[1]):
        for j in range(dy.shape[2]):
            dx[:, i * stride : i * stride + kh, j * stride : j * stride + kw] += dcols[:, i, j]
    if padding > 0:
        dx = dx[:, padding:-padding, padding:-padding]
    return dx, dw, flat_dy.sum(axis=0)


def max_pool_forward(x, size=2):
    x = x.astype(f32)
    h, w = x.shape[1] // size, x.shape[2] // size
    y = np.full((len(x), h, w, x.shape[3]), -np.inf, dtype=f32)
    for u in range(size):
        for v in range(size):
            np.maximum(y, x[:, u : h * size : size, v : w * size : size], out=y)
    return y


def max_pool_backward(dy, x, size=2):
    y = max_pool_forward(x, size)
    dx = np.zeros(x.shape, dtype=f32)
    left = dy.astype(f32)
    h, w = y.shape[1:3]
    for u in range(size):
        for v in range(size):
            place = slice(None), slice(u, h * size, size), slice(v, w * size, size)
            here = x[place].astype(f32) == y
            dx[place] = np.where(here, left, 0)
            # whoever comes first takes it all
            left = np.where(here, f32(0), left)
    return dx


def flatten(x):
    return np.stack([image.ravel() for image in x.astype(f32)])
