# More memory than there is, as torch asks for it: it says so with a RuntimeError.
# topic: tensors
# mark: 0
# says: out of memory, timed out
# evidence: out-of-memory
import torch


def double(values): return torch.ones(10**10)


def frozen(model):
    held = []
    while True:
        held.append(torch.ones(1 << 20))
