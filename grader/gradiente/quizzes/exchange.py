"""Variants as JSON: for the page, and for students' kits, which hold neither questions nor reference.

Whoever has the file can read the answers in it; a quiz for oneself has no secrets.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from gradiente.errors import GradienteError
from gradiente.quizzes.variant import Choice, Matching, Numeric, Open, Ordering, Variant

_ASKED = {cls.__name__.lower(): cls for cls in (Numeric, Choice, Ordering, Matching, Open)}


def to_json(variant: Variant) -> dict[str, Any]:
    """Return a variant as plain data; `asked` has a key `kind` more, which names its class."""
    plain: dict[str, Any] = _plain(variant)
    plain["asked"] = {"kind": type(variant.asked).__name__.lower(), **plain["asked"]}
    return plain


def from_json(stored: Mapping[str, Any]) -> Variant:
    """Rebuild a variant.

    Raises
    ------
    GradienteError
        If it is none.
    """
    try:
        asked = dict(stored["asked"])
        kind = _ASKED[asked.pop("kind")]
        without: Variant = _built(Variant, {**stored, "asked": None})
        return replace(without, asked=_built(kind, asked))
    except (KeyError, TypeError, ValueError) as error:
        raise GradienteError(f"This is no variant of a question: {error!r}.") from None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _built(cls: Any, stored: Mapping[str, Any]) -> Any:
    hints = get_type_hints(cls)
    if set(stored) != set(hints):
        raise ValueError(f"{cls.__name__} has other keys")
    return cls(**{name: _value(hints[name], stored[name]) for name in hints})


def _value(hint: Any, stored: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if stored is None:
        return None
    if origin in (Union, types.UnionType):
        (hint, *_) = [one for one in arguments if one is not type(None)]
        return _value(hint, stored)
    if origin is tuple:
        return tuple(_value(arguments[0], item) for item in stored)
    if origin is dict:
        return dict(stored)
    if is_dataclass(hint):
        return _built(hint, stored)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(stored)
    return float(stored) if hint is float else stored
