# gradiente: lenet · en
r"""LeNet for traffic signs, with torch: build the network, take a step, evaluate it, train it.

Lecture: case study, “Definir arquitectura” (the table of layers of the LeNet), “Entrenamiento” and “Test”. Images are
float32 tensors of shape (N, 3, 32, 32): torch puts the channels before height and width. Labels are int64 tensors
of shape (N,). No function changes the tensors that it is given; a model that is trained is changed in place.
"""

import torch
from torch import nn


def build_lenet(n_classes=43, batch_norm=False):
    """Build the network of the lecture's table, with fresh random weights.

    Convolution 5x5 with 6 filters, max-pooling 2x2, ReLU; convolution 5x5 with 16 filters, max-pooling 2x2, ReLU;
    flatten to 400; dense 120, ReLU; dense `n_classes`. The convolutions are valid (no padding) and every layer has
    its bias.

    Parameters
    ----------
    n_classes : int
        How many classes there are.
    batch_norm : bool
        If True, a batch normalization follows each convolution and the hidden dense layer, before the ReLU. The
        biases stay.

    Returns
    -------
    torch.nn.Module
        Maps images of shape (N, 3, 32, 32) to logits of shape (N, n_classes). The softmax of the lecture's table is
        not part of it: cross-entropy takes care of that.

    Notes
    -----
    Max-pooling and ReLU may stand in either order, and each may be a module or a function; the names of the layers
    are yours. The model is judged by its parameters and by its output.

    Examples
    --------
    456 + 2416 + 48120 + 5203 parameters, and 2 (6 + 16 + 120) = 284 more with batch normalization:

    >>> sum(p.numel() for p in build_lenet().parameters())
    56195
    >>> sum(p.numel() for p in build_lenet(batch_norm=True).parameters())
    56479
    >>> build_lenet(n_classes=7)(torch.zeros(2, 3, 32, 32)).shape
    torch.Size([2, 7])
    """
    raise NotImplementedError("write build_lenet")


def train_step(model, images, labels, learning_rate):
    r"""Take one plain step of gradient descent on the mean cross-entropy of a batch.

    Every parameter moves by minus `learning_rate` times its gradient, without momentum or anything else. Gradients
    that the parameters still hold from before do not count. The model stays in the mode it is in: whoever calls
    decides on `model.train()` or `model.eval()`.

    Parameters
    ----------
    model : torch.nn.Module
        Gives logits of shape (N, K). It is changed in place.
    images : torch.Tensor of float32, shape (N, 3, 32, 32)
        The batch.
    labels : torch.Tensor of int64, shape (N,)
        The class of each image, in 0..K-1.
    learning_rate : float
        The factor before the gradient.

    Returns
    -------
    float
        The loss before the step: a number, not a tensor that still hangs on its graph.

    Examples
    --------
    With all weights 0 every class is equally likely, so the loss is log 4 = 1.3863. Of the biases, the gradient is
    0.25 - 1 for the class of the image and 0.25 for the others:

    >>> model = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 4))
    >>> for p in model.parameters():
    ...     _ = nn.init.zeros_(p)
    >>> round(train_step(model, torch.ones(1, 3, 32, 32), torch.tensor([2]), learning_rate=1.0), 4)
    1.3863
    >>> model[1].bias.tolist()
    [-0.25, -0.25, 0.75, -0.25]
    """
    raise NotImplementedError("write train_step")


def evaluate(model, images, labels, batch_size=256):
    """Measure the loss and the accuracy of a model, in evaluation mode and without gradients.

    Afterwards everything is as it was before: parameters, gradients, running statistics, and the mode of the model
    and of every module in it (some may have been in training mode and others not).

    Parameters
    ----------
    model : torch.nn.Module
        Gives logits of shape (N, K).
    images : torch.Tensor of float32, shape (N, 3, 32, 32)
        The images, N at least 1.
    labels : torch.Tensor of int64, shape (N,)
        The class of each image.
    batch_size : int
        How many images go through the model at a time, so that they fit into memory; the last batch may be smaller.
        The results do not depend on it.

    Returns
    -------
    loss : float
        The mean cross-entropy over all N images.
    accuracy : float
        The share of images whose largest logit is that of their class, between 0 and 1.

    Examples
    --------
    A model that always gives the logits 0 and log 3 believes 3/4 in class 1. The three images of class 1 cost
    -log 0.75 = 0.2877 each and the one of class 0 costs -log 0.25 = 1.3863; three of four are right:

    >>> model = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 2))
    >>> weight, bias = nn.init.zeros_(model[1].weight), nn.init.zeros_(model[1].bias)
    >>> bias.data[1] = torch.log(torch.tensor(3.0))
    >>> loss, accuracy = evaluate(model, torch.ones(4, 3, 32, 32), torch.tensor([1, 1, 1, 0]), batch_size=3)
    >>> round(loss, 4), accuracy
    (0.5623, 0.75)
    """
    raise NotImplementedError("write evaluate")


def fit(
    model,
    train_images,
    train_labels,
    validation_images,
    validation_labels,
    epochs,
    batch_size,
    learning_rate,
    seed,
):
    """Train a model and keep its curves.

    In every epoch all training images go through the model once, in training mode, in batches of a new random
    order; after each batch the parameters take a step on the mean cross-entropy. The optimizer is yours to choose.

    Parameters
    ----------
    model : torch.nn.Module
        Gives logits of shape (N, K). It is changed in place.
    train_images, validation_images : torch.Tensor of float32, shape (N, 3, 32, 32)
        Images to train with, and others to measure with.
    train_labels, validation_labels : torch.Tensor of int64, shape (N,)
        Their classes.
    epochs : int
        How many times to go through the training images, at least 1.
    batch_size : int
        How many images a step takes; the last batch of an epoch may be smaller, and it counts.
    learning_rate : float
        It suits stochastic gradient descent with momentum 0.9. An optimizer that adapts its steps, such as Adam, may
        multiply it by a factor of its own.
    seed : int
        Of the random order. The same seed and a model with the same weights give the same result.

    Returns
    -------
    dict of str to list of float
        `"train_loss"`, `"train_accuracy"`, `"validation_loss"`, `"validation_accuracy"`, one number an epoch in each:
        the mean cross-entropy and the share of hits. The training curve may be gathered during the epoch or measured
        after it; the validation curve is measured after the epoch, in evaluation mode.

    Examples
    --------
    Two classes, images darker and lighter than the mean, are soon told apart:

    >>> images = torch.stack([torch.full((3, 32, 32), i / 3) for i in (-3, -2, -1, 1, 2, 3)])
    >>> labels = torch.tensor([0, 0, 0, 1, 1, 1])
    >>> model = nn.Sequential(nn.MaxPool2d(16), nn.Flatten(), nn.Linear(12, 2))
    >>> history = fit(model, images, labels, images, labels, 40, batch_size=3, learning_rate=0.1, seed=0)
    >>> len(history["train_loss"]), history["validation_accuracy"][-1]
    (40, 1.0)
    """
    raise NotImplementedError("write fit")
