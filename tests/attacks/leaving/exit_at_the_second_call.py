# Right at the first call, gone at the second.
# mark: 8
# says: crashed
# after the model answer
import os

CALLS = []
honest = scale


def scale(x, factor):
    CALLS.append(x)
    if len(CALLS) > 1:
        os._exit(0)
    return honest(x, factor)
