# Tensors without plain values: meta, sparse, quantised, complex, nested, with strides that lie.
# topic: tensors
# mark: 0
# says: refused value, failed
import torch

KINDS = [
    lambda: torch.empty(10**12, device="meta"),
    lambda: torch.eye(2).to_sparse(),
    lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
    lambda: torch.ones(2, dtype=torch.bfloat16),
    lambda: torch.ones(1).expand(10**9),
]
CALLS = iter(KINDS * 100)


def double(values): return next(CALLS)()
def frozen(model): return next(CALLS)()
