"""43 drawn signs in the layout of GTSRB: a stand-in where nothing can be downloaded.

They are not photographs, and a network finds them easier or harder than the real ones: no figure measured on them says
anything about GTSRB. Their `source` says so wherever they are used, also after they were written and read again. What
they share with the real ones is what a program can stumble over: 43 classes that are not equally common, tracks of
pictures of one physical sign that comes nearer, pictures of different sizes, random brightness, small turns, and signs
that are not in the centre.

`toy_signs` draws the six signs of the exercises; shapes and colours here are its own.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.gtsrb import (
    COLUMNS,
    N_CLASSES,
    NO_TRACK,
    SIDE,
    SYNTHETIC,
    SYNTHETIC_MARK,
    TEST_LABELS,
    Signs,
)
from cnn_reference.data.pictograms import bitmap
from cnn_reference.data.pictures import write_ppm
from cnn_reference.data.sign_names import SIGN_NAMES
from cnn_reference.toy_signs import BLUE, RED, WHITE, YELLOW, distance_in

__all__ = ["TRACKS_IN_GTSRB", "draw_tracks", "write_test_layout", "write_training_layout"]

PICTURES = 30
SMALLEST, LARGEST = 20, 60  # pixels of an original picture, far and near

# Of each class, in the real training set.
TRACKS_IN_GTSRB = (
    7, 74, 75, 47, 66, 62, 14, 48, 47, 49, 67, 44, 70, 72, 26, 21, 14, 37, 40, 7, 12, 11,
    13, 17, 9, 50, 20, 8, 18, 9, 15, 26, 8, 23, 14, 40, 13, 7, 69, 10, 12, 8, 8,
)  # fmt: skip

BLACK, GREY = (0.08, 0.08, 0.08), (0.45, 0.45, 0.45)
Colour = tuple[float, float, float]


class Design(NamedTuple):
    """How a sign looks: shape, rim and inside, the rim's width as a share, what is painted on it, and a slash."""

    shape: str
    rim: Colour
    inside: Colour
    width: float
    pictogram: str
    paint: Colour = BLACK
    slash: bool = False


def _limit(pictogram: str, paint: Colour = BLACK) -> Design:
    return Design("disc", RED, WHITE, 0.25, pictogram, paint)


def _warning(pictogram: str) -> Design:
    return Design("triangle", RED, WHITE, 0.3, pictogram)


def _order(pictogram: str) -> Design:
    return Design("disc", BLUE, BLUE, 0.0, pictogram, WHITE)


def _end(pictogram: str) -> Design:
    return Design("disc", WHITE, WHITE, 0.0, pictogram, GREY, slash=True)


DESIGNS = (
    *map(_limit, ("20", "30", "50", "60", "70", "80")),
    _end("80"),
    *map(_limit, ("100", "120", "cars", "truck and car")),
    _warning("crossing"),
    Design("diamond", WHITE, YELLOW, 0.3, ""),
    Design("triangle upside down", RED, WHITE, 0.35, ""),
    Design("octagon", RED, RED, 0.0, "STOP", WHITE),
    *map(_limit, ("", "truck")),
    Design("disc", RED, RED, 0.0, "bar", WHITE),
    *map(_warning, ("exclamation", "curve", "curve right", "double curve", "bumps", "slippery", "narrow", "work")),
    *map(_warning, ("lights", "walker", "children", "bicycle", "snow", "deer")),
    _end(""),
    *map(_order, ("right", "left", "up", "up or right", "up or left", "down right", "down left", "round")),
    _end("cars"),
    _end("truck"),
)


def draw_tracks(
    rng: np.random.Generator, tracks: int = 2, pictures: int = PICTURES, side: int = SIDE, balanced: bool = False
) -> Signs:
    """Draw tracks of pictures of every class.

    Parameters
    ----------
    rng : numpy.random.Generator
        The only source of randomness.
    tracks : int
        Of the rarest class, at least 1; the others have more, in the proportions of the real training set.
    pictures : int
        Of each track.
    side : int
        Height and width of every image.
    balanced : bool
        Whether all classes have as many tracks as the rarest.

    Returns
    -------
    Signs
        Ordered by class, track and picture; `source` says that they are synthetic.
    """
    rarest = min(TRACKS_IN_GTSRB)
    images, labels, numbers, sizes, rois = [], [], [], [], []
    for label, real in enumerate(TRACKS_IN_GTSRB):
        for track in range(tracks if balanced else round(tracks * real / rarest)):
            drawn, its_sizes, its_rois = _one_track(DESIGNS[label], rng, pictures, side)
            images.append(drawn)
            sizes.append(its_sizes)
            rois.append(its_rois)
            labels += [label] * pictures
            numbers += [track] * pictures
    whose = enumerate(zip(labels, numbers, strict=True))
    names = [f"{label:05d}/{track:05d}_{i % pictures:05d}.ppm" for i, (label, track) in whose]
    return Signs(
        images=np.concatenate(images),
        labels=np.array(labels, dtype=np.int64),
        class_names=SIGN_NAMES,
        source=SYNTHETIC,
        tracks=np.array(numbers, dtype=np.int64),
        sizes=np.concatenate(sizes),
        rois=np.concatenate(rois),
        names=np.array(names),
    )


def write_training_layout(signs: Signs, folder: Path) -> Path:
    """Write signs as GTSRB's training images lie on a disk.

    Parameters
    ----------
    signs : Signs
        Drawn ones, with tracks. The pictures keep the size that they have; the tables tell their original one.
    folder : Path
        Where `GTSRB/Final_Training/Images` is made.

    Returns
    -------
    Path
        That folder.
    """
    images = folder / "GTSRB" / "Final_Training" / "Images"
    for label in range(N_CLASSES):
        members = np.flatnonzero(signs.labels == label)
        if len(members) == 0:
            continue
        (images / f"{label:05d}").mkdir(parents=True, exist_ok=True)
        for i in members:
            write_ppm(images / str(signs.names[i]), signs.images[i])
        _write_table(images / f"{label:05d}" / f"GT-{label:05d}.csv", signs, members)
    _mark(images)
    return images


