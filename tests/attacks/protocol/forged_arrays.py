# Arrays whose shape, dtype, order and bytes disagree, or would be as large as memory.
# mark: 0
# says: crashed, not run, timed out
# beside: protocol/channel.py
import msgpack
from channel import nonce, say


def array(*parts): return ["value", nonce(), msgpack.ExtType(1, msgpack.packb(list(parts))), None]


def scale(x, factor): say(array("<f8", [1 << 40], "C", True, b"\0" * 8))
def normalise(v): say(array("O", [1], "C", True, b"\0" * 8))
def running(values): say(array("<f8", [-1, -1], "C", True, b"\0" * 8))
def slope(f, p): say(array("<f8", [1] * 70, "C", True, b"\0" * 8))
def jitter(v, rng): say(array("?", [8], "C", True, b"\x07" * 8))
