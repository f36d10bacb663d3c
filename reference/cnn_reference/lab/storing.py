"""Findings as JSON, and those that come with the course."""

from __future__ import annotations

import json
import math
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from cnn_reference.lab.experiment import LabError
from cnn_reference.lab.findings import Column, Findings, Line, Panel, Plot, Regions, Row, Spread, Table
from cnn_reference.lab.texts import Text

__all__ = ["FORMAT_VERSION", "from_json", "is_stored", "read", "stored", "to_json", "to_text"]

FORMAT_VERSION = 1

# Digits that are kept: more than the spread over seeds lets anybody believe, few enough for a file to be read.
SIGNIFICANT = 5


def to_json(findings: Findings) -> dict[str, Any]:
    """Return what is stored of findings.

    Parameters
    ----------
    findings : Findings

    Returns
    -------
    dict
        Of lists, dicts, texts, numbers; what is no finite number is null.
    """
    return {
        "format_version": FORMAT_VERSION,
        "experiment": findings.experiment,
        "command": findings.command,
        "seeds": list(findings.seeds),
        "quick": findings.is_quick,
        "data": _both(findings.data),
        "real": findings.is_real,
        "processor_seconds": findings.processor_seconds,
        "versions": findings.versions,
        "remarks": [_both(remark) for remark in findings.remarks],
        "tables": [
            {
                "key": table.key,
                "title": _both(table.title),
                "first": _both(table.first),
                "columns": [{"key": one.key, "name": _both(one.name), "form": one.form} for one in table.columns],
                "rows": [
                    {
                        "key": row.key,
                        "name": _both(row.name),
                        "ours": {key: _numbers(spread.values) for key, spread in row.ours.items()},
                        "lecture": row.lecture,
                    }
                    for row in table.rows
                ],
            }
            for table in findings.tables
        ],
        "plots": [
            {
                "key": plot.key,
                "title": _both(plot.title),
                "x": _both(plot.x),
                "y": _both(plot.y),
                "logarithmic": plot.logarithmic,
                "panels": [_panel_to_json(panel) for panel in plot.panels],
            }
            for plot in findings.plots
        ],
    }


def _panel_to_json(panel: Panel) -> dict[str, Any]:
    stored: dict[str, Any] = {"title": _both(panel.title)}
    if panel.lines:
        stored["lines"] = [
            {
                "key": line.key,
                "name": _both(line.name),
                **{side: _numbers(getattr(line, side)) for side in ("x", "y", "low", "high") if getattr(line, side)},
            }
            for line in panel.lines
        ]
    if panel.regions is not None:
        stored["regions"] = {
            "x": list(panel.regions.x),
            "y": list(panel.regions.y),
            "rows": list(panel.regions.rows),
            "points": [_numbers(point) for point in panel.regions.points],
        }
    return stored


def from_json(stored: dict[str, Any]) -> Findings:
    """Rebuild findings from what is stored of them.

    Parameters
    ----------
    stored : dict
        What `to_json` gave.

    Returns
    -------
    Findings

    Raises
    ------
    LabError
        If it is none, or of another format.
    """
    try:
        if stored["format_version"] != FORMAT_VERSION:
            raise LabError(f"the findings have the format {stored['format_version']}, not {FORMAT_VERSION}")
        return Findings(
            tables=tuple(_table(one) for one in stored["tables"]),
            plots=tuple(
                Plot(
                    one["key"], Text(**one["title"]), Text(**one["x"]), Text(**one["y"]),
                    tuple(_panel(panel) for panel in one["panels"]), one["logarithmic"],
                )
                for one in stored["plots"]
            ),
            remarks=tuple(Text(**one) for one in stored["remarks"]),
            data=Text(**stored["data"]),
            is_real=stored["real"],
            experiment=stored["experiment"],
            command=stored["command"],
            seeds=tuple(stored["seeds"]),
            is_quick=stored["quick"],
            processor_seconds=stored["processor_seconds"],
            versions=stored["versions"],
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise LabError(f"these are no findings of an experiment: {error!r}") from error


def _table(stored: dict[str, Any]) -> Table:
    return Table(
        stored["key"],
        Text(**stored["title"]),
        Text(**stored["first"]),
        tuple(Column(one["key"], Text(**one["name"]), one["form"]) for one in stored["columns"]),
        tuple(
            Row(
                one["key"],
                Text(**one["name"]),
                {key: Spread(_floats(values)) for key, values in one["ours"].items()},
                one["lecture"],
            )
            for one in stored["rows"]
        ),
    )


def _panel(stored: dict[str, Any]) -> Panel:
    lines = tuple(
        Line(one["key"], Text(**one["name"]), *(_floats(one.get(side, ())) for side in ("x", "y", "low", "high")))
        for one in stored.get("lines", ())
    )
    regions = None
    if (drawn := stored.get("regions")) is not None:
        points = tuple((float(x), float(y), int(label)) for x, y, label in drawn["points"])
        (left, right), (bottom, top) = drawn["x"], drawn["y"]
        regions = Regions((left, right), (bottom, top), tuple(drawn["rows"]), points)
    return Panel(Text(**stored["title"]), lines, regions)


def to_text(findings: Findings) -> str:
    """Write findings as JSON, a list of numbers a line, so that a diff shows which curve has changed.

    Parameters
    ----------
    findings : Findings

    Returns
    -------
    str
    """
    text = json.dumps(to_json(findings), ensure_ascii=False, indent=1, allow_nan=False)
    return re.sub(r"\[\s+([-0-9.e+,\snul]+?)\s+\]", lambda found: "[" + " ".join(found[1].split()) + "]", text) + "\n"


def read(path: Path) -> Findings:
    """Read findings from a file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Findings

    Raises
    ------
    LabError
        If it holds none.
    """
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise LabError(f"{path}: {error}") from error


def stored(name: str) -> Findings:
    """Return the findings of a full run that come with the course.

    Parameters
    ----------
    name : str
        Of the experiment.

    Returns
    -------
    Findings

    Raises
    ------
    LabError
        If none do.
    """
    if not is_stored(name):
        raise LabError(f"no findings of {name} come with the course")
    return read(_place(name))


def is_stored(name: str) -> bool:
    """Say whether the findings of a full run come with the course.

    Parameters
    ----------
    name : str
        Of the experiment.

    Returns
    -------
    bool
    """
    return _place(name).is_file()


def _place(name: str) -> Path:
    return Path(str(files(__package__).joinpath("stored", f"{name}.json")))


def _both(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}


def _numbers(values: tuple[float, ...]) -> list[float | int | None]:
    return [_number(value) for value in values]


def _number(value: float) -> float | int | None:
    if isinstance(value, int):
        return value
    return float(f"{value:.{SIGNIFICANT}g}") if math.isfinite(value) else None


def _floats(values: Any) -> tuple[float, ...]:
    return tuple(math.nan if value is None else value for value in values)
