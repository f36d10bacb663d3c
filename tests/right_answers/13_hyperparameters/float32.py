# gradiente: hyperparameters · en
"""float32 for every number; ranges that would stick out are moved inside."""

import numpy as np

f32 = np.float32


def grid(space):
    if not space:
        return [{}]
    *names, last = space
    return [{**point, last: value} for point in grid({name: space[name] for name in names}) for value in space[last]]


class Range:
    def __init__(self, kind, low, high):
        self.log = kind == "log_uniform"
        self.low, self.high = (f32(np.log(v)) if self.log else f32(v) for v in (low, high))

    def at(self, u):
        value = self.low + f32(u) * (self.high - self.low)
        return np.exp(value) if self.log else value

    def about(self, value, width, first):
        centre = f32(np.log(value)) if self.log else f32(value)
        self.low = max(first.low, min(centre - width / 2, first.high - width))
        self.high = self.low + width


class Choice:
    def __init__(self, kind, options):
        self.options = options

    def at(self, u):
        return self.options[int(u * len(self.options))]


def ranges_of(space):
    return {name: (Choice if spec[0] == "choice" else Range)(*spec) for name, spec in space.items()}


def points_of(ranges, n, rng):
    uniform = rng.random((n, len(ranges)))
    return [{name: r.at(u) for (name, r), u in zip(ranges.items(), row)} for row in uniform]


def random_search(space, n, rng):
    return points_of(ranges_of(space), n, rng)


def coarse_to_fine(objective, space, rounds, n, rng, shrink=0.5):
    first, present = ranges_of(space), ranges_of(space)
    best, value = {}, f32(np.inf)
    for done in range(1, rounds + 1):
        for point in points_of(present, n, rng):
            loss = f32(objective(point))
            if loss < value:
                best, value = point, loss
        for name, r in present.items():
            if isinstance(r, Range):
                width = (first[name].high - first[name].low) * f32(shrink) ** done
                r.about(best[name], width, first[name])
    return best, value


def step_decay(initial, epoch, drop=0.5, every=10):
    return f32(initial) * f32(drop) ** f32(epoch // every)


def k_folds(n_samples, k, rng):
    order = np.argsort(rng.random(n_samples, dtype=f32)).astype(np.int32)
    folds = []
    for i in range(k):
        inside = np.zeros(n_samples, dtype=bool)
        inside[order[i::k]] = True
        everything = np.arange(n_samples, dtype=np.int32)
        folds.append((everything[~inside], everything[inside]))
    return folds
