# Reads address zero, from Python through ctypes.
# mark: 0
# says: crashed, not run, timed out
# evidence: crashed
import ctypes


def scale(*arguments): return ctypes.string_at(0)
normalise = running = slope = jitter = scale
