# A constant that the compiler itself would compute.
# mark: 0
# says: timed out, not run, out of memory, failed
def scale(x, factor): return 'x' * (1 << 40)
def normalise(v): return (0,) * 10**12
def running(values): return 9 ** 9 ** 9
def slope(f, p): return ((1,) * 4096) * 4096 * 4096
def jitter(v, rng): return 1 << (1 << 40)
