# What a worker says of a model is not what can be said of one: lists, texts, numbers and nothing.
# topic: tensors
# mark: 0
# says: crashed, failed
import sys

import torch

ANSWERS = iter([[], "look", 3, None, {}, {"parameters": 3}, {"parameters": [1, 2]}] * 50)
for name, module in list(sys.modules.items()):
    if name.endswith("worker.models"):
        module.OPERATIONS = {key: lambda *arguments: next(ANSWERS) for key in module.OPERATIONS}


def double(values): return torch.zeros(7)
def frozen(model): return 8
