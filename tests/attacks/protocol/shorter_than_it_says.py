# Announces more than it sends, and waits.
# mark: 0
# says: timed out, not run
# beside: protocol/channel.py
import time

from channel import say_raw


def scale(*arguments):
    say_raw(b"\x00\x10\x00\x00" + b"\x93")
    time.sleep(1000)


normalise = running = slope = jitter = scale
