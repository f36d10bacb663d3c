# A function that changes its input, and a worker that is taught to send the input back as it was.
# mark: 10
# after the model answer
# This one succeeds and is no gain: that an input was left alone is told by the worker (docs/wall.md says so).
import copy
import sys


def normalise(v):
    kept = v.copy()
    result = kept - kept.mean()
    v[:] = -1
    v[:] = kept
    return result
