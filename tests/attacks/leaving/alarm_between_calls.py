# A timer that fires between calls.
# mark: 0
# says: crashed, not run, timed out, failed
import signal

signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)


def scale(*arguments):
    signal.pause()
    return 1.0


normalise = running = slope = jitter = scale
