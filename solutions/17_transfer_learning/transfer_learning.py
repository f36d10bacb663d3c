r"""Transfer learning, with torch: freeze a part of a network, give it a new last layer, train what is left.

Lecture: case study, “Definir arquitectura”, option 2, “Utilizar un modelo pre-entrenado”. Images are float32 tensors of
shape (N, 3, 32, 32), labels int64 tensors of shape (N,). The models have two parts, `model.features` and
`model.classifier`; `backbone` below builds one to try your functions on.
"""

from collections import OrderedDict

import torch
from torch import nn


def backbone(n_classes):
    """Build a small convolutional network with the parts `features` and `classifier`. This one is given.

    Parameters
    ----------
    n_classes : int
        How many classes there are.

    Returns
    -------
    torch.nn.Module
        Maps images of shape (N, 3, 32, 32) to logits of shape (N, n_classes).
    """
    features = nn.Sequential(
        nn.Conv2d(3, 8, 5),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.MaxPool2d(4),
        nn.Conv2d(8, 16, 3),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.Flatten(),
    )
    classifier = nn.Sequential(nn.Linear(400, 32), nn.ReLU(), nn.Linear(32, n_classes))
    return nn.Sequential(OrderedDict(features=features, classifier=classifier))


### BEGIN SOLUTION
def _leave_training_mode(layer, _inputs):
    layer.eval()


### END SOLUTION


def freeze(module):
    """Have a module be trained no more.

    None of its parameters requires a gradient any more. Its batch norms (of images, `BatchNorm2d`, and of vectors,
    `BatchNorm1d`) normalize by their running statistics from now on and do not change them, not even the count
    `num_batches_tracked`, also if somebody later calls `model.train()` on the whole model and runs it.

    Parameters
    ----------
    module : torch.nn.Module
        A whole model, a part of one such as `model.features`, or a single layer. It is changed in place; what lies
        outside of it is not.

    Examples
    --------
    >>> model = backbone(4)
    >>> freeze(model.features)
    >>> mean = model.features[1].running_mean.clone()
    >>> output = model.train()(torch.rand(5, 3, 32, 32))
    >>> torch.equal(model.features[1].running_mean, mean), model.features[0].weight.requires_grad
    (True, False)
    """
    ### BEGIN SOLUTION
    for parameter in module.parameters():
        parameter.requires_grad = False
    for layer in module.modules():
        if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)):
            # model.train() puts it back into training mode: before every pass it leaves it again.
            layer.register_forward_pre_hook(_leave_training_mode)
    ### END SOLUTION


def replace_classifier(model, n_classes):
    """Put a new layer in the place of the last dense layer of `model.classifier`.

    The last `nn.Linear` inside `model.classifier`, which may itself be that layer or hold it at any depth, is replaced
    by a new `nn.Linear` with as many inputs and `n_classes` outputs. Its weights are fresh and random, and it is
    trainable, also in a model that is frozen. It is new even if the old one had `n_classes` outputs already. Everything
    else stays as it was: weights, what is frozen and what is not, running statistics and modes.

    Parameters
    ----------
    model : torch.nn.Module
        Has a part `classifier` with at least one `nn.Linear`. It is changed in place.
    n_classes : int
        How many classes there are now.

    Returns
    -------
    torch.nn.Module
        The same model, not a copy.

    Examples
    --------
    >>> model = backbone(4)
    >>> replace_classifier(model, 7) is model
    True
    >>> model.classifier[0].out_features, model.classifier[2].out_features
    (32, 7)
    """
    ### BEGIN SOLUTION
    parent, name, last = None, None, None
    for path, module in model.named_modules():
        if isinstance(module, nn.Linear) and path.split(".")[0] == "classifier":
            parent, name = path.rpartition(".")[::2]
            last = module
    setattr(model.get_submodule(parent), name, nn.Linear(last.in_features, n_classes))
    return model
    ### END SOLUTION


def trainable_parameters(model):
    """Count the numbers in a model that training can change.

    Parameters
    ----------
    model : torch.nn.Module
        Some, all or none of its parameters may be frozen (`requires_grad` is False).

    Returns
    -------
    int
        How many numbers the parameters that are not frozen hold together. Running statistics are not parameters.

    Examples
    --------
    1824 in the features and 400 * 32 + 32 + 32 * 4 + 4 = 12964 in the classifier:

    >>> model = backbone(4)
    >>> trainable_parameters(model)
    14788
    >>> for parameter in model.features.parameters():
    ...     parameter.requires_grad = False
    >>> trainable_parameters(model)
    12964
    """
    ### BEGIN SOLUTION
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)
    ### END SOLUTION


def fine_tune(model, images, labels, epochs, learning_rate, seed):
    """Train what is not frozen in a model.

    Every parameter that is not frozen is trained, wherever it stands, on the mean cross-entropy, and gradients are
    forgotten from step to step. What is frozen stays as it is to the last bit: the parameters with `requires_grad`
    False, also if they still hold a gradient from before, and the statistics of batch norms that were frozen with
    them. What is frozen stays frozen. Optimizer and batch size are yours to choose.

    Parameters
    ----------
    model : torch.nn.Module
        Gives logits of shape (N, K). Something in it is not frozen. It is changed in place.
    images : torch.Tensor of float32, shape (N, 3, 32, 32)
        The training images. They are not changed, nor are the labels.
    labels : torch.Tensor of int64, shape (N,)
        The class of each image, in 0..K-1.
    epochs : int
        How many times to go through the images, at least 1.
    learning_rate : float
        The learning rate of your optimizer.
    seed : int
        Of the random order, if there is one. The same seed and a model with the same weights give the same result.

    Returns
    -------
    list of float
        One number an epoch: the mean cross-entropy on the training images during that epoch.

    Examples
    --------
    Only the classifier is trained, on images that are darker or lighter than the mean:

    >>> classifier = nn.Sequential(nn.Flatten(), nn.Linear(12, 2))
    >>> model = nn.Sequential(OrderedDict(features=nn.MaxPool2d(16), classifier=classifier))
    >>> images = torch.stack([torch.full((3, 32, 32), i / 3) for i in (-3, -2, -1, 1, 2, 3)])
    >>> losses = fine_tune(model, images, torch.tensor([0, 0, 0, 1, 1, 1]), epochs=30, learning_rate=0.1, seed=0)
    >>> len(losses), losses[-1] < losses[0]
    (30, True)
    """
    ### BEGIN SOLUTION
    generator = torch.Generator().manual_seed(seed)
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.SGD(trained, lr=learning_rate, momentum=0.9)
    losses = []
    for _ in range(epochs):
        model.train()
        loss_sum = 0.0
        for batch in torch.randperm(len(images), generator=generator).split(16):
            loss = nn.functional.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss_sum += loss.item() * len(batch)
        losses.append(loss_sum / len(images))
    return losses
    ### END SOLUTION
