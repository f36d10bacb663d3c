"""What an instructor lays down for a class in `course.toml`: which attempt counts, and what lateness costs.

Without the file, or without a part of it, nothing is late and all files of a student are one submission.
"""

from __future__ import annotations

import math
import tomllib
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.intake import AttemptRule, Choices
from gradiente.intake.groups import read_groups
from gradiente.intake.times import read_times
from gradiente.results import Lateness

FILE = "course.toml"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class LatePolicy:
    """What lateness costs.

    Attributes
    ----------
    zone : ZoneInfo or None
        Of times that name none.
    deadline : datetime or None
        Of topics that have none of their own; like all times here, aware of its time zone.
    deadlines : mapping of str to datetime
        By topic.
    extensions : mapping of str to datetime or timedelta
        By student's key: a deadline of their own, or how much later each one is. Never earlier than the others'.
    grace : timedelta
        So late costs nothing.
    per_day : float
        Share of the mark that each day begun costs, counted from the deadline.
    most : float
        Share of the mark that days can cost together.
    cutoff : timedelta or None
        Later than this, the mark is 0.
    """

    zone: zoneinfo.ZoneInfo | None = None
    deadline: datetime | None = None
    deadlines: Mapping[str, datetime] = field(default_factory=dict)
    extensions: Mapping[str, datetime | timedelta] = field(default_factory=dict)
    grace: timedelta = timedelta(0)
    per_day: float = 0.0
    most: float = 1.0
    cutoff: timedelta | None = None

    def deadline_of(self, topic: str, key: str) -> datetime | None:
        """Return until when a student may hand a topic in; None if there is no deadline."""
        deadline = self.deadlines.get(topic, self.deadline)
        extension = self.extensions.get(key)
        if deadline is None or extension is None:
            return deadline
        return deadline + extension if isinstance(extension, timedelta) else max(deadline, extension)

    def lateness(self, topic: str, key: str, submitted: datetime) -> Lateness | None:
        """Return how late a student was and what it costs; None if in time, or within the grace.

        Parameters
        ----------
        topic, key : str
        submitted : datetime
            Aware of its time zone.

        Returns
        -------
        Lateness or None
        """
        deadline = self.deadline_of(topic, key)
        if deadline is None:
            return None
        # In UTC: two times of one zone are subtracted as clocks show them, and clocks are put forward and back.
        late = submitted.astimezone(UTC) - deadline.astimezone(UTC)
        if late <= self.grace:
            return None
        days = math.ceil(late / _DAY)
        is_cut_off = self.cutoff is not None and late > self.cutoff
        # A share such as 0.1 is no binary fraction: three times it is not 0.3.
        penalty = 1.0 if is_cut_off else min(self.most, round(days * self.per_day, 9))
        zone = self.zone or deadline.tzinfo
        told, until = (moment.astimezone(zone).isoformat(timespec="seconds") for moment in (submitted, deadline))
        return Lateness(topic, told, until, days, penalty, is_cut_off)


@dataclass(frozen=True)
class CoursePolicy:
    """All of `course.toml`.

    Attributes
    ----------
    attempts : AttemptRule
    late : LatePolicy
    """

    attempts: AttemptRule = AttemptRule.TOGETHER
    late: LatePolicy = field(default_factory=LatePolicy)


def choices_for(
    policy: CoursePolicy, attempts: str | None = None, groups: Path | None = None, times: Sequence[Path] = ()
) -> Choices:
    """Return what an instructor decided about attempts, groups and times.

    Parameters
    ----------
    policy : CoursePolicy
    attempts : str, optional
        In place of the policy's rule.
    groups : Path, optional
        A table of groups and their members; see `gradiente.intake.groups.read_groups`.
    times : sequence of Path
        Tables of times; see `gradiente.intake.times.read_times`. A later one goes before an earlier one.

    Returns
    -------
    Choices
    """
    known: dict[str, datetime] = {}
    for path in times:
        known |= read_times(path, policy.late.zone)
    rule = policy.attempts if attempts is None else AttemptRule(attempts)
    return Choices(rule, read_groups(groups) if groups else {}, known)


