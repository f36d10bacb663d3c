# gradiente: gradient_descent · es
from numpy import array, isfinite, mean, ndenumerate, sqrt, sum as total, zeros


def numerical_gradient(f, p, h=1e-5):
    g = zeros(p.shape)
    for i, v in ndenumerate(p):
        q = array(p)
        q[i] = v + h
        g[i] = f(q)
        q[i] = v - h
        g[i] = (g[i] - f(q)) / (2 * h)
    return g


def gradient_descent(gradient, p0, learning_rate, steps):
    puntos = [array(p0, dtype=float)]
    for i in range(steps):
        puntos += [puntos[i] - learning_rate * gradient(puntos[i])]
    return array(puntos)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p = array(p0, dtype=float)
    n = 0
    g = gradient(p)
    while n <= max_steps:
        if sqrt(total(g**2)) > tolerance:
            p = p - learning_rate * g  # falta volver a calcular g, y contar
    return p, n, True


def fit_proportional(x, y, p0, learning_rate, steps):
    puntos = [float(p0)]
    for i in range(steps):
        puntos.append(puntos[i] - learning_rate * mean(2 * x * (x * puntos[i] - y)))
    return array(puntos)
