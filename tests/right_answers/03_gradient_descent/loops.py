# gradiente: gradient_descent · en
import math

import numpy as np


def numerical_gradient(f, p, h=1e-5):
    result = np.zeros(p.shape)
    for index in np.ndindex(*p.shape):
        right = np.array(p, dtype=float)
        right[index] += h
        left = np.array(p, dtype=float)
        left[index] -= h
        result[index] = (f(right) - f(left)) / (2 * h)
    return result


def gradient_descent(gradient, p0, learning_rate, steps):
    p = np.array(p0, dtype=float)
    path = [p]
    for step in range(steps):
        g = np.array(gradient(p), dtype=float)
        new = np.zeros(p.shape)
        for index in np.ndindex(*p.shape):
            new[index] = p[index] - learning_rate * g[index]
        p = new
        path.append(p)
    return np.array(path)


def is_finite(p):
    for index in np.ndindex(*p.shape):
        if math.isnan(p[index]) or math.isinf(p[index]):
            return False
    return True


def length(g):
    total = 0.0
    for number in np.array(g, dtype=float).flat:
        total += number * number
    return math.sqrt(total)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p = np.array(p0, dtype=float)
    steps = 0
    while True:
        if not is_finite(p):
            return p, steps, False
        g = gradient(p)
        if length(g) <= tolerance:
            return p, steps, True
        if steps == max_steps:
            return p, steps, False
        p = gradient_descent(lambda _: g, p, learning_rate, 1)[1]
        steps += 1


def fit_proportional(x, y, p0, learning_rate, steps):
    p = float(p0)
    n = len(x)
    path = [p]
    for step in range(steps):
        derivative = 0.0
        for j in range(n):
            derivative += 2 * float(x[j]) * (float(x[j]) * p - float(y[j])) / n
        p = p - learning_rate * derivative
        path.append(p)
    return np.array(path)
