# Memory by growth, in lists, in texts and in arrays kept for ever: when it runs out nothing is left to say so.
# mark: 0
# says: out of memory, not run, timed out
# evidence: out-of-memory
import numpy as np

KEPT = []


def scale(*arguments):
    while True:
        KEPT.append(bytearray(1 << 16))


def normalise(*arguments):
    held = []
    while True:
        held.append(np.ones(1000))


def running(values):
    text = "x"
    while True:
        text += text


slope = jitter = normalise
