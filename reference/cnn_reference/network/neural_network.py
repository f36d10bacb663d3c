"""`NeuralNetwork`, the fluent builder of the lecture's last slides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from cnn_reference.network import storage
from cnn_reference.network.trainable import Trainable

if TYPE_CHECKING:
    import torch

__all__ = ["NeuralNetwork"]


class NeuralNetwork(Trainable):
    r"""A feed-forward network, written layer by layer.

    Lecture: case study, "Pruebas con distintas arquitecturas". Every method that adds a layer returns the network,
    checks at once that the layer fits, and draws its first weights.

    Parameters
    ----------
    seed : int
        Of everything random: the first weights, the order of the samples, dropout, augmentation. Two networks that
        are made and trained alike, with one seed, are equal to the last bit.
    dtype : numpy dtype
        Of the parameters and of the fast path: float32 for training, float64 for checking gradients.
    fast : bool
        Whether the fast path runs the layers; False for the textbook layers, which compute in float64.
    threads : int or None
        Of the fast path; None for one a processor. The results do not depend on it.

    Attributes
    ----------
    layers : list of Layer
        In their order.
    input_shape : tuple of int
        Of one sample.

    Examples
    --------
    The lecture's first network, on images of 32 x 32 pixels with three channels and 43 classes:

    >>> import numpy as np
    >>> network1 = (NeuralNetwork()
    ...     .input([32, 32, 3])
    ...     .conv([5, 5, 6])
    ...     .max_pool()
    ...     .relu()
    ...     .conv([5, 5, 16])
    ...     .max_pool()
    ...     .relu()
    ...     .flatten()
    ...     .dense(120)
    ...     .relu()
    ...     .dense(43))
    >>> network1.count()
    56195
    >>> network1.forward(np.zeros((2, 32, 32, 3))).shape
    (2, 43)
    """

    def save(self, path: str | Path) -> Path:
        """Write layers, parameters and running statistics into an npz file.

        Parameters
        ----------
        path : str or Path
            Of the file; `.npz` is added if it is missing.

        Returns
        -------
        Path
            Where it is.
        """
        return storage.save(self, Path(path))

    @classmethod
    def load(cls, path: str | Path, fast: bool = True, threads: int | None = None) -> Self:
        """Read a network that `save` wrote.

        Parameters
        ----------
        path : str or Path
            Of the file.
        fast : bool
            As for a new network.
        threads : int or None
            As for a new network.

        Returns
        -------
        NeuralNetwork

        Raises
        ------
        ModelFileError
            If the file is no saved network, is damaged, or has a format that this version does not know.
        """
        return storage.load(cls, Path(path), fast, threads)

    def to_torch(self) -> torch.nn.Module:
        """Build the same network in torch, with the same weights.

        Returns
        -------
        torch.nn.Module
            Takes batches (N, *input_shape) and gives the same outputs, at inference (after `.eval()`) and in
            training; only dropout draws from torch's own generator.

        Raises
        ------
        NetworkError
            If torch is not installed.
        """
        from cnn_reference.network import twin

        return twin.to_torch(self)

    def from_torch(self, module: torch.nn.Module) -> Self:
        """Take the weights of a twin that was trained in torch.

        Parameters
        ----------
        module : torch.nn.Module
            What `to_torch` of this network, or of one with the same layers, gave.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        from cnn_reference.network import twin

        twin.from_torch(self, module)
        return self
