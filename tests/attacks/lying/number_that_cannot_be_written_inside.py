# The same number in a set, as a key, in a tuple and in an exception's text, where it is quoted by others.
# mark: 0
# says: failed, refused value
BIG = 10**2400


def scale(x, factor): return {BIG}
def normalise(v): return {BIG: BIG}
def running(values): return [(BIG, [BIG])]
def slope(f, p): raise ValueError(BIG)
def jitter(v, rng): return {(BIG,): 1}
