# Exceptions whose text, type and traceback do harm when they are looked at.
# mark: 0
# says: failed
class Bomb(Exception):
    def __str__(self): raise self
    __repr__ = __str__


class Slow(Exception):
    def __str__(self): return "x" * 10_000_000


class Many(Exception):
    @property
    def args(self): raise Bomb


def scale(x, factor): raise Bomb
def normalise(v): raise Slow
def running(values): raise ExceptionGroup("many", [Bomb()] * 1000)
def slope(f, p): raise Many


def jitter(v, rng):
    error = ValueError()
    error.__cause__ = error.__context__ = error
    raise error
