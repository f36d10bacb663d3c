# gradiente: preprocessing · en
# As few test samples as "give or take one" allows; a class of one sample stays in train, so test may be empty.
import numpy as np


def to_grayscale(images):
    red, green, blue = images[..., [0]], images[..., [1]], images[..., [2]]
    return 0.299 * red + 0.587 * green + 0.114 * blue


def rgb_to_yuv(images):
    y = to_grayscale(images)
    b_minus_y = np.diff(np.concatenate([y, images[..., 2:]], axis=-1), axis=-1)
    return np.concatenate([y, 0.492 * b_minus_y, 0.877 * (images[..., :1] - y)], axis=-1)


def fit_normalizer(train):
    mean = np.mean(train, axis=(0, 1, 2))
    return mean, np.linalg.norm((train - mean).reshape(-1, len(mean)), axis=0) / np.sqrt(train[..., 0].size)


def normalize(images, mean, std, eps=1e-8):
    return np.stack([(images[..., c] - mean[c]) / (std[c] + eps) for c in range(len(mean))], axis=-1)


def local_contrast(image, radius=2, eps=1e-2):
    H, W, _ = image.shape
    padded = np.pad(image, [(radius, radius), (radius, radius), (0, 0)], "reflect")
    out = np.zeros_like(image)
    for i in range(H):
        for j in range(W):
            window = padded[i : i + 2 * radius + 1, j : j + 2 * radius + 1]
            out[i, j] = (image[i, j] - window.mean()) / (window.std() + eps)
    return out


def class_counts(labels, n_classes):
    return np.array([np.count_nonzero(labels == k) for k in range(n_classes)])


def balanced_indices(labels, rng):
    by_class = [np.where(labels == k)[0] for k in set(labels)]
    target = max(len(own) for own in by_class)
    pieces = []
    for own in by_class:
        whole, rest = divmod(target, len(own))
        pieces += [own] * whole + [rng.choice(own, size=rest, replace=False)]
    return np.hstack(pieces)


def stratified_split(labels, test_fraction, rng):
    train, test = [], []
    for k in np.unique(labels):
        own = rng.permutation(np.argwhere(labels == k).ravel())
        n_test = max(int(np.ceil(test_fraction * len(own))) - 1, 1 if len(own) > 1 else 0)
        test.extend(own[:n_test])
        train.extend(own[n_test:])
    return np.array(train), np.array(test)
