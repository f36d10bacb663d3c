# A message of a million tiny extensions, each of which costs the judge a call of its own.
# mark: 0
# says: one of crashed, not run, timed out
# beside: protocol/channel.py
import struct

from channel import say_raw


def scale(*arguments):
    part = b"\xdd" + struct.pack(">I", 1 << 20) + b"\xd4\x02\x90" * (1 << 20)
    say_raw(struct.pack("<I", len(part)) + part)


normalise = running = slope = jitter = scale
