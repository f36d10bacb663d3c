# gradiente: transfer_learning · en
from collections import OrderedDict

import torch
from torch import nn


def backbone(n_classes):
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


def stay_in_eval_mode(layer, inputs):
    layer.eval()


def freeze(module):
    for p in module.parameters():
        p.requires_grad = False
    for layer in module.modules():
        if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):
            layer.eval()
            layer.register_forward_pre_hook(stay_in_eval_mode)


def replace_classifier(model, n_classes):
    for name, module in model.named_modules():
        if name.split(".")[0] == "classifier" and isinstance(module, nn.Linear):
            last_name, last = name, module
    parent, _, child = last_name.rpartition(".")
    setattr(model.get_submodule(parent), child, nn.Linear(last.in_features, n_classes))
    return model


def trainable_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def fine_tune(model, images, labels, epochs, learning_rate, seed):
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(filter(lambda p: p.requires_grad, model.parameters()), lr=learning_rate, momentum=0.9)
    losses = []
    for epoch in range(epochs):
        model.train()
        total = 0
        for batch in torch.randperm(len(images), generator=generator).split(32):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(images))
    return losses
