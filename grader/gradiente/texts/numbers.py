"""Numbers as each language writes them."""

from __future__ import annotations


def decimal(text: str, language: str) -> str:
    """Give a number's text the language's decimal sign; what is no number stays as it is."""
    try:
        float(text)
    except ValueError:
        return text
    return text.replace(".", ",") if language == "es" else text


def mark(value: float | None, language: str) -> str:
    """Write a mark to two decimals; a dash where there is none."""
    return "–" if value is None else decimal(f"{value:.2f}", language)


def points(value: float, language: str) -> str:
    """Write points with as many decimals as they need."""
    return decimal(f"{round(value, 4):g}", language)


def percent(share: float, language: str) -> str:
    """Write a share as whole percent: `41 %` in Spanish, `41%` in English."""
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%" if language == "es" else f"{100 * share:.0f}%"


def moment(text: str) -> str:
    """Write a time that stands in ISO 8601 for people, with its offset: `2026-03-22 10:15:00 (UTC+01:00)`."""
    day, _, clock = text.partition("T")
    return f"{day} {clock[:8]} (UTC{clock[8:]})" if clock else text
