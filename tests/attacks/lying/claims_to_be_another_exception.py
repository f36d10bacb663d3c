# Exceptions that try to become ours: assertions, skips, the end of a generator, a stop of the test run.
# mark: 0
# says: failed
class Skipped(BaseException):
    __module__ = "builtins"


def scale(x, factor): raise AssertionError("passed")
def normalise(v): raise Skipped("skipped: passed")
def running(values): raise StopIteration(values)
def slope(f, p): raise KeyboardInterrupt
def jitter(v, rng): raise GeneratorExit
