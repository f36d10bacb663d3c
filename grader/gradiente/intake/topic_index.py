"""Which topic a name means, and which topic a source's functions are those of; no source is ever parsed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from gradiente.intake.submission import TopicNames

_SCANNED = 1 << 20
# Possessive quantifiers: no text makes these slower than linear. A line begins after an end of line, which is sought
# faster than `^` is tried at every character.
_DEFINITION = re.compile(rb"\n(?:(?:async[ \t]++)?+def|class)[ \t]++([A-Za-z_]\w*+)[ \t]*+[(:\[]")
_IMPORT = re.compile(rb"\n[ \t]*+(?:from[ \t]++\.?([A-Za-z_]\w*+)|import[ \t]++([\w., \t]++))")
_IMPORTED_NAME = re.compile(rb"(?:^|,)[ \t]*+([A-Za-z_]\w*+)")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_LONGEST_STEM = 120

# What people and browsers add to a name.
_ADDED = """
v ver version versión final definitivo definitiva copia copy de del of the la mi my nuevo nueva new fixed
entrega entregado entregada submission submitted solution solucion solución resuelto resuelta solved done
ejercicio ejercicios exercise ex ej practica práctica tarea task homework hw tema topic unidad unit
"""
_ADDED_WORDS = frozenset(_ADDED.split())


def defined_names(source: bytes) -> frozenset[str]:
    """Return the names of the functions and classes defined at line starts, in the first MiB."""
    return frozenset(name.decode("ascii") for name in _DEFINITION.findall(_scanned(source)))


def imported_names(source: bytes) -> frozenset[str]:
    """Return the first parts of the module names that a source seems to import, in the first MiB."""
    names = set()
    for origin, listed in _IMPORT.findall(_scanned(source)):
        names.update([origin] if origin else _IMPORTED_NAME.findall(listed))
    return frozenset(name.decode("ascii") for name in names)


def _scanned(source: bytes) -> bytes:
    return b"\n" + source[:_SCANNED].replace(b"\r", b"\n")


class TopicIndex:
    """The topics that are graded, found by name, by number or by functions."""

    def __init__(self, topics: Sequence[TopicNames]) -> None:
        self._topics = {topic.topic: topic for topic in topics}
        self.order = {topic.topic: place for place, topic in enumerate(topics)}
        self._by_form: dict[str, str | None] = {}
        for topic in self._topics:
            for form in set(_forms(topic)):
                self._by_form[form] = None if form in self._by_form else topic  # two topics: no name says which

    def by_name(self, stem: str) -> str | None:
        """Return the topic that a name means: `losses`, `02_losses`, `Losses (1)`, `losses-final`."""
        if stem in self._topics:
            return stem
        if len(stem) > _LONGEST_STEM:
            return None
        found = (self._by_form.get(form) for form in _forms(stem))
        return next((topic for topic in found if topic), None)

    def recognised(self, names: Iterable[str]) -> dict[str, int]:
        """Count for each topic how many of its functions are among the names; topics with none are left out."""
        defined = frozenset(names)
        counts = {topic: len(defined & set(names.functions)) for topic, names in self._topics.items()}
        return {topic: count for topic, count in counts.items() if count}

    def functions_of(self, topic: str, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of a topic's functions that are among the names."""
        defined = frozenset(names)
        return tuple(function for function in self._topics[topic].functions if function in defined)

    def by_functions(self, stem: str, names: Iterable[str]) -> str | None:
        """Return the topic whose functions make the clear majority of those defined.

        One function alone is enough only if it is all of the topic's, or if the name holds the topic's number.
        """
        counts = Counter(self.recognised(names)).most_common()
        if not counts:
            return None
        topic, count = counts[0]
        if 2 * count <= sum(number for _, number in counts):
            return None
        wanted = self._topics[topic]
        numbers = {int(word) for word in _WORDS.findall(stem[:_LONGEST_STEM]) if word.isdecimal()}
        enough = count > 1 or count == len(set(wanted.functions)) or numbers == {wanted.number}
        return topic if enough else None


def _forms(stem: str) -> list[str]:
    """Return a name without case and separators, first whole, then without numbers and what people add."""
    words = _WORDS.findall(unicodedata.normalize("NFKC", stem).casefold())
    bare = [word for word in words if not word.isdecimal() and word not in _ADDED_WORDS]
    return [form for form in ("".join(words), "".join(bare)) if form]
