# Takes the channel over while it is loaded and answers every question with a verdict.
# mark: 0
# says: failed, crashed
# beside: protocol/channel.py
from channel import TakenOver

TakenOver(lambda kind, nonce, *rest: ["printed", nonce, "", 0] if kind == "printed"
          else ["value", nonce, {"verdict": "passed", "mark": 10, "earned": 10}])
