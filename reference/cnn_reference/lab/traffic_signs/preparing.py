r"""From pixels to what the networks see: contrast, measured around each pixel and over each image.

The lecture: "el brillo de las imágenes es aleatorio". Some signs were photographed in the shade, some against the sun.
What tells them apart are the edges. Local contrast normalization keeps these and divides the light out: it is
`cnn_reference.preprocessing.local_contrast`, here for many images at once.

Lecture: case study, "Definir arquitectura", normalization, and "Feature Maps After Contrast Normalization".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.lab.experiment import LabError
from cnn_reference.network import NeuralNetwork
from cnn_reference.preprocessing import LUMA

__all__ = ["EPS", "RADIUS", "contrast_and_colour", "local_contrast", "prepared_for"]

Array = NDArray[Any]
Floats = NDArray[np.float32]

RADIUS, EPS = 4, 0.05
PIECE = 256  # images whose sums stay in the cache


def local_contrast(images: Array, radius: int = RADIUS, eps: float = EPS) -> Floats:
    r"""Normalize every pixel of every channel by the square window around it.

    Parameters
    ----------
    images : ndarray of float, shape (N, H, W, C)
        Values in [0, 1].
    radius : int
        The window reaches this far to every side.
    eps : float
        Keeps the quotient small where the window is almost constant.

    Returns
    -------
    ndarray of float32, shape (N, H, W, C)
        What `cnn_reference.preprocessing.local_contrast` gives for each channel.
    """
    normalized = np.empty(images.shape, np.float32)
    for begin in range(0, len(images), PIECE):
        piece = images[begin : begin + PIECE].astype(np.float64)  # differences of large sums
        mean = _window_means(piece, radius)
        variance = np.maximum(_window_means(piece * piece, radius) - mean * mean, 0.0)
        normalized[begin : begin + PIECE] = (piece - mean) / (np.sqrt(variance) + eps)
    return normalized


def contrast_and_colour(images: Array, radius: int = RADIUS, eps: float = EPS) -> Floats:
    r"""Give four channels: the colours, normalized over the whole image, and the local contrast of the luma.

    The colours are :math:`(x - \mu) / (\sigma + \epsilon)` with mean and standard deviation over the pixels and
    channels of the one image, so that red stays apart from blue and the light does not matter.

    Parameters
    ----------
    images : ndarray of float, shape (N, H, W, 3)
        Red, green and blue in [0, 1].
    radius : int
        Of the window for the local contrast.
    eps : float
        Keeps both quotients small.

    Returns
    -------
    ndarray of float32, shape (N, H, W, 4)
    """
    channels = np.empty((*images.shape[:3], 4), np.float32)
    mean, std = images.mean(axis=(1, 2, 3), keepdims=True), images.std(axis=(1, 2, 3), keepdims=True)
    channels[..., :3] = (images - mean) / (std + eps)
    luma = images @ LUMA.astype(images.dtype)
    channels[..., 3:] = local_contrast(luma[..., np.newaxis], radius, eps)
    return channels


def prepared_for(network: NeuralNetwork, images: Array) -> Floats:
    """Prepare images as the networks of the case study expect them; neither way needs numbers of a training set.

    Parameters
    ----------
    network : NeuralNetwork
        Of three channels, for `local_contrast`, or of four, for `contrast_and_colour`.
    images : ndarray of float, shape (N, H, W, 3)
        Red, green and blue in [0, 1].

    Returns
    -------
    ndarray of float32, shape (N, H, W, 3) or (N, H, W, 4)

    Raises
    ------
    LabError
        If it has another number of channels.
    """
    match network.input_shape[2:]:
        case (3,):
            return local_contrast(images)
        case (4,):
            return contrast_and_colour(images)
    raise LabError(f"expected a network that takes images of 3 or 4 channels, got {network.input_shape}")


def _window_means(images: Array, radius: int) -> Array:
    """Means over the square windows around all pixels, from running sums over a mirrored edge."""
    side = 2 * radius + 1
    before = ((0, 0), (radius, radius), (radius, radius), (0, 0))
    sums = np.pad(images, before, mode="reflect").cumsum(axis=1).cumsum(axis=2)
    sums = np.pad(sums, ((0, 0), (1, 0), (1, 0), (0, 0)))
    windows = sums[:, side:, side:] - sums[:, :-side, side:] - sums[:, side:, :-side] + sums[:, :-side, :-side]
    return np.asarray(windows / side**2)
