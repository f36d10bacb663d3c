# gradiente: hyperparameters · en
import math
import operator
from collections import ChainMap, OrderedDict
from copy import deepcopy
from functools import reduce
from itertools import chain, product, repeat, starmap

import numpy as np


def grid(space):
    lengths = [len(values) for values in space.values()]
    return [
        {name: values[i] for (name, values), i in zip(space.items(), np.unravel_index(cell, lengths))}
        for cell in range(math.prod(lengths))
    ]


def uniform(rng, low, high):
    return low + (high - low) * rng.beta(1, 1)


def log_uniform(rng, low, high):
    # powers of ten instead of e
    return 10.0 ** uniform(rng, math.log10(low), math.log10(high))


def choice(rng, options):
    return options[np.flatnonzero(rng.multinomial(1, [1 / len(options)] * len(options)))[0]]


KINDS = {"uniform": uniform, "log_uniform": log_uniform, "choice": choice}


def one_point(space, rng):
    return OrderedDict((name, KINDS[kind](rng, *rest)) for name, (kind, *rest) in space.items())


def random_search(space, n, rng):
    return list(starmap(one_point, repeat((space, rng), n)))


def coarse_to_fine(objective, space, rounds, n, rng, shrink=0.5):
    def narrow(item):
        name, (kind, low, high) = item
        first_low, first_high = space[name][1:]
        if kind == "log_uniform":
            # a factor instead of a difference
            factor = (high / low) ** (shrink / 2)
            return name, (kind, max(best[name] / factor, first_low), min(best[name] * factor, first_high))
        half = (high - low) * shrink / 2
        return name, (kind, max(best[name] - half, first_low), min(best[name] + half, first_high))

    met = []
    present = deepcopy(space)
    for _ in range(rounds):
        drawn = random_search(present, n, rng)
        met.extend(zip(map(objective, drawn), drawn))
        value, best = min(met, key=operator.itemgetter(0))
        numbers = {name: spec for name, spec in present.items() if spec[0] != "choice"}
        present = dict(ChainMap(dict(map(narrow, numbers.items())), present))
        # the order of the names is not needed by anybody, but keep it
        present = {name: present[name] for name in space}
    return best, value


def step_decay(initial, epoch, drop=0.5, every=10):
    return reduce(operator.mul, repeat(drop, divmod(epoch, every)[0]), initial)


def k_folds(n_samples, k, rng):
    # a label per sample, as many of each as of every other, shuffled
    fold_of = np.resize(np.arange(k), n_samples)
    rng.shuffle(fold_of)
    return [(np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(k)]
