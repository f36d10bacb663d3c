# Imports itself, and a module of its own that it makes up.
# mark: 0
# says: not run
# load: import-error
import target
from target import answers
