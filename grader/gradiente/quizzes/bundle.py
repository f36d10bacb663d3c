"""Variants in one file: what a student's kit has of the bank, since it holds neither questions nor reference."""

from __future__ import annotations

import base64
import difflib
import json
import zlib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradiente.errors import GradienteError
from gradiente.quizzes import exchange, figures
from gradiente.quizzes.figure_kinds import Figure
from gradiente.quizzes.variant import Code, Variant

if TYPE_CHECKING:
    from gradiente.quizzes.bank import Bank

FORMAT_VERSION = 1


@dataclass(frozen=True)
class BundledQuestion:
    """What is known of a question in a bundle.

    Attributes
    ----------
    id, topic : str
    variants : tuple of Variant
    """

    id: str
    topic: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True)
class BundledGallery:
    """The figures that a bundle's variants show.

    Attributes
    ----------
    figures : mapping of str to Figure
    """

    figures: Mapping[str, Figure]

    def figure(self, name: str) -> Figure:
        """Return a figure by its name."""
        return self.figures[name]


@dataclass(frozen=True)
class Bundle:
    """Stands in for a bank where there are only variants.

    Attributes
    ----------
    variants : tuple of Variant
    gallery : BundledGallery
    """

    variants: tuple[Variant, ...]
    gallery: BundledGallery

    @cached_property
    def questions(self) -> tuple[BundledQuestion, ...]:
        """The questions that it has variants of."""
        found: dict[str, list[Variant]] = {}
        for variant in self.variants:
            found.setdefault(variant.code.question, []).append(variant)
        return tuple(BundledQuestion(name, own[0].topic, tuple(own)) for name, own in found.items())

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics that it has variants of."""
        return tuple(dict.fromkeys(variant.topic for variant in self.variants))

    def of_topic(self, topic: str) -> tuple[BundledQuestion, ...]:
        """Return a topic's questions; an unknown topic is answered with the closest name."""
        found = tuple(question for question in self.questions if question.topic == topic)
        if found:
            return found
        close = difflib.get_close_matches(topic, self.topics, n=1)
        guess = f" Did you mean {close[0]}?" if close else ""
        raise GradienteError(f"There are no questions on {topic!r}.{guess} The topics are: {', '.join(self.topics)}.")

    def draw(self, topic: str | None, seed: int) -> list[Variant]:
        """Return a variant of every question, or of every question of a topic: that of the seed, if it is here."""
        questions = self.questions if topic is None else self.of_topic(topic)
        return [question.variants[seed % len(question.variants)] for question in questions]

    def from_code(self, text: str) -> Variant:
        """Return the variant of a code.

        Raises
        ------
        GradienteError
            If the file does not hold it.
        """
        code = Code.read(text)
        for variant in self.variants:
            if variant.code == code:
                return variant
        raise GradienteError(f"{code} is not in this file: it holds other variants.")


def write_bundle(path: Path, bank: Bank, variants: int) -> int:
    """Write the first seeds' variants of every question; returns how many.

    Parameters
    ----------
    path : Path
    bank : Bank
    variants : int
        Of each question; where the seed only shuffles, three are enough.
    """
    stored = make_bundle(bank, variants)
    path.write_text(json.dumps(stored, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(stored["variants"])


def make_bundle(bank: Bank, variants: int, topics: Container[str] | None = None) -> dict[str, Any]:
    """Draw the first seeds' variants of every question.

    Parameters
    ----------
    bank : Bank
    variants : int
        Of each question; where the seed only shuffles, three are enough.
    topics : container of str, optional
        Only the questions of these.

    Returns
    -------
    dict
        What a file of variants holds.
    """
    drawn = [
        bank.variant(question, seed)
        for question in bank.questions
        if topics is None or question.topic in topics
        for seed in range(variants if question.is_dynamic else min(variants, 3))
    ]
    shown = dict.fromkeys(name for variant in drawn for name in variant.figures)
    return {
        "format_version": FORMAT_VERSION,
        "figures": {name: figures.to_json(bank.gallery.figure(name)) for name in shown},
        "variants": [exchange.to_json(variant) for variant in drawn],
    }


def packed(bundle: dict[str, Any]) -> dict[str, Any]:
    """Return a file of variants that cannot be read at a glance.

    It keeps no secret: whoever unpacks it reads the answers. It keeps them from catching the eye of somebody who looks
    into the file, or searches a folder for a word.
    """
    plain = json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode()
    return {"format_version": FORMAT_VERSION, "packed": base64.b85encode(zlib.compress(plain, 9)).decode()}


def unpacked(stored: dict[str, Any]) -> dict[str, Any]:
    """Undo `packed`."""
    bundle: dict[str, Any] = json.loads(zlib.decompress(base64.b85decode(stored["packed"])))
    return bundle


def read_bundle(path: Path) -> Bundle:
    """Read a file of variants.

    Raises
    ------
    GradienteError
        If it is none.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["format_version"] != FORMAT_VERSION:
            raise ValueError(f"format_version must be {FORMAT_VERSION}")
        if "packed" in stored:
            stored = unpacked(stored)
        shown = {name: figures.from_json(name, figure) for name, figure in stored["figures"].items()}
        variants = tuple(exchange.from_json(variant) for variant in stored["variants"])
    except (KeyError, TypeError, ValueError, zlib.error, GradienteError) as error:
        raise GradienteError(f"{path} is no file of variants: {error}.") from None
    return Bundle(variants, BundledGallery(shown))
