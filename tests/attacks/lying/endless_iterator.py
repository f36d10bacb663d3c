# Iterators without end, and one that ends only after all time.
# mark: 0
# says: refused value, timed out, not run
import itertools
import time


def scale(x, factor): return itertools.count()
def normalise(v): return (n for n in itertools.count())
def running(values): return iter(lambda: time.sleep(0.01), 1)
def slope(f, p): return map(str, itertools.repeat(1))
def jitter(v, rng): return zip(itertools.count(), itertools.count())
