# Bytes that would be surrogates.
# mark: 0
# says: failed
X = 'í €í¿¿'
def scale(*arguments): return 0.25
normalise = running = slope = jitter = scale
