"""Accuracy of a three-layer convolutional network against its number of parameters."""

from __future__ import annotations

from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import band, spread
from cnn_reference.lab.sources import cifar10
from cnn_reference.lab.texts import Text, number
from cnn_reference.network import History, NeuralNetwork

__all__ = ["EXPERIMENT", "compare"]

TRAIN, TEST = 500, 1_000
EPOCHS, BATCH, RATE = 20, 32, 1e-3
WIDTHS = (1, 2, 4, 8, 16)
REMARKS = (
    Text(
        "El rendimiento de prueba no baja aquí, ni con 34 000 parámetros para 500 imágenes, que la red mayor aprende "
        "de memoria: sube cada vez menos. La pérdida de prueba sí muestra el sobreajuste: tiene su mínimo con unos 2 "
        "000 parámetros, y después la red se equivoca cada vez con más seguridad.",
        "The test accuracy does not fall here, not even with 34,000 parameters for 500 images, which the largest "
        "network learns by heart: it rises less and less. The test loss does show overfitting: it is lowest with "
        "some 2,000 parameters, and from there the network is wrong with more and more confidence.",
    ),
    Text(
        "La curva de la pregunta de la lección, que sube y luego baja, es por tanto una posibilidad, no una ley: "
        "cuándo y si baja depende de los datos, de cuánto se entrena y de qué se mide.",
        "The curve of the lecture's question, which rises and then falls, is therefore a possibility, not a law: "
        "when and whether it falls depends on the data, on how long one trains and on what one measures.",
    ),
)


def compare(settings: Settings) -> Findings:
    """Train networks that differ in their width alone, on few photographs.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    train, test, epochs = (200, 100, 1) if settings.is_quick else (TRAIN, TEST, EPOCHS)
    widths = WIDTHS[:3] if settings.is_quick else WIDTHS
    images = cifar10(settings, train, test)
    histories: dict[int, list[History]] = {width: [] for width in widths}
    counts: dict[int, int] = {}
    for width, seed in settings.each([(width, seed) for width in widths for seed in settings.seeds]):
        network = _three_layers(images.shape, images.n_classes, width, seed)
        counts[width] = network.count()
        histories[width].append(
            network.fit(
                images.x, images.y, epochs, BATCH, optimizer="adam", learning_rate=RATE,
                validation=(images.x_test, images.y_test),
            )
        )  # fmt: skip
    rows = tuple(
        Row(
            str(width),
            Text(number(counts[width], "es", ","), number(counts[width], "en", ",")),
            {
                "train": spread(one.accuracy[-1] for one in own),
                "test": spread(one.validation_accuracy[-1] for one in own),
                "best": spread(max(one.validation_accuracy) for one in own),
                "loss": spread(one.validation_loss[-1] for one in own),
            },
            {},
        )
        for width, own in histories.items()
    )
    positions = [counts[width] for width in widths]

    def by_seed(key: str) -> list[list[float]]:
        return [list(one) for one in zip(*(row.ours[key].values for row in rows), strict=True)]

    lines = {"train": Text("entrenamiento", "train"), "test": Text("prueba", "test")}
    return Findings(
        tables=(
            Table(
                "widths",
                Text(f"Tres convoluciones, {epochs} épocas", f"Three convolutions, {epochs} epochs"),
                Text("parámetros", "parameters"),
                (
                    Column("train", Text("entrenamiento", "train")),
                    Column("test", Text("prueba", "test")),
                    Column("best", Text("prueba en la mejor época", "test in the best epoch")),
                    Column("loss", Text("pérdida de prueba", "test loss"), ".2f"),
                ),
                rows,
            ),
        ),
        plots=(
            Plot(
                "accuracies",
                Text("Rendimiento según el número de parámetros", "Accuracy by number of parameters"),
                Text("parámetros", "parameters"),
                Text("rendimiento", "accuracy"),
                (Panel(Text.same(""), tuple(band(key, name, positions, by_seed(key)) for key, name in lines.items())),),
                logarithmic="x",
            ),
            Plot(
                "losses",
                Text("Pérdida de prueba según el número de parámetros", "Test loss by number of parameters"),
                Text("parámetros", "parameters"),
                Text("pérdida", "loss"),
                (Panel(Text.same(""), (band("loss", Text("prueba", "test"), positions, by_seed("loss")),)),),
                logarithmic="x",
            ),
        ),
        remarks=REMARKS,
        data=images.name,
        is_real=images.is_real,
    )


def _three_layers(shape: tuple[int, ...], classes: int, width: int, seed: int) -> NeuralNetwork:
    network = NeuralNetwork(seed=seed, threads=1).input(shape)
    for filters in (width, 2 * width, 4 * width):
        network.conv([3, 3, filters], padding=1).max_pool().relu()
    return network.flatten().dense(classes)


EXPERIMENT = Experiment(
    name="parameters",
    title=Text("Rendimiento según el número de parámetros", "Accuracy by number of parameters"),
    section="Caso de estudio: Test",
    function=compare,
    needs=Text("CIFAR-10, o señales dibujadas en su lugar", "CIFAR-10, or drawn signs in its place"),
    seeds=3,
)
