# A message of 30 MB that would be two gigabytes of empty lists for whoever builds them.
# mark: 0
# says: one of crashed, not run, timed out
# beside: protocol/channel.py
import struct

from channel import say_raw


def scale(*arguments):
    part = b"\xdd" + struct.pack(">I", 1 << 20) + b"\x90" * (1 << 20)
    say_raw(struct.pack("<I", 1 + 15 * len(part)) + b"\x9f")
    for _ in range(15):
        say_raw(part)


normalise = running = slope = jitter = scale
