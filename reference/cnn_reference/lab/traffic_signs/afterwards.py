"""What the lecture's last slide suggests trying next, each as one line."""

from __future__ import annotations

from cnn_reference.data.gtsrb import N_CLASSES, SIDE
from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Findings
from cnn_reference.lab.texts import Text
from cnn_reference.lab.traffic_signs.learning import RATE
from cnn_reference.lab.traffic_signs.needs import SIGNS
from cnn_reference.lab.traffic_signs.networks import network2
from cnn_reference.lab.traffic_signs.variants import Variant
from cnn_reference.lab.traffic_signs.variants import compare as compare_variants
from cnn_reference.network import SGD, Momentum, Nesterov, NeuralNetwork

__all__ = ["EXPERIMENT", "compare"]


def _leaky(seed: int) -> NeuralNetwork:
    return (
        NeuralNetwork(seed).input([SIDE, SIDE, 3]).conv([5, 5, 6]).max_pool().leaky_relu().conv([5, 5, 16]).max_pool()
        .leaky_relu().flatten().dense(120).leaky_relu().dense(N_CLASSES)
    )  # fmt: skip


def _dropout(seed: int) -> NeuralNetwork:
    return (
        NeuralNetwork(seed).input([SIDE, SIDE, 3]).conv([5, 5, 6]).max_pool().relu().conv([5, 5, 16]).max_pool().relu()
        .flatten().dense(120).relu().dropout(0.5).dense(N_CLASSES)
    )  # fmt: skip


def _batch_norm(seed: int) -> NeuralNetwork:
    return (
        NeuralNetwork(seed).input([SIDE, SIDE, 3]).conv([5, 5, 6]).max_pool().batch_norm().relu().conv([5, 5, 16])
        .max_pool().batch_norm().relu().flatten().dense(120).batch_norm().relu().dense(N_CLASSES)
    )  # fmt: skip


def _deeper(seed: int) -> NeuralNetwork:
    return (
        NeuralNetwork(seed).input([SIDE, SIDE, 3]).conv([5, 5, 6]).max_pool().relu().conv([5, 5, 16]).max_pool().relu()
        .conv([3, 3, 32]).relu().flatten().dense(120).relu().dense(84).relu().dense(N_CLASSES)
    )  # fmt: skip


def _random(seed: int) -> NeuralNetwork:
    return (
        NeuralNetwork(seed).input([SIDE, SIDE, 3]).conv([5, 5, 6], init="small_normal").max_pool().relu()
        .conv([5, 5, 16], init="small_normal").max_pool().relu().flatten().dense(120, init="small_normal").relu()
        .dense(N_CLASSES, init="small_normal")
    )  # fmt: skip


VARIANTS = (
    Variant("network1", Text("network1, como punto de partida", "network1, as a starting point")),
    Variant("leaky", Text.same("leaky ReLU"), network=_leaky),
    Variant("filters", Text("el doble de filtros y unidades (network2)", "twice the filters and units (network2)"),
            network=network2),
    Variant("deeper", Text("una convolución y una capa densa más", "one convolution and one dense layer more"),
            network=_deeper),
    Variant("dropout", Text("dropout 0,5", "dropout 0.5"), network=_dropout),
    Variant("batch-norm", Text("normalización del lote", "batch normalization"), network=_batch_norm),
    Variant("lower-rate", Text("tasa de aprendizaje, una décima", "a tenth of the learning rate"), rate=RATE / 10),
    Variant("longer", Text("el triple de épocas", "three times the epochs"), longer=3),
    Variant("init", Text("pesos iniciales 0,01·N(0, 1)", "first weights 0.01·N(0, 1)"), network=_random),
    Variant("sgd", Text("SGD, tasa 0,1", "SGD, rate 0.1"), optimizer=lambda: SGD(), rate=0.1),
    Variant("momentum", Text("momento 0,9, tasa 0,02", "momentum 0.9, rate 0.02"), optimizer=lambda: Momentum(),
            rate=0.02),
    Variant("nesterov", Text("Nesterov 0,9, tasa 0,02", "Nesterov 0.9, rate 0.02"), optimizer=lambda: Nesterov(),
            rate=0.02),
)  # fmt: skip

REMARKS = (
    Text(
        "Cada línea cambia una sola cosa de network1 con contraste local, Adam y una tasa de 0,003 que sube y baja una "
        "vez. Las tasas de los demás optimizadores son usuales, no buscadas: la tabla no dice cuál es el mejor.",
        "Each line changes one thing of network1 with local contrast, Adam and a rate of 0.003 that rises and falls "
        "once. The other optimizers' rates are usual ones, not searched for: the table does not say which is the best.",
    ),
)


def compare(settings: Settings) -> Findings:
    """Train network1 with each change.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    title = Text("network1 con un cambio cada vez", "network1 with one change at a time")
    return compare_variants(settings, VARIANTS, title, REMARKS)


EXPERIMENT = Experiment(
    name="gtsrb-next",
    title=Text("Señales de tráfico: ¿después?", "Traffic signs: what next?"),
    section="Caso de estudio: ¿Después?",
    function=compare,
    needs=SIGNS,
    seeds=2,
)
