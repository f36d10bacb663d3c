"""The first look at the data: how many images each class has, how large and how bright they are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.gtsrb import N_CLASSES, Signs
from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Line, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import spread
from cnn_reference.lab.texts import Text
from cnn_reference.lab.traffic_signs.material import material
from cnn_reference.lab.traffic_signs.needs import SIGNS
from cnn_reference.preprocessing import LUMA, class_counts

__all__ = ["EXPERIMENT", "look"]

LECTURE_IMAGES = 39_209
BINS = 25


def look(settings: Settings) -> Findings:
    """Count and measure all images, the three sets together: this chooses nothing.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    own = material(settings)
    parts = (own.train, own.validation, own.test)
    labels = np.concatenate([part.labels for part in parts])
    sides = np.concatenate([part.sizes.max(axis=1) for part in parts])
    light = np.concatenate([_brightness(part) for part in parts])
    colour = np.concatenate([_red_share(part) for part in parts])
    counts = class_counts(labels, N_CLASSES)
    tracks = sum(len(np.unique(part.unique_tracks)) for part in parts)
    value = Column("value", Text("valor", "value"), ",.0f")
    low, middle, high = (Column(key, name, ".3g") for key, name in (
        ("low", Text("5 %", "5%")), ("middle", Text("mediana", "median")), ("high", Text("95 %", "95%")),
    ))  # fmt: skip
    numbers = (
        ("images", Text("imágenes", "images"), len(labels)),
        ("classes", Text("clases", "classes"), int(np.sum(counts > 0))),
        ("tracks", Text("secuencias", "tracks"), tracks),
        ("rarest", Text("imágenes de la clase más rara", "images of the rarest class"), int(counts.min())),
        ("commonest", Text("imágenes de la más común", "images of the most common one"), int(counts.max())),
    )
    measured = (
        ("side", Text("lado mayor, en píxeles", "longer side, in pixels"), sides),
        ("brightness", Text("brillo medio, de 0 a 1", "mean brightness, from 0 to 1"), light),
        ("red", Text("parte del rojo en el color", "share of red in the colour"), colour),
    )
    order = np.sort(counts)[::-1]
    return Findings(
        tables=(
            Table(
                "counts", Text("Cuántas hay", "How many there are"), Text.same(""), (value,),
                tuple(
                    Row(key, name, {"value": spread([number])}, {"value": LECTURE_IMAGES} if key == "images" else {})
                    for key, name, number in numbers
                ),
            ),
            Table(
                "measures", Text("Cómo son", "What they are like"), Text.same(""), (low, middle, high),
                tuple(
                    Row(key, name, {column: spread([np.quantile(values, at)])
                                    for column, at in (("low", 0.05), ("middle", 0.5), ("high", 0.95))}, {})
                    for key, name, values in measured
                ),
            ),
        ),
        plots=(
            Plot(
                "classes", Text("Imágenes de cada clase", "Images of each class"),
                Text("clases, de la más común a la más rara", "classes, from the most common to the rarest"),
                Text("imágenes", "images"),
                (Panel(Text.same(""), (
                    Line("images", Text("imágenes", "images"), _range(len(order)), _floats(order)),
                )),),
            ),
            Plot(
                "histograms", Text("Tamaño y brillo de las imágenes", "Size and brightness of the images"),
                Text("valor", "value"), Text("imágenes", "images"),
                tuple(Panel(name, (_histogram(key, name, values),)) for key, name, values in measured),
            ),
        ),
        remarks=(
            Text(
                "Como dice la diapositiva, las clases no son igual de comunes y el brillo es aleatorio: entre el 5 % y "
                "el 95 % de las imágenes cambia mucho más que el color.",
                "As the slide says, the classes are not equally common and the brightness is random: between 5% and "
                "95% of the images it changes much more than the colour.",
            ),
        ),
        data=own.name,
        is_real=own.is_real,
    )  # fmt: skip


def _brightness(signs: Signs) -> NDArray[Any]:
    """Mean luma of each image."""
    return np.asarray(signs.images.mean(axis=(1, 2)) @ LUMA / 255)


def _red_share(signs: Signs) -> NDArray[Any]:
    channels = signs.images.mean(axis=(1, 2))
    return np.asarray(channels[:, 0] / np.maximum(channels.sum(axis=1), 1e-9))


def _histogram(key: str, name: Text, values: NDArray[Any]) -> Line:
    heights, edges = np.histogram(values, bins=BINS)
    return Line(key, name, _floats((edges[:-1] + edges[1:]) / 2), _floats(heights))


def _range(count: int) -> tuple[float, ...]:
    return tuple(float(i) for i in range(1, count + 1))


def _floats(values: NDArray[Any]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


EXPERIMENT = Experiment(
    name="gtsrb-data",
    title=Text("Señales de tráfico: analizar los datos", "Traffic signs: analysing the data"),
    section="Caso de estudio: Analizar datos",
    function=look,
    needs=SIGNS,
    seeds=1,
)
