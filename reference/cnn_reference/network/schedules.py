r"""Learning-rate schedules: the rate as a function of the time, counted in epochs.

A schedule takes the time as a number with decimals, 2.5 in the middle of the third epoch, and gives the rate of the
next update.

Lecture: case study, "¿Después?": "reducir tasa de aprendizaje (o variable)".

References
----------
.. [1] I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, eq. 5.
.. [2] P. Goyal et al., "Accurate, large minibatch SGD", 2017, section 2.2 (gradual warm-up).
"""

import math
from collections.abc import Callable

from cnn_reference.hyperparameters import step_decay

__all__ = ["Schedule", "constant", "cosine", "exponential", "stepped"]

Schedule = Callable[[float], float]


def constant(rate: float) -> Schedule:
    """Keep one learning rate.

    Parameters
    ----------
    rate : float
        The rate.

    Returns
    -------
    callable

    Examples
    --------
    >>> constant(0.1)(7.5)
    0.1
    """
    return lambda _: rate


def stepped(initial: float, drop: float = 0.5, every: int = 10) -> Schedule:
    """Multiply the rate by `drop` after every few epochs; see `step_decay`.

    Parameters
    ----------
    initial : float
        Rate of the first epochs.
    drop : float
        Factor of each step.
    every : int
        Epochs from one step to the next.

    Returns
    -------
    callable

    Examples
    --------
    >>> [stepped(0.8, every=2)(epoch) for epoch in (0.0, 1.9, 2.0)]
    [0.8, 0.8, 0.4]
    """
    return lambda epoch: step_decay(initial, int(epoch), drop, every)


def exponential(initial: float, factor: float) -> Schedule:
    r"""Let the rate decay a little with every update: :math:`\eta_0 f^e`.

    Parameters
    ----------
    initial : float
        Rate at the beginning.
    factor : float
        What is left after an epoch.

    Returns
    -------
    callable

    Examples
    --------
    >>> exponential(0.8, 0.25)(0.5)
    0.4
    """
    return lambda epoch: initial * factor**epoch


def cosine(highest: float, epochs: float, warm_up: float = 0.0, lowest: float = 0.0) -> Schedule:
    r"""Raise the rate linearly, then let it fall along half a cosine.

    After the warm-up, with t the share of the remaining time that is over,
    :math:`\eta_{low} + (\eta_{high} - \eta_{low}) (1 + \cos \pi t) / 2`.

    Parameters
    ----------
    highest : float
        Rate at the end of the warm-up.
    epochs : float
        When the lowest rate is reached; it stays there.
    warm_up : float
        Epochs of the linear rise, from a tenth of the highest rate.
    lowest : float
        Rate at the end.

    Returns
    -------
    callable

    Examples
    --------
    >>> [round(cosine(0.8, epochs=5, warm_up=1)(epoch), 3) for epoch in (0.0, 0.5, 1.0, 3.0, 5.0, 6.0)]
    [0.08, 0.44, 0.8, 0.4, 0.0, 0.0]
    """

    def rate(epoch: float) -> float:
        if epoch < warm_up:
            return highest * (0.1 + 0.9 * epoch / warm_up)
        over = min((epoch - warm_up) / (epochs - warm_up), 1.0) if epochs > warm_up else 1.0
        return lowest + (highest - lowest) * (1 + math.cos(math.pi * over)) / 2

    return rate
