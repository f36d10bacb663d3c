"""When a student's value agrees with the expected one: the course's conventions, in one place.

The values compared here are plain: what came over the wall was rebuilt from numbers, text, lists and base
arrays, so no comparison runs code of the student. Without a wall, in a run by plain pytest at home, a subclass
of text or of a number agrees as what it extends, for so it would arrive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

import numpy as np

from gradiente.worker.codec import Tensor

ABSOLUTE_TOLERANCE = 1e-6
RELATIVE_TOLERANCE = 1e-5


@dataclass(frozen=True)
class Difference:
    """Why two values disagree, in a form that can be said in any language.

    Attributes
    ----------
    kind : str
        Key of the sentence: `type`, `shape`, `length`, `value`, `integer`, `keys`, `boolean`.
    details : dict of str to str
        What the sentence names.
    """

    kind: str
    details: dict[str, str]


class LookedAtError(BaseException):
    """Somebody looked at an answer that is not there yet; it passes through a check to whoever ran it."""


class Unseen:
    """Stands for an answer that is not there yet: it agrees with everything, and whoever looks at it is stopped.

    Attributes
    ----------
    wants : list
        What it was to agree with.
    """

    __slots__ = ("wants",)

    def __init__(self) -> None:
        self.wants: list[Any] = []

    def _stop(self, *_: Any) -> NoReturn:
        raise LookedAtError

    __getattr__ = __getitem__ = __iter__ = __len__ = __bool__ = __float__ = __int__ = __index__ = __array__ = _stop
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __call__ = _stop
    __repr__ = __str__ = __hash__ = __format__ = _stop


def difference(got: Any, want: Any, tolerance: float | None = None) -> Difference | None:
    """Say how `got` differs from `want`, or None if it agrees.

    Parameters
    ----------
    got : object
        What the student's function returned.
    want : object
        What it should have returned. Its type decides the rule: integers are exact (4.0 is accepted for 4),
        floats and arrays agree when ``|got - want| <= 1e-6 + 1e-5 * max|want|``, the maximum over the whole
        array; a list and a tuple stand for each other, and a list of numbers may be a 1-D array. A dataclass is
        an object of the reference's own, such as a cache: whatever the student has in its place agrees.
    tolerance : float, optional
        An absolute tolerance instead of the course's.

    Returns
    -------
    Difference or None
    """
    if type(got) is Unseen:
        got.wants.append(want)
        return None
    if isinstance(want, np.ndarray) and want.ndim > 0:
        return _array_difference(got, want, tolerance)
    if isinstance(want, (np.ndarray, np.generic)):
        want = want.item()
    if want is None or isinstance(want, (str, bytes)):
        return None if isinstance(got, type(want)) and got == want else _type_or_value(got, want)
    if isinstance(want, bool):
        return _boolean_difference(got, want)
    if isinstance(want, (int, float)):
        return _number_difference(got, want, tolerance)
    if isinstance(want, (list, tuple)):
        return _sequence_difference(got, want, tolerance)
    if isinstance(want, dict):
        return _mapping_difference(got, want, tolerance)
    if is_dataclass(want) and not isinstance(want, Tensor):
        return None
    raise TypeError(f"no rule compares a {type(want).__name__}")


class Expectations:
    """Expected values of many calls, compared in one step.

    One comparison of all floats together costs a hundredth of one a value. It can only say that everything agrees,
    by the rules of `difference`; whatever it cannot say is left to those rules.

    Parameters
    ----------
    wants : sequence
        The expected values, one a call.
    tolerance : float, optional
        An absolute tolerance instead of the course's.
    """

    def __init__(self, wants: Sequence[Any], tolerance: float | None = None) -> None:
        self._wants = wants
        leaves: list[np.ndarray] = []
        self._is_plain = all(_float_leaves(want, want, leaves) for want in wants)
        if self._is_plain and leaves:
            self._want = np.concatenate(leaves, dtype=np.float64)
            within = [np.full(leaf.size, tolerance_of(leaf, tolerance)) for leaf in leaves]
            self._within = np.concatenate(within)

    def all_agree_with(self, values: Sequence[Any]) -> bool:
        """Whether it is certain that there are as many values as are expected, and that every one agrees."""
        leaves: list[np.ndarray] = []
        if not self._is_plain or len(values) != len(self._wants):
            return False
        if not all(_float_leaves(got, want, leaves) for got, want in zip(values, self._wants, strict=True)):
            return False
        if not leaves:
            return True
        got = np.concatenate(leaves, dtype=np.float64)
        return bool(np.all(within(got, self._want, self._within)))


def _float_leaves(got: Any, want: Any, leaves: list[np.ndarray]) -> bool:
    """Collect the numbers of a value whose form is the expected one, of floats alone; False if it is not."""
    if isinstance(want, np.ndarray) and want.ndim > 0:
        if type(got) is not np.ndarray or got.shape != want.shape:
            return False
        if want.dtype.kind != "f" or got.dtype.kind != "f":
            return False
        leaves.append(got.reshape(-1))
        return True
    if isinstance(want, float):
        if type(got) is not float and got is not want:
            return False
        leaves.append(np.array((got,)))
        return True
    if isinstance(want, (list, tuple)):
        if not isinstance(got, (list, tuple)) or len(got) != len(want):
            return False
        return all(_float_leaves(one, other, leaves) for one, other in zip(got, want, strict=True))
    return is_dataclass(want) and not isinstance(want, Tensor)


def kind_of(value: Any) -> str:
    """Name the kind of a value as a student would: `list`, `array of shape (2, 3)`, `float`."""
    if isinstance(value, np.ndarray):
        return f"ndarray {value.shape} {value.dtype}"
    return str(getattr(value, "type_name", None) or type(value).__name__)


def _as_scalar(got: Any) -> Any:
    """Unwrap a 0-d array or a NumPy scalar, and turn Python's rarer numbers into floats; all else stays as it is."""
    if isinstance(got, np.generic) or (isinstance(got, np.ndarray) and got.ndim == 0):
        got = got.item()
    # The item of an extended-precision scalar is that scalar again.
    return float(got) if isinstance(got, (np.floating, Fraction, Decimal)) else got


