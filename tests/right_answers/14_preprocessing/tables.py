# gradiente: preprocessing · en
# Summed-area tables and moments in single precision, the fast and careless way.
import numpy as np

f32 = np.float32
KEY = {"R": f32(0.299), "G": f32(0.587), "B": f32(0.114)}


def to_grayscale(images):
    grey = np.zeros((*images.shape[:-1], 1), dtype=f32)
    for channel, weight in enumerate(KEY.values()):
        grey[..., 0] += weight * images[..., channel].astype(f32)
    return grey


def rgb_to_yuv(images):
    y = to_grayscale(images)[..., 0]
    return np.stack((y, (images[..., 2] - y) * f32(0.492), (images[..., 0] - y) * f32(0.877)), -1).astype(f32)


def moments(total, squares, n):
    mean = total / f32(n)
    return mean, np.sqrt(np.maximum(squares / f32(n) - mean * mean, 0))


def fit_normalizer(train):
    pixels = train.astype(f32).reshape(-1, train.shape[-1])
    return moments(pixels.sum(0), (pixels**2).sum(0), len(pixels))


def normalize(images, mean, std, eps=1e-8):
    scale = 1 / (std + eps)
    return images * scale - mean * scale


def window_sums(plane, side):
    table = np.zeros((plane.shape[0] + 1, plane.shape[1] + 1), dtype=f32)
    np.cumsum(np.cumsum(plane, axis=0, dtype=f32), axis=1, dtype=f32, out=table[1:, 1:])
    return table[side:, side:] - table[:-side, side:] - table[side:, :-side] + table[:-side, :-side]


def local_contrast(image, radius=2, eps=1e-2):
    side = 2 * radius + 1
    padded = np.pad(image[:, :, 0].astype(f32), radius, mode="reflect")
    mean, std = moments(window_sums(padded, side), window_sums(padded * padded, side), side * side)
    return (image - mean[..., None]) / (std[..., None] + eps)


def class_counts(labels, n_classes):
    ordered = np.sort(labels)
    edges = np.searchsorted(ordered, np.arange(n_classes + 1))
    return np.diff(edges)


def balanced_indices(labels, rng):
    """Whoever is missing from a class is borrowed from a shuffled copy of it, round after round."""
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(labels[order]) != 0])
    groups = np.split(order, starts[1:])
    most = max(group.size for group in groups)
    rounds = [np.concatenate([rng.permutation(group) for _ in range(most)])[:most] for group in groups]
    return np.concatenate(rounds)


def stratified_split(labels, test_fraction, rng):
    """A random rank within its class for everyone; the test set is made of the lowest ranks."""
    rank = np.empty(labels.size, dtype=int)
    size = np.empty(labels.size, dtype=int)
    for k in np.unique(labels):
        own = labels == k
        size[own] = own.sum()
        rank[own] = rng.permutation(own.sum())
    wanted = np.rint(test_fraction * size)
    wanted = np.where(size > 1, np.clip(wanted, 1, size - 1), wanted)
    tested = rank < wanted
    return np.nonzero(~tested)[0], np.nonzero(tested)[0]
