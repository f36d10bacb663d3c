# gradiente: preprocessing · en
"""einsum, histograms, a summed-area table and itertools."""

import itertools
from collections import Counter, defaultdict

import numpy as np

KR, KG, KB = 0.299, 0.587, 0.114
TO_YUV = np.array(
    [
        [KR, KG, KB],
        [-0.492 * KR, -0.492 * KG, 0.492 * (1 - KB)],
        [0.877 * (1 - KR), -0.877 * KG, -0.877 * KB],
    ]
)


def to_grayscale(images):
    return np.average(images, axis=-1, weights=[KR, KG, KB], keepdims=True)


def rgb_to_yuv(images):
    return np.einsum("yc,...c->...y", TO_YUV, images)


def fit_normalizer(train):
    pixels = train.reshape(-1, train.shape[-1]).T
    covariance = np.cov(pixels, bias=True)
    return np.average(pixels, axis=1), np.sqrt(np.diag(np.atleast_2d(covariance)))


def normalize(images, mean, std, eps=1e-8):
    return np.apply_along_axis(lambda pixel: np.divide(pixel - mean, std + eps), -1, images)


def local_contrast(image, radius=2, eps=1e-2):
    side = 2 * radius + 1

    def window_sums(plane):
        table = np.pad(plane.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        return table[side:, side:] - table[:-side, side:] - table[side:, :-side] + table[:-side, :-side]

    padded = np.pad(image[:, :, 0].astype(float), radius, mode="reflect")
    mean = window_sums(padded) / side**2
    variance = window_sums(padded**2) / side**2 - mean**2
    deviation = np.sqrt(np.maximum(variance, 0))
    return np.atleast_3d((image[:, :, 0] - mean) / (deviation + eps))


def class_counts(labels, n_classes):
    return np.histogram(labels, bins=n_classes, range=(-0.5, n_classes - 0.5))[0]


def balanced_indices(labels, rng):
    groups = defaultdict(list)
    for index, label in enumerate(labels.tolist()):
        groups[label].append(index)
    [(_, most)] = Counter(labels.tolist()).most_common(1)
    circles = (itertools.islice(itertools.cycle(group), most) for group in groups.values())
    return np.fromiter(itertools.chain.from_iterable(zip(*circles)), dtype=np.intp)


def stratified_split(labels, test_fraction, rng):
    # sorted by class, and by a random key within the class
    order = np.lexsort((rng.random(labels.size), labels))
    test = []
    for _, run in itertools.groupby(order.tolist(), key=lambda index: labels[index]):
        run = list(run)
        n = len(run)
        # rounding by chance: up as often as the fraction says
        wanted = int(test_fraction * n + rng.random())
        test += run[: min(max(wanted, min(1, n - 1)), max(n - 1, 1))]
    return np.setdiff1d(order, test), np.array(test, dtype=np.int64)
