r"""Dropout and its relatives as layers; at inference all of them let everything pass.

Lecture: "Dropout", the slide and the tables of MNIST and CIFAR-10. The functions are those of
`cnn_reference.dropout`.
"""

from typing import Any

import numpy as np

from cnn_reference import dropout
from cnn_reference.network.errors import NetworkError
from cnn_reference.network.layers import Array, Layer, Shape, needs_image

__all__ = ["ChannelMaxDrop", "Dropout", "FeatureMaxDrop", "Masking", "SpatialDropout", "StochasticDropout"]


class Masking(Layer):
    """A layer that multiplies by a mask drawn anew in every iteration.

    Parameters
    ----------
    p : float
        The chance to drop, in [0, 1).
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        dropout.refuse_rate(p)
        self.p = p
        self._mask: Array | None = None
        self._rate = 0.0

    def options(self) -> dict[str, Any]:
        return {"p": self.p}

    def drop(self, x: Array, rng: np.random.Generator) -> tuple[Array, Array, float]:
        """Draw a mask and apply it.

        Parameters
        ----------
        x : ndarray of float, shape (N, *input_shape)
            A batch.
        rng : numpy.random.Generator
            The only source of randomness.

        Returns
        -------
        y : ndarray of float, shape of x
        mask : ndarray of bool, shape of x
            True where kept.
        rate : float
            The chance to drop by which what is kept was scaled; 0 if it was not.
        """
        raise NotImplementedError

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        if not training:
            self._mask = None
            return x
        y, self._mask, self._rate = self.drop(x, rng)
        return y

    def backward(self, dy: Array) -> Array:
        if self._mask is None:
            return dy
        return dropout.dropout_backward(dy, self._mask, self._rate)

    def describe(self) -> str:
        return f"{' '.join(self.kind.split('_')).capitalize()} (p = {self.p:g})"


class Dropout(Masking):
    """Drop single activations."""

    kind = "dropout"

    def drop(self, x: Array, rng: np.random.Generator) -> tuple[Array, Array, float]:
        return *dropout.dropout_forward(x, self.p, rng), self.p


class ImageMasking(Masking):
    """A mask for feature maps."""

    def check(self, input_shape: Shape, after: str) -> None:
        needs_image(self, input_shape, after)


class SpatialDropout(ImageMasking):
    """Drop whole feature maps."""

    kind = "spatial_dropout"

    def drop(self, x: Array, rng: np.random.Generator) -> tuple[Array, Array, float]:
        return *dropout.spatial_dropout(x, self.p, rng), self.p


class FeatureMaxDrop(ImageMasking):
    """Drop the largest activation of a feature map; nothing is scaled."""

    kind = "feature_max_drop"

    def drop(self, x: Array, rng: np.random.Generator) -> tuple[Array, Array, float]:
        return *dropout.feature_max_drop(x, self.p, rng), 0.0


class ChannelMaxDrop(ImageMasking):
    """Drop the largest activation over the channels at a position; nothing is scaled."""

    kind = "channel_max_drop"

    def drop(self, x: Array, rng: np.random.Generator) -> tuple[Array, Array, float]:
        return *dropout.channel_max_drop(x, self.p, rng), 0.0


class StochasticDropout(Masking):
    """Dropout whose rate is drawn anew in every iteration.

    Parameters
    ----------
    distribution : {"normal", "uniform"}
        Of the rate.
    a, b : float
        Mean and standard deviation, or the ends.
    """

    kind = "stochastic_dropout"

    def __init__(self, distribution: str, a: float, b: float) -> None:
        super().__init__(0.0)
        if distribution not in ("normal", "uniform"):
            raise NetworkError(f'expected the distribution "normal" or "uniform", got {distribution!r}')
        self.distribution, self.a, self.b = distribution, a, b

    def options(self) -> dict[str, Any]:
        return {"distribution": self.distribution, "a": self.a, "b": self.b}

    def drop(self, x: Array, rng: np.random.Generator) -> tuple[Array, Array, float]:
        return dropout.stochastic_dropout(x, rng, self.distribution, self.a, self.b)

    def describe(self) -> str:
        return f"Stochastic dropout ({self.distribution[0].upper()}({self.a:g}, {self.b:g}))"
