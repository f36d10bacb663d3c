"""How far activations spread, layer by layer, as the first weights leave them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.activations import relu, tanh
from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Line, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import band, spread
from cnn_reference.lab.texts import Text
from cnn_reference.network.initializers import INITIALIZERS

__all__ = ["EXPERIMENT", "measure"]

WIDTH, DEPTH, SAMPLES = 256, 10, 500
LAYERS = (1, 5, 10)
BINS = 40
ACTIVATIONS = {"tanh": tanh, "relu": relu}
NAMES = {"tanh": Text.same("tanh"), "relu": Text.same("ReLU")}
ACTIVATION_AXES = {
    "tanh": Text("activación", "activation"),
    "relu": Text("log₁₀ de las positivas", "log₁₀ of the positive ones"),
}
INITIALIZATIONS = {
    "small_normal": Text("0,01·rand(0,1)", "0.01·rand(0,1)"),
    "normal": Text.same("rand(0,1)"),
    "lecun_normal": Text("rand(0,1)/√n (diapositiva)", "rand(0,1)/√n (slide)"),
    "xavier_normal": Text("Xavier (Glorot y Bengio)", "Xavier (Glorot and Bengio)"),
    "he_normal": Text.same("He"),
}

REMARKS = (
    Text(
        "La lección recomienda He con ReLU y Xavier con tanh; aquí se ve por qué, sin entrenar nada. Con 0,01·rand "
        "las activaciones se apagan en pocas capas; con rand la tanh se satura y la ReLU explota; 1/√n y la de Glorot "
        "coinciden donde todas las capas son igual de anchas y mantienen viva la tanh, pero con ReLU pierden la mitad "
        "de la energía en cada capa; He la conserva. «Mantener» es relativo: con tanh y Xavier la dispersión sigue "
        "bajando, porque la tanh encoge lo que recibe.",
        "The lecture recommends He with ReLU and Xavier with tanh; this shows why, without training anything. With "
        "0.01·rand the activations fade within a few layers; with rand tanh saturates and ReLU explodes; 1/√n and "
        "Glorot's rule are the same where all layers are equally wide, and they keep tanh alive, but under ReLU they "
        "lose half of the energy in every layer; He keeps it. “Keep” is relative: with tanh and Xavier the spread "
        "still falls slowly, because tanh shrinks whatever it receives.",
    ),
    Text(
        "La diapositiva llama Xavier a 1/√n, que en la literatura es la regla de LeCun; la de Glorot y Bengio mira "
        "también el número de salidas.",
        "The slide calls 1/√n Xavier, which the literature calls LeCun's rule; that of Glorot and Bengio looks at the "
        "number of outputs as well.",
    ),
)


def measure(settings: Settings) -> Findings:
    """Send normal data through deep nets that nobody has trained, and look at every layer.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    width = 32 if settings.is_quick else WIDTH
    jobs = [(activation, name) for activation in ACTIVATIONS for name in INITIALIZATIONS]
    tables: dict[str, list[Row]] = {key: [] for key in ACTIVATIONS}
    lines: dict[str, list[Line]] = {key: [] for key in ACTIVATIONS}
    histograms: dict[str, list[Panel]] = {key: [] for key in ACTIVATIONS}
    for activation, name in settings.each(jobs):
        runs = [_activations(activation, name, width, np.random.default_rng(seed)) for seed in settings.seeds]
        spreads = [[float(np.std(a)) for a in layers] for layers in runs]
        saturated = [float(np.mean(np.abs(layers[-1]) > 0.95)) for layers in runs]
        measured = {f"layer-{layer}": spread(one[layer - 1] for one in spreads) for layer in LAYERS}
        if activation == "tanh":
            measured["saturated"] = spread(saturated)
        tables[activation].append(Row(name, INITIALIZATIONS[name], measured, {}))
        lines[activation].append(band(name, INITIALIZATIONS[name], range(1, DEPTH + 1), spreads))
        histograms[activation].append(_histograms(name, runs[0]))
    return Findings(
        tables=tuple(_table(activation, tuple(rows)) for activation, rows in tables.items()),
        plots=(
            Plot(
                "spreads",
                Text(
                    "Desviación típica de las activaciones, capa a capa",
                    "Standard deviation of the activations, layer by layer",
                ),
                Text("capa", "layer"),
                Text("desviación típica", "standard deviation"),
                tuple(Panel(NAMES[activation], tuple(own)) for activation, own in lines.items()),
                logarithmic="y",
            ),
            *(
                Plot(
                    f"histograms-{activation}",
                    Text(
                        f"Histogramas de las activaciones {NAMES[activation]}",
                        f"Histograms of the {NAMES[activation]} activations",
                    ),
                    ACTIVATION_AXES[activation],
                    Text("proporción de las unidades", "share of the units"),
                    tuple(panels),
                )
                for activation, panels in histograms.items()
            ),
        ),
        remarks=REMARKS,
        data=Text(
            f"{SAMPLES} entradas N(0, 1), {DEPTH} capas de {width} unidades sin sesgo",
            f"{SAMPLES} inputs N(0, 1), {DEPTH} layers of {width} units without biases",
        ),
        is_real=False,
    )


