# Output without end, through print, through the stream below it, and through the raw descriptors.
# mark: 0
# says: timed out, not run
import os
import sys


def scale(*arguments):
    while True:
        print("evil " * 10_000)
        sys.stderr.write("x" * 100_000)
        os.write(1, b"x" * 100_000)
        os.write(2, b"x" * 100_000)


normalise = running = slope = jitter = scale
