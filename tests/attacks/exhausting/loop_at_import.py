# An endless loop while it is loaded.
# mark: 0
# says: not run
# load: load-timed-out
while True:
    pass
