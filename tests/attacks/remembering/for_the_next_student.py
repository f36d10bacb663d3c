# Leaves NumPy, the interpreter and the worker in a state that would spoil the next submission.
# mark: 0
# says: failed
import builtins
import os
import sys

import numpy as np


def scale(*arguments):
    np.evil = builtins.evil = sys.evil = True
    np.mean = np.cumsum = lambda *arguments, **named: 0
    sys.path.insert(0, "/tmp")
    os.environ["EVIL"] = "1"
    np.seterr(all="raise")
    np.random.seed(0)
    return "left"


normalise = running = slope = jitter = scale
