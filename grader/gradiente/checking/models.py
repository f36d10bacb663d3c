"""Torch models and tensors in a check: over the wall a model is a handle and a tensor is its values.

A check never holds a student's module. It makes models from a description, hands them to the student's functions
and looks at them through these functions, which work the same way under plain pytest. With None in the student's
place they work on a model of the judge's own: a twin, made from the same description, on which the reference shows
what should have happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gradiente.checking.evidence import refuse_type
from gradiente.worker.codec import Opaque, Tensor


@dataclass(frozen=True)
class Seen:
    """What can be seen of a model.

    Attributes
    ----------
    parameters : dict of str to ndarray
    trainable : dict of str to bool
        Whether a parameter is trained (`requires_grad`).
    gradients : dict of str to (ndarray or None)
    buffers : dict of str to ndarray
        Running statistics.
    modes : dict of str to bool
        Whether a module is in training mode; the model itself comes first under the name "".
    """

    parameters: dict[str, np.ndarray]
    trainable: dict[str, bool]
    gradients: dict[str, np.ndarray | None]
    buffers: dict[str, np.ndarray]
    modes: dict[str, bool]


@dataclass(frozen=True)
class Pass:
    """One forward pass of a model that `make_model` made.

    Attributes
    ----------
    first_values : ndarray
        The first number of every sample, by which a check knows its samples again.
    training : bool
        The mode of the model as a whole.
    has_graph : bool
        Whether its output hung on a graph.
    went_back : bool
        Whether a backward pass followed.
    found_gradients : bool
        Whether that backward pass found a gradient other than 0 that was there before.
    """

    first_values: np.ndarray
    training: bool
    has_graph: bool
    went_back: bool
    found_gradients: bool


def make_model(student: Any, parts: dict[str, Any], seed: int = 0) -> Any:
    """Make a model on the student's side, in training mode.

    Parameters
    ----------
    student : object
        None makes it on the judge's side, with the same weights.
    parts : dict of str to (list of tuple or list, or tuple)
        Layers by the name of the part, run in order, e.g.
        ``{"features": [("conv2d", 3, 4, 3), ("relu",), ("flatten",)], "classifier": [("linear", 16, 5)]}``; one
        tuple alone is that layer itself, a list within a list a part within a part. Layers: conv2d, linear,
        batch_norm1d, batch_norm2d, max_pool2d, relu, sigmoid, flatten, dropout, softmax, with torch's positional
        arguments.
    seed : int
        Of its weights.

    Returns
    -------
    object
        To be handed to the student's functions and to the functions below.
    """
    return _operate(student, "make", parts, seed)


def is_model(student: Any, value: Any) -> bool:
    """Whether a student returned a torch module."""
    if _over_the_wall(student) and not isinstance(value, Opaque):
        return False
    return bool(_operate(student, "is_model", value))


def same_object(one: Any, other: Any) -> bool:
    """Whether a student returned the very object that was handed to them, or that they returned before."""
    return one is other or (isinstance(one, Opaque) and one == other)


def look_at_model(student: Any, model: Any) -> Seen:
    """See everything that can be seen of a model."""
    seen = _operate(student, "look", model)
    return Seen(
        {name: values for name, values, _ in seen["parameters"]},
        {name: trainable for name, _, trainable in seen["parameters"]},
        dict(seen["gradients"]),
        dict(seen["buffers"]),
        {name: training for name, _, training in seen["modules"]},
    )


def run_model(student: Any, model: Any, images: np.ndarray) -> np.ndarray:
    """Output of a model in the mode it is in, without gradients."""
    output: np.ndarray = _operate(student, "run", model, images)
    return output


def take_passes(student: Any, model: Any) -> list[Pass]:
    """Forward passes that a model of `make_model` has done since the last time; those of `run_model` do not count."""
    return [Pass(*one) for one in _operate(student, "take_passes", model)]


def part_of(student: Any, model: Any, name: str) -> Any:
    """Return a part of a model by its name, to be handed to the student's functions."""
    return _operate(student, "part", model, name)


def set_training(student: Any, model: Any, training: bool, prefix: str = "") -> None:
    """Call `train` of a model, or of its modules whose names begin so."""
    _operate(student, "set_training", model, training, prefix)


def set_trainable(student: Any, model: Any, trainable: bool, prefix: str = "") -> None:
    """Set which parameters are trained, by the beginning of their names."""
    _operate(student, "set_trainable", model, trainable, prefix)


def freeze_part(student: Any, model: Any, prefix: str) -> None:
    """Freeze a part for good: its parameters are not trained and its batch norms stay in evaluation mode."""
    _operate(student, "freeze", model, prefix)


def set_parameters(student: Any, model: Any, values: list[np.ndarray]) -> None:
    """Give a model's parameters values, in the order of `look_at_model`."""
    _operate(student, "set_parameters", model, values)


def set_buffers(student: Any, model: Any, values: list[np.ndarray]) -> None:
    """Give a model's buffers values, in the order of `look_at_model`."""
    _operate(student, "set_buffers", model, values)


def set_gradients(student: Any, model: Any, value: float) -> None:
    """Leave every parameter of a model a gradient as from an earlier pass."""
    _operate(student, "set_gradients", model, value)


def tensor(student: Any, values: np.ndarray) -> Any:
    """Make a tensor to hand to a student's function: float32 and int64 arrays keep their dtype."""
    if _over_the_wall(student):
        return Tensor(np.array(values), False)
    import torch

    return torch.from_numpy(np.array(values))


def plain(value: Any) -> Any:
    """Return what a student returned with arrays in place of its tensors, or fail if one still hangs on its graph.

    Parameters
    ----------
    value : object
        Numbers, tensors, and tuples, lists and dicts of them.

    Returns
    -------
    object
        The same with an array of the same values for every tensor.

    Raises
    ------
    Disagreement
        If a tensor requires a gradient: it keeps the whole graph of its pass in memory.
    """
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Tensor):
        values, requires_grad = value.values, value.requires_grad
    elif type(value).__module__.partition(".")[0] == "torch" and hasattr(value, "detach"):
        values, requires_grad = value.detach().cpu().numpy(), bool(value.requires_grad)
    else:
        return value
    if requires_grad:
        refuse_type(value, "torch.Tensor (requires_grad=True)", "float")
    return values


def _over_the_wall(student: Any) -> bool:
    return getattr(type(student), "operate", None) is not None


def _operate(student: Any, operation: str, *arguments: Any) -> Any:
    if _over_the_wall(student):
        return type(student).operate(student, operation, *arguments)
    from gradiente.worker.models import OPERATIONS

    return OPERATIONS[operation](*arguments)
