"""Tables of findings as rows of text, for the terminal and for a page in Markdown."""

from __future__ import annotations

import math
import re

from cnn_reference.lab.describing import describe
from cnn_reference.lab.findings import Findings, Spread, Table
from cnn_reference.lab.texts import Text, number

__all__ = ["ABOUT", "facts", "headings", "lines", "markdown"]

LECTURE = Text("diapositiva", "slide")
OURS = Text("nuestro", "ours")
SYNTHETIC = Text("datos sintéticos", "synthetic data")
REAL = Text("datos reales", "real data")
QUICK = Text("PRUEBA RÁPIDA: las cifras no significan nada", "QUICK TRIAL: the figures mean nothing")
ABOUT = Text("Sobre la ejecución completa que acompaña al curso", "About the full run that comes with the course")
MEANT = Text("media ± desviación típica entre semillas", "mean ± standard deviation over the seeds")


def headings(table: Table, language: str) -> list[str]:
    """Return what stands above the columns: the slide's number, if it has one, beside ours.

    Parameters
    ----------
    table : Table
    language : {"es", "en"}

    Returns
    -------
    list of str
    """
    above = [table.first.in_language(language)]
    for column in table.columns:
        name = column.name.in_language(language)
        if _has_lecture(table, column.key):
            above += [f"{name}, {LECTURE.in_language(language)}", f"{name}, {OURS.in_language(language)}"]
        else:
            above.append(name)
    return above


def lines(table: Table, language: str) -> list[list[str]]:
    """Return the rows of a table, as many texts each as there are headings.

    Parameters
    ----------
    table : Table
    language : {"es", "en"}

    Returns
    -------
    list of list of str
    """
    written = []
    for row in table.rows:
        cells = [row.name.in_language(language)]
        for column in table.columns:
            if _has_lecture(table, column.key):
                said = row.lecture.get(column.key)
                cells.append("" if said is None else number(said, language, "g"))
            measured = row.ours.get(column.key)
            cells.append("" if measured is None else with_spread(measured, language, column.form))
        written.append(cells)
    return written


def with_spread(spread: Spread, language: str, form: str) -> str:
    """Write a mean and the standard deviation over the seeds.

    Parameters
    ----------
    spread : Spread
    language : {"es", "en"}
    form : str
        As for `format`.

    Returns
    -------
    str
        Such as "0.98 ± 0.01"; the mean alone where there is one seed, or where all seeds gave the same.
    """
    text = number(spread.mean, language, form)
    if not math.isfinite(spread.mean) or not spread.deviation:
        return text
    return f"{text} ± {number(spread.deviation, language, form)}"


def facts(findings: Findings, language: str) -> list[str]:
    """Return what has to be said about the numbers: data, seeds, cost.

    Parameters
    ----------
    findings : Findings
    language : {"es", "en"}

    Returns
    -------
    list of str
    """
    reality = (REAL if findings.is_real else SYNTHETIC).in_language(language)
    seeds = ", ".join(map(str, findings.seeds))
    cost = number(findings.processor_seconds, language, ".0f")
    told = [f"{findings.data.in_language(language)} ({reality})."]
    if language == "es":
        told.append(f"Semillas {seeds}; {MEANT.es}. Costó {cost} segundos de procesador.")
    else:
        told.append(f"Seeds {seeds}; {MEANT.en}. It cost {cost} processor seconds.")
    return [*([f"{QUICK.in_language(language)}."] if findings.is_quick else []), *told]


def markdown(findings: Findings, language: str, pictures: str = "") -> str:
    """Write findings in Markdown, in the order: tables, plots with their description, remarks, facts.

    Parameters
    ----------
    findings : Findings
    language : {"es", "en"}
    pictures : str
        Beginning of the pictures' file names, as `drawing.draw` gives them. Empty for none.

    Returns
    -------
    str
    """
    written = []
    for table in findings.tables:
        written.append(f"**{table.title.in_language(language)}**\n")
        above = [_cell(one) for one in headings(table, language)]
        written.append(f"| {' | '.join(above)} |")
        written.append(f"|{'|'.join(['---', *(['---:'] * (len(above) - 1))])}|")
        written += [f"| {' | '.join(map(_cell, cells))} |" for cells in lines(table, language)]
        written.append("")
    for plot in findings.plots if pictures else ():
        words = re.sub(r"([\[\]])", r"\\\1", describe(plot, language))
        written += [f"![{words}]({pictures}{plot.key}-{language}.svg)", ""]
    written += [line for remark in findings.remarks for line in (remark.in_language(language), "")]
    written += [" ".join(facts(findings, language)), f"`{findings.command}`"]
    return "\n".join(written) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _has_lecture(table: Table, key: str) -> bool:
    return any(key in row.lecture for row in table.rows)
