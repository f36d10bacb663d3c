"""`gradiente lab`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradiente.cli import options

if TYPE_CHECKING:
    from cnn_reference.lab import Experiment, Findings, Settings


@click.command(name="lab")
@click.argument("name", required=False)
@click.option("--quick", is_flag=True, help="Try it out in seconds, on little data: the figures mean nothing.")
@click.option("--seeds", type=click.IntRange(1, 1000), help="How many repetitions; else the experiment's own number.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of the data sets; else GRADIENTE_DATA, or where `gradiente data` puts them.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write into this folder: the numbers (JSON), the tables (Markdown), the plots (SVG), what networks it keeps.",
)
@click.option("--stored", "is_stored", is_flag=True, help="Run nothing: show the full run that comes with the course.")
@click.option(
    "--evaluate",
    "model",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Train nothing: measure this saved model, where the experiment has a way to.",
)
@options.as_json
@click.option("--lang", type=click.Choice(["es", "en"]), help="Language; else the locale's.")
def command(
    name: str | None,
    quick: bool,
    seeds: int | None,
    data: Path | None,
    out: Path | None,
    is_stored: bool,
    model: Path | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Repeat an experiment of the lecture and print its numbers beside the slide's; without a NAME, list them.

    \b
    Examples:
      gradiente lab
      gradiente lab initialization --out findings
      gradiente lab batch-normalization --data ~/data --seeds 3
    """
    from cnn_reference.data.errors import DataError
    from cnn_reference.lab import LabError, experiment
    from cnn_reference.network import NetworkError
    from gradiente.errors import GradienteError

    language = lang or options.language_of_locale()
    if name is None:
        _list(language, as_json=as_json)
        return
    try:
        chosen = experiment(name)
        findings = _stored(name) if is_stored else _measured(chosen, quick, seeds, data, model, out)
        _show(chosen, findings, language, as_json=as_json)
        if out is not None:
            _write(findings, out, language)
    except (LabError, DataError, NetworkError) as error:
        raise GradienteError(_sentence(error)) from error


def _stored(name: str) -> Findings:
    from cnn_reference.lab.storing import stored

    return stored(name)


def _measured(
    chosen: Experiment, quick: bool, seeds: int | None, data: Path | None, model: Path | None, out: Path | None
) -> Findings:
    """Run the experiment under a bar on the standard error stream."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from cnn_reference.lab import LabError, Settings, run

    if model is not None and chosen.evaluate is None:
        raise LabError(f"{chosen.name} has no saved models to evaluate")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    count = seeds or (2 if quick else chosen.seeds)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task(chosen.name, total=None)

        def watch(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{chosen.name} {what}")

        settings: Settings = Settings(tuple(range(count)), quick, data, watch, out)
        if model is not None and chosen.evaluate is not None:
            return chosen.evaluate(model, settings)
        return run(chosen, settings)


def _list(language: str, *, as_json: bool) -> None:
    import json

    from rich.console import Console
    from rich.table import Table

    from cnn_reference.lab import EXPERIMENTS, experiment

    found = [experiment(name) for name in EXPERIMENTS]
    if as_json:
        listed = [
            {"name": one.name, "title": one.title.in_language(language), "section": one.section, "seeds": one.seeds,
             "data": one.needs.in_language(language)}
            for one in found
        ]  # fmt: skip
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    above = ("nombre", "experimento", "datos") if language == "es" else ("name", "experiment", "data")
    table = Table(*above, box=None, pad_edge=False, header_style="bold")
    for one in found:
        table.add_row(one.name, one.title.in_language(language), one.needs.in_language(language))
    Console(highlight=False).print(table)


def _show(chosen: Experiment, findings: Findings, language: str, *, as_json: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from cnn_reference.lab import reports
    from cnn_reference.lab.storing import to_text

    if as_json:
        click.echo(to_text(findings), nl=False)
        return
    console = Console(highlight=False)
    if findings.experiment == chosen.name:  # a saved model that is measured is not what the experiment is about
        console.print(f"[bold]{chosen.title.in_language(language)}[/bold] ({chosen.section})\n")
    for table in findings.tables:
        shown = Table(title=table.title.in_language(language), title_justify="left", title_style="")
        for index, heading in enumerate(reports.headings(table, language)):
            shown.add_column(heading, justify="right" if index else "left")
        for cells in reports.lines(table, language):
            shown.add_row(*cells)
        console.print(shown)
    if findings.remarks:
        console.print(f"[bold]{reports.ABOUT.in_language(language)}[/bold]")
    for remark in findings.remarks:
        console.print(remark.in_language(language), markup=False)
        console.print()
    for fact in reports.facts(findings, language):
        console.print(fact, markup=False)


def _write(findings: Findings, folder: Path, language: str) -> None:
    from cnn_reference.lab import reports
    from cnn_reference.lab.drawing import draw
    from cnn_reference.lab.storing import to_text

    folder.mkdir(parents=True, exist_ok=True)
    name = findings.experiment
    numbers, page = folder / f"{name}.json", folder / f"{name}-{language}.md"
    numbers.write_text(to_text(findings), encoding="utf-8")
    page.write_text(reports.markdown(findings, language, pictures=f"{name}-"), encoding="utf-8")
    for path in (numbers, page, *draw(findings, folder, language)):
        click.echo(path)


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
