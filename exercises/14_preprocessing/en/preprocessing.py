# gradiente: preprocessing · en
"""Preprocessing: colour spaces, normalization, and classes that are not equally common.

Lecture: case study, "Analizar datos" and "Definir arquitectura". Images are arrays of floats, batches of them
(N, H, W, C), and red, green and blue are channels 0, 1 and 2. Labels are integers (N,). An index array holds positions
in the labels: `labels[indices]` are the labels of the samples it chooses. No function changes what it is given.
"""

import numpy as np


def to_grayscale(images):
    """Turn colours into grey: the weighted mean of red, green and blue that Rec. 601 prescribes.

    Y = 0.299 R + 0.587 G + 0.114 B

    Parameters
    ----------
    images : ndarray of float, shape (..., 3)
        Red, green and blue in the last axis. Before it there may be any number of axes: (N, H, W, 3), (H, W, 3), or
        none at all, a single colour of shape (3,).

    Returns
    -------
    ndarray of float, shape (..., 1)
        The same axes, with one channel left.

    Examples
    --------
    Pure red and a grey:

    >>> np.round(to_grayscale(np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.5]])), 3).tolist()
    [[0.299], [0.5]]
    """
    raise NotImplementedError("write to_grayscale")


def rgb_to_yuv(images):
    """Turn red, green and blue into brightness Y and the colour differences U and V of BT.601.

    Y = 0.299 R + 0.587 G + 0.114 B, U = 0.492 (B - Y), V = 0.877 (R - Y)

    U and V may be negative: nothing is added, clipped or scaled.

    Parameters
    ----------
    images : ndarray of float, shape (..., 3)
        Red, green and blue in the last axis, in [0, 1]; any number of axes before it.

    Returns
    -------
    ndarray of float, shape (..., 3)
        Y, U and V in the last axis.

    Examples
    --------
    Pure blue: Y = 0.114, U = 0.492 * (1 - 0.114) and V = 0.877 * (0 - 0.114).

    >>> np.round(rgb_to_yuv(np.array([0.0, 0.0, 1.0])), 3).tolist()
    [0.114, 0.436, -0.1]
    """
    raise NotImplementedError("write rgb_to_yuv")


def fit_normalizer(train):
    """Measure mean and standard deviation of every channel of the training set.

    One mean and one standard deviation a channel, over all images and all pixels at once. The standard deviation is
    that of the population: the squared deviations are divided by their number N * H * W, not by one less.

    Parameters
    ----------
    train : ndarray of float, shape (N, H, W, C)
        The training images.

    Returns
    -------
    mean, std : ndarray of float, shape (C,)
        A pair of arrays.

    Examples
    --------
    Two images of one pixel and two channels. Channel 0 is 0 in one and 1 in the other, channel 1 always 1:

    >>> mean, std = fit_normalizer(np.array([[[[0.0, 1.0]]], [[[1.0, 1.0]]]]))
    >>> mean.tolist(), std.tolist()
    ([0.5, 1.0], [0.5, 0.0])
    """
    raise NotImplementedError("write fit_normalizer")


def normalize(images, mean, std, eps=1e-8):
    """Normalize images with statistics that were measured before, on the training set.

    result = (images - mean) / (std + eps), channel by channel

    Parameters
    ----------
    images : ndarray of float, shape (N, H, W, C)
        Images of any set: training, validation or test.
    mean, std : ndarray of float, shape (C,)
        What `fit_normalizer` returned for the training set.
    eps : float, default 1e-8
        Keeps the quotient finite where std is 0.

    Returns
    -------
    ndarray of float, shape (N, H, W, C)
        The normalized images.

    Examples
    --------
    (0.75 - 0.5) / 0.25 in one channel; in the other std is 0, and so is the difference:

    >>> images = np.array([[[[0.75, 1.0]]]])
    >>> np.round(normalize(images, np.array([0.5, 1.0]), np.array([0.25, 0.0])), 6).tolist()
    [[[[1.0, 0.0]]]]
    """
    raise NotImplementedError("write normalize")