def read_policy(folder: Path, topics: frozenset[str]) -> CoursePolicy:
    """Read `course.toml` in the course's folder.

    Parameters
    ----------
    folder : Path
    topics : frozenset of str
        The course's: a deadline of any other is a slip of the pen.

    Returns
    -------
    CoursePolicy

    Raises
    ------
    GradienteError
        With the file and the key, for whatever is not understood; nothing is guessed.
    """
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return CoursePolicy()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GradienteError(f"{path}: {error}") from None
    reader = _Reader(path)
    reader.only(table, "", {"format_version", "attempts", "late"})
    if table.get("format_version") != 1:
        raise reader.error("format_version", "must be 1")
    attempts = reader.table(table, "attempts")
    reader.only(attempts, "attempts.", {"counts"})
    rules = [rule.value for rule in AttemptRule]
    rule = attempts.get("counts", AttemptRule.TOGETHER.value)
    if rule not in rules:
        raise reader.error("attempts.counts", f"must be one of {', '.join(rules)}")
    return CoursePolicy(AttemptRule(rule), _late(reader, reader.table(table, "late"), topics))


def _late(reader: _Reader, table: dict[str, Any], topics: frozenset[str]) -> LatePolicy:
    numbers = ("grace_minutes", "penalty_per_day", "most_penalty", "cutoff_days")
    reader.only(table, "late.", {"timezone", "deadline", "deadlines", "extensions", *numbers})
    zone = reader.zone(table.get("timezone"))
    deadlines = reader.table(table, "deadlines", "late.")
    if unknown := sorted(set(deadlines) - topics):
        raise reader.error(
            f"late.deadlines.{unknown[0]}", f"names no topic of the course ({', '.join(sorted(topics))})"
        )
    cutoff = reader.number(table, "cutoff_days", None, math.inf)
    return LatePolicy(
        zone=zone,
        deadline=reader.moment("late.deadline", table["deadline"], zone) if "deadline" in table else None,
        deadlines={topic: reader.moment(f"late.deadlines.{topic}", value, zone) for topic, value in deadlines.items()},
        extensions={
            key: reader.extension(f"late.extensions.{key}", value, zone)
            for key, value in reader.table(table, "extensions", "late.").items()
        },
        grace=timedelta(minutes=reader.number(table, "grace_minutes", 0.0, math.inf) or 0.0),
        per_day=reader.number(table, "penalty_per_day", 0.0, 1.0) or 0.0,
        most=_or(reader.number(table, "most_penalty", None, 1.0), 1.0),
        cutoff=None if cutoff is None else timedelta(days=cutoff),
    )


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


@dataclass(frozen=True)
class _Reader:
    """Checks the file's values."""

    path: Path

    def error(self, key: str, what: str) -> GradienteError:
        return GradienteError(f"{self.path}: {key} {what}.")

    def only(self, table: dict[str, Any], prefix: str, known: set[str]) -> None:
        if unknown := sorted(set(table) - known):
            raise self.error(f"{prefix}{unknown[0]}", f"is not a key that we know ({', '.join(sorted(known))})")

    def table(self, table: dict[str, Any], key: str, prefix: str = "") -> dict[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"{prefix}{key}", "must be a table")
        return value

    def number(self, table: dict[str, Any], key: str, default: float | None, most: float) -> float | None:
        value = table.get(key, default)
        if value is None:
            return None
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or not 0 <= value <= most
            or value == math.inf
        ):
            bound = "" if most == math.inf else f" and at most {most:g}"
            raise self.error(f"late.{key}", f"must be a number of at least 0{bound}")
        return float(value)

    def zone(self, name: object) -> zoneinfo.ZoneInfo | None:
        if name is None:
            return None
        try:
            return zoneinfo.ZoneInfo(name)  # type: ignore[arg-type]
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, TypeError, OSError):
            raise self.error("late.timezone", "is no time zone's name, such as Europe/Madrid") from None

    def moment(self, key: str, value: object, zone: zoneinfo.ZoneInfo | None) -> datetime:
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                raise self.error(key, "is no time, such as 2026-03-20T23:59:59") from None
        if not isinstance(value, datetime):
            hint = f"; for the end of the day write {value}T23:59:59" if isinstance(value, date) else ""
            raise self.error(key, f"must be a day and a time{hint}")
        if value.tzinfo is not None:
            return value
        if zone is None:
            raise self.error(key, "names no time zone, and there is no late.timezone")
        return value.replace(tzinfo=zone)

    def extension(self, key: str, value: object, zone: zoneinfo.ZoneInfo | None) -> datetime | timedelta:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if not 0 <= value < 10_000:
                raise self.error(key, "must be a number of days of at least 0")
            return timedelta(days=value)
        return self.moment(key, value, zone)
