# One line of many megabytes, and millions of empty ones.
# mark: 0
# says: failed
print("x" * 20_000_000)
print("\n" * 5_000_000)


def scale(*arguments): return "y" * 1_000_000
normalise = running = slope = jitter = scale
