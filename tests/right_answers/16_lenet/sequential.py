# gradiente: lenet · en
import torch
from torch import nn


def build_lenet(n_classes=43, batch_norm=False):
    layers = [nn.Conv2d(3, 6, 5)]
    if batch_norm:
        layers.append(nn.BatchNorm2d(6))
    layers += [nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(6, 16, 5)]
    if batch_norm:
        layers.append(nn.BatchNorm2d(16))
    layers += [nn.MaxPool2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(400, 120)]
    if batch_norm:
        layers.append(nn.BatchNorm1d(120))
    layers += [nn.ReLU(), nn.Linear(120, n_classes)]
    return nn.Sequential(*layers)


def train_step(model, images, labels, learning_rate):
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    optimizer.zero_grad()
    loss = nn.CrossEntropyLoss()(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def evaluate(model, images, labels, batch_size=256):
    modes = [(m, m.training) for m in model.modules()]
    model.eval()
    total_loss = 0.0
    hits = 0
    with torch.no_grad():
        for i in range(0, len(images), batch_size):
            x, y = images[i : i + batch_size], labels[i : i + batch_size]
            logits = model(x)
            total_loss += nn.functional.cross_entropy(logits, y, reduction="sum").item()
            hits += (logits.argmax(1) == y).sum().item()
    for m, training in modes:
        m.training = training
    return total_loss / len(images), hits / len(images)


def fit(model, train_images, train_labels, validation_images, validation_labels, epochs, batch_size, learning_rate, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9)
    criterion = nn.CrossEntropyLoss()
    history = {"train_loss": [], "train_accuracy": [], "validation_loss": [], "validation_accuracy": []}
    n = len(train_images)
    for epoch in range(epochs):
        model.train()
        order = torch.randperm(n)
        running_loss, running_hits = 0.0, 0
        for i in range(0, n, batch_size):
            index = order[i : i + batch_size]
            x, y = train_images[index], train_labels[index]
            optimizer.zero_grad()
            logits = model(x)
            loss = criterion(logits, y)
            loss.backward()
            optimizer.step()
            running_loss += loss.item() * len(index)
            running_hits += (logits.argmax(1) == y).sum().item()
        history["train_loss"].append(running_loss / n)
        history["train_accuracy"].append(running_hits / n)
        validation_loss, validation_accuracy = evaluate(model, validation_images, validation_labels)
        history["validation_loss"].append(validation_loss)
        history["validation_accuracy"].append(validation_accuracy)
    return history
