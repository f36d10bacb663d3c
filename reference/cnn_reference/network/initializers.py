r"""The lecture's initializations by name.

Lecture: "Inicialización de parámetros (weight initialization)". The rules are those of
`cnn_reference.initialization`. Its recommendation (He before a ReLU in convolutional layers, Xavier in fully
connected ones) is what the layers of a network take when nothing is said.
"""

import numpy as np

from cnn_reference.initialization import (
    FloatArray,
    Initializer,
    Shape,
    constant,
    he_normal,
    he_uniform,
    lecun_normal,
    small_normal,
    uniform,
    xavier_normal,
    xavier_uniform,
)
from cnn_reference.network.errors import NetworkError

__all__ = ["INITIALIZERS", "initializer"]


def zeros(shape: Shape, rng: np.random.Generator) -> FloatArray:
    r"""Return zeros: the lecture's :math:`\omega_i = 0`, of which a network learns next to nothing.

    Parameters
    ----------
    shape : tuple of int
        Of the weights.
    rng : numpy.random.Generator
        Not used.

    Returns
    -------
    ndarray of float, shape `shape`
    """
    del rng
    return constant(shape)


def normal(shape: Shape, rng: np.random.Generator) -> FloatArray:
    r"""Draw from N(0, 1): the lecture's :math:`\omega_i = \mathrm{rand}(0, 1)`.

    Parameters
    ----------
    shape : tuple of int
        Of the weights.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray of float, shape `shape`
    """
    return small_normal(shape, rng, scale=1.0)


INITIALIZERS: dict[str, Initializer] = {
    "zeros": zeros,
    "small_normal": small_normal,
    "normal": normal,
    "uniform": uniform,
    "xavier_normal": xavier_normal,
    "xavier_uniform": xavier_uniform,
    "lecun_normal": lecun_normal,
    "he_normal": he_normal,
    "he_uniform": he_uniform,
}


def initializer(choice: str | Initializer) -> Initializer:
    """Find an initialization by its name, or take a function as it is.

    Parameters
    ----------
    choice : str or callable
        A key of `INITIALIZERS`; or ``f(shape, rng)``, which gives the weights.

    Returns
    -------
    callable

    Raises
    ------
    NetworkError
        If no initialization has that name.

    Examples
    --------
    >>> initializer("zeros")((2,), np.random.default_rng(0))
    array([0., 0.])
    """
    if not isinstance(choice, str):
        return choice
    if choice not in INITIALIZERS:
        raise NetworkError(f"no initialization {choice!r}: choose one of {', '.join(INITIALIZERS)}")
    return INITIALIZERS[choice]
