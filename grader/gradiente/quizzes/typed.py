"""Read a number as students type it.

A comma and a point are both a decimal sign, and one separator is never taken for thousands: `1,234` is a little more
than one. Whatever could mean two things is not guessed; it is said to be unreadable, and costs no try.
"""

from __future__ import annotations

import math
import re

_SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_DIGITS = r"(?:\d+(?:[.,]\d*)?|[.,]\d+)"
_NUMBER = re.compile(
    rf"(?P<number>[-+]?{_DIGITS})"
    r"(?:e(?P<e>[-+]?\d+)|\s*(?:[·×x*]\s*)10\s*(?:\^|\*\*)?\s*\(?(?P<power>[-+]?\d+)\)?)?"
    rf"(?:\s*/\s*(?P<divisor>{_DIGITS}))?"
    r"\s*(?P<unit>[^\d]*)",
    re.IGNORECASE,
)
# 1.234 or 12,345 where a whole number is asked for: most likely thousands, and not ours to decide.
_LIKE_THOUSANDS = re.compile(r"[-+]?\d{1,3}[.,]\d{3}(?!\d)")
_GROUPED = re.compile(r"\d[.,\s']+\d+[.,\s']+\d|\d[\s'\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]+\d")


class UnreadableNumberError(ValueError):
    """What was typed is no number, or could be two.

    Attributes
    ----------
    kind : str
        `empty`, `thousands` or `no-number`: a key of the texts.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def read_number(text: str, unit: str = "", *, whole: bool = False) -> float:
    """Read a number.

    Parameters
    ----------
    text : str
        `320`, `0,5`, `-1.5e-3`, `2·10^-3`, `3/4`, `41 %`; a unit after it is ignored. A percent sign divides by 100
        unless the question asks for percent.
    unit : str
        The question's unit.
    whole : bool
        Whether a whole number is asked for.

    Raises
    ------
    UnreadableNumberError
        If there is no number, or more than one way to read it.

    Examples
    --------
    >>> read_number("0,5"), read_number("320 parámetros"), read_number("3/4"), read_number("41 %")
    (0.5, 320.0, 0.75, 0.41)
    """
    tidy = text.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-").translate(_SUPERSCRIPTS).strip()
    tidy = re.sub(r"^([-+])\s+", r"\1", tidy.lstrip("=≈ ").strip())
    if not tidy:
        raise UnreadableNumberError("empty")
    found = _NUMBER.fullmatch(tidy)
    if _GROUPED.search(_before_power(tidy)) or (whole and found and _LIKE_THOUSANDS.fullmatch(found["number"])):
        raise UnreadableNumberError("thousands")
    if found is None or (found["e"] and found["power"]):
        raise UnreadableNumberError("no-number")
    exponent = int(found["e"] or found["power"] or 0)
    divisor = _decimal(found["divisor"]) if found["divisor"] else 1.0
    if divisor == 0 or abs(exponent) > 300:
        raise UnreadableNumberError("no-number")
    # Joined as text, so that 1.5e-3 is the float that Python reads, not a product that rounds twice.
    value = float(f"{_decimal_text(found['number'])}e{exponent}") / divisor
    if "%" in found["unit"] and "%" not in unit:
        value /= 100
    if not math.isfinite(value):
        raise UnreadableNumberError("no-number")
    return value


def _before_power(text: str) -> str:
    return re.split(r"\s*[·×x*/]\s*", text)[0]


def _decimal_text(digits: str) -> str:
    return digits.replace(",", ".")


def _decimal(digits: str) -> float:
    return float(_decimal_text(digits))
