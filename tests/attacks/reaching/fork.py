# A child that outlives the call, and one that forks without end.
# mark: 0
# says: failed
import ctypes
import os
import time


def scale(*arguments):
    ctypes.CDLL(None).prctl(15, b"evil-fork", 0, 0, 0)
    if os.fork() == 0:
        os.setsid()
        while True:
            time.sleep(1)
    return "evil: forked"


normalise = running = slope = jitter = scale
