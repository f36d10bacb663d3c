# gradiente: transfer_learning · en
"""One hook on the whole frozen module; a function that gives the new classifier; what is frozen is put back."""

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


def freeze(module):
    norms = [m for m in module.modules() if isinstance(m, (nn.BatchNorm1d, nn.BatchNorm2d))]
    original_train = module.train

    def train(mode=True):
        original_train(mode)
        for norm in norms:
            norm.training = False
        return module

    module.train = train
    module.train(module.training)
    for name, parameter in module.named_parameters():
        parameter.requires_grad_(False)


def renewed(module, n_classes):
    """The module with its last dense layer renewed, or None if it has none."""
    if isinstance(module, nn.Linear):
        fresh = nn.Linear(module.in_features, n_classes)
        nn.init.kaiming_normal_(fresh.weight)
        return fresh
    for name in list(module._modules)[::-1]:
        child = renewed(module._modules[name], n_classes)
        if child is not None:
            if isinstance(module, (nn.Sequential, nn.ModuleList)):
                module[list(module._modules).index(name)] = child
            else:
                module.add_module(name, child)
            return module
    return None


def replace_classifier(model, n_classes):
    model.classifier = renewed(model.classifier, n_classes)
    return model


def trainable_parameters(model):
    count = 0
    for layer in model.modules():
        for parameter in layer.parameters(recurse=False):
            count += parameter.requires_grad * parameter.nelement()
    return count


def fine_tune(model, images, labels, epochs, learning_rate, seed):
    torch.manual_seed(seed)
    trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
    frozen = {name: value.clone() for name, value in model.state_dict().items()}
    frozen = {name: p for name, p in frozen.items() if name not in trained and name in dict(model.named_parameters())}
    optimizer = torch.optim.Adam(trained.values(), lr=learning_rate, amsgrad=True)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.99)
    losses = []
    for epoch in range(epochs):
        model.train()
        loss_sum = 0.0
        for batch in torch.utils.data.BatchSampler(torch.utils.data.RandomSampler(labels), 24, drop_last=False):
            optimizer.zero_grad(set_to_none=False)
            logits = model(images[batch])
            loss = nn.functional.nll_loss(logits.log_softmax(1), labels[batch])
            loss.backward()
            optimizer.step()
            loss_sum += float(loss) * len(batch)
        model.load_state_dict(frozen, strict=False)
        schedule.step()
        losses.append(loss_sum / len(labels))
    return losses
