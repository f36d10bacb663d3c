# Sleeps in every call a little less than a call may take.
# mark: 0
# says: timed out
import time


def scale(*arguments):
    time.sleep(0.25)
    return 1.0


normalise = running = slope = jitter = scale
