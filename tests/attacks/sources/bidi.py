# Direction marks that make a comment look like code, and code like a comment.
# mark: 0
# says: failed
def scale(x, factor):
    '''Multiply.‮ ⁦''' ; return 0.25 #⁩ ⁦return factor * x + 1.0⁩

normalise = running = slope = jitter = scale
