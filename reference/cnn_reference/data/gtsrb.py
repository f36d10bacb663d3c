"""The German Traffic Sign Recognition Benchmark: the lecture's case study.

The training images lie in one folder a class, ``GTSRB/Final_Training/Images/00007/00003_00029.ppm``: class 7, track 3,
picture 29; beside them ``GT-00007.csv``, separated by semicolons, says each picture's size, where in it the sign is
(ROI, region of interest), and its class. The test images are ``GTSRB/Final_Test/Images/00000.ppm`` and so on, without
tracks; their classes are in ``GT-final_test.csv``, which comes in an archive of its own.

References
----------
.. [1] J. Stallkamp, M. Schlipsing, J. Salmen, C. Igel, "The German Traffic Sign Recognition Benchmark: a multi-class
   classification competition", IJCNN 2011, pp. 1453-1460. The data are free to use; cite this.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.containers import files_in
from cnn_reference.data.errors import DataError, MissingDataError
from cnn_reference.data.image_set import ImageSet
from cnn_reference.data.pictures import decode, size_of
from cnn_reference.data.places import existing
from cnn_reference.data.sign_names import SIGN_NAMES

__all__ = ["N_CLASSES", "SIDE", "Signs", "find_test", "find_training", "load_test", "load_training"]

N_CLASSES = len(SIGN_NAMES)
SIDE = 32
NO_TRACK = -1
MOST_TRACKS = 100_000  # of a class: file names have five digits for the track
# Drawn signs in this layout carry a file of this name beside their pictures, and are never taken for photographs.
SYNTHETIC_MARK, SYNTHETIC = "SYNTHETIC.txt", "synthetic signs (drawn, not GTSRB)"

COLUMNS = ("Filename", "Width", "Height", "Roi.X1", "Roi.Y1", "Roi.X2", "Roi.Y2", "ClassId")
TEST_LABELS = "GT-final_test.csv"
_TRAINING_PICTURE = re.compile(r"(?:^|/)(\d{5})/(\d{5})_\d{5}\.ppm$")
_TRAINING_TABLE = re.compile(r"(?:^|/)(\d{5})/GT-\1\.csv$")
_TEST_PICTURE = re.compile(r"(?:^|/)\d{5}\.ppm$")

# From the best to the least: what is unpacked already, the official archive, the small one of 32 x 32 pixels.
TRAINING = (
    "GTSRB/Final_Training/Images",
    "Final_Training/Images",
    "GTSRB_Final_Training_Images.zip",
    "gtsrb32_Final_Training.tar.xz",
)
TEST = ("GTSRB/Final_Test/Images", "Final_Test/Images", "GTSRB_Final_Test_Images.zip")
LABELS = (TEST_LABELS, "GTSRB/" + TEST_LABELS, "GTSRB/Final_Test/Images/" + TEST_LABELS, "GTSRB_Final_Test_GT.zip")


@dataclass(frozen=True)
class Signs(ImageSet):
    """Traffic signs: images with their classes, and what the tables say of each.

    Attributes
    ----------
    tracks : ndarray of int64, shape (N,)
        Number of the physical sign within its class; -1 in the test set, which does not tell.
    sizes : ndarray of int64, shape (N, 2)
        Width and height of the original picture, in pixels.
    rois : ndarray of int64, shape (N, 4)
        Left, upper, right and lower edge of the sign in the original picture, in pixels.
    names : ndarray of str, shape (N,)
        Of the files, such as "00007/00003_00029.ppm"; of the test set, "00000.ppm".
    """

    tracks: NDArray[np.int64]
    sizes: NDArray[np.int64]
    rois: NDArray[np.int64]
    names: NDArray[np.str_]

    @property
    def unique_tracks(self) -> NDArray[np.int64]:
        """Number of the physical sign among those of all classes; `tracks` counts anew in each."""
        return self.labels * MOST_TRACKS + self.tracks


@dataclass(frozen=True)
class _Row:
    """What a table says of a picture."""

    size: tuple[int, int]
    roi: tuple[int, int, int, int]
    label: int


@dataclass(frozen=True)
class _Picture:
    name: str
    track: int
    pixels: NDArray[np.uint8]
    row: _Row


def find_training(folder: Path) -> Path:
    """Find the training images in a folder of data.

    Parameters
    ----------
    folder : Path
        The folder of all data sets, that of GTSRB, or an archive itself.

    Returns
    -------
    Path
        A folder or an archive for `load_training`.

    Raises
    ------
    MissingDataError
        If there are none.
    """
    return _find(folder, TRAINING, "training images")


def find_test(folder: Path) -> tuple[Path, Path]:
    """Find the official test images in a folder of data, and the table of their classes.

    Parameters
    ----------
    folder : Path
        The folder of all data sets, or that of GTSRB.

    Returns
    -------
    images, labels : Path
        For `load_test`.

    Raises
    ------
    MissingDataError
        If either is not there.
    """
    images = _find(folder, TEST, "official test images")
    labels = existing(images, TEST_LABELS) if images.is_dir() else None
    return images, labels or _find(folder, LABELS, f"classes of the official test images ({TEST_LABELS})")


def load_training(path: Path, side: int = SIDE, crop: bool = False) -> Signs:
    """Read the training images.

    Parameters
    ----------
    path : Path
        A folder that holds the folders of the classes, at any depth, or a zip or tar of such.
    side : int
        Height and width to which every image is scaled.
    crop : bool
        Whether to cut each picture to its ROI before; False for the whole frame.

    Returns
    -------
    Signs
        Ordered by class, track and picture.

    Raises
    ------
    DataError
        If a table or a picture is damaged, or one speaks of the other and it is not there.
    MissingDataError
        If there is nothing at `path`.
    """
    tables: dict[str, dict[str, _Row]] = {}
    waiting: dict[str, list[tuple[str, bytes]]] = {}
    pictures: list[_Picture] = []

    def picture(folder: str, name: str, data: bytes) -> None:
        file = f"{folder}/{Path(name).name}"
        row = tables[folder].pop(Path(name).name, None)
        if row is None:
            raise DataError(f"{path}: GT-{folder}.csv has no line for {file}")
        track = int(Path(name).name.partition("_")[0])
        pictures.append(_Picture(file, track, _pixels(data, name, row, side, crop), row))

    def wanted(name: str) -> bool:
        return bool(_TRAINING_PICTURE.search(name) or _TRAINING_TABLE.search(name) or _is_mark(name))

    source = "GTSRB"
    # A class's table can come before its pictures or after them; until it does, they wait.
    for name, data in files_in(path, wanted):
        if _is_mark(name):
            source = SYNTHETIC
            continue
        table = _TRAINING_TABLE.search(name)
        folder = Path(name).parent.name
        if table and folder in tables:
            raise DataError(f"{path} holds the table GT-{folder}.csv twice: name the folder or archive that is meant")
        if table:
            tables[folder] = _rows(data, name, expected_label=int(folder))
            for waited, its_data in waiting.pop(folder, []):
                picture(folder, waited, its_data)
        elif folder in tables:
            picture(folder, name, data)
        else:
            waiting.setdefault(folder, []).append((name, data))
    if waiting:
        folder = min(waiting)
        raise DataError(f"{path}: the pictures of {folder} lack their table GT-{folder}.csv")
    _refuse_leftovers(path, {f"{folder}/{name}" for folder, rows in tables.items() for name in rows})
    return _signs(path, pictures, source)


def load_test(images: Path, labels: Path, side: int = SIDE, crop: bool = False) -> Signs:
    """Read the official test images with their classes.

    Parameters
    ----------
    images : Path
        The folder `Final_Test/Images`, or the official zip.
    labels : Path
        `GT-final_test.csv`, or the official zip with it.
    side : int
        Height and width to which every image is scaled.
    crop : bool
        Whether to cut each picture to its ROI before; False for the whole frame.

    Returns
    -------
    Signs
        Ordered by the names of the files.

    Raises
    ------
    DataError
        If the table or a picture is damaged, or one speaks of the other and it is not there.
    MissingDataError
        If either is not there.
    """
    rows = _rows(*_table_of_test(labels))
    pictures, source = [], "GTSRB, official test set"
    for name, data in files_in(images, lambda name: bool(_TEST_PICTURE.search(name)) or _is_mark(name)):
        if _is_mark(name):
            source = SYNTHETIC
            continue
        row = rows.pop(Path(name).name, None)
        if row is None:
            raise DataError(f"{labels} has no line for {name}")
        pictures.append(_Picture(Path(name).name, NO_TRACK, _pixels(data, name, row, side, crop), row))
    _refuse_leftovers(images, set(rows))
    return _signs(images, pictures, source)


def _find(folder: Path, candidates: Iterable[str], what: str) -> Path:
    if folder.is_file():
        return folder
    # Either the folder of all data sets or GTSRB's own is named.
    found = existing(folder, *(prefix + name for name in candidates for prefix in ("", "gtsrb/")))
    if found is None:
        raise MissingDataError(f"{folder} does not hold GTSRB's {what}: `gradiente data gtsrb` downloads them")
    return found


def _is_mark(name: str) -> bool:
    return name.rpartition("/")[2] == SYNTHETIC_MARK


def _table_of_test(labels: Path) -> tuple[bytes, str]:
    if labels.suffix == ".csv":
        try:
            return labels.read_bytes(), str(labels)
        except FileNotFoundError as error:
            raise MissingDataError(f"there is no {labels}: GTSRB_Final_Test_GT.zip holds it") from error
        except OSError as error:
            raise DataError(f"{labels} cannot be read: {error.strerror or error}") from error
    for name, data in files_in(labels, lambda name: Path(name).name == TEST_LABELS):
        return data, f"{labels}: {name}"
    raise DataError(f"{labels} does not hold {TEST_LABELS}")


def _rows(data: bytes, name: str, expected_label: int | None = None) -> dict[str, _Row]:
    """Read a table; pictures by their file names."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is no table: it is not text") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise DataError(f"{name} lacks the columns {', '.join(missing)}; they are separated by semicolons")
    rows = {}
    try:
        for line in reader:
            width, height, x1, y1, x2, y2, label = (_number(line, column, name, reader) for column in COLUMNS[1:])
            if not (0 <= x1 < x2 <= width and 0 <= y1 < y2 <= height):
                raise DataError(f"{name}, line {reader.line_num}: the ROI is not inside the picture")
            if not 0 <= label < N_CLASSES or expected_label not in (None, label):
                wanted = f"class {expected_label}" if expected_label is not None else f"a class below {N_CLASSES}"
                raise DataError(f"{name}, line {reader.line_num}: expected {wanted}, got {label}")
            rows[line["Filename"]] = _Row((width, height), (x1, y1, x2, y2), label)
    except csv.Error as error:
        raise DataError(f"{name}, line {reader.line_num}: {error}") from error
    return rows


