"""From a graded class to its report: what was judged is kept, what a person decided counts above it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gradiente.overrides import decisions, with_overrides
from gradiente.reports import write_reports
from gradiente.reports.statistics import ClassCount
from gradiente.results import ClassResult, Feedback
from gradiente.snapshot import Origin, kept
from gradiente.store import Store


def publish(
    store: Store,
    result: ClassResult,
    origin: Origin,
    sources: Mapping[str, dict[str, str]],
    out: Path,
    feedback: Feedback,
    language: str,
) -> ClassCount:
    """Keep a graded class in the store and write its report.

    Parameters
    ----------
    store : Store
    result : ClassResult
        As it was judged.
    origin : Origin
    sources : mapping of str to dict
        Digests of what each student handed in, by key and topic.
    out : Path
    feedback : Feedback
    language : str

    Returns
    -------
    ClassCount
        With what a person decided.
    """
    made = decisions(store)
    with kept(store, result, origin, sources) as whole:
        return write_reports(with_overrides(whole, made), out, feedback, language)
