"""How far a file is, from its text alone: nothing of it is run."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

from gradiente.intake.members import UnreadableError
from gradiente.student.kit import KitTopic
from gradiente.student.workspace import source_of
from gradiente.worker.notebooks import is_notebook, runnable


@dataclass
class Look:
    """What a file holds of a topic.

    Attributes
    ----------
    written, unwritten, missing : list of str
        Functions; an unwritten one still raises NotImplementedError.
    broken : SyntaxError or None
        Why Python does not understand it.
    """

    written: list[str] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    broken: SyntaxError | None = None


def look_at(path: Path, topic: KitTopic) -> Look:
    """Look at a student's file.

    Parameters
    ----------
    path : Path
    topic : KitTopic
    """
    found = Look()
    try:
        source = source_of(path).decode("utf-8", "replace")
        if is_notebook(source):
            source, _ = runnable(source)
        tree = compile(source, path.name, "exec", flags=ast.PyCF_ONLY_AST, dont_inherit=True)
    except (UnreadableError, ValueError, RecursionError, MemoryError) as error:
        found.broken = SyntaxError(str(error))
        return found
    except SyntaxError as error:
        found.broken = error
        return found
    assert isinstance(tree, ast.Module)
    defined = _defined(tree)
    for function in topic.functions:
        if function.name not in defined:
            found.missing.append(function.name)
        elif _is_stub(defined[function.name]):
            found.unwritten.append(function.name)
        else:
            found.written.append(function.name)
    return found


def _defined(tree: ast.Module) -> dict[str, ast.stmt]:
    """Return what gives each name its value last: a definition, an assignment or an import."""
    defined: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            defined[node.name] = node
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            defined.update({(alias.asname or alias.name): node for alias in node.names})
        elif isinstance(node, ast.Assign):
            defined.update(
                {one.id: node for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
            )
    return defined


def _is_stub(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef):
        return False
    last = node.body[-1]
    return isinstance(last, ast.Raise) and last.exc is not None and "NotImplementedError" in ast.unparse(last.exc)
