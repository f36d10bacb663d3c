# Threads without end.
# mark: 0
# says: failed, out of memory, not run, timed out
import threading
import time


def scale(*arguments):
    while True:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()


normalise = running = slope = jitter = scale
