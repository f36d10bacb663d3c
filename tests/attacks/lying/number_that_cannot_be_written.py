# An integer of 20,000 digits: Python refuses to write it, so whoever quotes it in a message fails.
# mark: 0
# says: refused value
def scale(*arguments): return 10**20_000
normalise = running = slope = jitter = scale
