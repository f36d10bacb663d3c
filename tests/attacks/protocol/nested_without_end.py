# A message of nothing but the beginnings of lists, of maps and of extensions within extensions.
# mark: 0
# says: crashed, not run, timed out
# beside: protocol/channel.py
import struct

from channel import say_raw


def scale(*arguments): shout(b"\x91" * 3_000_000)
def normalise(v): shout(b"\x81\xa1a" * 1_000_000)


def running(values):
    data = b"\x90"
    for _ in range(200):
        data = b"\xc9" + struct.pack(">I", len(data)) + b"\x02" + data
    shout(data)


def shout(data):
    say_raw(struct.pack("<I", len(data)) + data)
    return 1.0


slope = jitter = scale
