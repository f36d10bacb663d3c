# NumPy scalars, 0-d arrays, tuples and read-only, reversed and big-endian arrays where plain values would do.
# mark: 10
# after the model answer
honest_running, honest_normalise, honest_slope = running, normalise, slope


def scale(x, factor): return np.array(np.float64(factor) * x + 1)
def running(values): return tuple(np.float64(one) for one in honest_running(values))
def slope(f, p): return np.float64(honest_slope(f, p))


def normalise(v):
    result = honest_normalise(v)[::-1].astype(">f8")[::-1]
    result.flags.writeable = False
    return result
