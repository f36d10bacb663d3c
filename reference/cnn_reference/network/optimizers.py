r"""Optimizers: how parameters follow their gradients.

Every optimizer changes the parameters in place, so that whoever holds them (a fast path, a twin) sees the new ones,
and keeps what it remembers by the parameter's name. With g the gradient and :math:`\gamma` the learning rate.

Lecture: basic concepts, "Optimization", gradient descent, :math:`p_{t+1} = p_t - \gamma \nabla f(p_t)`; "¿Después?"
of the case study proposes other optimizers.

References
----------
.. [1] B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964 (momentum).
.. [2] I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the importance of initialization and momentum in deep
   learning", ICML 2013 (Nesterov's momentum in the form used here).
.. [3] D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 and the end of
   section 2.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network.errors import NetworkError

__all__ = ["OPTIMIZERS", "SGD", "Adam", "Momentum", "Nesterov", "Optimizer", "optimizer"]

Array = NDArray[Any]


class Optimizer:
    """A rule for one step.

    Attributes
    ----------
    learning_rate : float
        The lecture's gamma, where no schedule says otherwise.
    """

    def __init__(self, learning_rate: float) -> None:
        if not learning_rate >= 0:
            raise NetworkError(f"expected a learning rate of 0 or more, got {learning_rate}")
        self.learning_rate = learning_rate
        self._memory: dict[tuple[str, str], Array] = {}

    def step(
        self, parameters: Mapping[str, Array], gradients: Mapping[str, Array], learning_rate: float | None = None
    ) -> None:
        """Move every parameter, in place.

        Parameters
        ----------
        parameters : mapping of str to ndarray
            By name. They are changed.
        gradients : mapping of str to ndarray
            Of the loss, by the same names.
        learning_rate : float or None
            Of this step; None for the optimizer's own.
        """
        rate = self.learning_rate if learning_rate is None else learning_rate
        self.begin()
        for name, parameter in parameters.items():
            self.move(name, parameter, np.asarray(gradients[name], dtype=parameter.dtype), rate)

    def begin(self) -> None:
        """Do what comes once a step."""

    def move(self, name: str, parameter: Array, gradient: Array, rate: float) -> None:
        """Move one parameter, in place.

        Parameters
        ----------
        name : str
            Of the parameter.
        parameter : ndarray
            It is changed.
        gradient : ndarray
            Of its shape and dtype.
        rate : float
            Learning rate.
        """
        raise NotImplementedError

    def remembered(self, what: str, name: str, parameter: Array) -> Array:
        """Return what is remembered of a parameter: zeros at first.

        Parameters
        ----------
        what : str
            Such as "velocity".
        name : str
            Of the parameter.
        parameter : ndarray
            Its shape and dtype are taken.

        Returns
        -------
        ndarray
            To be changed in place.
        """
        key = (what, name)
        if key not in self._memory or self._memory[key].shape != parameter.shape:
            self._memory[key] = np.zeros_like(parameter)
        return self._memory[key]

    def forget(self) -> None:
        """Begin anew, as if no step had been taken."""
        self._memory.clear()


class SGD(Optimizer):
    r"""Gradient descent on one batch after the other: :math:`p \leftarrow p - \gamma g`.

    Parameters
    ----------
    learning_rate : float
        The lecture's gamma.

    Examples
    --------
    >>> p = np.array([1.0, 2.0])
    >>> SGD(0.5).step({"p": p}, {"p": np.array([2.0, -2.0])})
    >>> p.tolist()
    [0.0, 3.0]
    """

    def __init__(self, learning_rate: float = 0.01) -> None:
        super().__init__(learning_rate)

    def move(self, name: str, parameter: Array, gradient: Array, rate: float) -> None:
        parameter -= rate * gradient


class Momentum(Optimizer):
    r"""Gradient descent with momentum: :math:`v \leftarrow \mu v + g`, :math:`p \leftarrow p - \gamma v`.

    Parameters
    ----------
    learning_rate : float
        The lecture's gamma.
    momentum : float
        The share of the velocity that is kept, in [0, 1).

    Examples
    --------
    The second step with the same gradient is half as long again:

    >>> p, optimizer = np.array([0.0]), Momentum(1.0, momentum=0.5)
    >>> for _ in range(2):
    ...     optimizer.step({"p": p}, {"p": np.array([-2.0])})
    ...     print(p)
    [2.]
    [5.]
    """

    def __init__(self, learning_rate: float = 0.01, momentum: float = 0.9) -> None:
        super().__init__(learning_rate)
        self.momentum = momentum

    def move(self, name: str, parameter: Array, gradient: Array, rate: float) -> None:
        velocity = self.remembered("velocity", name, parameter)
        velocity *= self.momentum
        velocity += gradient
        parameter -= rate * velocity


class Nesterov(Momentum):
    r"""Nesterov's momentum: :math:`v \leftarrow \mu v + g`, :math:`p \leftarrow p - \gamma (g + \mu v)`.

    The gradient is that of the place to which the velocity alone would lead; p is that place.

    Parameters
    ----------
    learning_rate : float
        The lecture's gamma.
    momentum : float
        The share of the velocity that is kept, in [0, 1).

    Examples
    --------
    v is 2 and then 3; the steps are 2 + 1 and 2 + 1.5:

    >>> p, optimizer = np.array([0.0]), Nesterov(1.0, momentum=0.5)
    >>> for _ in range(2):
    ...     optimizer.step({"p": p}, {"p": np.array([-2.0])})
    ...     print(p)
    [3.]
    [6.5]
    """

    def move(self, name: str, parameter: Array, gradient: Array, rate: float) -> None:
        velocity = self.remembered("velocity", name, parameter)
        velocity *= self.momentum
        velocity += gradient
        parameter -= rate * (gradient + self.momentum * velocity)


class Adam(Optimizer):
    r"""Adam: every parameter has a step of its own, measured by the recent size of its gradient.

    .. math::
        m &\leftarrow \beta_1 m + (1 - \beta_1) g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \\
        p &\leftarrow p - \gamma \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}

    Parameters
    ----------
    learning_rate : float
        The lecture's gamma.
    beta1, beta2 : float
        How much of the old means of g and of its square is kept.
    eps : float
        Added to the root.

    Examples
    --------
    The first step has the length of the learning rate, whatever the gradient:

    >>> p = np.array([1.0, 1.0])
    >>> Adam(0.25).step({"p": p}, {"p": np.array([1000.0, -0.001])})
    >>> p.round(4).tolist()
    [0.75, 1.25]
    """

    def __init__(
        self, learning_rate: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        super().__init__(learning_rate)
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self._steps = 0

    def begin(self) -> None:
        self._steps += 1

    def forget(self) -> None:
        super().forget()
        self._steps = 0

    def move(self, name: str, parameter: Array, gradient: Array, rate: float) -> None:
        m, v = self.remembered("mean", name, parameter), self.remembered("square", name, parameter)
        scratch = self.remembered("scratch", name, parameter)
        np.multiply(gradient, 1 - self.beta1, out=scratch)
        m *= self.beta1
        m += scratch
        np.multiply(gradient, gradient, out=scratch)
        scratch *= 1 - self.beta2
        v *= self.beta2
        v += scratch
        # The two corrections are one factor of the step, once eps is scaled with the root.
        root = math.sqrt(1 - self.beta2**self._steps)
        np.sqrt(v, out=scratch)
        scratch += self.eps * root
        np.divide(m, scratch, out=scratch)
        scratch *= rate * root / (1 - self.beta1**self._steps)
        parameter -= scratch


OPTIMIZERS: dict[str, Callable[..., Optimizer]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adam": Adam,
}


def optimizer(choice: str | Optimizer, learning_rate: float | None = None) -> Optimizer:
    """Make an optimizer by its name, or take one as it is.

    Parameters
    ----------
    choice : str or Optimizer
        A key of `OPTIMIZERS`.
    learning_rate : float or None
        Of the new one; None for its default. An optimizer that comes ready keeps its own unless this is given.

    Returns
    -------
    Optimizer

    Raises
    ------
    NetworkError
        If no optimizer has that name.
    """
    if isinstance(choice, Optimizer):
        if learning_rate is not None:
            choice.learning_rate = learning_rate
        return choice
    if choice not in OPTIMIZERS:
        raise NetworkError(f"no optimizer {choice!r}: choose one of {', '.join(OPTIMIZERS)}")
    return OPTIMIZERS[choice]() if learning_rate is None else OPTIMIZERS[choice](learning_rate)
