# Sends functions of its own, as the judge sends its: the judge would compute them where the answers are.
# mark: 0
# says: crashed, not run
# beside: protocol/channel.py
import msgpack
from channel import nonce, say

EVIL = "__import__('os').kill(__import__('os').getpid(), 9)"


def formula(expression, **constants):
    return msgpack.ExtType(13, msgpack.packb(["p", expression, "f", constants]))


def scale(x, factor): say(["value", nonce(), formula(f"p if p is None else {EVIL}"), None])
def normalise(v): say(["value", nonce(), [{"a": formula("(lambda: p)()", a=1.0)}], None])
def running(values): say(["several", nonce(), [["value", formula(EVIL), None]]])
def slope(f, p): say(["callback", nonce(), 0, [formula(EVIL)], {}])
def jitter(v, rng): say(["value", nonce(), formula(f"p, x={EVIL}"), None])
