import numpy as np


def mean_squared_error(y_pred, y_true):
    return np.mean((y_pred - y_true) ** 2)


def standardize(x):
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)


def layer_norm(x, gamma, beta):
    mean = x.mean(axis=0, keepdims=True)
    variance = x.var(axis=0, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + 1e-5) + beta
