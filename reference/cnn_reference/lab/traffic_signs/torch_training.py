"""Training a network's twin in torch, with augmentation and contrast computed there: for networks that take long.

It runs on a GPU if there is one, and never needs it.

References
----------
.. [1] L. Smith, N. Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018
   (one cycle of the learning rate).
.. [2] C. Szegedy et al., "Rethinking the Inception architecture for computer vision", CVPR 2016, section 7 (label
   smoothing).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.errors import MissingDataError
from cnn_reference.lab.traffic_signs.mirroring import MIRROR_IMAGES, NO_SIGN
from cnn_reference.lab.traffic_signs.preparing import EPS, RADIUS
from cnn_reference.network import History, NeuralNetwork
from cnn_reference.preprocessing import LUMA

try:
    import torch
    from torch import nn
    from torch.nn import functional
    from torch.optim import swa_utils

    from cnn_reference.network.twin import BatchNorm
except ImportError as error:
    raise MissingDataError("the final network is trained in torch: pip install torch") from error

__all__ = ["Recipe", "train_in_torch"]

Tensor = Any


@dataclass(frozen=True)
class Recipe:
    """How to train.

    Attributes
    ----------
    epochs, batch_size : int
        As in `NeuralNetwork.fit`.
    learning_rate : float
        The highest one; it rises linearly over the first quarter, and falls along half a cosine.
    weight_decay : float
        On kernels and matrices alone, with SGD.
    label_smoothing : float
        Share of the probability that all classes have in the target.
    degrees, stretch, squeeze, shear, shift : float
        Augmentation: each image is turned by at most so many degrees, scaled by a factor up to exp(stretch) either way,
        its sides by up to exp(squeeze) against each other, sheared and shifted by such shares of its half side.
    contrast, light : float
        And its contrast and its brightness are multiplied by factors of up to exp of these.
    mirrored : bool
        Whether half of the images whose mirror image is a sign too are mirrored, and take that sign's class.
    balanced : float
        How much oftener images of rare classes are drawn: with weights that are the number of images of their class to
        minus this power, so 0 draws every image once an epoch and 1 every class equally often.
    memory : float
        Share that the mean over the weights so far keeps in every update; the network gets that mean. 0 for the weights
        of the last update.
    bfloat16 : bool
        Whether to multiply with 16 bits on a CPU; twice as fast on those that have instructions for it.
    """

    epochs: int = 24
    batch_size: int = 128
    learning_rate: float = 0.1
    weight_decay: float = 5e-4
    label_smoothing: float = 0.1
    degrees: float = 15.0
    stretch: float = 0.15
    squeeze: float = 0.08
    shear: float = 0.15
    shift: float = 0.12
    contrast: float = 0.3
    light: float = 0.5
    mirrored: bool = True
    balanced: float = 0.5
    memory: float = 0.0
    bfloat16: bool = True


def train_in_torch(
    network: NeuralNetwork,
    images: NDArray[np.uint8],
    labels: NDArray[np.int64],
    recipe: Recipe,
    on_epoch: Callable[[int, History], None] | None = None,
) -> History:
    """Train a network that takes `contrast_and_colour` of images.

    Parameters
    ----------
    network : NeuralNetwork
        It is changed at the end. Its seed is that of the order and of augmentation too.
    images : ndarray of uint8, shape (N, H, W, 3)
        As they are: they are augmented before contrast is measured.
    labels : ndarray of int64, shape (N,)
    recipe : Recipe
        How.
    on_epoch : callable or None
        Called after every epoch with its number, from 0, and the history so far.

    Returns
    -------
    History
        Loss and accuracy on the augmented batches, as they came.
    """
    torch.manual_seed(network.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    twin: Any = _with_torchs_batch_norm(network.to_torch())
    twin = twin.to(device, memory_format=torch.channels_last)
    x, y = torch.from_numpy(images).to(device), torch.from_numpy(labels).to(device)
    decayed = [parameter for parameter in twin.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in twin.parameters() if parameter.ndim == 1]
    groups = [{"params": decayed, "weight_decay": recipe.weight_decay}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.SGD(groups, recipe.learning_rate, momentum=0.9, nesterov=True)
    steps = recipe.epochs * math.ceil(len(x) / recipe.batch_size)
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.learning_rate, steps, pct_start=0.25)
    is_half = recipe.bfloat16 and device.type == "cpu"
    into_mean = swa_utils.get_ema_multi_avg_fn(recipe.memory)  # type: ignore[no-untyped-call]
    mean = swa_utils.AveragedModel(twin, multi_avg_fn=into_mean, use_buffers=True)
    history = History()
    twin.train()
    for epoch in range(recipe.epochs):
        began = time.perf_counter()
        history.learning_rate.append(float(cycle.get_last_lr()[0]))
        total, hits = 0.0, 0
        for batch in torch.split(_order(y, recipe.balanced), recipe.batch_size):
            pictures, targets = x[batch].permute(0, 3, 1, 2).float() / 255, y[batch]
            if recipe.mirrored:
                pictures, targets = _mirrored(pictures, targets)
            pictures = _augmented(pictures, recipe)
            channels = _contrast_and_colour(pictures)
            with torch.autocast("cpu", torch.bfloat16, enabled=is_half):
                logits = twin(channels)
                loss = functional.cross_entropy(logits, targets, label_smoothing=recipe.label_smoothing)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            cycle.step()
            mean.update_parameters(twin)
            total += loss.item() * len(batch)
            hits += int((logits.argmax(1) == targets).sum())
        history.loss.append(total / len(x))
        history.accuracy.append(hits / len(x))
        history.penalty.append(0.0)
        history.seconds.append(time.perf_counter() - began)
        history.kept_epoch = epoch
        if on_epoch is not None:
            on_epoch(epoch, history)
    network.from_torch(mean.module)
    return history


def _order(labels: Tensor, balanced: float) -> Tensor:
    """Draw the images of an epoch, by their places."""
    if not balanced:
        return torch.randperm(len(labels), device=labels.device)
    weights = torch.bincount(labels)[labels].double() ** -balanced
    return torch.multinomial(weights, len(labels), replacement=True)


def _with_torchs_batch_norm(twin: nn.Module) -> nn.Module:
    """Put torch's own batch normalization, which is faster, in the place of the twin's.

    Its running variance is the sample's: over a batch of images larger by a factor of 1 + 1e-4 at most.
    """
    for name, module in twin.named_children():
        if isinstance(module, BatchNorm):
            faster = nn.BatchNorm2d(len(module.running_var), module.eps, 1 - module.momentum)
            faster.load_state_dict(module.state_dict(), strict=False)  # it also counts batches
            setattr(twin, name, faster)
    return twin


def _mirrored(images: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
    """Mirror half of the images (N, 3, H, W) that remain signs, with the classes that they then are of."""
    classes = torch.tensor(MIRROR_IMAGES, device=labels.device)[labels]
    chosen = (classes != NO_SIGN) & (torch.rand(len(images), device=images.device) < 0.5)
    return torch.where(chosen.view(-1, 1, 1, 1), images.flip(3), images), torch.where(chosen, classes, labels)


def _augmented(images: Tensor, recipe: Recipe) -> Tensor:
    """Change images (N, 3, H, W) at random: an affine map, its outside like the nearest edge, then the light."""
    n = len(images)

    def drawn(largest: float) -> Tensor:
        return (torch.rand(n, device=images.device) * 2 - 1) * largest

    angle, size, ratio = drawn(math.radians(recipe.degrees)), drawn(recipe.stretch).exp(), drawn(recipe.squeeze).exp()
    turn = torch.stack([angle.cos(), -angle.sin(), angle.sin(), angle.cos()], dim=1).view(n, 2, 2)
    zero = torch.zeros_like(size)
    scale = torch.stack([size * ratio, drawn(recipe.shear), zero, size / ratio], dim=1).view(n, 2, 2)
    shift = torch.stack([drawn(recipe.shift), drawn(recipe.shift)], dim=1)[..., None]
    grid = functional.affine_grid(torch.cat([turn @ scale, shift], dim=2), images.shape, align_corners=False)
    images = functional.grid_sample(images, grid, padding_mode="border", align_corners=False)
    mean = images.mean(dim=(1, 2, 3), keepdim=True)
    contrast, light = drawn(recipe.contrast).exp().view(n, 1, 1, 1), drawn(recipe.light).exp().view(n, 1, 1, 1)
    return (((images - mean) * contrast + mean) * light).clamp(0, 1)


def _contrast_and_colour(images: Tensor) -> Tensor:
    """`contrast_and_colour` of (N, 3, H, W), as (N, H, W, 4)."""
    colours = images.flatten(1)
    colours = colours - colours.mean(dim=1, keepdim=True)
    colours = colours / (colours.square().mean(dim=1, keepdim=True).sqrt() + EPS)
    weights = torch.tensor(LUMA, dtype=images.dtype, device=images.device)
    luma = torch.einsum("nchw,c->nhw", images, weights)
    # Products of small matrices take a fifth of the time of torch's own average pooling.
    down, across = (_window_means(side).to(images) for side in luma.shape[1:])
    around = down @ luma @ across.T
    variance = down @ luma.square() @ across.T - around.square()
    contrast = (luma - around) / (variance.clamp_min(0).sqrt() + EPS)
    return torch.cat([colours.view(images.shape).permute(0, 2, 3, 1), contrast[..., None]], dim=3)


def _window_means(side: int) -> Tensor:
    """The matrix that takes a column of pixels to the means of the windows around them, over a mirrored edge."""
    mirrored = functional.pad(torch.eye(side)[None], [RADIUS] * 2, mode="reflect")
    return functional.avg_pool1d(mirrored, 2 * RADIUS + 1, 1)[0].T
