# gradiente: convolution · en
"""sliding_window_view, einsum, add.at and the Fourier transform."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view


def _frame(x, p):
    return np.pad(x, [(0, 0), (p, p), (p, p), (0, 0)], mode="constant")


def conv2d_forward(x, w, b, stride=1, padding=0):
    """By the convolution theorem; the conjugate keeps the kernel from being turned around."""
    xp = _frame(x, padding)
    kh, kw, _, _ = w.shape
    size = xp.shape[1:3]
    spectrum = np.fft.rfft2(xp, axes=(1, 2))
    kernel = np.fft.rfft2(w, s=size, axes=(0, 1))
    full = np.fft.irfft2(np.einsum("nhwc,hwcf->nhwf", spectrum, kernel.conj()), s=size, axes=(1, 2))
    return full[:, : size[0] - kh + 1 : stride, : size[1] - kw + 1 : stride] + b


def _patches(xp, kh, kw, stride):
    view = sliding_window_view(xp, (kh, kw), axis=(1, 2))
    return view[:, ::stride, ::stride]


def conv2d_backward(dy, x, w, stride=1, padding=0):
    kh, kw, C, F = w.shape
    dw = np.einsum("nijcuv,nijf->uvcf", _patches(_frame(x, padding), kh, kw, stride), dy, optimize=True)
    # where in x every product came from
    address = np.arange(x.size).reshape(x.shape)
    address = _patches(_frame(address + 1, padding), kh, kw, stride) - 1
    product = np.einsum("nijf,uvcf->nijcuv", dy, w)
    dx = np.bincount(1 + address.ravel(), weights=product.ravel(), minlength=1 + x.size)[1:]
    return dx.reshape(x.shape), dw, np.einsum("nijf->f", dy)


def _pool_windows(x, size):
    x = np.ascontiguousarray(x)
    N, H, W, C = x.shape
    n, h, w, c = x.strides
    return as_strided(
        x,
        shape=(N, H // size, W // size, C, size, size),
        strides=(n, h * size, w * size, c, h, w),
        writeable=False,
    )


def max_pool_forward(x, size=2):
    H, W = (side // size * size for side in x.shape[1:3])
    rows = np.maximum.reduceat(x[:, :H], np.arange(0, H, size), axis=1)
    return np.maximum.reduceat(rows[:, :, :W], np.arange(0, W, size), axis=2)


def max_pool_backward(dy, x, size=2):
    windows = _pool_windows(x, size)
    winner = windows.reshape(*windows.shape[:4], -1).argmax(axis=-1)
    n, i, j, c = np.indices(dy.shape)
    u, v = np.divmod(winner, size)
    dx = np.zeros(x.shape)
    np.add.at(dx, (n, i * size + u, j * size + v, c), dy)
    return dx


def flatten(x):
    return np.einsum("nhwc->nhwc", x).reshape(x.shape[0], np.prod(x.shape[1:]))
