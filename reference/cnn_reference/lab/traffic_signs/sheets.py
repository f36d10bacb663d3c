"""Pictures of the case study: a sheet of samples, the confusion matrix, and the worst mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.gtsrb import Signs
from cnn_reference.data.sign_names import SIGN_NAMES_ES
from cnn_reference.lab.experiment import LabError

__all__ = ["draw_confusion", "draw_mistakes", "draw_samples", "worst_mistakes"]

Array = NDArray[Any]
COLUMNS = 8
DPI = 110


def draw_samples(signs: Signs, path: Path, language: str, rng: np.random.Generator) -> Path:
    """Draw one image of every class, under its name.

    Parameters
    ----------
    signs : Signs
    path : Path
        Of the PNG.
    language : {"es", "en"}
    rng : numpy.random.Generator
        Chooses the images.

    Returns
    -------
    Path
    """
    classes = np.unique(signs.labels)
    chosen = [int(rng.choice(np.flatnonzero(signs.labels == label))) for label in classes]
    titles = [f"{label}: {_name(signs, label, language)}" for label in classes]
    return _draw_sheet(signs.images[chosen], titles, _title(signs, language, "una de cada clase", "one of each"), path)


def worst_mistakes(probabilities: Array, labels: Array, count: int) -> NDArray[np.int64]:
    """Find the images about which a network is surest and wrong.

    Parameters
    ----------
    probabilities : ndarray of float, shape (N, K)
    labels : ndarray of int, shape (N,)
        The true classes.
    count : int
        How many at most.

    Returns
    -------
    ndarray of int
        Indices, the worst first: of the largest probability of the chosen class.

    Examples
    --------
    >>> worst_mistakes(np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7]]), np.array([0, 0, 0]), 5).tolist()
    [1, 2]
    """
    wrong = np.flatnonzero(probabilities.argmax(axis=1) != labels)
    return wrong[np.argsort(-probabilities[wrong].max(axis=1), kind="stable")][:count]


def draw_mistakes(signs: Signs, probabilities: Array, path: Path, language: str, count: int = 24) -> Path:
    """Draw the worst mistakes, of each track only one, with what they were taken for.

    Parameters
    ----------
    signs : Signs
    probabilities : ndarray of float, shape (N, K)
        Of them.
    path : Path
        Of the PNG.
    language : {"es", "en"}
    count : int
        How many at most.

    Returns
    -------
    Path
    """
    chosen, seen = [], set()
    for i in worst_mistakes(probabilities, signs.labels, len(signs)):
        track = (int(signs.labels[i]), int(signs.tracks[i]))
        if track not in seen or track[1] < 0:
            seen.add(track)
            chosen.append(int(i))
    chosen = chosen[:count]
    taken = probabilities.argmax(axis=1)
    titles = [
        f"{_name(signs, int(signs.labels[i]), language)}\n→ {_name(signs, int(taken[i]), language)} "
        f"({probabilities[i].max():.0%})"
        for i in chosen
    ]
    title = _title(signs, language, "los peores errores", "the worst mistakes")
    return _draw_sheet(signs.images[chosen], titles, title, path)


def draw_confusion(labels: Array, predicted: Array, n_classes: int, path: Path, language: str) -> Path:
    """Draw the confusion matrix: rows are the true classes, columns what they were taken for.

    Parameters
    ----------
    labels, predicted : ndarray of int, shape (N,)
    n_classes : int
    path : Path
        Of the PNG.
    language : {"es", "en"}

    Returns
    -------
    Path
    """
    from cnn_reference.evaluation import confusion_matrix

    counts = np.asarray(confusion_matrix(labels, predicted, n_classes), dtype=float)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = _figure((8, 7.2), layout="constrained")
    axes = figure.subplots()
    # Nearly everything is on the diagonal: the root of the share lets the rest be seen.
    shown = axes.imshow(np.sqrt(shares), cmap="Blues", vmin=0, vmax=1)
    ticks = range(0, n_classes, 2)
    axes.set(
        xticks=ticks, yticks=ticks,
        xlabel="clase predicha" if language == "es" else "predicted class",
        ylabel="clase verdadera" if language == "es" else "true class",
    )  # fmt: skip
    axes.tick_params(labelsize=6)
    bar = figure.colorbar(shown, ticks=[0, 0.1**0.5, 0.5**0.5, 1])
    bar.ax.set_yticklabels(["0", "10 %", "50 %", "100 %"])
    figure.savefig(path, dpi=DPI)
    return path


def _draw_sheet(images: Array, titles: list[str], title: str, path: Path) -> Path:
    rows = max(1, -(-len(images) // COLUMNS))
    height = 1.9 * rows + 0.4
    figure = _figure((1.85 * COLUMNS, height))
    figure.suptitle(title, fontsize=11, y=1 - 0.12 / height, va="top")
    figure.subplots_adjust(0.01, 0.02, 0.99, 1 - 0.95 / height, hspace=0.55, wspace=0.35)
    axes = figure.subplots(rows, COLUMNS, squeeze=False).ravel()
    for one in axes:
        one.axis("off")
    for one, image, name in zip(axes, images, titles, strict=False):
        one.imshow(image)
        one.set_title(name, fontsize=6)
    figure.savefig(path, dpi=DPI)
    return path


def _figure(size: tuple[float, float], layout: Any = None) -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise LabError("pictures are drawn by matplotlib, which is missing: pip install 'gradiente[lab]'") from error
    return Figure(figsize=size, layout=layout)


def _name(signs: Signs, label: int, language: str) -> str:
    name = (SIGN_NAMES_ES if language == "es" else signs.class_names)[label]
    # Two lines at most, broken near the middle.
    spaces = [i for i, character in enumerate(name) if character == " "]
    if len(name) <= 20 or not spaces:
        return name
    middle = min(spaces, key=lambda i: abs(i - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def _title(signs: Signs, language: str, es: str, en: str) -> str:
    if "synthetic" in signs.source:
        return f"Señales sintéticas (dibujadas): {es}" if language == "es" else f"Synthetic signs (drawn): {en}"
    return f"{signs.source}: {es if language == 'es' else en}"
