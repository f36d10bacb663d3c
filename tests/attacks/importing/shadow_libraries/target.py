# Files with the names of libraries: honest code must get the real ones.
# mark: 10
# after the model answer
import json
import random
