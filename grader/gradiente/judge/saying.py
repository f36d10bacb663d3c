"""Calls and values as a student reads them: short, and as Python would write them."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

from gradiente.checking.agreement import Outcome, Raised, Refused
from gradiente.worker.codec import Opaque, Tensor, text_of_callable

_LONGEST = 400


def say_value(value: Any) -> str:
    """Write a value as Python would, cut short.

    Parameters
    ----------
    value : object
        Plain data, an array, a callable of ours, or an object that stayed with the student.

    Returns
    -------
    str
    """
    text = _text(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 4]} ..."


def say_call(function: str, arguments: tuple[Any, ...]) -> str:
    """Write a call as Python would."""
    return f"{function}({', '.join(say_value(argument) for argument in arguments)})"


def say_outcome(outcome: Outcome) -> str:
    """Write what came back from a call."""
    if isinstance(outcome, Raised):
        return f"{outcome.type_name}: {outcome.message}" if outcome.message else outcome.type_name
    if isinstance(outcome, Refused):
        return f"({outcome.kind}) {outcome.detail}"
    return say_value(outcome.value)


def _text(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return _array_text(value)
    if isinstance(value, bool) or value is None:
        return repr(value)
    if isinstance(value, float):
        return f"{value:.10g}" if value % 1 or abs(value) >= 1e10 else repr(value)
    if isinstance(value, tuple):
        inner = ", ".join(_text(item) for item in value[:50])
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return f"[{', '.join(_text(item) for item in value[:50])}{', ...' if len(value) > 50 else ''}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_text(item)}" for key, item in list(value.items())[:50]) + "}"
    if isinstance(value, np.random.Generator):
        return "rng"
    if isinstance(value, Opaque):
        return f"<{value.type_name}>"
    if inspect.isroutine(value):
        return value.__name__  # its repr holds an address, another one at every run
    if isinstance(value, Tensor):
        return _array_text(value.values, "tensor")
    if isinstance(value, int) and value.bit_length() > 1000:
        return f"an integer of {value.bit_length()} bits"
    if callable(value):
        return text_of_callable(value)
    return repr(value)


def _array_text(value: np.ndarray, name: str = "array") -> str:
    if value.size <= 40:
        text = np.array_repr(value, max_line_width=88, precision=6)
        return text if name == "array" else f"{name}({text.partition('(')[2]}"
    beginning = np.array2string(value, threshold=8, precision=6)
    return f"{name} of shape {value.shape}, {value.dtype}: {beginning}"
