"""Gradescope's "Export Submissions": a folder a submission, and a file that says whose each is, and when it came.

`submission_metadata.yml` maps the name of each folder to `:submitters` (each with `:name`, `:sid` and `:email`),
`:created_at`, and scores and results that are not read here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import yaml

from gradiente.errors import GradienteError
from gradiente.intake.submission import Person

METADATA = "submission_metadata.yml"
MOST_BYTES = 256 << 20  # it holds the results of every submission too


@dataclass(frozen=True)
class Handed:
    """Who handed in one folder, and when (aware of its time zone); None if that is not said."""

    people: tuple[Person, ...]
    when: datetime | None


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without objects; Ruby's are read as the plain values that they hold."""


def _plain_value(loader: yaml.SafeLoader, _tag: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)  # type: ignore[arg-type]


_Loader.add_multi_constructor("!ruby/", _plain_value)


def read_metadata(read: Callable[[int], bytes], path: str) -> dict[str, Handed]:
    """Read who handed in what.

    Parameters
    ----------
    read : callable
        Given a number of bytes, returns the file if it has no more.
    path : str
        How people are told of it.

    Returns
    -------
    dict of str to Handed
        By the name of the folder.

    Raises
    ------
    GradienteError
        If it is not what Gradescope writes.
    """
    try:
        found = yaml.load(read(MOST_BYTES), Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise GradienteError(f"{path} cannot be read as YAML: export the submissions again.") from error
    if not isinstance(found, dict) or not all(isinstance(entry, dict) for entry in found.values()):
        raise GradienteError(f"{path} is not what Gradescope writes: export the submissions again.")
    return {str(folder): Handed(_people(entry, str(folder)), _when(entry)) for folder, entry in found.items()}


def _people(entry: dict[str, Any], folder: str) -> tuple[Person, ...]:
    people = []
    for one in entry.get(":submitters") or ():
        if isinstance(one, dict):
            name, sid, email = (str(one.get(key) or "").strip() for key in (":name", ":sid", ":email"))
            people.append(Person(sid or email or name or folder, name or sid or email or folder))
    return tuple(people) or (Person(folder, folder),)


def _when(entry: dict[str, Any]) -> datetime | None:
    """Return the time, in Gradescope's own zone UTC where it names none."""
    value = entry.get(":created_at")
    if isinstance(value, dict):  # Rails' TimeWithZone
        value = value.get("utc") or value.get("time")
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None  # a day alone says too little
    return value if value.tzinfo else value.replace(tzinfo=UTC)
