# Descenso por gradiente. Javier Molina
from numpy import array, isfinite, mean, ndenumerate, sqrt, sum as total, zeros


def numerical_gradient(f, p, h=1e-5):
    g = zeros(p.shape)
    for donde, valor in ndenumerate(p):
        otro = array(p)
        otro[donde] = valor + h
        g[donde] = f(otro)
        otro[donde] = valor - h
        g[donde] = (g[donde] - f(otro)) / (2 * h)
    return g


def gradient_descent(gradient, p0, learning_rate, steps):
    ps = [array(p0, dtype=float)]
    for i in range(steps):
        ps += [ps[i] - learning_rate * gradient(ps[i])]
    return array(ps)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p = array(p0, dtype=float)
    n = 0
    sigue = isfinite(p).all()
    while sigue:
        g = gradient(p)
        if sqrt(total(g**2)) <= tolerance:
            return p, n, True
        if n == max_steps:
            return p, n, False
        p = p - learning_rate * g
        n = n + 1
        sigue = isfinite(p).all()
    return p, n, False


def fit_proportional(x, y, p0, learning_rate, steps):
    ps = [float(p0)]
    for i in range(steps):
        ps.append(ps[i] - learning_rate * mean(2 * x * (x * ps[i] - y)))
    return array(ps)
