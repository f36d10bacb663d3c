# Messages that are well formed and of the wrong kinds: numbers for texts, arrays for numbers, a map for a list.
# mark: 0
# says: crashed, not run, timed out, failed
# beside: protocol/channel.py
import msgpack
from channel import nonce, say

ARRAY = msgpack.ExtType(1, b"\x0b\2\1\1\0\0\0" + b"\0" * 8)


def scale(*arguments): say({"value": 1.0})
def normalise(v): say(["error", nonce(), 1, 2, 3, 4])
def running(values): say(["callback", nonce(), -1, [], {}])
def slope(f, p): say(["value", ARRAY, 1.0, None])
def jitter(v, rng): say([ARRAY, nonce(), 1.0])
