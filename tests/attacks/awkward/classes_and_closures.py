# Functions that are objects of a class, partials and lambdas.
# mark: 10
# after the model answer
import functools


class Scale:
    def __call__(self, x, factor, offset=1.0): return factor * x + offset


scale = Scale()
normalise = functools.partial(lambda shift, v: v - v.mean() + shift, 0.0)
running = functools.lru_cache(lambda *values: values) and running
