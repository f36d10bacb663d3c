# Waits for itself.
# mark: 0
# says: timed out, not run
import threading


def scale(*arguments):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


normalise = running = slope = jitter = scale
