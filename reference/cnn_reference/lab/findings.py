"""What an experiment finds: tables beside the lecture's, the series of its plots, and what is to be said about both.

Everything is kept seed by seed, so that whoever reads the file can see the spread for themselves.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from cnn_reference.lab.texts import Text

__all__ = ["Column", "Findings", "Line", "Panel", "Plot", "Regions", "Row", "Spread", "Table"]


@dataclass(frozen=True)
class Spread:
    """One quantity, measured with several seeds.

    Attributes
    ----------
    values : tuple of float
        One a seed.
    """

    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Their mean."""
        return statistics.fmean(self.values)

    @property
    def deviation(self) -> float | None:
        """Their standard deviation, N - 1 in the denominator; None of a single one."""
        return statistics.stdev(self.values) if len(self.values) > 1 else None


@dataclass(frozen=True)
class Column:
    """A quantity of a table.

    Attributes
    ----------
    key : str
    name : Text
    form : str
        How its numbers are written, as for `format`.
    """

    key: str
    name: Text
    form: str = ".3f"


@dataclass(frozen=True)
class Row:
    """A line of a table: one way to do it.

    Attributes
    ----------
    key : str
    name : Text
    ours : dict of str to Spread
        What was measured, by the key of the column.
    lecture : dict of str to float
        What the slide says, where it says something.
    """

    key: str
    name: Text
    ours: dict[str, Spread]
    lecture: dict[str, float]


@dataclass(frozen=True)
class Table:
    """Several ways to do it, compared.

    Attributes
    ----------
    key : str
    title : Text
    first : Text
        Heading of the rows' names.
    columns : tuple of Column
    rows : tuple of Row
    """

    key: str
    title: Text
    first: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def row(self, key: str) -> Row:
        """Return a row by its key.

        Parameters
        ----------
        key : str

        Returns
        -------
        Row

        Raises
        ------
        KeyError
            If there is none.
        """
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


@dataclass(frozen=True)
class Line:
    """A line of a plot.

    Attributes
    ----------
    key : str
    name : Text
    x, y : tuple of float
        As many of the one as of the other; y is the mean over the seeds.
    low, high : tuple of float
        The smallest and the largest of the seeds at each point; empty where there is one curve only.
    """

    key: str
    name: Text
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True)
class Regions:
    """The class that a network chooses at each point of a square, and the points it was trained on.

    Attributes
    ----------
    x, y : tuple of 2 float
        Ends of the axes.
    rows : tuple of str
        One digit a point of the grid, which is the class there; the first row is the one of the lowest y.
    points : tuple of (float, float, int)
        x, y and class of the training points.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    rows: tuple[str, ...]
    points: tuple[tuple[float, float, int], ...]

    def at(self, x: float, y: float) -> int:
        """Return the class that was chosen at the point of the grid that is nearest.

        Parameters
        ----------
        x, y : float
            Inside the square.

        Returns
        -------
        int
        """

        def index(value: float, ends: tuple[float, float], count: int) -> int:
            return min(max(round((value - ends[0]) / (ends[1] - ends[0]) * (count - 1)), 0), count - 1)

        row = self.rows[index(y, self.y, len(self.rows))]
        return int(row[index(x, self.x, len(row))])


@dataclass(frozen=True)
class Panel:
    """One pair of axes: lines, or regions.

    Attributes
    ----------
    title : Text
    lines : tuple of Line
    regions : Regions or None
    """

    title: Text
    lines: tuple[Line, ...] = ()
    regions: Regions | None = None


@dataclass(frozen=True)
class Plot:
    """Panels that share what stands at their axes.

    Attributes
    ----------
    key : str
    title, x, y : Text
    panels : tuple of Panel
    logarithmic : str
        The axes that are: "", "x", "y" or "xy".
    """

    key: str
    title: Text
    x: Text
    y: Text
    panels: tuple[Panel, ...]
    logarithmic: str = ""


@dataclass(frozen=True)
class Findings:
    """What came out of an experiment.

    Attributes
    ----------
    tables : tuple of Table
    plots : tuple of Plot
    remarks : tuple of Text
        Where ours differs from the slide, and why; what is not said there.
    data : Text
        What it was measured on.
    is_real : bool
        Whether the data are; else they were drawn by a program.
    experiment, command : str
        The name, and what repeats it; `run` fills in these and what follows.
    seeds : tuple of int
    is_quick : bool
        Whether this was a trial run, whose figures mean little.
    processor_seconds : float
        What it cost, all threads together.
    versions : dict of str to str
        Of the libraries that computed it; `run` adds NumPy's.
    """

    tables: tuple[Table, ...]
    plots: tuple[Plot, ...]
    remarks: tuple[Text, ...]
    data: Text
    is_real: bool
    experiment: str = ""
    command: str = ""
    seeds: tuple[int, ...] = ()
    is_quick: bool = False
    processor_seconds: float = 0.0
    versions: dict[str, str] = field(default_factory=dict)

    def table(self, key: str) -> Table:
        """Return a table by its key.

        Parameters
        ----------
        key : str

        Returns
        -------
        Table

        Raises
        ------
        KeyError
            If there is none.
        """
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)
