# Sends what only a judge may say: questions, verdicts, a record, a report.
# mark: 0
# says: crashed, not run, timed out
# beside: protocol/channel.py
from channel import nonce, say


def scale(*arguments):
    for kind in ("load", "call", "return", "passed", "locked", "ended", "spawned", "verdict", "record"):
        say([kind, nonce(), "passed", 10])
    return 1.0


normalise = running = slope = jitter = scale
