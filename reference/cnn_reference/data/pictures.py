"""Pictures from files, by Pillow: PPM, JPEG and PNG."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.errors import DataError, MissingDataError

__all__ = ["decode", "write_ppm"]

Pixels = NDArray[np.uint8]
FORMATS = ("PPM", "JPEG", "PNG")


def decode(
    data: bytes,
    name: str,
    side: int | None = None,
    box: tuple[float, float, float, float] | None = None,
    smooth: bool = True,
) -> Pixels:
    """Read a picture, cut a box out of it and scale that by bilinear interpolation.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Of the file, for messages.
    side : int or None
        Height and width of the result; None for the size of the picture.
    box : tuple of 4 float or None
        Left, upper, right and lower edge in pixels, the last two not included, widened to whole pixels; None for
        the whole picture.
    smooth : bool
        Whether, in making smaller, every pixel of the box counts; else pixels are skipped, as
        `cnn_reference.augmentation.resize` does, which this then equals to within 1.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        Red, green and blue.

    Raises
    ------
    DataError
        If the file is no PPM, JPEG or PNG, or is damaged.
    MissingDataError
        If Pillow is not installed.
    """
    image_module = _pillow()
    try:
        with image_module.open(io.BytesIO(data), formats=FORMATS) as opened:
            picture = opened.convert("RGB")
    # Pillow answers damage with whatever its decoder stumbles over; too many pixels are an error or a warning.
    except (OSError, ValueError, SyntaxError, EOFError, image_module.DecompressionBombError) as error:
        raise DataError(f"{name} is no picture that can be read: {error}") from error
    if box is not None:
        left, upper, right, lower = box
        picture = picture.crop((math.floor(left), math.floor(upper), math.ceil(right), math.ceil(lower)))
    if side is None:
        return np.asarray(picture)
    if smooth:
        return np.asarray(picture.resize((side, side), image_module.Resampling.BILINEAR))
    extent, bilinear = image_module.Transform.EXTENT, image_module.Resampling.BILINEAR
    return np.asarray(picture.transform((side, side), extent, (0, 0, *picture.size), bilinear))


def size_of(data: bytes, name: str) -> tuple[int, int]:
    """Read width and height of a picture without its pixels.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Of the file, for messages.

    Returns
    -------
    width, height : int

    Raises
    ------
    DataError
        If the file is no PPM, JPEG or PNG.
    """
    image_module = _pillow()
    try:
        with image_module.open(io.BytesIO(data), formats=FORMATS) as opened:
            width, height = opened.size
    except (OSError, ValueError, SyntaxError, EOFError, image_module.DecompressionBombError) as error:
        raise DataError(f"{name} is no picture that can be read: {error}") from error
    return width, height


def write_ppm(path: Path, pixels: Pixels) -> None:
    """Write a picture as PPM, the form that GTSRB's come in.

    Parameters
    ----------
    path : Path
        Of the file.
    pixels : ndarray of uint8, shape (H, W, 3)
        Red, green and blue.
    """
    height, width = pixels.shape[:2]
    path.write_bytes(b"P6\n%d %d\n255\n" % (width, height) + np.ascontiguousarray(pixels).tobytes())


def _pillow() -> Any:
    try:
        from PIL import Image
    except ImportError as error:
        raise MissingDataError("pictures need Pillow: pip install pillow") from error
    return Image
