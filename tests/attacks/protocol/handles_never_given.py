# Refers to functions, objects and generators of the judge's that were never given out.
# mark: 0
# says: crashed, not run, timed out, failed
# beside: protocol/channel.py
import msgpack
from channel import nonce, say


def scale(x, factor): say(["callback", nonce(), 0, [], {}])
def normalise(v): say(["callback", nonce(), 1 << 62, [], {}])
def running(values): say(["value", nonce(), msgpack.ExtType(4, msgpack.packb([7, "", True])), None])
def slope(f, p): return msgpack.ExtType(6, msgpack.packb([10**9, "x"]))
def jitter(v, rng): say(["value", nonce(), msgpack.ExtType(5, msgpack.packb([99, None])), None])
