r"""Preprocessing: colour spaces, normalization, and classes that are not equally common.

The case study of the lecture prepares the German traffic signs in this order: resize, convert the colours,
normalize; and before that it looks at how many images each class has. One rule holds throughout: whatever is measured
of the data is measured on the training set alone, and then applied to all sets.

Lecture: "Caso de estudio": "Analizar datos" (the classes are not equally common; train/val/test) and "Definir
arquitectura" (colour spaces, normalization, contrast normalization).

References
----------
.. [1] ITU-R Recommendation BT.601-7, 2011, sections 2.5.1 and 2.5.2 (luma and colour differences).
.. [2] K. Jarrett, K. Kavukcuoglu, M. Ranzato, Y. LeCun, "What is the best multi-stage architecture for object
   recognition?", ICCV 2009, section 2 (local contrast normalization, there with Gaussian weights).
.. [3] P. Sermanet, Y. LeCun, "Traffic sign recognition with multi-scale convolutional networks", IJCNN 2011 (YUV and
   local contrast normalization on the traffic signs).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.integer[Any]]
Indices = NDArray[np.int64]

LUMA = np.array([0.299, 0.587, 0.114])  # red, green, blue: Rec. 601


def to_grayscale(images: Floats) -> FloatArray:
    r"""Turn colours into their luma, the weighted mean that Rec. 601 gives.

    .. math:: Y = 0.299 R + 0.587 G + 0.114 B

    The weights add up to 1. Green counts most because the eye sees it brightest.

    Parameters
    ----------
    images : ndarray of float, shape (..., 3)
        Red, green and blue in the last axis; one image, a batch, or a single pixel.

    Returns
    -------
    ndarray of float, shape (..., 1)

    Examples
    --------
    >>> to_grayscale(np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.5]])).round(3)
    array([[0.299],
           [0.5  ]])
    """
    return np.asarray(np.asarray(images, dtype=np.float64) @ LUMA[:, None])


def rgb_to_yuv(images: Floats) -> FloatArray:
    r"""Separate brightness from colour: BT.601's luma and the two colour differences.

    .. math:: Y = 0.299 R + 0.587 G + 0.114 B, \qquad U = 0.492 (B - Y), \qquad V = 0.877 (R - Y)

    Parameters
    ----------
    images : ndarray of float, shape (..., 3)
        Red, green and blue in the last axis, in [0, 1].

    Returns
    -------
    ndarray of float, shape (..., 3)
        Y in [0, 1], U in [-0.436, 0.436] and V in [-0.615, 0.615]; U = V = 0 for greys.

    Examples
    --------
    Pure blue: Y = 0.114, U = 0.492 * 0.886, V = 0.877 * (-0.114).

    >>> rgb_to_yuv(np.array([0.0, 0.0, 1.0])).round(3)
    array([ 0.114,  0.436, -0.1  ])
    """
    rgb = np.asarray(images, dtype=np.float64)
    y = rgb @ LUMA
    return np.stack([y, 0.492 * (rgb[..., 2] - y), 0.877 * (rgb[..., 0] - y)], axis=-1)


def fit_normalizer(train: Floats) -> tuple[FloatArray, FloatArray]:
    r"""Measure mean and standard deviation of every channel of the training set.

    .. math::
        \mu_c = \frac{1}{NHW} \sum_{n,i,j} x_{nijc}, \qquad
        \sigma_c = \sqrt{\frac{1}{NHW} \sum_{n,i,j} (x_{nijc} - \mu_c)^2}

    The lecture: every normalization is computed from training data alone, but applied to all sets. Measured on the
    test set, or on each set by itself, it would tell the network something of data that it must not have seen.

    Parameters
    ----------
    train : ndarray of float, shape (N, H, W, C)
        The training images.

    Returns
    -------
    mean, std : ndarray of float, shape (C,)
        Over all images and all pixels; std is that of the population, divided by NHW.

    Examples
    --------
    Two images of one pixel, with the channels (0, 1) and (1, 1).

    >>> fit_normalizer(np.array([[[[0.0, 1.0]]], [[[1.0, 1.0]]]]))
    (array([0.5, 1. ]), array([0.5, 0. ]))
    """
    pixels = np.asarray(train, dtype=np.float64).reshape(-1, train.shape[-1])
    return pixels.mean(axis=0), pixels.std(axis=0)


def normalize(images: Floats, mean: Floats, std: Floats, eps: float = 1e-8) -> FloatArray:
    r"""Normalize images with given statistics, those of the training set.

    .. math:: \tilde{x}_{nijc} = \frac{x_{nijc} - \mu_c}{\sigma_c + \epsilon}

    Parameters
    ----------
    images : ndarray of float, shape (N, H, W, C)
        Images of any set.
    mean, std : ndarray of float, shape (C,)
        Of the training set; see `fit_normalizer`.
    eps : float, default 1e-8
        Keeps the quotient finite where a channel is constant.

    Returns
    -------
    ndarray of float, shape (N, H, W, C)

    Examples
    --------
    >>> normalize(np.array([[[[0.75, 1.0]]]]), np.array([0.5, 1.0]), np.array([0.25, 0.0])).round(6)
    array([[[[1., 0.]]]])
    """
    return (np.asarray(images, dtype=np.float64) - mean) / (np.asarray(std, dtype=np.float64) + eps)


def local_contrast(image: Floats, radius: int = 2, eps: float = 1e-2) -> FloatArray:
    r"""Normalize every pixel by the square window around it.

    .. math:: y_{ij} = \frac{x_{ij} - \mu_{ij}}{\sigma_{ij} + \epsilon}

    with mean and population standard deviation of the :math:`(2r + 1)^2` pixels about (i, j), itself included. Beyond
    the edge the image goes on as in a mirror that stands on its outermost pixels. The lecture shows feature maps
    before and after contrast normalization; Jarrett et al. (2009) weigh the window by a Gaussian, here all pixels count
    alike.

    Parameters
    ----------
    image : ndarray of float, shape (H, W, 1)
        One channel, with H and W larger than `radius`.
    radius : int, default 2
        The window reaches this far to every side; 0 is the pixel alone.
    eps : float, default 1e-2
        Keeps the quotient small where the window is almost constant.

    Returns
    -------
    ndarray of float, shape (H, W, 1)

    Examples
    --------
    Of the nine pixels about the corner four are 1: mean 4/9, standard deviation sqrt(20)/9.

    >>> image = np.array([[0.0, 1.0], [1.0, 0.0]])[..., None]
    >>> local_contrast(image, radius=1)[..., 0].round(4)
    array([[-0.8768,  0.8768],
           [ 0.8768, -0.8768]])
    """
    x = np.asarray(image, dtype=np.float64)[..., 0]
    side = 2 * radius + 1
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, radius, mode="reflect"), (side, side))
    mean, std = windows.mean(axis=(2, 3)), windows.std(axis=(2, 3))
    return np.asarray((x - mean) / (std + eps))[..., None]


def class_counts(labels: Integers, n_classes: int) -> Indices:
    """Count the samples of every class.

    Parameters
    ----------
    labels : ndarray of int, shape (N,)
        In 0, ..., n_classes - 1.
    n_classes : int
        Classes, those without samples included.

    Returns
    -------
    ndarray of int, shape (n_classes,)

    Examples
    --------
    >>> class_counts(np.array([0, 2, 2]), 4)
    array([1, 0, 2, 0])
    """
    return np.bincount(labels, minlength=n_classes).astype(np.int64)


def balanced_indices(labels: Integers, rng: np.random.Generator) -> Indices:
    """Repeat samples of the rarer classes until every class is as common as the largest.

    The lecture asks for new data to make up for minority classes; repeating what there is (oversampling) is the
    simplest way. Every sample is kept; what repeats is drawn evenly, none of a class once more than another of it.

    Parameters
    ----------
    labels : ndarray of int, shape (N,)
        At least one.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray of int, shape (M,)
        Indices into `labels`, in random order: each at least once, and each class that is present exactly as often as
        the largest, so M is the size of the largest times the number of present classes.

    Examples
    --------
    >>> labels = np.array([0, 0, 0, 1])
    >>> sorted(balanced_indices(labels, np.random.default_rng(0)).tolist())
    [0, 1, 2, 3, 3, 3]
    """
    labels = np.asarray(labels)
    classes, counts = np.unique(labels, return_counts=True)
    largest = int(counts.max())
    # np.resize repeats the shuffled members from the beginning until there are enough.
    repeated = [np.resize(rng.permutation(np.flatnonzero(labels == one)), largest) for one in classes]
    return np.asarray(rng.permutation(np.concatenate(repeated)), dtype=np.int64)


def stratified_split(labels: Integers, test_fraction: float, rng: np.random.Generator) -> tuple[Indices, Indices]:
    """Split samples at random into training and test set, every class in the same proportion.

    Parameters
    ----------
    labels : ndarray of int, shape (N,)
        At least one.
    test_fraction : float
        Share of every class that goes to the test set, strictly between 0 and 1.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    train, test : ndarray of int
        Indices into `labels`; every index is in just one of them. Of a class of n samples, test_fraction * n to
        within one are in `test`; if n is 2 or more, at least one is on each side. Which ones is random.

    Examples
    --------
    >>> train, test = stratified_split(np.array([0, 0, 0, 0, 1, 1]), 0.25, np.random.default_rng(0))
    >>> len(train), len(test)
    (4, 2)
    """
    labels = np.asarray(labels)
    train, test = [], []
    for one in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == one))
        n_test = round(test_fraction * len(members))
        if len(members) > 1:
            n_test = min(max(n_test, 1), len(members) - 1)
        test.append(members[:n_test])
        train.append(members[n_test:])
    return np.concatenate(train), np.concatenate(test)
