# Tabs and spaces mixed.
# mark: 0
# says: not run
# load: syntax-error
def scale(x, factor):
	if x:
        return 1
	return 2
