# os._exit(0) in a call, and with other statuses.
# mark: 0
# says: crashed, not run, timed out
# evidence: left
import os


def scale(x, factor): os._exit(0)
def normalise(v): os._exit(1)
def running(values): os._exit(100)
def slope(f, p): os._exit(255)
def jitter(v, rng): os._exit(3)
