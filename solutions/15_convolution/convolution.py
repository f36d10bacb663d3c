"""Convolution, max pooling and flattening: the layers of a convolutional network, forward and backward.

Lecture: case study, "Define the architecture", the table of the architecture based on LeNet. Images are
(N, H, W, C), kernels (kh, kw, C, F), gradients have the shape of what they are the gradient of. Arrays are float64 or
float32, they may be read-only, and no function changes what it is given.
"""

import numpy as np

### BEGIN SOLUTION


def _padded(x, padding):
    return np.pad(x, ((0, 0), (padding, padding), (padding, padding), (0, 0)))


def _windows(x, size):
    """Give the pooling windows, (N, H', W', C, size * size), each row by row."""
    n, height, width, channels = x.shape
    height, width = height // size, width // size
    cut = x[:, : height * size, : width * size].reshape(n, height, size, width, size, channels)
    return cut.transpose(0, 1, 3, 5, 2, 4).reshape(n, height, width, channels, size * size)


### END SOLUTION


def conv2d_forward(x, w, b, stride=1, padding=0):
    """Lay every kernel on every window of the images and add up the products.

    With x' the images in a frame of `padding` zeros and s the stride,
    y[n, i, j, f] = b[f] + sum_uvc x'[n, s i + u, s j + v, c] w[u, v, c, f].

    The kernel is not turned around: this is a cross-correlation, as in every framework. A window that would stick
    out of x' is left out.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        The images.
    w : ndarray of float, shape (kh, kw, C, F)
        One kernel of kh x kw x C weights per output channel. It is never larger than the padded image.
    b : ndarray of float, shape (F,)
        One bias per output channel.
    stride : int
        By how many pixels the window moves, along both axes, 1 or more.
    padding : int
        How many rows of zeros are added above and again below, and how many columns left and again right, 0 or more.

    Returns
    -------
    ndarray of float, shape (N, H', W', F)
        H' = floor((H + 2 padding - kh) / stride) + 1, and W' likewise.

    Examples
    --------
    The first window is [[1, 2], [0, 1]]: 1 * 1 + 2 * 2 + 0 * 0 + 1 * (-1) = 4, and the bias makes it 14.

    >>> x = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]).reshape(1, 3, 3, 1)
    >>> w = np.array([[1.0, 2.0], [0.0, -1.0]]).reshape(2, 2, 1, 1)
    >>> conv2d_forward(x, w, np.array([10.0]))[0, :, :, 0].tolist()
    [[14.0, 9.0], [12.0, 16.0]]
    """
    ### BEGIN SOLUTION
    kh, kw, _, filters = w.shape
    x = _padded(x, padding)
    height, width = (x.shape[1] - kh) // stride + 1, (x.shape[2] - kw) // stride + 1
    y = np.zeros((len(x), height, width, filters))
    for i in range(height):
        for j in range(width):
            window = x[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
            y[:, i, j] = np.einsum("nuvc,uvcf->nf", window, w) + b
    return y
    ### END SOLUTION


def conv2d_backward(dy, x, w, stride=1, padding=0):
    """Take the gradient of a loss back through `conv2d_forward`.

    In the formula of y, dL/dy[n, i, j, f] is dy[n, i, j, f]. The gradients with respect to x', w and b follow by the
    chain rule; whatever enters the formula several times gets the sum of what arrives. dx is the gradient with
    respect to the images, without the frame of zeros.

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
    dx : ndarray of float, shape (N, H, W, C)
    dw : ndarray of float, shape (kh, kw, C, F)
    db : ndarray of float, shape (F,)
        The gradients with respect to the images, the kernels and the biases: sums over the batch, not means.

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
    ### BEGIN SOLUTION
    kh, kw, _, _ = w.shape
    _, height, width, _ = x.shape
    x = _padded(x, padding)
    dx, dw = np.zeros(x.shape), np.zeros(w.shape)
    for i in range(dy.shape[1]):
        for j in range(dy.shape[2]):
            rows, columns = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
            dx[:, rows, columns] += np.einsum("nf,uvcf->nuvc", dy[:, i, j], w)
            dw += np.einsum("nf,nuvc->uvcf", dy[:, i, j], x[:, rows, columns])
    return dx[:, padding : padding + height, padding : padding + width], dw, dy.sum(axis=(0, 1, 2))
    ### END SOLUTION


def max_pool_forward(x, size=2):
    """Keep the largest number of every window, in each channel on its own.

    The windows are squares of `size` that lie side by side: y[n, i, j, c] is the maximum of
    x[n, size i + u, size j + v, c] over u and v from 0 to size - 1. A window that would stick out is dropped.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        The images.
    size : int
        Side of a window, and how far it moves; 1 or more, and never larger than the image.

    Returns
    -------
    ndarray of float, shape (N, H', W', C)
        H' = floor(H / size), and W' likewise.

    Examples
    --------
    Of three rows and five columns the last of each belong to no window:

    >>> x = np.array([[1.0, 3.0, 2.0, 0.0, 9.0], [3.0, 0.0, 5.0, 4.0, 9.0], [9.0, 9.0, 9.0, 9.0, 9.0]])
    >>> max_pool_forward(x.reshape(1, 3, 5, 1))[0, :, :, 0].tolist()
    [[3.0, 5.0]]
    """
    ### BEGIN SOLUTION
    return _windows(x, size).max(axis=-1)
    ### END SOLUTION


def max_pool_backward(dy, x, size=2):
    """Take the gradient of a loss back through `max_pool_forward`.

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
    ndarray of float, shape (N, H, W, C)
        The gradient with respect to the images; 0 for every number that is not the chosen one of its window, or
        belongs to none.

    Examples
    --------
    The two 3s of the first window are equal, and the upper one comes first:

    >>> x = np.array([[1.0, 3.0, 2.0, 0.0, 9.0], [3.0, 0.0, 5.0, 4.0, 9.0]]).reshape(1, 2, 5, 1)
    >>> max_pool_backward(np.array([[7.0, 8.0]]).reshape(1, 1, 2, 1), x)[0, :, :, 0].tolist()
    [[0.0, 7.0, 0.0, 0.0, 0.0], [0.0, 0.0, 8.0, 0.0, 0.0]]
    """
    ### BEGIN SOLUTION
    dx = np.zeros(x.shape)
    n, i, j, c = np.indices(dy.shape)
    u, v = np.divmod(_windows(x, size).argmax(axis=-1), size)  # argmax stops at the first of equals
    dx[n, i * size + u, j * size + v, c] = dy
    return dx
    ### END SOLUTION


def flatten(x):
    """Write the numbers of every image into one row, for the dense layers.

    In row-major order: the channels of a pixel side by side, then the next pixel of the row, then the next row.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        The images.

    Returns
    -------
    ndarray of float, shape (N, H * W * C)
        One row per image. It may be a view of `x`.

    Examples
    --------
    Two images of 1 x 2 pixels and two channels:

    >>> flatten(np.array([[[[1.0, 2.0], [3.0, 4.0]]], [[[5.0, 6.0], [7.0, 8.0]]]])).tolist()
    [[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]
    """
    ### BEGIN SOLUTION
    return x.reshape(len(x), -1)
    ### END SOLUTION
