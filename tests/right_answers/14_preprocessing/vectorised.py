# gradiente: preprocessing · en
import numpy as np

REC_601 = np.array([0.299, 0.587, 0.114])


def to_grayscale(images):
    return (images @ REC_601)[..., np.newaxis]


def rgb_to_yuv(images):
    y = images @ REC_601
    return np.stack([y, 0.492 * (images[..., 2] - y), 0.877 * (images[..., 0] - y)], axis=-1)


def fit_normalizer(train):
    return train.mean(axis=(0, 1, 2)), train.std(axis=(0, 1, 2))


def normalize(images, mean, std, eps=1e-8):
    return (images - mean) / (std + eps)


def local_contrast(image, radius=2, eps=1e-2):
    side = 2 * radius + 1
    padded = np.pad(image[..., 0], radius, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (side, side))
    mean, std = windows.mean(axis=(2, 3)), windows.std(axis=(2, 3))
    return ((image[..., 0] - mean) / (std + eps))[..., np.newaxis]


def class_counts(labels, n_classes):
    return np.bincount(labels, minlength=n_classes)


def balanced_indices(labels, rng):
    classes, counts = np.unique(labels, return_counts=True)
    largest = counts.max()
    chosen = []
    for k in classes:
        own = np.flatnonzero(labels == k)
        chosen += [own, rng.choice(own, size=largest - len(own))]
    return rng.permutation(np.concatenate(chosen))


def stratified_split(labels, test_fraction, rng):
    order = rng.permutation(len(labels))
    train, test = [], []
    for k in np.unique(labels):
        own = order[labels[order] == k]
        n_test = int(np.floor(test_fraction * len(own)))
        if len(own) > 1:
            n_test = np.clip(n_test, 1, len(own) - 1)
        test.append(own[:n_test])
        train.append(own[n_test:])
    return np.concatenate(train), np.concatenate(test)