def local_contrast(image, radius=2, eps=1e-2):
    """Normalize every pixel by the square window around it.

    result[i, j] = (image[i, j] - mean) / (std + eps)

    where mean and std are those of the (2 radius + 1) x (2 radius + 1) pixels centred on (i, j), itself included. std
    is that of the population. At the edges the image is continued by reflection, as np.pad does with mode="reflect":
    the row beyond row 0 is row 1, then row 2, and so on.

    Parameters
    ----------
    image : ndarray of float, shape (H, W, 1)
        An image of one channel; H and W are larger than `radius`.
    radius : int, default 2
        How far the window reaches to every side; 0 leaves the pixel alone in it.
    eps : float, default 1e-2
        Added to the standard deviation.

    Returns
    -------
    ndarray of float, shape (H, W, 1)
        The normalized image.

    Examples
    --------
    Reflected, the 3x3 window about the corner holds four ones and five zeros: mean 4/9 and std sqrt(20)/9 = 0.4969, so
    the corner becomes (0 - 0.4444) / (0.4969 + 0.01).

    >>> image = np.array([[0.0, 1.0], [1.0, 0.0]])[..., None]
    >>> np.round(local_contrast(image, radius=1)[..., 0], 4).tolist()
    [[-0.8768, 0.8768], [0.8768, -0.8768]]
    """
    raise NotImplementedError("write local_contrast")


def class_counts(labels, n_classes):
    """Count how many samples each class has.

    Parameters
    ----------
    labels : ndarray of int, shape (N,)
        Classes in 0..n_classes-1.
    n_classes : int
        How many classes there are, those without samples included.

    Returns
    -------
    ndarray of int, shape (n_classes,)
        The count of class k at position k, 0 where there is no sample.

    Examples
    --------
    >>> class_counts(np.array([0, 2, 2]), 4).tolist()
    [1, 0, 2, 0]
    """
    raise NotImplementedError("write class_counts")


def balanced_indices(labels, rng):
    """Choose samples, some of them repeatedly, so that all classes are as common as the largest.

    Parameters
    ----------
    labels : ndarray of int, shape (N,)
        The class of every sample, N at least 1. Class numbers may have gaps.
    rng : numpy.random.Generator
        The only source of randomness, if you need any.

    Returns
    -------
    ndarray of int, shape (M,)
        Indices into `labels`, in any order. Every index from 0 to N-1 is there at least once, and every class that
        occurs in `labels` is there exactly as often as the largest one. Which indices repeat is up to you.

    Examples
    --------
    Class 0 has three samples and class 1 a single one, number 3, which has to be there three times:

    >>> sorted(balanced_indices(np.array([0, 0, 0, 1]), np.random.default_rng(0)).tolist())
    [0, 1, 2, 3, 3, 3]
    """
    raise NotImplementedError("write balanced_indices")


def stratified_split(labels, test_fraction, rng):
    """Split the samples into training and test set at random, every class in the same proportion.

    Parameters
    ----------
    labels : ndarray of int, shape (N,)
        The class of every sample, N at least 1. Class numbers may have gaps.
    test_fraction : float
        The share of every class that goes to the test set, strictly between 0 and 1.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    train, test : ndarray of int, 1-D
        A pair of index arrays, each in any order. Every index from 0 to N-1 is in one of them, once. Of a class of n
        samples, test_fraction * n are in `test`, give or take one at most; if n is 2 or more, at least one is in
        `train` and at least one in `test`. Which samples of a class are in `test` is random, all equally likely.

    Examples
    --------
    A quarter of 8 samples is 2; a quarter of 2 is 0.5, but the test set needs one:

    >>> labels = np.array([0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
    >>> train, test = stratified_split(labels, 0.25, np.random.default_rng(0))
    >>> int(np.sum(labels[test] == 1)), int(np.sum(labels[train] == 1))
    (1, 1)
    """
    raise NotImplementedError("write stratified_split")
