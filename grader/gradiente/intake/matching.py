"""Which of a student's Python files belongs to which topic, and what becomes of the others."""

from __future__ import annotations

import keyword
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from gradiente.intake.encodings import language_of
from gradiente.intake.notes import Note
from gradiente.intake.texts import SourceText
from gradiente.intake.topic_index import TopicIndex, defined_names, imported_names
from gradiente.worker.notebooks import HEADER

# A helper of such a name would be found before, or instead of, what everybody else imports.
_INSTALLED = """
numpy scipy torch torchvision pytest hypothesis msgpack conftest sitecustomize usercustomize
gradiente cnn_reference
"""
_LIBRARIES = sys.stdlib_module_names | frozenset(_INSTALLED.split())


class Module:
    """A Python file that was read.

    Attributes
    ----------
    path, stem : str
        The path as it can be shown, and the file's name without suffix as it came.
    place : tuple
        Orders files that nothing else tells apart: the shallower comes first.
    text : SourceText
    digest : str
        Of the bytes as they came.
    language : str or None
        That its header names.
    is_empty : bool
    defined, imported : frozenset of str
        Names defined at line starts; first parts of imported module names.
    is_notebook : bool
        Whether it was made from a notebook.
    """

    def __init__(self, stem: str, parts: tuple[str, ...], text: SourceText, source: bytes, digest: str) -> None:
        self.path = text.path
        self.stem = stem
        self.place = (len(parts), parts, text.path, digest)
        self.text = text
        self.digest = digest
        self.language = language_of(source)
        self.is_empty = not source.strip()
        self.defined = defined_names(source)
        self.imported = imported_names(source)
        self.is_notebook = source.startswith(HEADER.encode())


@dataclass
class Matched:
    """What became of a student's Python files: each is in one of `files`, `helpers` and `odd`.

    `copies` are files graded under another name than the one by which the student's code imports them.
    """

    files: dict[str, Module] = field(default_factory=dict)
    helpers: dict[str, Module] = field(default_factory=dict)
    copies: dict[str, Module] = field(default_factory=dict)
    odd: list[tuple[Module, Note]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def match(modules: Sequence[Module], index: TopicIndex) -> Matched:
    """Give each topic its file: the exact name first, otherwise the file with most of the functions."""
    matched = Matched()
    modules = sorted(modules, key=lambda module: module.place)
    imports = Counter(name for module in modules for name in module.imported)
    claims: dict[str, list[Module]] = defaultdict(list)
    rest: list[Module] = []
    for module in modules:
        topic = index.by_name(module.stem) or index.by_functions(module.stem, module.defined)
        (claims[topic] if topic else rest).append(module)
    for topic in sorted(claims, key=index.order.__getitem__):
        first, *others = sorted(claims[topic], key=partial(_rank, topic, index, imports))
        matched.files[topic] = first
        _remark(first, topic, index, matched.notes)
        for other in others:
            _place_loser(other, first, topic, imports, matched)
    for module in rest:
        _place_rest(module, index, imports, matched)
    for topic, module in matched.files.items():
        if module.stem != topic and _is_imported(module, imports) and _why_no_helper(module) is None:
            name = f"{module.stem}.py"
            if name not in matched.helpers:
                matched.copies[name] = module
    return matched


def _rank(
    topic: str, index: TopicIndex, imports: Counter[str], module: Module
) -> tuple[bool, int, bool, bool, bool, tuple[object, ...]]:
    return (
        module.stem != topic,
        -len(index.functions_of(topic, module.defined)),
        index.by_name(module.stem) is None,
        _is_imported(module, imports),
        module.is_notebook,
        module.place,
    )


def _is_imported(module: Module, imports: Counter[str]) -> bool:
    """Say whether another of the student's files imports this one."""
    return imports[module.stem] > (module.stem in module.imported)


def _remark(module: Module, topic: str, index: TopicIndex, notes: list[Note]) -> None:
    """Note how a file came to its topic, where its name does not say it."""
    if module.is_empty:
        notes.append(Note("empty", {"file": module.path}))
    if index.by_name(module.stem) is None:
        functions = ", ".join(index.functions_of(topic, module.defined))
        notes.append(Note("by-functions", {"file": module.path, "topic": topic, "functions": functions}))
        return
    if module.stem != topic:
        notes.append(Note("by-name", {"file": module.path, "topic": topic}))
    other = index.by_functions(module.stem, module.defined)
    if other not in (None, topic) and not index.functions_of(topic, module.defined):
        notes.append(Note("contradiction", {"file": module.path, "topic": topic, "other": str(other)}))


def _place_loser(module: Module, chosen: Module, topic: str, imports: Counter[str], matched: Matched) -> None:
    details = {"file": module.path, "topic": topic, "chosen": chosen.path}
    if module.stem != topic and _is_imported(module, imports):
        _place_helper(module, matched, topics=topic)
    elif module.digest == chosen.digest:
        matched.odd.append((module, Note("copy", details)))
    else:
        matched.odd.append((module, Note("same-topic", details)))


def _place_rest(module: Module, index: TopicIndex, imports: Counter[str], matched: Matched) -> None:
    topics = ", ".join(index.recognised(module.defined))
    if topics and not _is_imported(module, imports):
        matched.odd.append((module, Note("unclear", {"file": module.path, "topics": topics})))
    else:
        _place_helper(module, matched, topics=topics)


def _place_helper(module: Module, matched: Matched, topics: str) -> None:
    name = f"{module.stem}.py"
    why = _why_no_helper(module)
    if why is not None:
        matched.odd.append((module, Note(why, {"file": module.path})))
    elif name in matched.helpers:
        chosen = matched.helpers[name].path
        matched.odd.append((module, Note("same-helper", {"file": module.path, "chosen": chosen})))
    else:
        matched.helpers[name] = module
        if topics:
            matched.notes.append(Note("helper-defines", {"file": module.path, "topics": topics}))


def _why_no_helper(module: Module) -> str | None:
    """Return the kind of note that says why nobody can import a file; None if it can be imported."""
    stem = module.stem
    if not stem.isidentifier() or keyword.iskeyword(stem) or stem in ("__init__", "__main__"):
        return "helper-name"
    return "shadow" if stem in _LIBRARIES else None
