"""A notebook's code as a module: definitions, imports and what definitions need; nothing else of it is run.

The source is a script in the percent format that editors know: a first line that says what it is, then the code cells
behind lines of their own. Lines that are not run become comments, so every line keeps its place.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Callable, Iterator

HEADER = "# gradiente: notebook"
_CELL = re.compile(r"# %% cell (\d+)")
_ALLOW_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
# Cell magics whose cell is Python all the same.
_TRANSPARENT = re.compile(r"%%(?:time|timeit|capture|prun|debug)\b")
_MAGIC_LINE = re.compile(r"\s*(?:[%!?]|[^#'\"]*\?\??\s*$)")
_MAGIC_VALUE = re.compile(r"\s*[\w.,\s\[\]]+=\s*[%!]")


def is_notebook(source: str) -> bool:
    """Whether a source was made from a notebook."""
    return source.startswith(HEADER)


def place_of(name: str, source: str, line: int) -> str:
    """Say where a line stands as its writer counts: in a file, or in a cell of a notebook.

    Parameters
    ----------
    name : str
        Of the file, `losses.py`.
    source : str
        Its text.
    line : int
        From 1.
    """
    if is_notebook(source):
        for above, text in reversed(list(enumerate(source.splitlines()[:line], start=1))):
            if found := _CELL.fullmatch(text):
                return f"{name.removesuffix('.py')}.ipynb, cell {found[1]}, line {line - above}"
    return f"{name}, line {line}"


def runnable(source: str) -> tuple[str, list[str]]:
    """Turn all into comments that need not be run.

    Parameters
    ----------
    source : str
        What `gradiente.intake.notebooks` has made.

    Returns
    -------
    source : str
        Line by line the same: imports, functions, classes, and assignments of what these need.
    remarks : list of str
        Why cells were left out that Python does not understand.
    """
    remarks: list[str] = []
    lines: list[str] = []
    for number, cell in _cells(source):
        text = _without_magics(cell)
        error = _why_not_understood(text)
        if error is not None:
            remarks.append(f"cell {number}, line {error.lineno}: {error.msg}; the cell was left out")
            text = "\n".join(_commented(line) for line in cell)
        lines += text.split("\n")
    text = "\n".join(lines) + "\n"
    try:
        return _only_definitions(text), remarks
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text, remarks  # what is wrong is found when it is loaded


def _cells(source: str) -> Iterator[tuple[str, list[str]]]:
    """Cut a source at the marks; each piece begins with its mark, as a comment."""
    number, piece = "0", list[str]()
    for line in source.splitlines():
        if found := _CELL.fullmatch(line):
            yield number, piece
            number, piece = found[1], []
        piece.append(line)
    yield number, piece


def _why_not_understood(text: str) -> SyntaxError | None:
    try:
        compile(text, "cell", "exec", flags=_ALLOW_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        error.lineno = max(0, (error.lineno or 1) - 1)  # the mark is no line of the cell's
        return error
    except (ValueError, RecursionError, MemoryError) as error:
        return SyntaxError(f"{type(error).__name__}: {error}", ("cell", 0, 0, ""))
    return None


def _commented(line: str) -> str:
    return line if not line.strip() or line.lstrip().startswith("#") else f"# {line}"


def _without_magics(cell: list[str]) -> str:
    """Comment out IPython's own lines; a cell that Python understands as it is has none."""
    text = "\n".join(cell)
    first = next((line for line in cell[1:] if line.strip()), "")
    if first.startswith("%%") and not _TRANSPARENT.match(first):
        return "\n".join(_commented(line) for line in cell)
    if _why_not_understood(text) is None:
        return text
    return "\n".join(_without_magic(line) for line in cell)


def _without_magic(line: str) -> str:
    if _MAGIC_LINE.match(line) or _MAGIC_VALUE.match(line):
        indent = line[: len(line) - len(line.lstrip())]
        return f"{indent}pass  # {line.strip()}" if indent else f"# {line}"
    return line


