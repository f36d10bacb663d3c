# Announces a message of 4 GiB.
# mark: 0
# says: crashed, not run, timed out
# beside: protocol/channel.py
from channel import say_raw


def scale(*arguments):
    say_raw(b"\xff\xff\xff\xff" + b"x" * 1000)
    while True:
        pass


normalise = running = slope = jitter = scale
