import numpy as np


def weighted_mean(values, weights):
    x, w = np.array(values, float), np.array(weights, float)
    if x.shape != w.shape or not x.size or np.any(w < 0) or not np.any(w):
        raise ValueError("values and weights do not go together")
    return np.sum(w * x) / np.sum(w)
