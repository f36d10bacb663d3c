"""A variant as the page holds it: texts as HTML, and everything about the answer sealed.

Options, items and partners are numbered as they are shown, because their keys can give them away (`right`); the keys
are sealed with them. `marking.js` reads this.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.figures import Figures
from gradiente.quizzes.page.html import as_html, as_plain
from gradiente.quizzes.page.sealing import key_of, mark_of, salt_of, seal, slow_key
from gradiente.quizzes.variant import Choice, Feedback, Item, Matching, Numeric, Open, Option, Ordering, Variant
from gradiente.results import Text


@dataclass(frozen=True)
class _Known:
    """A number that is recognised; `unlock` is the key to the explanation, if it is the right one."""

    key: str
    value: float
    tolerance: float
    feedback: tuple[Feedback, ...]
    unlock: str | None = None


def payload(variant: Variant, figures: Figures) -> dict[str, Any]:
    """Return what the page holds of a variant.

    Parameters
    ----------
    variant : Variant
    figures : Figures
        Where the figures' alternative texts come from.
    """
    return _Sealing(variant, figures).payload()


class _Sealing:
    def __init__(self, variant: Variant, figures: Figures) -> None:
        self._variant = variant
        self._figures = figures
        self._salt = salt_of(str(variant.code))

    def payload(self) -> dict[str, Any]:
        variant = self._variant
        kept = {"explanation": self._html(variant.explanation), "solution": self._solution()}
        # From what it seals, so that the key stands nowhere and is the same at every build.
        content = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(f"{self._salt}|{content}".encode()).digest()
        return {
            "code": str(variant.code),
            "salt": self._salt,
            "stem": self._html(variant.stem),
            "hint": self._html(variant.hint) if variant.hint else None,
            "asked": self._asked(key),
            "unlock": seal(slow_key(self._salt), key.hex()),
            "kept": seal(key, kept),
        }

    def _html(self, text: Text, *, line: bool = False) -> dict[str, str]:
        return {
            language: as_html(text.in_language(language), self._alternative(language), line=line)
            for language in ("es", "en")
        }

    def _alternative(self, language: str) -> Any:
        return lambda name: alternative_text(self._figures.figure(name), language)

    def _feedback(self, feedback: tuple[Feedback, ...]) -> list[dict[str, Any]]:
        return [
            {
                "text": self._html(one.text),
                "misconception": one.misconception,
                "name": _plain(one.name) if one.name else None,
                "lecture": _plain(one.lecture) if one.lecture else None,
            }
            for one in feedback
        ]

    def _sealed(self, label: str, content: Any) -> str:
        return seal(key_of(self._salt, label), content)

    def _asked(self, key: bytes) -> dict[str, Any]:
        match self._variant.asked:
            case Numeric() as asked:
                return self._number(asked, key)
            case Choice() as asked:
                rights = [place for place, option in enumerate(asked.options) if option.right]
                return {
                    "kind": "choice",
                    "several": asked.several,
                    "rights": len(rights),
                    "options": [self._option(place, option) for place, option in enumerate(asked.options)],
                    "key": self._sealed(f"right|{','.join(map(str, rights))}", key.hex()),
                }
            case Ordering() as asked:
                places = {item.key: place for place, item in enumerate(asked.items)}
                right = [places[item] for item in asked.right]
                return {
                    "kind": "ordering",
                    "items": [self._item("item", place, item) for place, item in enumerate(asked.items)],
                    "pairs": sorted(mark_of(self._salt, f"{one}>{other}") for one, other in pairwise(right)),
                    "key": self._sealed(f"right|{','.join(map(str, right))}", key.hex()),
                }
            case Matching() as asked:
                partners = _right_partners(asked)
                return {
                    "kind": "matching",
                    "items": [self._item("item", place, item) for place, item in enumerate(asked.items)],
                    "partners": [self._item("partner", place, one) for place, one in enumerate(asked.partners)],
                    "pairs": sorted(mark_of(self._salt, f"{place}={one}") for place, one in enumerate(partners)),
                    "key": self._sealed(f"right|{','.join(map(str, partners))}", key.hex()),
                }
            case Open() as asked:
                compared = {
                    "model_answer": self._html(asked.model_answer),
                    "points": [{"key": one.key, "html": self._html(one.text, line=True)} for one in asked.points],
                    "key": key.hex(),
                }
                return {"kind": "open", "compared": self._sealed("compare", compared)}

    def _option(self, place: int, option: Option) -> dict[str, Any]:
        sealed = {"key": option.key, "right": option.right, "feedback": self._feedback(option.feedback)}
        return {"html": self._html(option.text, line=True), "sealed": self._sealed(f"option|{place}", sealed)}

    def _item(self, label: str, place: int, item: Item) -> dict[str, Any]:
        return {
            "html": self._html(item.text, line=True),
            "plain": {"es": as_plain(item.text.es), "en": as_plain(item.text.en)},
            "sealed": self._sealed(f"{label}|{place}", item.key),
        }

    def _number(self, asked: Numeric, key: bytes) -> dict[str, Any]:
        """Cut the line of numbers into cells; a cell's number opens what lies near it.

        Which of the values in a cell it is, if any, is decided with the exact tolerance once the cell is open.
        """
        known = [
            _Known("right", asked.answer, asked.tolerance, (), key.hex()),
            *(_Known(one.key, one.value, asked.wrong_tolerance, one.feedback) for one in asked.recognised),
        ]
        width = cell_width(asked)
        cells: dict[int, list[dict[str, Any]]] = {}
        for one in known:
            reach = one.tolerance + 1e-9 * max(1.0, abs(one.value))
            content = {
                "key": one.key,
                "value": one.value,
                "tolerance": one.tolerance,
                "feedback": self._feedback(one.feedback),
                "unlock": one.unlock,
            }
            low, high = math.floor((one.value - reach) / width), math.floor((one.value + reach) / width)
            for cell in range(low, high + 1):
                cells.setdefault(cell, []).append(content)
        return {
            "kind": "numeric",
            "whole": asked.decimals is None and asked.answer == int(asked.answer),
            "unit": _plain(asked.unit) if asked.unit else None,
            "width": width,
            # Sorted by hash: the order of the cells would say which comes first.
            "cells": dict(
                sorted(
                    (mark_of(self._salt, f"cell|{cell}"), self._sealed(f"cell|{cell}", content))
                    for cell, content in cells.items()
                )
            ),
        }

    def _solution(self) -> Any:
        match self._variant.asked:
            case Numeric() as asked:
                return _plain(asked.shown)
            case Choice() as asked:
                return [place for place, option in enumerate(asked.options) if option.right]
            case Ordering() as asked:
                places = {item.key: place for place, item in enumerate(asked.items)}
                return [places[item] for item in asked.right]
            case Matching() as asked:
                return _right_partners(asked)
            case Open():
                return None


def cell_width(asked: Numeric) -> float:
    """Return how wide the cells are: a value and its tolerance reach into two or three of them at most."""
    largest = max(abs(asked.answer), *(abs(one.value) for one in asked.recognised), 1.0)
    return max(2 * asked.wrong_tolerance, 1e-6 * largest)


def _right_partners(asked: Matching) -> list[int]:
    places = {partner.key: place for place, partner in enumerate(asked.partners)}
    return [places[asked.right[item.key]] for item in asked.items]


def _plain(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}
