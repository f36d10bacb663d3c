# Closes the channel and lives on.
# mark: 0
# says: crashed, not run, timed out
import os
import time


def scale(*arguments):
    os.close(3)
    time.sleep(1000)


normalise = running = slope = jitter = scale
