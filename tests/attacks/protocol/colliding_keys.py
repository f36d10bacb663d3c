# Dicts of thousands of large integers with one hash.
# mark: 0
# says: one of crashed, not run, timed out
# beside: protocol/channel.py
import struct

import msgpack
from channel import integer, nonce, say_raw

P = (1 << 61) - 1
ONE = b"\xde\x10\x00" + b"".join(msgpack.packb(integer((k + 9) * P)) + b"\xc0" for k in range(4096))


def scale(*arguments):
    data = b"\x93\xa5value" + msgpack.packb(nonce()) + b"\xdc\x00\x64" + ONE * 100
    say_raw(struct.pack("<I", len(data)) + data)


normalise = running = slope = jitter = scale
