# gradiente: dropout · en
# One sample after the other; masks by np.vectorize and by comparison of integers.
import numpy as np

DISTRIBUTIONS = ("normal", "uniform")
coin = np.vectorize(lambda u, p: bool(u >= p), otypes=[bool], excluded=["p"])


def validate(p):
    assert_message = f"p is {p}, not in [0, 1)"
    if p >= 1 or p < 0:
        raise ValueError(assert_message)
    return p


def dropout_forward(x, p, rng, training=True):
    validate(p)
    if not training:
        return x.copy(), np.isfinite(x) | True
    rate = 1 - p
    mask = np.zeros(x.shape, dtype=np.bool_)
    mask.flat = [u < rate for u in rng.uniform(0, 1, x.size)]
    y = np.zeros(x.shape, dtype=x.dtype)
    y[mask] = x[mask] / rate
    return (y, mask)


def dropout_backward(dy, mask, p):
    rate = 1 - validate(p)
    dx = np.zeros_like(dy)
    dx[mask] = dy[mask] / rate
    return dx


def spatial_dropout(x, p, rng):
    rate = 1 - validate(p)
    ys, masks = [], []
    for sample in x:
        kept = coin(rng.uniform(size=x.shape[-1]), p)
        ys.append(sample * (kept / rate))
        masks.append(np.ones(sample.shape, dtype=bool) & kept)
    return np.array(ys), np.array(masks)


def feature_max_drop(x, p, rng):
    validate(p)
    ys, masks = [], []
    for sample in x:
        top = sample == np.amax(sample, axis=(0, 1))
        drop = rng.random(x.shape[-1]) < p
        mask = np.logical_not(np.logical_and(top, drop))
        ys.append(np.multiply(sample, mask))
        masks.append(mask)
    return np.array(ys), np.array(masks)


def channel_max_drop(x, p, rng):
    validate(p)
    largest = np.max(x, axis=3)
    draws = rng.integers(0, 2**53, size=x.shape[:3]) < p * 2**53
    mask = np.stack([(x[..., c] != largest) | ~draws for c in range(x.shape[3])], axis=3)
    return np.where(mask, x, np.zeros_like(x)), mask


def stochastic_dropout(x, rng, distribution, a, b):
    if DISTRIBUTIONS.count(distribution) == 0:
        raise ValueError("distribution must be one of: " + ", ".join(DISTRIBUTIONS))
    if distribution == DISTRIBUTIONS[0]:
        p = float(rng.normal(loc=a, scale=b, size=1)[0])
    else:
        p = rng.uniform(low=a, high=b, size=()).item()
    p = 0.0 if p < 0.0 else 0.95 if p > 0.95 else p
    y, mask = dropout_forward(x, p=p, rng=rng, training=True)
    return y, mask, p
