# gradiente: augmentation · en
import numpy as np


def flip_horizontal(image):
    return image[:, ::-1]


def flip_vertical(image):
    return image[::-1]


def translate(image, dx, dy, fill=0.0):
    H, W, C = image.shape
    out = np.full((H, W, C), fill, dtype=float)
    if abs(dx) < W and abs(dy) < H:
        to_rows, from_rows = slice(max(dy, 0), H + min(dy, 0)), slice(max(-dy, 0), H + min(-dy, 0))
        to_cols, from_cols = slice(max(dx, 0), W + min(dx, 0)), slice(max(-dx, 0), W + min(-dx, 0))
        out[to_rows, to_cols] = image[from_rows, from_cols]
    return out


def _sample(image, rows, cols):
    """Bilinear values at points inside the image."""
    H, W, _ = image.shape
    image = image.astype(float)
    r0 = np.clip(np.floor(rows).astype(int), 0, H - 1)
    c0 = np.clip(np.floor(cols).astype(int), 0, W - 1)
    r1, c1 = np.minimum(r0 + 1, H - 1), np.minimum(c0 + 1, W - 1)
    a, b = (rows - r0)[..., None], (cols - c0)[..., None]
    top = (1 - b) * image[r0, c0] + b * image[r0, c1]
    bottom = (1 - b) * image[r1, c0] + b * image[r1, c1]
    return (1 - a) * top + a * bottom


def rotate(image, degrees):
    H, W, _ = image.shape
    theta = np.deg2rad(degrees)
    cy, cx = (H - 1) / 2, (W - 1) / 2
    i, j = np.mgrid[:H, :W]
    rows = np.round(cy + (j - cx) * np.sin(theta) + (i - cy) * np.cos(theta), 8)
    cols = np.round(cx + (j - cx) * np.cos(theta) - (i - cy) * np.sin(theta), 8)
    inside = (rows >= 0) & (rows <= H - 1) & (cols >= 0) & (cols <= W - 1)
    values = _sample(image, np.clip(rows, 0, H - 1), np.clip(cols, 0, W - 1))
    return np.where(inside[..., None], values, 0.0)


def resize(image, height, width):
    H, W, _ = image.shape
    rows = np.clip((np.arange(height) + 0.5) * H / height - 0.5, 0, H - 1)
    cols = np.clip((np.arange(width) + 0.5) * W / width - 0.5, 0, W - 1)
    return _sample(image, *np.meshgrid(rows, cols, indexing="ij"))


def random_crop(image, height, width, rng):
    H, W, _ = image.shape
    if height > H or width > W:
        raise ValueError(f"a window of {height}x{width} does not fit into an image of {H}x{W}")
    top, left = rng.integers([H - height + 1, W - width + 1])
    return image[top : top + height, left : left + width]


def brightness(image, delta):
    return np.clip(image + delta, 0, 1)


def augment(image, rng, max_degrees=20, max_shift=5):
    angle = rng.uniform(-max_degrees, max_degrees)
    dx, dy = rng.integers(-max_shift, max_shift, size=2, endpoint=True)
    return rotate(translate(image, dx, dy), angle)
