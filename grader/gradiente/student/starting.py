"""Make a workspace from a kit, or bring one up to date, without ever writing over a student's work."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from gradiente.student.kit import KIT, QUIZZES, KitFiles
from gradiente.student.workspace import Workspace, digest_of, write_whole

BESIDE = ".new"  # behind a file's whole name, so that Python and the grader take it for nothing of theirs


@dataclass
class Started:
    """What `start` did, file by file.

    Attributes
    ----------
    written, updated : list of str
        New ones, and ones that the student had not touched.
    kept : list of str
        The student's own, of which the kit has nothing newer.
    beside : list of str
        The student's own, of which the newer form lies beside.
    """

    written: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


def start(folder: Path, found: KitFiles, language: str) -> Started:
    """Make a workspace, or update one: only what the student has not touched is replaced.

    Parameters
    ----------
    folder : Path
        Is made if it is missing.
    found : KitFiles
    language : str
        Of the statements and stubs.
    """
    workspace = Workspace(folder, language)
    given = workspace.remembered("given")
    started = Started()
    for name, content in found.workspace_files(language).items():
        path, new = folder / name, digest_of(content)
        there = digest_of(path.read_bytes()) if path.is_file() else None
        if there is None:
            write_whole(path, content)
            started.written.append(name)
        elif there == new:
            pass
        elif there == given.get(name):
            write_whole(path, content)
            started.updated.append(name)
        elif new == given.get(name):
            started.kept.append(name)
        else:
            write_whole(path.with_name(path.name + BESIDE), content)
            started.beside.append(name)
        given[name] = new
    for name in (KIT, QUIZZES):
        if name in found.content:
            write_whole(workspace.memory / name, found.content[name])
    workspace.remember("given", given)
    workspace.remember("settings", {**workspace.remembered("settings"), "language": language})
    return started
