# Trains a small network, with a seed of its own, within its memory and time.
# topic: tensors
# mark: 10
# after the model answer
def train():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Conv2d(3, 6, 5), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(4704, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for _ in range(3):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(torch.randn(32, 3, 32, 32)), torch.zeros(32, dtype=torch.long))
        loss.backward()
        optimizer.step()
    return float(loss)


TRAINED = train()
