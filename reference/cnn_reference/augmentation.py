r"""Data augmentation: random transformations of the training images that leave their class as it is.

An image is an array (H, W, C), row 0 at the top and column 0 at the left. Every transformation here is written
backwards: for each pixel of the result it says from which point of the input its value comes. Only so does every
pixel of the result get exactly one value.

Lecture: "Data augmentation": flips, shifts (jitter), rotations, crops, and the recipe that took LeNet on the flowers
from 0.79 to 0.82.

References
----------
.. [1] R. Szeliski, "Computer Vision: Algorithms and Applications", 2nd ed., 2022, section 3.6 (inverse warping,
   bilinear interpolation).
.. [2] C. Shorten, T. M. Khoshgoftaar, "A survey on image data augmentation for deep learning", Journal of Big Data
   6:60, 2019.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]
FloatArray = NDArray[np.float64]


def flip_horizontal(image: Image) -> Image:
    """Mirror an image left-right: the first column becomes the last.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.

    Returns
    -------
    ndarray, shape (H, W, C)
        A copy, of the image's dtype.

    Examples
    --------
    >>> flip_horizontal(np.array([[[1], [2], [3]]]))[..., 0]
    array([[3, 2, 1]])
    """
    return image[:, ::-1].copy()


def flip_vertical(image: Image) -> Image:
    """Mirror an image up-down: the first row becomes the last.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.

    Returns
    -------
    ndarray, shape (H, W, C)
        A copy, of the image's dtype.

    Examples
    --------
    >>> flip_vertical(np.array([[[1], [2]], [[3], [4]]]))[..., 0]
    array([[3, 4],
           [1, 2]])
    """
    return image[::-1].copy()


def translate(image: Image, dx: int, dy: int, fill: float = 0.0) -> FloatArray:
    r"""Shift the content of an image by whole pixels; what comes in from outside is `fill`.

    .. math:: out[i, j] = image[i - dy, j - dx] \text{ where that is inside the image, else } fill

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    dx : int
        Pixels to the right; a negative number shifts to the left.
    dy : int
        Pixels down; a negative number shifts up.
    fill : float, default 0.0
        The value of the pixels that come in.

    Returns
    -------
    ndarray of float, shape (H, W, C)
        Nothing but `fill` if the shift is as large as the image.

    Examples
    --------
    >>> translate(np.array([[[1.0], [2.0], [3.0]]]), 1, 0)[..., 0]
    array([[0., 1., 2.]])
    """
    height, width = image.shape[:2]
    shifted = np.full(image.shape, float(fill))
    to_rows, from_rows = _overlap(height, dy)
    to_columns, from_columns = _overlap(width, dx)
    shifted[to_rows, to_columns] = image[from_rows, from_columns]
    return shifted


def _overlap(length: int, shift: int) -> tuple[slice, slice]:
    """Where along an axis the content arrives, and where it comes from; both empty if it is shifted out."""
    to = slice(min(max(shift, 0), length), max(min(length + shift, length), 0))
    return to, slice(to.start - shift, to.stop - shift) if to.start < to.stop else slice(0, 0)


def rotate(image: Image, degrees: float) -> FloatArray:
    r"""Turn an image counter-clockwise about its centre; the result has the size of the image.

    With :math:`(c_y, c_x) = ((H - 1) / 2, (W - 1) / 2)`, rows counted downwards and :math:`\theta` the angle, the
    value of pixel (i, j) comes from the point

    .. math::
        row &= c_y + (j - c_x) \sin\theta + (i - c_y) \cos\theta, \\
        column &= c_x + (j - c_x) \cos\theta - (i - c_y) \sin\theta,

    which is (i, j) turned back, clockwise. There it is interpolated bilinearly; outside the image it is 0.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    degrees : float
        The angle; a negative one turns clockwise.

    Returns
    -------
    ndarray of float, shape (H, W, C)
        At multiples of 90 degrees on a square image exactly what `numpy.rot90` gives.

    Examples
    --------
    >>> rotate(np.array([[[1.0], [2.0]], [[3.0], [4.0]]]), 90)[..., 0]
    array([[2., 4.],
           [1., 3.]])
    """
    height, width = image.shape[:2]
    centre_row, centre_column = (height - 1) / 2, (width - 1) / 2
    y, x = np.arange(height)[:, None] - centre_row, np.arange(width)[None, :] - centre_column
    angle = np.deg2rad(degrees)
    sine, cosine = np.sin(angle), np.cos(angle)
    # cos(pi / 2) is 6e-17: without rounding, points on the edge would lie a hair outside the image.
    rows = np.round(centre_row + x * sine + y * cosine, 9)
    columns = np.round(centre_column + x * cosine - y * sine, 9)
    inside = (rows >= 0) & (rows <= height - 1) & (columns >= 0) & (columns <= width - 1)
    turned = bilinear(image, np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1))
    return np.where(inside[..., None], turned, 0.0)


def bilinear(image: Image, rows: FloatArray, columns: FloatArray) -> FloatArray:
    r"""Interpolate an image between its pixels.

    With a and b the fractional parts of row and column, and p the four pixels around the point,

    .. math:: (1 - a)(1 - b)\,p_{00} + (1 - a)\,b\,p_{01} + a\,(1 - b)\,p_{10} + a\,b\,p_{11}.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    rows, columns : ndarray of float, shape (h, w)
        The points, inside [0, H - 1] and [0, W - 1].

    Returns
    -------
    ndarray of float, shape (h, w, C)

    Examples
    --------
    Half-way between four pixels lies their mean.

    >>> image = np.array([[[1.0], [2.0]], [[3.0], [4.0]]])
    >>> bilinear(image, np.array([[0.5]]), np.array([[0.5]]))
    array([[[2.5]]])
    """
    pixels = image.astype(np.float64)  # uint8 differences would wrap
    height, width = image.shape[:2]
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    bottom, right = np.minimum(top + 1, height - 1), np.minimum(left + 1, width - 1)
    a, b = (rows - top)[..., None], (columns - left)[..., None]
    upper = (1 - b) * pixels[top, left] + b * pixels[top, right]
    lower = (1 - b) * pixels[bottom, left] + b * pixels[bottom, right]
    return np.asarray((1 - a) * upper + a * lower)


def resize(image: Image, height: int, width: int) -> FloatArray:
    r"""Scale an image to another size by bilinear interpolation.

    Pixels are squares, and both images cover the same area: the centre of row i of the result lies at
    :math:`(i + 0.5) / height` of it, so it comes from the row

    .. math:: \min\left(\max\left((i + 0.5) \frac{H}{height} - 0.5,\; 0\right),\; H - 1\right)

    of the input, and columns likewise. Nothing is smoothed before, so a much smaller image skips pixels.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    height, width : int
        Size of the result, at least 1.

    Returns
    -------
    ndarray of float, shape (height, width, C)

    Examples
    --------
    The source columns are -0.25 (clamped to 0), 0.25, 0.75 and 1.25 (clamped to 1).

    >>> resize(np.array([[[0.0], [1.0]]]), 1, 4)[..., 0]
    array([[0.  , 0.25, 0.75, 1.  ]])
    """
    rows = _source_coordinates(image.shape[0], height)
    columns = _source_coordinates(image.shape[1], width)
    grid_rows, grid_columns = np.meshgrid(rows, columns, indexing="ij")
    return bilinear(image, grid_rows, grid_columns)


def _source_coordinates(length: int, new_length: int) -> FloatArray:
    return np.clip((np.arange(new_length) + 0.5) * length / new_length - 0.5, 0, length - 1)


def random_crop(image: Image, height: int, width: int, rng: np.random.Generator) -> Image:
    """Cut out a window of a given size; every position is equally likely.

    The lecture's "cropping" goes on by scaling the window to the size that the network needs: see `resize`.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    height, width : int
        Size of the window, at least 1.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray, shape (height, width, C)
        A copy, of the image's dtype.

    Raises
    ------
    ValueError
        If the window is larger than the image.

    Examples
    --------
    >>> window = random_crop(np.arange(12).reshape(3, 4, 1), 2, 2, np.random.default_rng(0))
    >>> window.shape
    (2, 2, 1)
    """
    if height > image.shape[0] or width > image.shape[1]:
        raise ValueError(f"the window {(height, width)} is larger than the image {image.shape[:2]}")
    top = rng.integers(0, image.shape[0] - height, endpoint=True)
    left = rng.integers(0, image.shape[1] - width, endpoint=True)
    return image[top : top + height, left : left + width].copy()


def brightness(image: Image, delta: float) -> FloatArray:
    """Make an image brighter or darker: add a number to every value and clip to [0, 1].

    Parameters
    ----------
    image : ndarray of float, shape (H, W, C)
        Values in [0, 1].
    delta : float
        What is added; a negative number darkens.

    Returns
    -------
    ndarray of float, shape (H, W, C)

    Examples
    --------
    >>> brightness(np.array([[[0.25], [0.5], [1.0]]]), 0.25)[..., 0]
    array([[0.5 , 0.75, 1.  ]])
    """
    return np.clip(image.astype(np.float64) + delta, 0.0, 1.0)


def augment(image: Image, rng: np.random.Generator, max_degrees: float = 20, max_shift: int = 5) -> FloatArray:
    """Rotate and shift an image at random, as in the lecture's experiment on the flowers.

    The angle is drawn uniformly from the interval [-max_degrees, max_degrees], and dx and dy, each by itself, from
    the integers -max_shift, ..., max_shift, all equally likely. What comes in from outside is 0. Here the rotation
    comes first; the other order is another recipe of equal right.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    rng : numpy.random.Generator
        The only source of randomness.
    max_degrees : float, default 20
        Largest angle to either side.
    max_shift : int, default 5
        Largest shift to either side, in pixels.

    Returns
    -------
    ndarray of float, shape (H, W, C)

    Examples
    --------
    >>> augment(np.ones((32, 32, 3)), np.random.default_rng(0)).shape
    (32, 32, 3)
    """
    degrees = rng.uniform(-max_degrees, max_degrees)
    dx, dy = rng.integers(-max_shift, max_shift, endpoint=True, size=2)
    return translate(rotate(image, degrees), int(dx), int(dy))
