# coding: unicode_escape
# A cookie under which a comment holds a line of code.
# mark: 0
# says: failed
# \u000aprint('evil-hidden-line')
def scale(*arguments): return 0.25
normalise = running = slope = jitter = scale
