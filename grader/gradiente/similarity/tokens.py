"""A Python file as a sequence of tokens in which names, layout, comments and annotations no longer matter."""

from __future__ import annotations

import ast
import builtins
import io
import keyword
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

REST = ""  # the part of a file that lies outside of the functions asked for
_LEFT_OUT = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
)
_BUILTINS = frozenset(dir(builtins))
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes
    ----------
    word : str
        What is left of it: `v` for a name of the student's own, `s` for a string, the rest as it stands.
    line, column, end_line, end_column : int
        Where it stands; lines from 1, columns from 0.
    """

    word: str
    line: int
    column: int
    end_line: int
    end_column: int


def tokens_of(source: str) -> list[Token]:
    """Cut a file into tokens.

    A name that the student chose (a variable, a parameter, a function, a class) becomes `v`; the name under which a
    module was imported becomes the module's; attributes, built-in names and keywords stay. Docstrings, annotations,
    comments and line ends are left out, numbers stay and strings become `s`.

    Parameters
    ----------
    source : str
        Of a file that Python can read or not: what comes before the first token that it cannot read counts.

    Returns
    -------
    list of Token
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        tree = ast.Module([], [])
    modules = _modules(tree)
    skipped = _skipped(tree, source)
    found: list[Token] = []
    after_dot = False
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            # An arrow stands before an annotation, and nowhere else.
            if token.type in _LEFT_OUT or token.string == "->":
                continue
            if any(first <= token.start < last for first, last in skipped.get(token.start[0], ())):
                continue
            found.append(Token(_word(token, modules, after_dot=after_dot), *token.start, *token.end))
            after_dot = token.string == "."
    except (tokenize.TokenError, SyntaxError, IndentationError, RecursionError):
        pass  # what follows cannot be read
    return found


def parts_of(source: str, functions: tuple[str, ...], tokens: list[Token]) -> dict[str, list[Token]]:
    """Divide the tokens of a file by the functions that were asked for; `REST` has all the others.

    Parameters
    ----------
    source : str
    functions : tuple of str
    tokens : list of Token
        Of that source.
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        body = []
    spans = [
        (node.name, node.lineno, node.end_lineno or node.lineno)
        for node in body
        if isinstance(node, ast.FunctionDef) and node.name in functions
    ]
    parts: dict[str, list[Token]] = {}
    for token in tokens:
        name = next((name for name, first, last in spans if first <= token.line <= last), REST)
        parts.setdefault(name, []).append(token)
    return parts


def _word(token: tokenize.TokenInfo, modules: dict[str, str], *, after_dot: bool) -> str:
    text = token.string
    if token.type == tokenize.NAME:
        if keyword.iskeyword(text) or after_dot:
            return text
        return modules.get(text) or (text if text in _BUILTINS else "v")
    if token.type == tokenize.NUMBER:
        try:
            return f"{float(text):g}"  # 1, 1.0 and 1e0 are the same
        except ValueError:
            return text
    return "s" if token.type in _STRINGS else text


_STRINGS = frozenset(
    number
    for name in ("STRING", "FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END")
    if (number := getattr(tokenize, name, None)) is not None
)


def _modules(tree: ast.Module) -> dict[str, str]:
    """Return what each imported name stands for."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update({alias.asname or alias.name.partition(".")[0]: alias.name for alias in node.names})
        elif isinstance(node, ast.ImportFrom):
            found.update({alias.asname or alias.name: alias.name for alias in node.names})
    return found


def _skipped(tree: ast.Module, source: str) -> dict[int, list[tuple[_Place, _Place]]]:
    """Return the places of docstrings and annotations, by the lines that they touch."""
    lines = source.splitlines()
    found: dict[int, list[tuple[_Place, _Place]]] = {}
    for begins, ends in _left_out(tree):
        # The columns of `ast` count bytes, those of `tokenize` characters.
        first, last = ((line, _characters(lines, line, column)) for line, column in (begins, ends))
        for line in range(first[0], last[0] + 1):
            found.setdefault(line, []).append((first, last))
    return found


def _characters(lines: list[str], line: int, column: int) -> int:
    text = lines[line - 1] if line <= len(lines) else ""
    return len(text.encode()[:column].decode(errors="ignore"))


def _left_out(tree: ast.Module) -> Iterator[tuple[_Place, _Place]]:
    """Find docstrings, and annotations with the colon before them; columns in bytes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            head = node.body[0] if node.body else None
            if (
                isinstance(head, ast.Expr)
                and isinstance(head.value, ast.Constant)
                and isinstance(head.value.value, str)
            ):
                yield (head.lineno, head.col_offset), _end(head)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
            yield (node.returns.lineno, node.returns.col_offset), _end(node.returns)
        elif isinstance(node, ast.arg) and node.annotation is not None:
            yield (node.lineno, node.col_offset + len(node.arg.encode())), _end(node.annotation)
        elif isinstance(node, ast.AnnAssign):
            yield _end(node.target), _end(node.annotation)


def _end(node: ast.expr | ast.stmt) -> _Place:
    return node.end_lineno or node.lineno, node.end_col_offset or 0
