"""What a verdict depends on, as digests: a stored verdict is good as long as they stay the same."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import gradiente

# Content pages import these two; what else they import has a version number.
_REFERENCE = "cnn_reference"
_JUDGING = ("checking", "judge", "wall", "worker")
_KEPT = 512  # the pages of a course, and the files that they import, again and again


def check_digests(page: Path) -> dict[str, str]:
    """Digest of each check of a page: its own lines, what the page holds beside its checks, and the reference.

    Parameters
    ----------
    page : Path
        A file of checks.

    Returns
    -------
    dict of str to str
        By the name of the check. Another check's lines do not count, nor do comments, nor what is only said or paid.
    """
    parts = _parts_of(page.read_text(encoding="utf-8"))
    shared = hashlib.sha256()
    for part in parts.shared:
        shared.update(part.encode() + b"\0")
    for path in sorted(_references(parts.imports)):
        shared.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    beside = shared.digest()
    return {name: hashlib.sha256(beside + lines.encode()).hexdigest() for name, lines in parts.checks.items()}


def check_sources(page: Path) -> dict[str, dict[str, str]]:
    """Digests of what `check_digests` puts together, apart: to say what has changed.

    Parameters
    ----------
    page : Path

    Returns
    -------
    dict of str to dict
        By the name of the check: the digest of its own lines under "", of what the page holds beside its checks under
        the page's name, and of each file of the reference under its name.
    """
    parts = _parts_of(page.read_text(encoding="utf-8"))
    sources = {page.name: _digest("\0".join(parts.shared).encode())}
    for path in sorted(_references(parts.imports)):
        sources["/".join(path.parts[path.parts.index(_REFERENCE) :])] = _digest(path.read_bytes())
    return {name: {"": _digest(lines.encode()), **sources} for name, lines in parts.checks.items()}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class _Parts:
    """A page without its comments.

    Attributes
    ----------
    shared : tuple of str
        What it holds beside its checks.
    checks : dict of str to str
        The lines of each check that judge, by its name.
    imports : tuple of str
        Names that it imports, some perhaps of things inside a module.
    """

    shared: tuple[str, ...]
    checks: dict[str, str]
    imports: tuple[str, ...]


@lru_cache(_KEPT)
def _parts_of(source: str) -> _Parts:
    tree = ast.parse(source)
    shared, checks = [], {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            checks[node.name] = _judging_lines(node)
        else:
            shared.append(ast.unparse(node))
    return _Parts(tuple(shared), checks, _imports_in(tree))


@cache
def judge_digest() -> str:
    """Digest of the code that judges: of the wall, the worker, the judge and the vocabulary of the checks."""
    content = hashlib.sha256()
    package = Path(gradiente.__path__[0])
    for part in _JUDGING:
        for path in sorted((package / part).glob("*.py")):
            content.update(f"{part}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return content.hexdigest()


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    packages = ((name, version(name)) for name in ("gradiente", "hypothesis", "numpy"))
    return (("python", platform.python_version()), *packages)


def versions() -> dict[str, str]:
    """The versions that can change a verdict."""
    return dict(_versions())


def course_digest(course: Path) -> str:
    """Digest of everything of a course that verdicts depend on.

    Parameters
    ----------
    course : Path
        Its folder.
    """
    content = hashlib.sha256()
    pages = sorted([*course.glob("grader/checks/*.py"), *course.glob("solutions/*/test_public.py")])
    for page in pages:
        content.update(f"{page.relative_to(course)} {sorted(check_digests(page).items())}\0".encode())
    for path in sorted(course.glob("solutions/*/exercise.toml")):
        content.update(f"{path.relative_to(course)}\0".encode() + path.read_bytes())
    return content.hexdigest()


def _judging_lines(check: ast.FunctionDef) -> str:
    """The lines of a check without the sentence that it states and the number of points that it is worth."""
    kept = []
    for decorator in check.decorator_list:
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute):
            if decorator.func.attr == "says":
                continue
            if decorator.func.attr == "points":
                decorator = ast.Call(decorator.func, decorator.args[:1], [])
        kept.append(decorator)
    check.decorator_list = kept
    return ast.unparse(check)


def _references(imports: Iterable[str], known: set[Path] | None = None) -> set[Path]:
    """Files of the reference that somebody imports, and those that they import."""
    known = set() if known is None else known
    for name in imports:
        path = _file_of(name)
        if path is not None and path not in known:
            known.add(path)
            _references(_imported(path.read_text(encoding="utf-8")), known)
    return known


@lru_cache(_KEPT)
def _imported(source: str) -> tuple[str, ...]:
    return _imports_in(ast.parse(source))


def _imports_in(tree: ast.Module) -> tuple[str, ...]:
    names: list[str] = []
    for node in _statements(tree):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
            names += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(names)


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Go through all statements, in functions too; most of a tree are expressions, which import nothing."""
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.stmt):
            yield node
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, name, None)
            if isinstance(inner, list):
                waiting += inner


@cache
def _file_of(name: str) -> Path | None:
    """The file of a module of the reference; None for another name, or one inside a module."""
    if name.partition(".")[0] != _REFERENCE:
        return None
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None
    return Path(spec.origin) if spec is not None and spec.origin else None
