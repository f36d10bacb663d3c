# os._exit(0) while it is loaded.
# mark: 0
# says: not run
# load: left
import os

os._exit(0)
