# gradiente: augmentation · en
"""Every linear map of an image as a matrix product, np.roll and np.rot90."""

import itertools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def flip_horizontal(image):
    return np.fliplr(image)


def flip_vertical(image):
    return np.flipud(image)


def translate(image, dx, dy, fill=0.0):
    H, W, _ = image.shape
    rolled = np.roll(image, (dy, dx), axis=(0, 1)).astype(np.float64)
    i, j = np.ix_(np.arange(H), np.arange(W))
    came_in = (i < dy) | (i >= H + dy) | (j < dx) | (j >= W + dx)
    rolled[came_in] = fill
    return rolled


def _weights(points, n):
    """Row p holds the share of each of n pixels in the value at points[p]; zero outside."""
    return np.clip(1 - np.abs(points[..., None] - np.arange(n)), 0, None)


def rotate(image, degrees):
    quarter_turns = round(degrees / 90)
    rest = degrees - 90 * quarter_turns
    H, W, _ = image.shape
    if rest == 0 and (H == W or quarter_turns % 2 == 0):
        return np.rot90(image, quarter_turns)
    t = np.radians(degrees)
    grid = np.stack(np.meshgrid(np.arange(H), np.arange(W), indexing="ij"), axis=-1)
    centre = (np.array([H, W]) - 1) / 2
    back = np.array([[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]])
    source = (grid - centre) @ back.T + centre
    return np.einsum(
        "ijr,ijc,rck->ijk", _weights(source[..., 0], H), _weights(source[..., 1], W), image, optimize=True
    )


def resize(image, height, width):
    H, W, _ = image.shape
    rows = ((np.arange(height) + 0.5) * H / height - 0.5).clip(0, H - 1)
    cols = ((np.arange(width) + 0.5) * W / width - 0.5).clip(0, W - 1)
    return np.einsum("ir,rck,jc->ijk", _weights(rows, H), image, _weights(cols, W))


def random_crop(image, height, width, rng):
    try:
        windows = sliding_window_view(image, (height, width), axis=(0, 1))
    except ValueError as error:
        raise ValueError("no such window in the image") from error
    places = list(itertools.product(*map(range, windows.shape[:2])))
    return np.moveaxis(windows[places[rng.choice(len(places))]], 0, -1)


def brightness(image, delta):
    return np.interp(image + delta, [0, 1], [0, 1])


def augment(image, rng, max_degrees=20, max_shift=5):
    shifts = np.arange(-max_shift, max_shift + 1)
    dx = rng.choice(shifts)
    dy = rng.choice(shifts)
    return rotate(translate(image, dx, dy), rng.uniform(-1, 1) * max_degrees)
