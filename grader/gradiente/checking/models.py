"""Torch models and tensors in a check: over the wall a model is a handle and a tensor is its values.

A check never holds a student's module. It makes models from a description, hands them to the student's functions
and looks at them through these functions, which work the same way under plain pytest.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from gradiente.worker.codec import Tensor


def make_model(student: Any, parts: dict[str, Any], seed: int = 0) -> Any:
    """Make a model on the student's side.

    Parameters
    ----------
    student : object
    parts : dict of str to (list of tuple, or tuple)
        Layers by the name of the part, run in order, e.g.
        ``{"features": [("conv2d", 3, 4, 3), ("relu",), ("flatten",)], "classifier": [("linear", 16, 5)]}``; one
        tuple alone is that layer itself. Layers: conv2d, linear, batch_norm1d, batch_norm2d, max_pool2d, relu,
        sigmoid, flatten, dropout, softmax, with torch's positional arguments.
    seed : int
        Of its weights.

    Returns
    -------
    object
        To be handed to the student's functions and to the functions below.
    """
    return _operate(student, "make", parts, seed)


def look_at_model(student: Any, model: Any) -> dict[str, list[Any]]:
    """See everything that can be seen of a model.

    Returns
    -------
    dict
        `parameters`: (name, values, trainable); `buffers`: (name, values); `modules`: (name, class name, in
        training mode), the model itself first under the name "".
    """
    seen: dict[str, list[Any]] = _operate(student, "look", model)
    return seen


def run_model(student: Any, model: Any, images: np.ndarray) -> np.ndarray:
    """Output of a model in the mode it is in, without gradients."""
    output: np.ndarray = _operate(student, "run", model, images)
    return output


def set_training(student: Any, model: Any, training: bool) -> None:
    """Set the mode of a model and everything in it."""
    _operate(student, "set_training", model, training)


def set_trainable(student: Any, model: Any, prefix: str, trainable: bool) -> None:
    """Set which parameters are trained, by the beginning of their names."""
    _operate(student, "set_trainable", model, prefix, trainable)


def set_parameters(student: Any, model: Any, values: list[np.ndarray]) -> None:
    """Give a model's parameters values, in the order of `look_at_model`."""
    _operate(student, "set_parameters", model, values)


def set_gradients(student: Any, model: Any, value: float) -> None:
    """Leave every parameter of a model a gradient as from an earlier pass."""
    _operate(student, "set_gradients", model, value)


def torch_random_state(student: Any) -> str:
    """Fingerprint of torch's global random state on the student's side."""
    return str(_operate(student, "random_state"))


def tensor(student: Any, values: np.ndarray) -> Any:
    """Make a tensor to hand to a student's function: float32 and int64 arrays keep their dtype."""
    if _over_the_wall(student):
        return Tensor(np.array(values), False)
    import torch

    return torch.from_numpy(np.array(values))


def tensor_values(value: Any) -> tuple[np.ndarray, bool] | None:
    """Values of a tensor that a student returned and whether it still hangs on its graph; None for anything else."""
    if isinstance(value, Tensor):
        return value.values, value.requires_grad
    if type(value).__module__.partition(".")[0] == "torch" and hasattr(value, "detach"):
        return value.detach().cpu().numpy(), bool(value.requires_grad)
    return None


def is_model(value: Any) -> bool:
    """Whether a student returned an object that could be a model: something that is no plain value."""
    if type(value).__name__ == "Opaque":
        return True
    return callable(getattr(value, "named_parameters", None))


def _over_the_wall(student: Any) -> bool:
    return getattr(type(student), "operate", None) is not None


def _operate(student: Any, operation: str, *arguments: Any) -> Any:
    if _over_the_wall(student):
        return type(student).operate(student, operation, *arguments)
    from gradiente.worker.models import OPERATIONS

    return OPERATIONS[operation](*arguments)
