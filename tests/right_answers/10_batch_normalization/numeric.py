# gradiente: batch_normalization · en
# Single precision with E[x^2] - E[x]^2, and a backward pass that knows no calculus: central differences of forward.
import numpy as np


def moments(x, dtype=np.float32):
    x = np.asarray(x, dtype)
    axes = tuple(range(x.ndim - 1))
    mean = x.mean(axis=axes)
    return x, mean, (x * x).mean(axis=axes) - mean * mean


def rescale(volume):
    low, high = np.min(volume, (0, 1)), np.max(volume, (0, 1))
    return (volume - low) / (high - low + 1e-12)


def standardize(volume, eps=1e-5):
    x, mean, var = moments(volume)
    return (x - mean) / np.sqrt(var + np.float32(eps))


def normalized(x, gamma, beta, eps, dtype):
    x, mean, var = moments(x, dtype)
    return gamma.astype(dtype) * (x - mean) / np.sqrt(var + dtype(eps)) + beta.astype(dtype)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    cache = {"of": [a.astype(float) for a in (x, gamma, beta)], "eps": eps}
    return normalized(x, gamma, beta, eps, np.float32), cache


def batch_norm_backward(dy, cache):
    inputs, eps, h = cache["of"], cache["eps"], 1e-5

    def loss():
        return np.vdot(dy.astype(float), normalized(*inputs, eps, np.float64))

    gradients = []
    for array in inputs:
        gradient = np.zeros(array.shape)
        for place in np.ndindex(array.shape):
            here = array[place]
            array[place] = here + h
            up = loss()
            array[place] = here - h
            gradient[place] = (up - loss()) / (2 * h)
            array[place] = here
        gradients.append(gradient)
    return gradients


def update_running(running_mean, running_var, x, momentum=0.9):
    _, mean, var = moments(x)
    keep = np.float32(momentum)
    return keep * running_mean + (1 - keep) * mean, keep * running_var + (1 - keep) * var


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    y = np.zeros(x.shape, dtype=np.float32)
    for c, (g, b, m, v) in enumerate(zip(gamma, beta, running_mean, running_var)):
        y[..., c] = g * (x[..., c] - m) / np.sqrt(v + eps) + b
    return y