def _only_definitions(text: str) -> str:
    text = _only(text, lambda node: _is_definition(node) or _is_assignment(node))
    needed = _names_needed(text)
    return _only(text, lambda node: _is_definition(node) or bool(_assigned(node) & needed))


def _parsed(text: str) -> ast.Module:
    tree: ast.Module = compile(text, "notebook", "exec", flags=ast.PyCF_ONLY_AST | _ALLOW_AWAIT, dont_inherit=True)
    return tree


def _only(text: str, is_kept: Callable[[ast.stmt], bool]) -> str:
    """Turn all other statements of the top level into comments."""
    lines = text.split("\n")
    kept: dict[int, list[str]] = {}
    dropped: set[int] = set()
    future: list[str] = []
    for node in _parsed(text).body:
        span = range(_first_line(node), (node.end_lineno or node.lineno) + 1)
        if isinstance(node, ast.ImportFrom) and node.module == "__future__" and span[0] > 1:
            future.append(ast.unparse(node))  # allowed at the beginning alone
            dropped.update(span)
        elif is_kept(node):
            for number in span:
                kept.setdefault(number, [])
            kept[span[0]].append(ast.get_source_segment(text, node) or "")
        else:
            dropped.update(span)
    for number in dropped:
        shared = "; ".join(kept.get(number, []))
        lines[number - 1] = f"{shared}  # {lines[number - 1].strip()}" if shared else _commented(lines[number - 1])
    if future:
        lines[0] = f"{'; '.join(future)}  {lines[0]}"
    return "\n".join(lines)


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = decorators[0] if decorators else node
    return first.lineno


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)


def _is_definition(node: ast.stmt) -> bool:
    """Whether a statement defines or imports, perhaps under a condition."""
    if isinstance(node, _DEFINITIONS):
        return True
    if isinstance(node, ast.Try):  # try: import ... except ImportError: ...
        parts = [*node.body, *node.orelse, *node.finalbody, *(line for one in node.handlers for line in one.body)]
        return all(isinstance(one, (*_DEFINITIONS, *_ASSIGNMENTS, ast.Pass)) for one in parts)
    if isinstance(node, ast.If):
        parts = [*node.body, *node.orelse]
        return not _asks_for_main(node) and all(isinstance(one, _DEFINITIONS) for one in parts)
    return False


def _is_assignment(node: ast.stmt) -> bool:
    return isinstance(node, _ASSIGNMENTS) and not any(isinstance(one, ast.Await) for one in ast.walk(node))


def _asks_for_main(node: ast.If) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "__name__" for one in ast.walk(node.test))


def _assigned(node: ast.stmt) -> set[str]:
    """Names that an assignment sets, or changes: `TABLE[0] = 1` counts."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    names = set()
    for target in targets:
        for one in ast.walk(target) if target is not None else ():
            if isinstance(one, ast.Name):
                names.add(one.id)
    return names


def _names_needed(text: str) -> set[str]:
    """Names that definitions use and do not make, and those that the assignments of these use in turn."""
    needed = {
        name for table in symtable.symtable(text, "notebook", "exec").get_children() for name in _globals_of(table)
    }
    body = _parsed(text).body
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            needed |= _loaded_at_definition(node)
    assignments = [node for node in body if isinstance(node, _ASSIGNMENTS)]
    before = -1
    while before != len(needed):
        before = len(needed)
        for node in assignments:
            if _assigned(node) & needed:
                needed |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return needed


def _globals_of(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        if symbol.is_global() and symbol.is_referenced():
            yield symbol.get_name()
    for child in table.get_children():
        yield from _globals_of(child)


def _loaded_at_definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> set[str]:
    """Names that are looked up when a definition is run: decorators, defaults, annotations, bases."""
    pieces: list[ast.AST | None] = list(node.decorator_list)
    if isinstance(node, ast.ClassDef):
        pieces += [*node.bases, *node.keywords]
    else:
        pieces += [node.args, node.returns]
    return {one.id for piece in pieces if piece is not None for one in ast.walk(piece) if isinstance(one, ast.Name)}
