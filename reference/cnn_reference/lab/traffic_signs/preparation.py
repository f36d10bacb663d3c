"""From pixels to what the network sees, one way a line: colour spaces, normalization, balance, augmentation."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Findings
from cnn_reference.lab.texts import Text
from cnn_reference.lab.traffic_signs.needs import SIGNS
from cnn_reference.lab.traffic_signs.networks import network1
from cnn_reference.lab.traffic_signs.preparing import local_contrast
from cnn_reference.lab.traffic_signs.variants import Variant
from cnn_reference.lab.traffic_signs.variants import compare as compare_variants
from cnn_reference.network import NeuralNetwork
from cnn_reference.preprocessing import fit_normalizer, normalize, rgb_to_yuv, to_grayscale

__all__ = ["EXPERIMENT", "compare"]

Array = NDArray[Any]


def _as_they_are(_: Array, images: Array) -> Array:
    return images


def _normalized(train: Array, images: Array) -> Array:
    """Normalize by the training set's mean and standard deviation: the lecture's rule."""
    return normalize(images, *fit_normalizer(train)).astype(np.float32)


def _grey(train: Array, images: Array) -> Array:
    return _normalized(to_grayscale(train), to_grayscale(images))


def _yuv(train: Array, images: Array) -> Array:
    return _normalized(rgb_to_yuv(train), rgb_to_yuv(images))


def _grey_contrast(_: Array, images: Array) -> Array:
    return local_contrast(to_grayscale(images))


def _of_one_channel(seed: int) -> NeuralNetwork:
    return network1(seed, channels=1)


VARIANTS = (
    Variant("pixels", Text("RGB de 0 a 1", "RGB from 0 to 1"), _as_they_are),
    Variant("rgb", Text("RGB normalizado", "RGB, normalized"), _normalized),
    Variant("grey", Text("grises, normalizados", "greys, normalized"), _grey, _of_one_channel),
    Variant("yuv", Text("YUV normalizado", "YUV, normalized"), _yuv),
    Variant("grey-contrast", Text("contraste local de los grises", "local contrast of the greys"), _grey_contrast,
            _of_one_channel),
    Variant("contrast", Text("contraste local de cada color", "local contrast of each colour")),
    Variant("balanced", Text("y clases equilibradas", "and balanced classes"), is_balanced=True),
    Variant("shifted", Text("contraste local y desplazamientos", "local contrast and shifts"), is_shifted=True),
)  # fmt: skip

REMARKS = (
    Text(
        "Toda normalización se mide solo en el conjunto de entrenamiento; el contraste local no mide nada en él, "
        "porque cada píxel se compara con sus vecinos. Las clases equilibradas se entrenan con tantas iteraciones como "
        "las demás.",
        "Every normalization is measured on the training set alone; local contrast measures nothing there, because "
        "each pixel is compared with its neighbours. Balanced classes are trained for as many iterations as the "
        "others.",
    ),
)


def compare(settings: Settings) -> Findings:
    """Train network1 on images that were prepared in each way.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    title = Text("network1 según cómo se preparan las imágenes", "network1 by how the images are prepared")
    return compare_variants(settings, VARIANTS, title, REMARKS)


EXPERIMENT = Experiment(
    name="gtsrb-preparation",
    title=Text("Señales de tráfico: preparar las imágenes", "Traffic signs: preparing the images"),
    section="Caso de estudio: Definir arquitectura (color, normalización, aumentación)",
    function=compare,
    needs=SIGNS,
    seeds=2,
)
