# Answers many calls with blocks of which the forms, the numbers and their count do not belong together.
# mark: 0
# says: failed, crashed
# beside: protocol/channel.py
import itertools
import struct

import msgpack
from channel import TakenOver


def leaf(*sides):
    return msgpack.packb(["value", msgpack.ExtType(11, struct.pack(f"<{len(sides)}I", *sides)), None])


BLOCKS = itertools.cycle(
    [
        [b"\0", bytes(8), 2**40, leaf()],
        [b"\0", bytes(8), 1, leaf(2**32 - 1, 2**32 - 1, 2**32 - 1)],
        [b"\0" * 9, bytes(8), 9, leaf() * 9],
        [b"\0", bytes(80), 1, leaf()],
        [b"", b"", -1, b""],
        [b"\0", bytes(8), 1, msgpack.packb(["callback", 0, [], {}])],
        [b"\0", bytes(8), 1, b"\xdd\xff\xff\xff\xff"],
    ]
)

TakenOver(lambda kind, nonce, *rest: ["printed", nonce, "", 0] if kind == "printed"
          else ["block", nonce, *next(BLOCKS)] if kind == "many" else ["value", nonce, None])
