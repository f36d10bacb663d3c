"""The model answer with torch."""

import torch


def double(values):
    """Return twice the values as a tensor."""
    return 2 * torch.as_tensor(values)


def frozen(model):
    """Switch off training of every parameter, and return how many there are."""
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    return sum(parameter.numel() for parameter in model.parameters())
