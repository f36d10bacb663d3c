"""The findings in the documentation: a page an experiment, whose figures are those that are stored.

`python -m cnn_reference.lab.pages docs/lab` writes tables, plots and remarks anew, between two marks in each page;
what stands around them is written by people.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cnn_reference.lab.drawing import draw
from cnn_reference.lab.experiment import LabError
from cnn_reference.lab.registry import EXPERIMENTS
from cnn_reference.lab.reports import markdown
from cnn_reference.lab.storing import is_stored, stored

__all__ = ["BEGIN", "END", "update", "with_findings"]

BEGIN, END = "<!-- findings: written by cnn_reference.lab.pages -->", "<!-- end of the findings -->"
LANGUAGE = "en"


def with_findings(page: str, name: str) -> str:
    """Put the stored findings of an experiment into its page.

    Parameters
    ----------
    page : str
        With both marks.
    name : str
        Of the experiment.

    Returns
    -------
    str

    Raises
    ------
    LabError
        If a mark is missing.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise LabError(f"the page of {name} has no place for the findings: {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{markdown(stored(name), LANGUAGE, pictures=f'{name}-')}\n{END}{after}"


def update(folder: Path) -> list[Path]:
    """Write the findings into every page of a folder, and draw their plots beside them.

    Parameters
    ----------
    folder : Path
        With a page `NAME.md` for every experiment whose findings come with the course.

    Returns
    -------
    list of Path
        The pages.
    """
    pages = []
    for name in EXPERIMENTS:
        page = folder / f"{name}.md"
        if page.is_file() and is_stored(name) and BEGIN in (text := page.read_text(encoding="utf-8")):
            page.write_text(with_findings(text, name), encoding="utf-8")
            draw(stored(name), folder, LANGUAGE)
            pages.append(page)
    return pages


if __name__ == "__main__":
    for written in update(Path(sys.argv[1])):
        print(written)
