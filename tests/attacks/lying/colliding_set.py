# A set of thousands of integers that all have one hash: building it again would cost the judge minutes.
# mark: 0
# says: one of crashed, not run, timed out
# beside: protocol/channel.py
from channel import TakenOver, integer, packed_set

P = (1 << 61) - 1
ONE = packed_set([integer((k + 9) * P) for k in range(4096)])


def answer(kind, nonce, *rest): return ["value", nonce, [ONE] * 400, None]


def scale(*arguments): TakenOver(answer)
normalise = running = slope = jitter = scale
