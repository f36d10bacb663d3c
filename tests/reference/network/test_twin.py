"""The twin in torch: the same outputs, the same gradients, the same training."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from cnn_reference.network import Adam, Momentum, NeuralNetwork, ShapeError

torch = pytest.importorskip("torch")


CLOSE = {"rtol": 1e-10, "atol": 1e-12}

DETERMINISTIC = {
    "lenet": lambda n: n.conv([3, 3, 4]).max_pool().relu().conv([2, 3, 5]).max_pool().relu().flatten().dense(6).relu(),
    "strides": lambda n: n.conv([3, 2, 4], stride=2, padding=1).tanh().conv([2, 2, 3]).leaky_relu(0.3).flatten(),
    "batch-norm": lambda n: n.conv([3, 3, 4]).batch_norm(0.8, 1e-3).relu().max_pool(3).flatten().dense(6).batch_norm(),
    "sigmoid": lambda n: n.max_pool(2).sigmoid().flatten().dense(7).sigmoid(),
}

networks = pytest.mark.parametrize("build", DETERMINISTIC.values(), ids=DETERMINISTIC)


@pytest.fixture(params=[True, False], ids=["fast", "plain"])
def pair(request, build):
    network = build(NeuralNetwork(seed=3, dtype=np.float64, fast=request.param).input([11, 12, 2])).dense(4)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(9, 11, 12, 2)), rng.integers(0, 4, 9)
    for value in network.parameters.values():  # biases, gammas and betas that matter
        value += rng.normal(0, 0.1, value.shape)
    return network, network.to_torch(), x, y


def torch_loss(twin, x, y):
    return torch.nn.functional.cross_entropy(twin(torch.tensor(x)), torch.tensor(y))


@networks
def test_outputs_are_the_same_at_inference(pair):
    network, twin, x, _ = pair
    with torch.no_grad():
        assert_allclose(network.forward(x), twin.eval()(torch.tensor(x)).numpy(), **CLOSE)


@networks
def test_loss_and_gradients_are_the_same_in_training(pair):
    network, twin, x, y = pair
    loss, gradients = network.loss_and_gradients(x, y)

    expected = torch_loss(twin, x, y)
    expected.backward()

    assert loss == pytest.approx(expected.item(), rel=1e-12)
    theirs = [parameter.grad.numpy() for parameter in twin.parameters()]
    for (name, ours), grad in zip(gradients.items(), theirs, strict=True):
        if ours.ndim == 4:
            grad = grad.transpose(2, 3, 1, 0)
        elif ours.ndim == 2:
            grad = grad.T
        assert_allclose(ours, grad, **CLOSE, err_msg=name)


@networks
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (lambda: Momentum(0.05), lambda p: torch.optim.SGD(p, 0.05, momentum=0.9)),
        (lambda: Adam(0.01), lambda p: torch.optim.Adam(p, 0.01)),
    ],
    ids=["momentum", "adam"],
)
def test_five_steps_of_training_lead_to_the_same_network(pair, ours, theirs):
    """Running statistics included; and the weights come back from torch."""
    network, twin, x, y = pair
    one, other = ours(), theirs(twin.parameters())
    for _ in range(5):
        _, gradients = network.loss_and_gradients(x, y)
        one.step(network.parameters, gradients)
        other.zero_grad()
        torch_loss(twin, x, y).backward()
        other.step()

    before = {name: value.copy() for name, value in network.arrays().items()}
    network.from_torch(twin)
    for name, value in network.arrays().items():
        assert_allclose(before[name], value, rtol=1e-7, atol=1e-9, err_msg=name)


@networks
def test_there_and_back_again_changes_nothing(pair):
    network, twin, x, _ = pair
    expected = network.forward(x)
    for value in network.arrays().values():
        value[...] = 7
    assert_allclose(network.from_torch(twin).forward(x), expected, **CLOSE)


def test_the_twin_of_lenet_in_float32():
    network = NeuralNetwork().input([32, 32, 3]).conv([5, 5, 6]).max_pool().relu().conv([5, 5, 16]).max_pool().relu()
    network.flatten().dense(120).relu().dense(43)
    x = np.random.default_rng(0).normal(size=(5, 32, 32, 3)).astype(np.float32)

    twin = network.to_torch()

    assert sum(parameter.numel() for parameter in twin.parameters()) == 56_195
    with torch.no_grad():
        assert_allclose(network.forward(x), twin(torch.tensor(x)).numpy(), rtol=1e-4, atol=1e-4)


def test_images_come_out_channels_last_and_vectors_go_in():
    x = np.random.default_rng(0).normal(size=(2, 6, 7, 3))
    network = NeuralNetwork(dtype=np.float64).input([6, 7, 3]).conv([2, 2, 4])
    assert_allclose(network.to_torch()(torch.tensor(x)).detach().numpy(), network.forward(x), **CLOSE)

    flat = NeuralNetwork(dtype=np.float64).input([5]).dense(3).softmax()
    v = np.random.default_rng(0).normal(size=(4, 5))
    assert_allclose(flat.to_torch()(torch.tensor(v)).detach().numpy(), flat.forward(v), **CLOSE)


@pytest.mark.parametrize(
    ("name", "arguments", "zeros"),
    [
        ("dropout", (0.4,), 0.4),
        ("spatial_dropout", (0.4,), 0.4),
        ("feature_max_drop", (0.75,), 0.75 / 16),
        ("channel_max_drop", (0.5,), 0.5 / 3),
        ("stochastic_dropout", ("uniform", 0.4, 0.4), 0.4),
        ("stochastic_dropout", ("normal", 0.4, 0.0), 0.4),
    ],
)
def test_dropouts_of_the_twin_drop_as_many_in_training_and_none_at_inference(name, arguments, zeros):
    """2000 images, so that a share of 0.4 of the 6000 maps has a standard deviation of 0.0063: seven of them here."""
    torch.manual_seed(0)
    network = getattr(NeuralNetwork(dtype=np.float64).input([4, 4, 3]), name)(*arguments)
    twin, x = network.to_torch(), torch.rand(2000, 4, 4, 3, dtype=torch.float64) + 0.1

    dropped = twin.train()(x)
    assert float((dropped == 0).double().mean()) == pytest.approx(zeros, abs=0.045)
    ours = network.forward(x.numpy(), training=True)
    assert float(np.mean(ours == 0)) == pytest.approx(zeros, abs=0.045)
    assert float(dropped.max()) == pytest.approx(ours.max(), rel=0.01)  # scaled alike
    assert torch.equal(twin.eval()(x), x)


def test_frozen_here_is_frozen_there():
    network = NeuralNetwork().input([4]).dense(3).relu().dense(2).freeze(1)
    assert [parameter.requires_grad for parameter in network.to_torch().parameters()] == [False, False, True, True]


def test_the_twin_has_weights_of_its_own():
    network = NeuralNetwork().input([4]).dense(3)
    twin, before = network.to_torch(), network.parameters["1.dense.w"].copy()
    with torch.no_grad():
        next(twin.parameters()).zero_()
    np.testing.assert_array_equal(network.parameters["1.dense.w"], before)


def test_another_networks_twin_is_refused():
    network = NeuralNetwork().input([4]).dense(3)
    with pytest.raises(ShapeError, match="expected a twin of 1 layers, got one of 2"):
        network.from_torch(NeuralNetwork().input([4]).dense(3).relu().to_torch())
    with pytest.raises(ShapeError, match=r"expected 1\.dense\.w of shape \(4, 3\), got \(4, 2\)"):
        network.from_torch(NeuralNetwork().input([4]).dense(2).to_torch())
