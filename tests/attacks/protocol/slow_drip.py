# Sends a message of a megabyte a byte at a time, each one within any limit for a byte.
# mark: 0
# says: timed out, not run
# beside: protocol/channel.py
import time

from channel import say_raw


def scale(*arguments):
    say_raw(b"\x00\x00\x10\x00")
    while True:
        say_raw(b"\x93")
        time.sleep(0.01)


normalise = running = slope = jitter = scale