def _activations(activation: str, name: str, width: int, rng: np.random.Generator) -> list[NDArray[Any]]:
    """Return what every layer gives, (SAMPLES, width) each; `activation_spread` measures the same draws."""
    a = rng.standard_normal((SAMPLES, width))
    layers = []
    for shape in pairwise([width] * (DEPTH + 1)):
        a = ACTIVATIONS[activation](a @ INITIALIZERS[name](shape, rng))
        layers.append(a)
    return layers


def _histograms(name: str, layers: list[NDArray[Any]]) -> Panel:
    """Count activations between -1 and 1, where tanh has all of its own; of ReLU the logarithm of the positive ones."""
    shown = [layers[layer - 1] for layer in LAYERS]
    low, high = -1.0, 1.0
    if layers[0].min() >= 0:  # their scales can lie far apart
        shown = [np.log10(a[a > 0]) for a in shown]
        low, high = (float(one) for one in np.quantile(np.concatenate(shown), (0.01, 1)))
    edges = np.linspace(low, high, BINS + 1)
    centres = tuple(float(one) for one in (edges[1:] + edges[:-1]) / 2)
    lines = []
    for layer, values in zip(LAYERS, shown, strict=True):
        counts, _ = np.histogram(values, edges)
        shares = tuple(float(one) for one in counts / layers[layer - 1].size)
        lines.append(Line(f"layer-{layer}", Text(f"capa {layer}", f"layer {layer}"), centres, shares))
    return Panel(INITIALIZATIONS[name], tuple(lines))


def _table(activation: str, rows: tuple[Row, ...]) -> Table:
    columns = [Column(f"layer-{layer}", Text(f"capa {layer}", f"layer {layer}"), ".2g") for layer in LAYERS]
    if activation == "tanh":
        over = Text(f"saturadas en la {DEPTH} (|a| > 0,95)", f"saturated in {DEPTH} (|a| > 0.95)")
        columns.append(Column("saturated", over, ".2f"))
    title = Text(
        f"Desviación típica de las activaciones, {NAMES[activation]}",
        f"Standard deviation of the activations, {NAMES[activation]}",
    )
    return Table(activation, title, Text("inicialización", "initialization"), tuple(columns), rows)


EXPERIMENT = Experiment(
    name="activation-spread",
    title=Text("Dispersión de las activaciones según la profundidad", "Spread of the activations by depth"),
    section="Conceptos avanzados: Inicialización de parámetros",
    function=measure,
    needs=Text("ninguno: entradas sintéticas", "none: synthetic inputs"),
    seeds=5,
)
