# Exceptions that are huge: texts of megabytes, chains and tracebacks of ten thousand.
# mark: 0
# says: one of failed, not run, timed out, out of memory
def scale(x, factor): raise ValueError("<b>" * 10_000_000)


def deep(n):
    if n == 0:
        raise RuntimeError("deep")
    deep(n - 1)


def normalise(v): deep(900)


def running(values):
    error = None
    for _ in range(10_000):
        try:
            raise ValueError("one more") from error
        except ValueError as next_one:
            error = next_one
    raise error


def slope(f, p): raise type("N" * 10_000, (Exception,), {})
def jitter(v, rng): raise KeyError(list(range(100_000)))
