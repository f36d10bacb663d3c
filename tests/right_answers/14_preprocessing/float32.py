# gradiente: preprocessing · en
import numpy as np

f32 = np.float32


def luma(images):
    r, g, b = np.moveaxis(np.asarray(images, f32), -1, 0)
    return f32(0.299) * r + f32(0.587) * g + f32(0.114) * b


def to_grayscale(images):
    return np.expand_dims(luma(images), -1)


def rgb_to_yuv(images):
    y = luma(images)
    out = np.empty(images.shape, dtype=f32)
    out[..., 0] = y
    out[..., 1] = f32(0.492) * (images[..., 2].astype(f32) - y)
    out[..., 2] = f32(0.877) * (images[..., 0].astype(f32) - y)
    return out


def fit_normalizer(train):
    pixels = train.astype(f32).reshape(-1, train.shape[-1])
    mean = pixels.mean(axis=0)
    return mean, np.sqrt(((pixels - mean) ** 2).mean(axis=0))


def normalize(images, mean, std, eps=1e-8):
    return (images.astype(f32) - mean.astype(f32)) / (std.astype(f32) + f32(eps))


def local_contrast(image, radius=2, eps=1e-2):
    H, W, _ = image.shape
    image = image.astype(f32)
    padded = np.pad(image, ((radius, radius), (radius, radius), (0, 0)), mode="reflect")
    # the image shifted to every place of the window
    shifted = [padded[u : u + H, v : v + W] for u in range(2 * radius + 1) for v in range(2 * radius + 1)]
    mean = sum(shifted) / f32(len(shifted))
    variance = sum((s - mean) ** 2 for s in shifted) / f32(len(shifted))
    return (image - mean) / (np.sqrt(variance) + f32(eps))


def class_counts(labels, n_classes):
    return (labels[None, :] == np.arange(n_classes)[:, None]).astype(f32).sum(axis=1)


def balanced_indices(labels, rng):
    """No randomness at all: every class is gone through in a circle."""
    own = [np.flatnonzero(labels == k) for k in np.unique(labels)]
    most = max(map(len, own))
    return np.concatenate([np.resize(indices, most) for indices in own]).astype(np.int32)


def stratified_split(labels, test_fraction, rng):
    draws = rng.random(len(labels), dtype=f32)
    in_test = np.zeros(len(labels), dtype=bool)
    for k in np.unique(labels):
        own = np.flatnonzero(labels == k)
        n_test = int(np.ceil(test_fraction * len(own)))
        if n_test == len(own) > 1:
            n_test -= 1
        in_test[own[np.argpartition(draws[own], n_test - 1)[:n_test]]] = True
    return np.flatnonzero(~in_test).astype(np.uint32), np.flatnonzero(in_test).astype(np.uint32)
