"""Figures: the numbers of real training runs, stored as JSON.

`quizzes/figures/recipes.py` trains with the reference and fixed seeds; `gradiente quizzes figures` stores what
comes out. Nothing is drawn that no run has measured.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from gradiente.errors import GradienteError
from gradiente.quizzes.figure_kinds import KINDS, Curves, Figure, both

FORMAT_VERSION = 1
# How a text says where a figure stands.
FIGURE = re.compile(r"!\[\]\(figure:([a-z0-9-]+)\)")


def read_figure(path: Path) -> Figure:
    """Read a stored figure.

    Raises
    ------
    GradienteError
        If there is none, or it is not of our format.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GradienteError(f"There is no figure {path.stem!r}: {path} is missing.") from None
    except ValueError as error:
        raise GradienteError(f"{path}: {error}.") from None
    try:
        return from_json(path.stem, stored)
    except (KeyError, TypeError, ValueError) as error:
        raise GradienteError(f"{path}: is no figure: {error!r}.") from None


def from_json(name: str, stored: dict[str, Any]) -> Figure:
    """Rebuild a figure from what is stored of it.

    Raises
    ------
    KeyError, TypeError, ValueError
        If it is none.
    """
    if stored["format_version"] != FORMAT_VERSION:
        raise ValueError(f"format_version must be {FORMAT_VERSION}")
    # Curves are older than the other kinds.
    return KINDS[stored.get("kind", Curves.kind)].from_json(name, stored)


def to_json(figure: Figure) -> dict[str, Any]:
    """Return what is stored of a figure."""
    kind = {} if isinstance(figure, Curves) else {"kind": figure.kind}
    general = {"format_version": FORMAT_VERSION, **kind, "recipe": figure.recipe, "title": both(figure.title)}
    return {**general, **figure.to_json()}


class Figures(Protocol):
    """Wherever figures come from."""

    def figure(self, name: str) -> Figure:
        """Return a figure by its name."""


@dataclass(frozen=True)
class Gallery:
    """The stored figures of a bank.

    Attributes
    ----------
    folder : Path
    """

    folder: Path

    def figure(self, name: str) -> Figure:
        """Return a figure by its name."""
        return _read_once(self.folder / f"{name}.json")

    def series(self, name: str, key: str) -> list[float]:
        """Return one series of a figure, as expressions ask for it."""
        return self.figure(name).values_of(key)


@cache
def _read_once(path: Path) -> Figure:
    return read_figure(path)
