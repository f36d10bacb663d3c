# coding: rot13
# A cookie of a codec that turns text into other text.
# mark: 0
# says: failed
def scale(*arguments): return 0.25
normalise = running = slope = jitter = scale
