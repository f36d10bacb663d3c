"""The corpus of attacks: what each submission tries, and what the honest verdict on it is.

An attack is a file, or a folder where it needs several, whose first lines say in comments::

    # An object whose comparisons always please.
    # mark: 0
    # says: failed, not run

`mark` is the honest mark in its topic, out of 10 (`at most 9` of what is right by chance); `says` are the words that
may stand on a check that it does not pass. The first of them must, unless `one of` stands before it: which it is then
depends on how fast the machine is. Further lines, where they are needed:

- `load: KIND`: the file cannot be loaded, and why (`none or KIND` where that depends on the machine);
- `evidence: KIND`: some check must have failed for this reason;
- `after the model answer`: what is handed in is the model answer followed by this file;
- `beside: CLASS/FILE`: this module is handed in with it;
- `topic: TOPIC`; `student: NAME` is the name of the student's folder;
- `levels: full`: at the level `locked` it finds what that level is known to show (docs/wall.md); `none`: at each level.

A file that a tool could take for its own (`conftest.py`) is called `conftest.py.attack` here.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gradiente.judge import desk
from gradiente.judge.record import CheckRecord, TopicRecord
from gradiente.wall.zygote import Allowance

HERE = Path(__file__).parent
COURSE = HERE / "course"
LEVELS = ("full", "locked")
TIMES_VARIABLE = "GRADIENTE_ATTACK_TIMES"  # a file in which each judge notes how long a submission took
HONEST_EVERY = 6  # after so many attacks sits an honest student

_MARKS = b"\0\xff\xfe\xef\xbb\xbf"  # what UTF-16 and a byte order mark put between and before the letters
_SENTENCES = re.compile(r"^#\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One submission and the honest verdict on it."""

    name: str
    topic: str
    tries: str
    mark: float
    by_chance: bool
    says: tuple[str, ...]
    must_say: str | None
    load: tuple[str, ...]
    evidence: str | None
    levels: tuple[str, ...]
    student: str | None
    files: Mapping[str, bytes] = field(repr=False)


def attacks() -> tuple[Attack, ...]:
    """Read the corpus."""
    return tuple(
        _read(path)
        for folder in sorted(HERE.iterdir())
        if folder.is_dir() and folder.name not in ("course", "__pycache__")
        for path in sorted(folder.iterdir())
        if path.name not in ("channel.py", "__pycache__")
    )


def _read(path: Path) -> Attack:
    main = path / "target.py" if path.is_dir() else path
    raw = main.read_bytes()
    text = raw.translate(None, _MARKS).decode("latin-1").replace("\r", "\n")
    lines = _SENTENCES.findall(text)
    said = dict(re.findall(r"^(mark|says|load|evidence|beside|topic|student|levels): (.*)$", "\n".join(lines), re.M))
    topic = said.get("topic", "target")
    if "after the model answer" in lines:
        raw = _model_answer(topic) + b"\n\n" + raw
    files = {f"{topic}.py": raw}
    if path.is_dir():
        files |= {other.name.removesuffix(".attack"): other.read_bytes() for other in path.iterdir() if other != main}
    if "beside" in said:
        beside = HERE / said["beside"]
        files[beside.name] = beside.read_bytes()
    one_of, words = said.get("says", "").startswith("one of "), said.get("says", "").removeprefix("one of ")
    says = tuple(word.strip() for word in words.split(",") if word.strip())
    return Attack(
        name=f"{path.parent.name}/{path.stem}",
        topic=topic,
        tries=next(line for line in lines if line.endswith((".", ":"))),
        mark=float(said["mark"].removeprefix("at most ")),
        by_chance=said["mark"].startswith("at most "),
        says=says,
        must_say=says[0] if says and not one_of else None,
        load=tuple(said.get("load", "none").split(" or ")),
        evidence=said.get("evidence"),
        levels=tuple(said.get("levels", ", ".join(LEVELS)).split(", ")),
        student=said.get("student"),
        files=files,
    )


def _model_answer(topic: str) -> bytes:
    (path,) = COURSE.glob(f"solutions/*/{topic}.py")
    return path.read_bytes()


# Honest students of several kinds: right, with a mistake that has a name, with one that has none, unfinished.
_MISTAKES = (
    b"",
    b"\n\ndef normalise(v):\n    return v - v.sum()\n",
    b"\n\ndef scale(x, factor):\n    return factor * x\n",
    b"\n\ndel slope\n",
)


def honest_students() -> Iterator[dict[str, bytes]]:
    """Files of honest students, each different from all others."""
    number = 0
    while True:
        source = _model_answer("target") + _MISTAKES[number % len(_MISTAKES)]
        yield {"target.py": source + b"\n# student %d\n" % number}
        number += 1


def write_class(folder: Path, hostile: tuple[Attack, ...]) -> dict[str, Attack | None]:
    """Write one folder a student, honest ones among the hostile; returns who is who (None: honest).

    Without attacks the same honest students hand in the same files.
    """
    who: dict[str, Attack | None] = {}
    honest = honest_students()
    for place, attack in enumerate(attacks()):
        if place % HONEST_EVERY == 0:
            name = f"{place:04d} honest"
            _write(folder / name, next(honest))
            who[name] = None
        if attack in hostile:
            name = attack.student or f"{place:04d} {attack.name.replace('/', ' ')}"
            _write(folder / name, attack.files)
            who[name] = attack
    return who


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def timed_judge(
    topic: str, main: str | None, files: dict[str, bytes], known: Mapping[str, CheckRecord] | None = None
) -> TopicRecord:
    """Judge as a desk does, and note on the judge's own clock how long it took."""
    assert desk._desk is not None
    # What is made ready once a class is no student's time: the inputs, and an interpreter with the libraries.
    zygote = desk._desk._zygote(desk._desk.suite(topic))
    if desk._desk.suite(topic).checks and zygote._control is None:
        zygote.spawn(Allowance()).close()
        zygote.end_worker()
    begun = time.monotonic()
    try:
        return desk._desk.judge(topic, main, files, known)
    finally:
        if main is not None:
            line = f"{hashlib.sha256(files[main]).hexdigest()} {time.monotonic() - begun:.3f}\n"
            with open(os.environ[TIMES_VARIABLE], "a", encoding="ascii") as times:
                times.write(line)
