# gradiente: hyperparameters · en
from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace

import numpy as np


class Dimension(ABC):
    @abstractmethod
    def sample(self, rng): ...

    def zoom(self, value, shrink):
        return self

    @staticmethod
    def of(spec):
        kind = spec[0]
        return {"uniform": Uniform, "log_uniform": LogUniform, "choice": Choice}[kind](*spec[1:])


@dataclass(frozen=True)
class Choice(Dimension):
    options: list

    def sample(self, rng):
        order = np.argsort(rng.random(len(self.options)))
        return self.options[order[0]]


@dataclass(frozen=True)
class Uniform(Dimension):
    low: float
    high: float
    width: float | None = None
    ends: tuple | None = None

    @staticmethod
    def forth(value):
        return value

    back = forth

    def sample(self, rng):
        return float(self.back(self.forth(self.low) + rng.random() * (self.forth(self.high) - self.forth(self.low))))

    def zoom(self, value, shrink):
        """Widths shrink from the width wished for, not from what was left after cutting."""
        first = self.ends or (self.low, self.high)
        width = (self.width or self.forth(self.high) - self.forth(self.low)) * shrink
        low, high = self.back(self.forth(value) - width / 2), self.back(self.forth(value) + width / 2)
        return replace(self, low=max(low, first[0]), high=min(high, first[1]), width=width, ends=first)


class LogUniform(Uniform):
    forth = staticmethod(np.log2)
    back = staticmethod(np.exp2)


@dataclass
class Search:
    rng: np.random.Generator
    history: list = field(default_factory=list)

    def run(self, objective, dimensions, n):
        for _ in range(n):
            point = {name: dimension.sample(self.rng) for name, dimension in dimensions.items()}
            self.history.append((point, objective(point)))

    @property
    def best(self):
        return sorted(self.history, key=lambda entry: entry[1])[0]


def grid(space):
    names, axes = list(space), list(space.values())
    if not names:
        return [{}]
    # odometer
    wheel = [0] * len(names)
    points = []
    while wheel[0] < len(axes[0]):
        points.append({name: axis[i] for name, axis, i in zip(names, axes, wheel)})
        wheel[-1] += 1
        for place in range(len(wheel) - 1, 0, -1):
            if wheel[place] == len(axes[place]):
                wheel[place] = 0
                wheel[place - 1] += 1
    return points


def random_search(space, n, rng):
    search = Search(rng)
    search.run(lambda point: None, {name: Dimension.of(spec) for name, spec in space.items()}, n)
    return [point for point, _ in search.history]


def coarse_to_fine(objective, space, rounds, n, rng, shrink=0.5):
    search = Search(rng)
    dimensions = {name: Dimension.of(spec) for name, spec in space.items()}
    for _ in range(rounds):
        search.run(objective, dimensions, n)
        point, _ = search.best
        dimensions = {name: d.zoom(point[name], shrink) for name, d in dimensions.items()}
    return search.best


def step_decay(initial, epoch, drop=0.5, every=10):
    steps = np.floor(epoch / every)
    return np.multiply(initial, np.power(float(drop), steps))


def k_folds(n_samples, k, rng):
    remaining = np.arange(n_samples)
    folds = []
    for left in range(k, 0, -1):
        # round up: the large folds come first
        size = -(-len(remaining) // left)
        validation = np.sort(rng.choice(remaining, size=size, replace=False))
        remaining = np.setdiff1d(remaining, validation)
        folds.append((np.setdiff1d(np.arange(n_samples), validation), validation))
    return folds
