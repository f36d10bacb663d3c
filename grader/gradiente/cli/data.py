"""`gradiente data`: what data sets there are, and how they come here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradiente.cli import options

if TYPE_CHECKING:
    from rich.progress import Progress

    from cnn_reference.data.download import Archive

folder_option = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the data sets; else GRADIENTE_DATA, or gradiente/data in your own folder for data.",
)


@click.group(name="data")
def command() -> None:
    """Say which data sets are here, and get those that are not.

    \b
    Examples:
      gradiente data list
      gradiente data gtsrb
    """


@command.command(name="list")
@folder_option
@options.as_json
def list_command(folder: Path | None, as_json: bool) -> None:
    """Say which data sets are here, and how to get the rest.

    \b
    Example:
      gradiente data list --data ~/data
    """
    import json

    from cnn_reference.data.catalogue import holdings
    from cnn_reference.data.places import data_folder

    with data_errors():
        where = data_folder(folder)
        found = holdings(where)
    if as_json:
        plain = [
            {"name": one.name, "what": one.what, "path": str(one.path) if one.path else None, "get": one.how_to_get}
            for one in found
        ]
        click.echo(json.dumps({"folder": str(where), "sets": plain}, indent=1))
        return
    click.echo(f"Data in {where}")
    for one in found:
        click.echo(f"\n{one.name}: {one.what}\n  {one.path or one.how_to_get}")


@command.command(name="gtsrb")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to put it; else where `gradiente data list` looks.",
)
def gtsrb_command(folder: Path | None) -> None:
    """Download the German traffic signs: three archives, 365 MB, checked; an interrupted download goes on.

    \b
    Example:
      gradiente data gtsrb --dir ~/data/gtsrb
    """
    from cnn_reference.data.download import download_gtsrb
    from cnn_reference.data.places import data_folder

    with data_errors(), _bars() as on_archive:
        paths = download_gtsrb(folder or data_folder() / "gtsrb", on_archive)
    for path in paths:
        click.echo(path)
    click.echo(
        "Free to use; cite Stallkamp, Schlipsing, Salmen, Igel: The German Traffic Sign Recognition Benchmark, "
        "IJCNN 2011, pp. 1453-1460.",
        err=True,
    )


@command.command(name="synthetic")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Where the folder GTSRB is made.",
)
@click.option("--tracks", type=click.IntRange(1, 70), default=2, show_default=True, help="Of the rarest class.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of everything random.")
def synthetic_command(folder: Path, tracks: int, seed: int) -> None:
    """Draw 43 synthetic signs in GTSRB's layout, to try programs where nothing can be downloaded.

    No figure measured on them says anything about GTSRB.

    \b
    Example:
      gradiente data synthetic --dir drawn --tracks 1
    """
    import numpy as np

    from cnn_reference.data.synthetic import draw_tracks, write_test_layout, write_training_layout

    rng = np.random.default_rng(seed)
    click.echo(write_training_layout(draw_tracks(rng, tracks), folder))
    click.echo(write_test_layout(draw_tracks(rng, 1, pictures=3), folder)[0])


@contextmanager
def data_errors() -> Iterator[None]:
    """Turn the errors of data into errors of the command line."""
    from cnn_reference.data.errors import DataError
    from gradiente.errors import GradienteError

    try:
        yield
    except DataError as error:
        raise GradienteError(str(error)) from error


@contextmanager
def _bars() -> Iterator[Callable[[Archive], Callable[[int, int], None]]]:
    """Show a bar for each archive, on the standard error stream."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        yield lambda archive: _bar(bars, archive)


def _bar(bars: Progress, archive: Archive) -> Callable[[int, int], None]:
    task = bars.add_task(archive.name, total=None)
    return lambda there, whole: bars.update(task, completed=there, total=whole)
