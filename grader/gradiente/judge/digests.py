"""What a verdict depends on, as digests: a stored verdict is good as long as they stay the same."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import platform
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

import gradiente

# Content pages import these two; what else they import has a version number.
_REFERENCE = "cnn_reference"
_JUDGING = ("checking", "judge", "wall", "worker")


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
    source = page.read_text(encoding="utf-8")
    tree, checks = _checks_of(source)
    shared = hashlib.sha256()
    for node in tree.body:
        if node not in checks.values():
            shared.update(ast.unparse(node).encode() + b"\0")
    for path in sorted(_references(source)):
        shared.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return {
        name: hashlib.sha256(shared.digest() + _judging_lines(node).encode()).hexdigest()
        for name, node in checks.items()
    }


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
    source = page.read_text(encoding="utf-8")
    tree, checks = _checks_of(source)
    shared = "\0".join(ast.unparse(node) for node in tree.body if node not in checks.values())
    sources = {page.name: _digest(shared.encode())}
    for path in sorted(_references(source)):
        sources["/".join(path.parts[path.parts.index(_REFERENCE) :])] = _digest(path.read_bytes())
    return {name: {"": _digest(_judging_lines(node).encode()), **sources} for name, node in checks.items()}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _checks_of(source: str) -> tuple[ast.Module, dict[str, ast.FunctionDef]]:
    tree = ast.parse(source)
    return tree, {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


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


def _references(source: str, known: set[Path] | None = None) -> set[Path]:
    """Files of the reference that a page imports, and those that they import."""
    known = set() if known is None else known
    for name in _imported(source):
        path = _file_of(name)
        if path is not None and path not in known:
            known.add(path)
            _references(path.read_text(encoding="utf-8"), known)
    return known


@lru_cache(maxsize=512)  # the pages of a course import the same files, again and again
def _imported(source: str) -> tuple[str, ...]:
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
            names += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(names)


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
