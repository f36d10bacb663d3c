# Sends as fast as it can, for ever.
# mark: 0
# says: crashed, not run, timed out
# beside: protocol/channel.py
from channel import say_raw


def scale(*arguments):
    while True:
        say_raw(b"\x93\xc0\xc0\xc0" * 100_000)


normalise = running = slope = jitter = scale
