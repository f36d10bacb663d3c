# A thread that has an answer ready before anything was asked.
# mark: 0
# says: crashed, not run, timed out
# beside: protocol/channel.py
import threading
import time

from channel import say


def babble():
    while True:
        say(["value", b"\0" * 8, 1.0, None])
        time.sleep(0.001)


def scale(*arguments):
    threading.Thread(target=babble, daemon=True).start()
    time.sleep(0.02)
    return 1.0


normalise = running = slope = jitter = scale
