# gradiente: augmentation · en
"""Data augmentation: flips, shifts, rotations, crops and changes of brightness.

Lecture: advanced concepts, "Data augmentation". An image is an array of shape (H, W, C), with row 0 at the top and
column 0 at the left. Its values are floats in [0, 1] or, except in `brightness`, uint8 from 0 to 255, which stay in
that range: nothing is divided by 255. The values of a result are those of a computation with floats: a uint8 image
must not make them wrap around, nor lose their decimals. No function changes the image that it is given; where a
result is simply a piece of the image or the image in another order, a view of it will do.
"""

import numpy as np


def flip_horizontal(image):
    """Mirror an image left-right: the first column becomes the last.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.

    Returns
    -------
    ndarray, shape (H, W, C)
        The mirrored image.

    Examples
    --------
    One row of three pixels and one channel:

    >>> flip_horizontal(np.array([[[0.0], [0.5], [1.0]]]))[..., 0].tolist()
    [[1.0, 0.5, 0.0]]
    """
    raise NotImplementedError("write flip_horizontal")


def flip_vertical(image):
    """Mirror an image up-down: the first row becomes the last.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.

    Returns
    -------
    ndarray, shape (H, W, C)
        The mirrored image.

    Examples
    --------
    Two rows of two pixels:

    >>> flip_vertical(np.array([[[0.0], [0.25]], [[0.5], [1.0]]]))[..., 0].tolist()
    [[0.5, 1.0], [0.0, 0.25]]
    """
    raise NotImplementedError("write flip_vertical")


def translate(image, dx, dy, fill=0.0):
    """Shift the content of an image by whole pixels; what comes in from outside is `fill`.

    result[i, j] = image[i - dy, j - dx] where that pixel exists, else fill

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    dx : int
        Pixels to the right; a negative number shifts to the left.
    dy : int
        Pixels down; a negative number shifts up.
    fill : float, default 0.0
        The value of the pixels that come in, decimals included, for a uint8 image too.

    Returns
    -------
    ndarray, shape (H, W, C)
        The shifted image. If the shift is as large as the image, or larger, nothing is left but `fill`.

    Examples
    --------
    One column to the right and one row up:

    >>> image = np.array([[[0.25], [0.5]], [[0.75], [1.0]]])
    >>> translate(image, 1, -1)[..., 0].tolist()
    [[0.0, 0.75], [0.0, 0.0]]

    A uint8 image keeps the decimals of `fill`:

    >>> translate(np.array([[[10], [20]]], dtype=np.uint8), -1, 0, 0.5)[..., 0].tolist()
    [[20.0, 0.5]]
    """
    raise NotImplementedError("write translate")


def rotate(image, degrees):
    """Turn an image counter-clockwise, as one looks at it, about its centre.

    With the centre (cy, cx) = ((H - 1) / 2, (W - 1) / 2), pixel (i, j) of the result has the value of the image at
    the point

    row = cy + (j - cx) sin(degrees) + (i - cy) cos(degrees),
    column = cx + (j - cx) cos(degrees) - (i - cy) sin(degrees),

    interpolated bilinearly between the four pixels around it. Outside the image the value is 0.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    degrees : float
        The angle, in degrees; a negative one turns clockwise.

    Returns
    -------
    ndarray of float, shape (H, W, C)
        The turned image, of the same size: corners may be lost. On a square image and at multiples of 90 degrees of
        any sign it equals np.rot90, with nothing lost at the edges: in floating point cos(90 degrees) is 6e-17, and a
        point at row -1e-16 still lies on row 0.

    Examples
    --------
    A quarter turn: the right column becomes the top row.

    >>> image = np.array([[[0.25], [0.5]], [[0.75], [1.0]]])
    >>> np.round(rotate(image, 90), 6)[..., 0].tolist()
    [[0.5, 1.0], [0.25, 0.75]]
    """
    raise NotImplementedError("write rotate")


def resize(image, height, width):
    """Scale an image to another size by bilinear interpolation.

    Row i of the result comes from the row (i + 0.5) * H / height - 0.5 of the image, clamped to [0, H - 1]: the nearest
    number of that interval. Columns go likewise. The image is not smoothed before it shrinks (no anti-aliasing).

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    height, width : int
        Size of the result, at least 1.

    Returns
    -------
    ndarray of float, shape (height, width, C)
        The scaled image.

    Examples
    --------
    Four columns out of two come from the columns -0.25 (clamped to 0), 0.25, 0.75 and 1.25 (clamped to 1):

    >>> resize(np.array([[[0.0], [1.0]]]), 1, 4)[..., 0].tolist()
    [[0.0, 0.25, 0.75, 1.0]]
    """
    raise NotImplementedError("write resize")


def random_crop(image, height, width, rng):
    """Cut out a window of a given size at a random position; all positions are equally likely.

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
        The window; a view of the image will do.

    Raises
    ------
    ValueError
        If the window is higher or wider than the image.

    Examples
    --------
    A window of 2x2 pixels has 2 * 3 = 6 positions in an image of 3x4, the last row and column included. A window as
    large as the image has just one:

    >>> random_crop(np.array([[[0.25], [0.75]]]), 1, 2, np.random.default_rng(0))[..., 0].tolist()
    [[0.25, 0.75]]
    """
    raise NotImplementedError("write random_crop")


def brightness(image, delta):
    """Add a number to every value of an image and clip the result to [0, 1].

    Parameters
    ----------
    image : ndarray of float, shape (H, W, C)
        Values in [0, 1].
    delta : float
        What is added; a negative number darkens.

    Returns
    -------
    ndarray of float, shape (H, W, C)
        Values in [0, 1].

    Examples
    --------
    1.0 + 0.25 is more than an image can hold:

    >>> brightness(np.array([[[0.25], [0.5], [1.0]]]), 0.25)[..., 0].tolist()
    [[0.5, 0.75, 1.0]]
    """
    raise NotImplementedError("write brightness")


def augment(image, rng, max_degrees=20, max_shift=5):
    """Rotate and shift an image at random: the recipe of the lecture's experiment on flowers.

    The angle is drawn uniformly from the interval [-max_degrees, max_degrees]. dx and dy are drawn uniformly from the
    integers -max_shift, ..., max_shift, both ends included, each independently of the other. What comes in from
    outside is 0.

    Parameters
    ----------
    image : ndarray of float or uint8, shape (H, W, C)
        Any image.
    rng : numpy.random.Generator
        The only source of randomness.
    max_degrees : float, default 20
        Largest angle to either side; 0 means no rotation.
    max_shift : int, default 5
        Largest shift to either side, in pixels; 0 means no shift.

    Returns
    -------
    ndarray of float, shape (H, W, C)
        The image turned and shifted, in whichever order you like.

    Examples
    --------
    >>> augment(np.ones((32, 32, 3)), np.random.default_rng(0)).shape
    (32, 32, 3)
    """
    raise NotImplementedError("write augment")
