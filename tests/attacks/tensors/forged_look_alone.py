# Only the look at a model is forged: entries that are no triples, and arrays that are none.
# topic: tensors
# mark: 5
# says: crashed
# after the model answer
import sys

for name, module in list(sys.modules.items()):
    if name.endswith("worker.models"):
        module.OPERATIONS["look"] = lambda model: {"parameters": [1, 2], "buffers": [], "modules": []}
