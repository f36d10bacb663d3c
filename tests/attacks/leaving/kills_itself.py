# Every signal that ends a process, sent to itself.
# mark: 0
# says: crashed, not run, timed out
import os
import signal


def scale(x, factor): os.kill(os.getpid(), signal.SIGKILL)
def normalise(v): os.kill(os.getpid(), signal.SIGSEGV)
def running(values): os.kill(os.getpid(), signal.SIGXCPU)
def slope(f, p): os.kill(os.getpid(), signal.SIGSTOP)
def jitter(v, rng): os.abort()
