# More memory than there is, while it is loaded.
# mark: 0
# says: not run
# load: out-of-memory or load-timed-out
TABLE = [bytearray(1 << 20) for _ in range(10_000)]
