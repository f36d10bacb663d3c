r"""Convolution, max pooling and flattening: the layers of a convolutional network, forward and backward.

Images are (N, H, W, C), kernels (kh, kw, C, F). What networks call a convolution is a cross-correlation: the kernel
is laid on the image as it is, not turned around.

Lecture: case study, "Define the architecture", the table of the architecture based on LeNet, says which layers there
are; basic concepts, "Backpropagation", how a gradient goes back through each. The formulas of the layers themselves
are not on the slides; they are those of Goodfellow, Bengio and Courville (2016), chapter 9: the convolution is their
(9.6), summed over the channels as in (9.7) and (9.8), which count from 1, and its gradients are (9.11) and (9.13).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.parameters import conv2d_output_shape, max_pool_output_shape

__all__ = ["conv2d_backward", "conv2d_forward", "flatten", "max_pool_backward", "max_pool_forward"]

Reals = NDArray[np.floating[Any]]
Float64s = NDArray[np.float64]


def conv2d_forward(x: Reals, w: Reals, b: Reals, stride: int = 1, padding: int = 0) -> Float64s:
    r"""Lay every kernel on every window of the images and add up the products.

    With x' the images in a frame of `padding` zeros and s the stride,
    y[n, i, j, f] = b[f] + sum_uvc x'[n, s i + u, s j + v, c] w[u, v, c, f].

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        The images.
    w : ndarray of float, shape (kh, kw, C, F)
        One kernel of kh x kw x C weights per output channel.
    b : ndarray of float, shape (F,)
        One bias per output channel.
    stride : int
        By how many pixels the window moves, along both axes, 1 or more.
    padding : int
        How many rows of zeros are added above and again below, and how many columns left and again right, 0 or more.

    Returns
    -------
    ndarray of float64, shape (N, H', W', F)
        H' = floor((H + 2 padding - kh) / stride) + 1, and W' likewise.

    Raises
    ------
    ValueError
        If the kernel is larger than the padded image, the stride is below 1 or the padding is negative.

    Examples
    --------
    The first window is [[1, 2], [0, 1]]: 1 * 1 + 2 * 2 + 0 * 0 + 1 * (-1) = 4, and the bias makes it 14.

    >>> x = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]).reshape(1, 3, 3, 1)
    >>> w = np.array([[1.0, 2.0], [0.0, -1.0]]).reshape(2, 2, 1, 1)
    >>> conv2d_forward(x, w, np.array([10.0]))[0, :, :, 0].tolist()
    [[14.0, 9.0], [12.0, 16.0]]
    """
    kh, kw, _, filters = w.shape
    height, width, _ = conv2d_output_shape(_image_shape(x), filters, (kh, kw), stride, padding)
    padded = _padded(x, padding)
    y = np.empty((len(x), height, width, filters))
    for i, j in np.ndindex(height, width):
        top, left = i * stride, j * stride
        window = padded[:, top : top + kh, left : left + kw]
        y[:, i, j] = np.tensordot(window, w, axes=3) + b
    return y


def conv2d_backward(
    dy: Reals, x: Reals, w: Reals, stride: int = 1, padding: int = 0
) -> tuple[Float64s, Float64s, Float64s]:
    r"""Take the gradient of a loss back through `conv2d_forward`.

    Each y[n, i, j, f] is a sum of products, so that it passes its gradient to the image through the kernel and to
    the kernel through the image. Where windows overlap, what arrives from several of them is added up:

    dx'[n, s i + u, s j + v, c] += sum_f dy[n, i, j, f] w[u, v, c, f], for every i, j, u, v;
    dw[u, v, c, f] = sum_nij dy[n, i, j, f] x'[n, s i + u, s j + v, c];
    db[f] = sum_nij dy[n, i, j, f].

    dx is dx' without its frame: the zeros around the image are no input.

    Parameters
    ----------
    dy : ndarray of float, shape (N, H', W', F)
        The gradient of the loss with respect to what `conv2d_forward` gave.
    x : ndarray of float, shape (N, H, W, C)
        The images of that call.
    w : ndarray of float, shape (kh, kw, C, F)
        Its kernels.
    stride : int
        Its stride, 1 or more.
    padding : int
        Its padding, 0 or more.

    Returns
    -------
    dx : ndarray of float64, shape (N, H, W, C)
    dw : ndarray of float64, shape (kh, kw, C, F)
    db : ndarray of float64, shape (F,)
        The gradients with respect to the images, the kernels and the biases: sums over the batch, not means. Whether
        the loss is a mean is the business of the loss, and in `dy` already.

    Examples
    --------
    The image and the kernel of `conv2d_forward`'s example. Two of the four outputs matter, the first once and the
    last twice: the kernel is laid on those two windows, and dw adds up the windows themselves.

    >>> x = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]).reshape(1, 3, 3, 1)
    >>> w = np.array([[1.0, 2.0], [0.0, -1.0]]).reshape(2, 2, 1, 1)
    >>> dy = np.array([[1.0, 0.0], [0.0, 2.0]]).reshape(1, 2, 2, 1)
    >>> dx, dw, db = conv2d_backward(dy, x, w)
    >>> dx[0, :, :, 0].tolist()
    [[1.0, 2.0, 0.0], [0.0, 1.0, 4.0], [0.0, 0.0, -2.0]]
    >>> dw[:, :, 0, 0].tolist(), db.tolist()
    ([[3.0, 8.0], [0.0, 3.0]], [3.0])
    """
    kh, kw, _, _ = w.shape
    _, height, width, _ = dy.shape
    padded = _padded(x, padding)
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i, j in np.ndindex(height, width):
        rows, columns = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        dx[:, rows, columns] += np.tensordot(dy[:, i, j], w, axes=(1, 3))
        dw += np.tensordot(padded[:, rows, columns], dy[:, i, j], axes=(0, 0))
    _, full_height, full_width, _ = padded.shape
    dx = dx[:, padding : full_height - padding, padding : full_width - padding]
    return dx, dw, np.sum(dy, axis=(0, 1, 2), dtype=np.float64)


def max_pool_forward(x: Reals, size: int = 2) -> Float64s:
    r"""Keep the largest number of every window, in each channel on its own.

    The windows are squares of `size` that lie side by side: y[n, i, j, c] is the maximum of
    x[n, size i + u, size j + v, c] over u and v from 0 to size - 1. A window that would stick out is dropped.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        The images.
    size : int
        Side of a window, and how far it moves; 1 or more.

    Returns
    -------
    ndarray of float64, shape (N, H', W', C)
        H' = floor(H / size), and W' likewise.

    Raises
    ------
    ValueError
        If a window is larger than the image.

    Examples
    --------
    Of three rows and five columns the last of each belong to no window:

    >>> x = np.array([[1.0, 3.0, 2.0, 0.0, 9.0], [3.0, 0.0, 5.0, 4.0, 9.0], [9.0, 9.0, 9.0, 9.0, 9.0]])
    >>> max_pool_forward(x.reshape(1, 3, 5, 1))[0, :, :, 0].tolist()
    [[3.0, 5.0]]
    """
    height, width, channels = max_pool_output_shape(_image_shape(x), size)
    y = np.empty((len(x), height, width, channels))
    for i, j in np.ndindex(height, width):
        y[:, i, j] = _window(x, i, j, size).max(axis=(1, 2))
    return y


def max_pool_backward(dy: Reals, x: Reals, size: int = 2) -> Float64s:
    r"""Take the gradient of a loss back through `max_pool_forward`.

    An output depends on one number of its window, the largest, which gets the whole gradient. If several are
    largest, the first of them in row-major order (row by row, each from the left) gets it.

    Parameters
    ----------
    dy : ndarray of float, shape (N, H', W', C)
        The gradient of the loss with respect to what `max_pool_forward` gave.
    x : ndarray of float, shape (N, H, W, C)
        The images of that call.
    size : int
        Its size, 1 or more.

    Returns
    -------
    ndarray of float64, shape (N, H, W, C)
        The gradient with respect to the images; 0 for every number that is not the chosen one of its window, or
        belongs to none.

    Examples
    --------
    The two 3s of the first window are equal, and the upper one comes first:

    >>> x = np.array([[1.0, 3.0, 2.0, 0.0, 9.0], [3.0, 0.0, 5.0, 4.0, 9.0]]).reshape(1, 2, 5, 1)
    >>> max_pool_backward(np.array([[7.0, 8.0]]).reshape(1, 1, 2, 1), x)[0, :, :, 0].tolist()
    [[0.0, 7.0, 0.0, 0.0, 0.0], [0.0, 0.0, 8.0, 0.0, 0.0]]
    """
    dx = np.zeros(x.shape)
    samples, height, width, channels = dy.shape
    for n, i, j, c in np.ndindex(samples, height, width, channels):
        # argmax counts the window row by row and stops at the first of equals.
        u, v = divmod(int(np.argmax(_window(x, i, j, size)[n, :, :, c])), size)
        dx[n, i * size + u, j * size + v, c] = dy[n, i, j, c]
    return dx


def flatten(x: Reals) -> Float64s:
    """Write the numbers of every image into one row, for the dense layers.

    In row-major order: the channels of a pixel side by side, then the next pixel of the row, then the next row.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        The images.

    Returns
    -------
    ndarray of float64, shape (N, H * W * C)
        One row per image.

    Examples
    --------
    Two images of 1 x 2 pixels and two channels:

    >>> flatten(np.array([[[[1.0, 2.0], [3.0, 4.0]]], [[[5.0, 6.0], [7.0, 8.0]]]])).tolist()
    [[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]
    """
    samples, height, width, channels = x.shape
    return x.astype(np.float64).reshape(samples, height * width * channels)


def _padded(x: Reals, padding: int) -> Float64s:
    """Put the images into a frame of zeros, in float64."""
    frame = (padding, padding)
    return np.pad(x.astype(np.float64), ((0, 0), frame, frame, (0, 0)))


def _window(x: Reals, i: int, j: int, size: int) -> Reals:
    """Cut out the pooling window (i, j) of all images and channels."""
    return x[:, i * size : (i + 1) * size, j * size : (j + 1) * size]


def _image_shape(x: Reals) -> tuple[int, int, int]:
    _, height, width, channels = x.shape
    return height, width, channels
