# Python 2.
# mark: 0
# says: not run
# load: syntax-error
print 'hello'
def scale(x, factor): return factor * x + 1.0
