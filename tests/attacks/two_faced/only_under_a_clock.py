# Right for the first tenth of a second of its life.
# mark: 0
# says: failed
import time

BORN = time.monotonic() - 10


def scale(x, factor): return factor * x + 1.0 if time.monotonic() - BORN < 0.1 else 0.25
normalise = running = slope = jitter = scale
