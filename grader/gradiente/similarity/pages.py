"""The pages about pairs: a list, and each pair side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from gradiente.reports.file_names import page_names
from gradiente.reports.rendering import html, render
from gradiente.reports.writing import remove_others, write_whole
from gradiente.results import Text
from gradiente.similarity.findings import Findings, Pair
from gradiente.similarity.listing import FEWEST_PAIRS
from gradiente.similarity.side_by_side import compare_files
from gradiente.texts import numbers

PAIRS = "pairs"


def write_pages(
    findings: Findings,
    names: Mapping[str, str],
    titles: Mapping[str, Text],
    out: Path,
    *,
    expected: float,
    language: str,
) -> None:
    """Write the list of pairs and a page for each; pages of an earlier list that are not in this one are removed.

    Parameters
    ----------
    findings : Findings
    names : mapping of str to str
        Of the students, by key.
    titles : mapping of str to Text
        Of the topics.
    out : Path
        Made if it is not there.
    expected : float
        Pairs that may be listed by chance alone.
    language : str
    """
    folder = out / PAIRS
    folder.mkdir(parents=True, exist_ok=True)
    pages = page_names(" ".join(pair.students) for pair in findings.pairs)
    links = {pair.students: pages[" ".join(pair.students)] for pair in findings.pairs}
    common = {
        "names": names,
        "titles": titles,
        "findings": findings,
        "s": lambda key, **details: html(f"similar.{key}", language, **details),
        "chance": lambda pair: _chance(pair, findings, language),
        "number": lambda value: _short(value, language),
        "likeness": lambda pair: _likeness(pair),
    }
    for place, pair in enumerate(findings.pairs):
        near = {
            "previous": links[findings.pairs[place - 1].students] if place else None,
            "next": links[findings.pairs[place + 1].students] if place + 1 < len(findings.pairs) else None,
        }
        comparisons = [compare_files(pair, topic, findings) for topic in pair.topics]
        script = Markup(_script("passages.js"))
        text = render(
            "similar_pair.html", language, pair=pair, comparisons=comparisons, near=near, script=script, **common
        )
        write_whole(folder / links[pair.students], text)
    remove_others(folder, set(links.values()))
    text = render(
        "similar.html",
        language,
        links={students: f"{PAIRS}/{name}" for students, name in links.items()},
        expected=expected,
        is_large=findings.other_pairs >= FEWEST_PAIRS,
        script=Markup(_script("sorting.js")),
        **common,
    )
    write_whole(out / "index.html", text)


@cache
def _script(name: str) -> str:
    return files("gradiente.reports").joinpath(f"templates/{name}").read_text(encoding="utf-8")


def _likeness(pair: Pair) -> float:
    return sum(part.likeness for part in pair.parts) / len(pair.parts)


def _chance(pair: Pair, findings: Findings, language: str) -> Markup:
    """Say how many pairs as alike are to be expected."""
    if pair.expected is None:
        return html("similar.chance-unknown", language, others=findings.other_pairs)
    return html("similar.chance", language, number=_short(pair.expected, language))


def _short(value: float, language: str) -> str:
    if value < 1e-6:
        return html("similar.under-a-millionth", language)
    return numbers.decimal(f"{value:.1g}" if value >= 1e-4 else f"{value:.6f}", language)
