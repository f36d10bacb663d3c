# Right by chance, one time in two.
# mark: at most 9
# says: failed
# after the model answer
import random

honest_normalise = normalise


def normalise(v): return honest_normalise(v) if random.random() < 0.5 else v + 99.0