def _type_or_value(got: Any, want: Any) -> Difference:
    if not isinstance(got, type(want)):
        return Difference("type", {"got": kind_of(got), "want": kind_of(want)})
    return Difference("value", {})


def _boolean_difference(got: Any, want: bool) -> Difference | None:
    got = _as_scalar(got)
    if not isinstance(got, bool):
        return Difference("type", {"got": kind_of(got), "want": "bool"})
    return None if got == want else Difference("value", {})


def _number_difference(got: Any, want: float, tolerance: float | None) -> Difference | None:
    scalar = _as_scalar(got)
    if isinstance(scalar, bool) or not isinstance(scalar, (int, float)):
        return Difference("type", {"got": kind_of(got), "want": type(want).__name__})
    if isinstance(want, int):
        return None if scalar == want else Difference("integer" if scalar != scalar // 1 else "value", {})
    try:
        near = _near(np.float64(scalar), np.float64(want), tolerance)
    except OverflowError:  # an integer beyond the range of float64
        near = np.False_
    return None if near else Difference("value", {"largest": _largest(scalar, want)})


def _array_difference(got: Any, want: np.ndarray, tolerance: float | None) -> Difference | None:
    if not isinstance(got, np.ndarray):
        return Difference("type", {"got": kind_of(got), "want": kind_of(want)})
    if got.shape != want.shape:
        return Difference("shape", {"got": str(got.shape), "want": str(want.shape)})
    if (want.dtype == np.bool_) != (got.dtype == np.bool_) or got.dtype.kind not in "biuf":
        return Difference("type", {"got": kind_of(got), "want": kind_of(want)})
    if want.dtype.kind in "biu":
        return None if np.array_equal(got, want) else Difference("value", {})
    if np.all(_near(got.astype(np.float64), want.astype(np.float64), tolerance)):
        return None
    return Difference("value", {"largest": _largest(got, want)})


def _near(got: Any, want: Any, tolerance: float | None) -> Any:
    """Elementwise agreement within the tolerance of the whole."""
    return within(got, want, tolerance_of(want, tolerance))


def tolerance_of(want: Any, tolerance: float | None) -> float:
    """How far a number of an array, or of a number alone, may be from the expected one."""
    if tolerance is not None:
        return tolerance
    size = np.abs(want)
    finite = size[np.isfinite(size)]
    return ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * float(finite.max(initial=0.0))


def within(got: Any, want: Any, tolerance: Any) -> Any:
    """Elementwise agreement; a NaN agrees with a NaN and an infinity with itself."""
    with np.errstate(all="ignore"):
        return (np.abs(got - want) <= tolerance) | (got == want) | (np.isnan(got) & np.isnan(want))


def _largest(got: Any, want: Any) -> str:
    try:
        with np.errstate(all="ignore"):
            gap = np.abs(np.asarray(got, dtype=np.float64) - np.asarray(want, dtype=np.float64))
    except OverflowError:  # an integer beyond the range of float64
        return "∞"
    if not np.isfinite(gap).all():
        return "∞"
    return f"{float(gap.max(initial=0.0)):.3g}"


def _sequence_difference(got: Any, want: Any, tolerance: float | None) -> Difference | None:
    if isinstance(got, np.ndarray) and got.ndim == 1 and all(_is_number(item) for item in want):
        got = got.tolist()
    if not isinstance(got, (list, tuple)):
        return Difference("type", {"got": kind_of(got), "want": type(want).__name__})
    if len(got) != len(want):
        return Difference("length", {"got": str(len(got)), "want": str(len(want))})
    for one, other in zip(got, want, strict=True):
        found = difference(one, other, tolerance)
        if found is not None:
            return found
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)


def _mapping_difference(got: Any, want: dict[Any, Any], tolerance: float | None) -> Difference | None:
    if not isinstance(got, dict):
        return Difference("type", {"got": kind_of(got), "want": "dict"})
    if set(got) != set(want):
        return Difference("keys", {"got": str(sorted(map(str, got))), "want": str(sorted(map(str, want)))})
    for key, expected in want.items():
        found = difference(got[key], expected, tolerance)
        if found is not None:
            return found
    return None
