# gradiente: augmentation · en
"""Images in float32 everywhere; coordinates, too."""

import numpy as np

f32 = np.float32


def flip_horizontal(image):
    return np.flip(image, axis=1).astype(f32)


def flip_vertical(image):
    return np.flip(image, axis=0).astype(f32)


def translate(image, dx, dy, fill=0.0):
    H, W, C = image.shape
    # a frame of `fill`, as wide as the shift, from which the window is cut
    px, py = min(abs(dx), W), min(abs(dy), H)
    framed = np.pad(image.astype(f32), ((py, py), (px, px), (0, 0)), constant_values=f32(fill))
    top, left = py - int(np.clip(dy, -H, H)), px - int(np.clip(dx, -W, W))
    return framed[top : top + H, left : left + W]


def _bilinear(image, rows, cols):
    r, c = np.floor(rows).astype(int), np.floor(cols).astype(int)
    a, b = (rows - r)[..., None].astype(f32), (cols - c)[..., None].astype(f32)
    return (
        image[r, c] * (1 - a) * (1 - b)
        + image[r, c + 1] * (1 - a) * b
        + image[r + 1, c] * a * (1 - b)
        + image[r + 1, c + 1] * a * b
    )


def rotate(image, degrees):
    H, W, _ = image.shape
    # zeros all around, three wide, and every far point is taken from there
    framed = np.pad(image.astype(f32), ((3, 3), (3, 3), (0, 0)))
    s, c = f32(np.sin(np.radians(degrees))), f32(np.cos(np.radians(degrees)))
    y = np.arange(H, dtype=f32)[:, None] - f32((H - 1) / 2)
    x = np.arange(W, dtype=f32)[None, :] - f32((W - 1) / 2)
    rows = np.round(f32((H - 1) / 2) + x * s + y * c, 4)
    cols = np.round(f32((W - 1) / 2) + x * c - y * s, 4)
    return _bilinear(framed, np.clip(rows + 3, 0, H + 4), np.clip(cols + 3, 0, W + 4))


def resize(image, height, width):
    H, W, _ = image.shape
    framed = np.pad(image.astype(f32), ((0, 1), (0, 1), (0, 0)), mode="edge")
    rows = np.clip((np.arange(height, dtype=f32) + f32(0.5)) * f32(H / height) - f32(0.5), 0, H - 1)
    cols = np.clip((np.arange(width, dtype=f32) + f32(0.5)) * f32(W / width) - f32(0.5), 0, W - 1)
    return _bilinear(framed, rows[:, None] + 0 * cols, cols + 0 * rows[:, None])


def random_crop(image, height, width, rng):
    free = image.shape[0] - height, image.shape[1] - width
    if min(free) < 0:
        raise ValueError("the window is larger than the image")
    top, left = (int(rng.random(dtype=f32) * f32(n + 1)) for n in free)
    # rounding could reach n + 1
    top, left = min(top, free[0]), min(left, free[1])
    return image.astype(f32)[top:, left:][:height, :width]


def brightness(image, delta):
    return np.minimum(np.maximum(image.astype(f32) + f32(delta), f32(0)), f32(1))


def augment(image, rng, max_degrees=20, max_shift=5):
    angle = f32(max_degrees) * (2 * rng.random(dtype=f32) - 1)
    dx, dy = np.floor(rng.random(2) * (2 * max_shift + 1)).astype(int) - max_shift
    return translate(rotate(image, angle), int(dx), int(dy))
