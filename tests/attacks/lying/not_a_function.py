# Names that are no functions, or are callable and yet nothing that can be called so.
# mark: 0
# says: failed
scale = 3
normalise = "normalise"
running = [1, 2, 3]
slope = type("Callable", (), {"__call__": 3})()
jitter = int
