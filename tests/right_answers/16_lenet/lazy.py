# gradiente: lenet · en
"""Lazy layers that find out the sizes for themselves; batches of random_split; RMSprop."""

import torch
from torch import nn
from torch.utils.data import random_split


def block(layer, norm, *after):
    return nn.Sequential(layer, norm() if norm else nn.Identity(), nn.ReLU(inplace=True), *after)


def build_lenet(n_classes=43, batch_norm=False):
    norm2d, norm1d = (nn.LazyBatchNorm2d, nn.LazyBatchNorm1d) if batch_norm else (None, None)
    net = nn.Sequential(
        block(nn.LazyConv2d(6, 5), norm2d, nn.MaxPool2d(2, 2)),
        block(nn.LazyConv2d(16, 5), norm2d, nn.MaxPool2d(2, 2)),
        nn.Flatten(),
        block(nn.LazyLinear(120), norm1d),
        nn.LazyLinear(n_classes),
    )
    # the first pass makes the weights
    net.eval()
    net(torch.empty(1, 3, 32, 32).uniform_())
    return net.train()


def train_step(model, images, labels, learning_rate):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = nn.functional.nll_loss(model(images).log_softmax(dim=1), labels)
    gradients = torch.autograd.grad(loss, parameters)
    for p, g in zip(parameters, gradients):
        p.data = p.data - learning_rate * g
    return loss.item()


def evaluate(model, images, labels, batch_size=256):
    were_training = [m for m in model.modules() if m.training]
    model.eval()
    with torch.inference_mode():
        logits = torch.cat([model(batch) for batch in images.split(batch_size)])
        loss = nn.functional.cross_entropy(logits, labels)
        accuracy = (logits.argmax(dim=-1) == labels).float().mean()
    for m in were_training:
        m.training = True
    return loss.item(), accuracy.item()


def fit(model, train_images, train_labels, validation_images, validation_labels, epochs, batch_size, learning_rate, seed):
    generator = torch.Generator().manual_seed(seed)
    n = train_labels.numel()
    sizes = [batch_size] * (n // batch_size) + [n % batch_size] * (n % batch_size > 0)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=learning_rate / 10)
    curves = []
    for epoch in range(epochs):
        model.train()
        for subset in random_split(range(n), sizes, generator=generator):
            chosen = torch.tensor(subset.indices)
            loss = nn.functional.cross_entropy(model(train_images[chosen]), train_labels[chosen])
            optimizer.zero_grad(set_to_none=False)
            loss.backward()
            optimizer.step()
        curves.append(
            evaluate(model, train_images, train_labels, batch_size)
            + evaluate(model, validation_images, validation_labels, batch_size)
        )
    names = "train_loss", "train_accuracy", "validation_loss", "validation_accuracy"
    return {name: list(curve) for name, curve in zip(names, zip(*curves))}