def write_test_layout(signs: Signs, folder: Path) -> tuple[Path, Path]:
    """Write signs as GTSRB's official test images lie on a disk: without tracks.

    Parameters
    ----------
    signs : Signs
        Drawn ones.
    folder : Path
        Where `GTSRB/Final_Test/Images` and `GT-final_test.csv` are made.

    Returns
    -------
    images, labels : Path
        The folder and the table.
    """
    images = folder / "GTSRB" / "Final_Test" / "Images"
    images.mkdir(parents=True, exist_ok=True)
    names = np.array([f"{i:05d}.ppm" for i in range(len(signs))])
    for name, image in zip(names, signs.images, strict=True):
        write_ppm(images / str(name), image)
    renamed = Signs(**{**vars(signs), "names": names, "tracks": np.full(len(signs), NO_TRACK)})
    _write_table(folder / TEST_LABELS, renamed, np.arange(len(signs)))
    _mark(images)
    return images, folder / TEST_LABELS


def _mark(images: Path) -> None:
    (images / SYNTHETIC_MARK).write_text("Drawn signs in the layout of GTSRB, not photographs.\n", encoding="utf-8")


def _write_table(path: Path, signs: Signs, members: NDArray[np.int64]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(COLUMNS)
        for i in members:
            name = str(signs.names[i]).rpartition("/")[2]
            table.writerow([name, *signs.sizes[i], *signs.rois[i], signs.labels[i]])


def _one_track(
    design: Design, rng: np.random.Generator, n: int, side: int
) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    """Draw n pictures of one physical sign, from far to near: images, sizes and ROIs."""
    # What is the sign's own: the light, the street behind it, how it is mounted, how far the camera comes.
    light, street = rng.uniform(0.35, 1.15), rng.uniform(0.15, 0.6) + rng.uniform(-0.08, 0.08, 3)
    slope, angle, squeeze = rng.uniform(-0.3, 0.3), rng.uniform(-0.12, 0.12), rng.uniform(0.85, 1.1)
    nearest = rng.uniform(0.6, 1.0) * LARGEST
    # And what differs from picture to picture.
    sizes = np.linspace(SMALLEST, nearest, n) * rng.uniform(0.95, 1.05, n)
    centre = rng.normal(0.0, 0.05, (n, 2, 1, 1)).clip(-0.15, 0.15)
    radius = rng.uniform(0.62, 0.8, (n, 1, 1))
    angles = (angle + rng.normal(0.0, 0.03, n))[:, np.newaxis, np.newaxis]
    # Positions in units of the sign's radius, (n, side, side).
    line = (np.arange(side) + 0.5) / side * 2 - 1
    x, y = (line - centre[:, 0]) / radius / squeeze, (line[:, np.newaxis] - centre[:, 1]) / radius
    x, y = x * np.cos(angles) + y * np.sin(angles), y * np.cos(angles) - x * np.sin(angles)
    softness = 4.0 / sizes[:, np.newaxis, np.newaxis]  # a far sign has few pixels, so its edges blur
    images = street + slope * line[:, np.newaxis, np.newaxis] * street + np.zeros((n, side, side, 3))
    distance = distance_in(design.shape, x, y)
    for colour, cover in (
        (design.rim, _edge(1.0 - distance, softness)),
        (design.inside, _edge(1.0 - design.width - distance, softness)),
        (design.paint, _painted(design, x, y)),
        (GREY, _edge(0.1 - np.abs(x + y), softness) * (distance < 1) if design.slash else None),
    ):
        if cover is not None:
            images += cover[..., np.newaxis] * (np.array(colour) - images)
    images = images * (light * rng.uniform(0.92, 1.08, (n, 1, 1, 1))) + rng.normal(0.0, 0.03, images.shape)
    pixels = np.round(255 * np.clip(images, 0.0, 1.0)).astype(np.uint8)
    whole = np.round(sizes).astype(np.int64)
    middle, reach = (1 + centre[:, :, 0, 0]) / 2, radius[:, :, 0] / 2
    corners = np.concatenate([middle - reach, middle + reach], axis=1) * whole[:, np.newaxis]
    rois = np.clip(np.round(corners), 0, whole[:, np.newaxis]).astype(np.int64)
    return pixels, np.stack([whole, whole], axis=1), rois


def _edge(inside: NDArray[np.float64], softness: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of a pixel lies inside an edge, from the distance to it."""
    return np.asarray(np.clip(inside / softness + 0.5, 0.0, 1.0))


def _painted(design: Design, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sample the pictogram, which fills a box about the sign's middle, bilinearly."""
    painting = np.pad(bitmap(design.pictogram), 1)
    height, width = painting.shape
    if design.shape == "triangle":
        half, y = 0.38, y - 0.12  # there is more room below the middle
    else:
        half = 0.62 if design.pictogram != "bar" else 0.75
    cell = 2 * half / (max(height, width) - 2)
    rows = np.clip(y / cell + (height - 1) / 2, 0, height - 1.001)
    columns = np.clip(x / cell + (width - 1) / 2, 0, width - 1.001)
    top, left = rows.astype(np.intp), columns.astype(np.intp)
    a, b = rows - top, columns - left
    upper = painting[top, left] * (1 - b) + painting[top, left + 1] * b
    lower = painting[top + 1, left] * (1 - b) + painting[top + 1, left + 1] * b
    return np.asarray(upper * (1 - a) + lower * a)
