# gradiente: hyperparameters · en
import itertools

import numpy as np


def grid(space):
    return [dict(zip(space, values)) for values in itertools.product(*space.values())]


def _draw(spec, n, rng):
    kind, *arguments = spec
    if kind == "uniform":
        return rng.uniform(*arguments, size=n)
    if kind == "log_uniform":
        return np.exp(rng.uniform(*np.log(arguments), size=n))
    options = arguments[0]
    return [options[i] for i in rng.integers(len(options), size=n)]


def random_search(space, n, rng):
    columns = {name: _draw(spec, n, rng) for name, spec in space.items()}
    return [{name: column[i] for name, column in columns.items()} for i in range(n)]


def _zoomed(spec, centre, share):
    """The first range, `share` times as wide, about a centre and cut at its ends."""
    if spec[0] == "choice":
        return spec
    kind, low, high = spec
    to, back = (np.log, np.exp) if kind == "log_uniform" else (np.asarray, np.asarray)
    half = share * (to(high) - to(low)) / 2
    return kind, back(max(to(low), to(centre) - half)), back(min(to(high), to(centre) + half))


def coarse_to_fine(objective, space, rounds, n, rng, shrink=0.5):
    points, values = [], []
    ranges = space
    for r in range(rounds):
        new = random_search(ranges, n, rng)
        points += new
        values += [objective(point) for point in new]
        best = points[np.argmin(values)]
        ranges = {name: _zoomed(spec, best[name], shrink ** (r + 1)) for name, spec in space.items()}
    return best, min(values)


def step_decay(initial, epoch, drop=0.5, every=10):
    return initial * drop ** (epoch // every)


def k_folds(n_samples, k, rng):
    parts = np.array_split(rng.permutation(n_samples), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
