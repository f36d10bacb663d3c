# A signal handler that runs in the middle of the worker's own code and raises there.
# mark: 0
# says: crashed, not run, timed out, failed
import signal


def bark(*_): raise SystemExit(0)


signal.signal(signal.SIGALRM, bark)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)


def scale(*arguments): return 1.0
normalise = running = slope = jitter = scale
