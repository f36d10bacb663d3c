import numpy as np


def weighted_mean(values, weights):
    if len(values) == 0 or len(values) != len(weights):
        raise ValueError("one weight per value, please")
    if min(weights) < 0 or max(weights) == 0:
        raise ValueError("weights must be positive")
    return np.average(values, weights=weights)
