# Says that an absurd number of characters was printed, in the place of a text.
# mark: 0
# says: failed, crashed
# beside: protocol/channel.py
from channel import TakenOver, integer

TakenOver(lambda kind, nonce, *rest: ["printed", nonce, "x" * 100_000, integer(10**2400)] if kind == "printed"
          else ["value", nonce, None])
