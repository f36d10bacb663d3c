"""Load a student's file from memory, and say in their own lines where an error came from."""

from __future__ import annotations

import builtins
import importlib.abc
import importlib.util
import sys
import types
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .notebooks import is_notebook, place_of, runnable

MAX_TEXT = 1000
MAX_TRACEBACK = 4000
_TORCH_HAS_NO_MEMORY = "DefaultCPUAllocator: can't allocate memory"


class _OwnFiles(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import the student's other files; it is asked last, so it cannot shadow a library."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files

    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: Any = None) -> Any:  # noqa: ARG002
        """Find a module among the student's files."""
        if f"{fullname}.py" not in self._files:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=f"{fullname}.py")

    def create_module(self, spec: Any) -> None:
        """Let Python make the module."""

    def exec_module(self, module: types.ModuleType) -> None:
        """Run the file."""
        name = f"{module.__name__}.py"
        exec(compile(self._files[name], name, "exec", dont_inherit=True), module.__dict__)


def load(main: str, files: dict[str, bytes], sources: dict[str, str]) -> dict[str, Any]:
    """Run a student's file and return what it defines.

    Parameters
    ----------
    main : str
        Name of the file, e.g. `losses.py`.
    files : dict of str to bytes
        All their files, UTF-8.
    sources : dict of str to str
        Is filled with their text, for tracebacks.

    Returns
    -------
    dict
        The names of the module.
    """
    sources.update({name: data.decode("utf-8", "replace") for name, data in files.items()})
    files = {name: _runnable(name, data, sources[name]) for name, data in files.items()}
    sys.meta_path.append(_OwnFiles(files))
    name = main.removesuffix(".py")
    module = types.ModuleType(name)
    module.__file__ = main
    sys.modules[name] = module
    code = compile(files[main], main, "exec", dont_inherit=True)
    exec(code, module.__dict__)
    return module.__dict__


def _runnable(name: str, data: bytes, source: str) -> bytes:
    """Return what is run of a file: of a notebook, its definitions."""
    if not is_notebook(source):
        return data
    source, remarks = runnable(source)
    for remark in remarks:
        print(f"{name.removesuffix('.py')}.ipynb, {remark}")  # the student reads what was printed
    return source.encode()


def describe_error(error: BaseException, sources: dict[str, str]) -> list[Any]:
    """Describe an exception by its type, its built-in ancestors, its text and the student's own lines.

    Parameters
    ----------
    error : BaseException
    sources : dict of str to str
        The student's files.

    Returns
    -------
    list
        `[type name, [names of built-in ancestors], text, traceback]`
    """
    kind = type(error)
    ancestors = [base.__name__ for base in kind.__mro__ if getattr(builtins, base.__name__, None) is base]
    try:
        text = str(error)[:MAX_TEXT]
    except BaseException:
        text = ""
    if _TORCH_HAS_NO_MEMORY in text:
        ancestors.insert(0, "MemoryError")  # which torch says with a RuntimeError
    lines = []
    if isinstance(error, SyntaxError):
        text = f"{error.msg}"[:MAX_TEXT]
        place = place_of(f"{error.filename}", sources.get(error.filename or "", ""), error.lineno or 0)
        lines.append(f"{place}: {(error.text or '').strip()[:200]}")
    trace = error.__traceback__
    while trace is not None and len(lines) < 200:
        code = trace.tb_frame.f_code
        source = sources.get(code.co_filename)
        if source is not None:
            line = _lines(source)[trace.tb_lineno - 1 : trace.tb_lineno]
            shown = line[0].strip()[:200] if line else ""
            place = place_of(code.co_filename, source, trace.tb_lineno)
            lines.append(f"{place}, in {code.co_name}: {shown}")
        trace = trace.tb_next
    if len(lines) > 8:
        lines = [*lines[:4], "...", *lines[-4:]]
    return [
        _clean(kind.__name__[:80]),
        ancestors,
        _clean(text),
        _clean("\n".join(lines)[:MAX_TRACEBACK]),
    ]


@lru_cache(maxsize=4)
def _lines(source: str) -> list[str]:
    return source.splitlines()


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
