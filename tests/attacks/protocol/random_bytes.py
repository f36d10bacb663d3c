# Sends noise.
# mark: 0
# says: crashed, not run, timed out
# beside: protocol/channel.py
import os
import struct

from channel import say_raw


def scale(*arguments):
    data = os.urandom(5000)
    say_raw(struct.pack("<I", len(data)) + data)
    return 1.0


normalise = running = slope = jitter = scale
