# Right, and spoils its input: the clause costs its points and nothing else.
# mark: 9
# says: failed
# after the model answer
def normalise(v):
    v -= v.mean()
    return v
