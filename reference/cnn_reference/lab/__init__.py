"""The lecture's experiments, repeated: each with several seeds, beside the numbers of the slides.

`gradiente lab` runs them. Each is one function in a module of its own; `registry` says which there are.
"""

from cnn_reference.lab.experiment import Experiment, LabError, Settings, run
from cnn_reference.lab.findings import Column, Findings, Line, Panel, Plot, Regions, Row, Spread, Table
from cnn_reference.lab.registry import EXPERIMENTS, experiment
from cnn_reference.lab.texts import Text

__all__ = [
    "EXPERIMENTS",
    "Column",
    "Experiment",
    "Findings",
    "LabError",
    "Line",
    "Panel",
    "Plot",
    "Regions",
    "Row",
    "Settings",
    "Spread",
    "Table",
    "Text",
    "experiment",
    "run",
]