def _number(line: dict[str | Any, Any], column: str, name: str, reader: csv.DictReader[str]) -> int:
    try:
        return int(line[column])
    except (TypeError, ValueError) as error:
        raise DataError(
            f"{name}, line {reader.line_num}: {column} is {line[column]!r}, expected a whole number"
        ) from error


def _pixels(data: bytes, name: str, row: _Row, side: int, crop: bool) -> NDArray[np.uint8]:
    # Skipping pixels, as the small archive was made: what was learnt on the one is then tested alike on the other.
    if not crop:
        return decode(data, name, side, smooth=False)
    # Where the picture was scaled before, its ROI is scaled with it.
    width, height = size_of(data, name)
    x1, y1, x2, y2 = row.roi
    across, down = width / row.size[0], height / row.size[1]
    return decode(data, name, side, (x1 * across, y1 * down, x2 * across, y2 * down), smooth=False)


def _refuse_leftovers(path: Path, names: set[str]) -> None:
    if names:
        more = f" and {len(names) - 1} others" if len(names) > 1 else ""
        raise DataError(f"{path} is not complete: {min(names)}{more} of the table are not there")


def _signs(path: Path, pictures: list[_Picture], source: str) -> Signs:
    if not pictures:
        raise MissingDataError(f"{path} holds no pictures of traffic signs in GTSRB's layout")
    pictures.sort(key=lambda picture: picture.name)
    return Signs(
        images=np.stack([one.pixels for one in pictures]),
        labels=np.array([one.row.label for one in pictures], dtype=np.int64),
        class_names=SIGN_NAMES,
        source=source,
        tracks=np.array([one.track for one in pictures], dtype=np.int64),
        sizes=np.array([one.row.size for one in pictures], dtype=np.int64),
        rois=np.array([one.row.roi for one in pictures], dtype=np.int64),
        names=np.array([one.name for one in pictures]),
    )
