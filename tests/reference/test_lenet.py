"""The reference for topic lenet: numbers worked by hand, NumPy as a second opinion, central differences."""

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402

from cnn_reference import lenet  # noqa: E402
from cnn_reference.losses import cross_entropy_from_logits  # noqa: E402
from cnn_reference.parameters import network_parameters  # noqa: E402
from cnn_reference.toy_signs import SIGNS, draw_signs  # noqa: E402

LAYERS = [
    ("conv", 5, 5, 6),
    ("max_pool", 2),
    ("relu",),
    ("conv", 5, 5, 16),
    ("max_pool", 2),
    ("relu",),
    ("flatten",),
    ("dense", 120),
    ("relu",),
    ("dense", 43),
]


@pytest.fixture(autouse=True)
def fixed_weights():
    torch.manual_seed(0)


def small_net(n_classes=3, width=4):
    return nn.Sequential(
        nn.MaxPool2d(8), nn.Conv2d(3, width, 3), nn.BatchNorm2d(width), nn.ReLU(), nn.Flatten(),
        nn.Linear(4 * width, n_classes),
    )  # fmt: skip


def data(n, n_classes=3, seed=0):
    rng = np.random.default_rng(seed)
    images = torch.from_numpy(rng.standard_normal((n, 3, 32, 32), np.float32))
    return images, torch.from_numpy(rng.integers(0, n_classes, n))


def flat(model):
    return torch.cat([p.detach().ravel() for p in model.parameters()])


# -- build_lenet


def test_parameters_are_those_of_the_lecture_s_table():
    sizes = [sum(p.numel() for p in layer.parameters()) for layer in lenet.build_lenet()]

    assert sizes == network_parameters((32, 32, 3), LAYERS)
    assert sum(sizes) == 456 + 2416 + 48_120 + 5203


def test_batch_norm_adds_a_gamma_and_a_beta_per_channel_and_unit():
    total = sum(p.numel() for p in lenet.build_lenet(batch_norm=True).parameters())

    assert total == 56_195 + 2 * (6 + 16 + 120)


@pytest.mark.parametrize("batch_norm", [False, True])
def test_shapes_after_every_layer_are_those_of_the_table(batch_norm):
    shapes, x = [], torch.zeros(2, 3, 32, 32)
    for layer in lenet.build_lenet(43, batch_norm):
        x = layer(x)
        if not isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):
            shapes.append(tuple(x.shape[1:]))

    assert shapes == [
        (6, 28, 28), (6, 14, 14), (6, 14, 14), (16, 10, 10), (16, 5, 5), (16, 5, 5), (400,), (120,), (120,), (43,)
    ]  # fmt: skip


@pytest.mark.parametrize("batch_norm", [False, True])
def test_output_is_what_numpy_computes_with_the_same_weights(batch_norm):
    model = lenet.build_lenet(7, batch_norm).eval()
    for module in model:
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            for one in (module.weight, module.bias, module.running_mean, module.running_var):
                nn.init.uniform_(one, 0.5, 1.5)
    image = data(1)[0]

    x = image[0].numpy().astype(np.float64)
    for layer in model:
        x = in_numpy(layer, x)

    assert model(image)[0].detach().numpy() == pytest.approx(x, abs=1e-5)


def in_numpy(layer, x):
    """One layer on one image, by loops over positions."""
    if isinstance(layer, nn.Conv2d):
        w, b = layer.weight.detach().numpy(), layer.bias.detach().numpy()
        side = x.shape[1] - 4
        out = np.zeros((len(w), side, side))
        for i in range(side):
            for j in range(side):
                out[:, i, j] = np.tensordot(w, x[:, i : i + 5, j : j + 5], 3) + b
        return out
    if isinstance(layer, nn.MaxPool2d):
        return x.reshape(len(x), x.shape[1] // 2, 2, x.shape[2] // 2, 2).max(axis=(2, 4))
    if isinstance(layer, nn.ReLU):
        return np.maximum(x, 0)
    if isinstance(layer, nn.Flatten):
        return x.ravel()
    if isinstance(layer, nn.Linear):
        return layer.weight.detach().numpy() @ x + layer.bias.detach().numpy()
    scale, shift, mean, var = (
        one.detach().numpy().reshape(-1, *[1] * (x.ndim - 1))
        for one in (layer.weight, layer.bias, layer.running_mean, layer.running_var)
    )
    return scale * (x - mean) / np.sqrt(var + layer.eps) + shift


def test_normalization_comes_between_a_convolution_and_its_relu():
    names = [type(layer).__name__ for layer in lenet.build_lenet(batch_norm=True)]

    assert names == [
        *["Conv2d", "BatchNorm2d", "MaxPool2d", "ReLU"] * 2, "Flatten", "Linear", "BatchNorm1d", "ReLU", "Linear"
    ]  # fmt: skip


# -- train_step


def test_step_from_zero_weights_by_hand():
    model = nn.Sequential(nn.Flatten(), nn.Linear(3072, 4))
    for p in model.parameters():
        nn.init.zeros_(p)

    loss = lenet.train_step(model, torch.ones(1, 3, 32, 32), torch.tensor([2]), 1.0)

    assert type(loss) is float
    assert loss == pytest.approx(math.log(4))
    assert model[1].bias.tolist() == pytest.approx([-0.25, -0.25, 0.75, -0.25])
    assert model[1].weight[2].tolist() == pytest.approx([0.75] * 3072)


def test_step_follows_the_central_difference_of_the_loss():
    model = small_net().double()
    images, labels = data(5)
    images = images.double()
    before = flat(model).numpy().copy()

    def loss_at(values):
        nn.utils.vector_to_parameters(torch.from_numpy(values), model.parameters())
        with torch.no_grad():
            return cross_entropy_from_logits(model(images).numpy(), labels.numpy())

    chosen = np.random.default_rng(0).choice(before.size, 20, replace=False)
    slopes = []
    for index in chosen:
        step = np.zeros(before.size)
        step[index] = 1e-6
        slopes.append((loss_at(before + step) - loss_at(before - step)) / 2e-6)
    nn.utils.vector_to_parameters(torch.from_numpy(before.copy()), model.parameters())
    lenet.train_step(model, images, labels, 0.5)

    assert (before - flat(model).numpy())[chosen] / 0.5 == pytest.approx(np.array(slopes), abs=1e-6)


def test_step_forgets_gradients_and_keeps_the_mode():
    model, other = small_net(), small_net()
    other.load_state_dict(model.state_dict())
    for p in model.parameters():
        p.grad = torch.ones_like(p)
    model[2].eval()
    other[2].eval()

    lenet.train_step(model, *data(4), 0.1)
    lenet.train_step(other, *data(4), 0.1)

    assert torch.equal(flat(model), flat(other))
    assert model.training
    assert not model[2].training
    assert torch.equal(model[2].running_mean, torch.zeros(4))


# -- evaluate


@pytest.mark.parametrize("batch_size", [1, 3, 7, 256])
def test_evaluation_is_a_mean_over_samples_whatever_the_batch_size(batch_size):
    model = small_net()
    model[2].running_mean.uniform_(-1, 1)
    images, labels = data(7)

    loss, accuracy = lenet.evaluate(model, images, labels, batch_size)

    model.eval()
    logits = model(images).detach().numpy()
    assert loss == pytest.approx(cross_entropy_from_logits(logits, labels.numpy()), rel=1e-5)
    assert accuracy == pytest.approx(np.mean(logits.argmax(1) == labels.numpy()))


def test_evaluation_of_the_statement():
    model = nn.Sequential(nn.Flatten(), nn.Linear(3072, 2))
    nn.init.zeros_(model[1].weight)
    model[1].bias.data = torch.tensor([0.0, math.log(3)])

    loss, accuracy = lenet.evaluate(model, torch.ones(4, 3, 32, 32), torch.tensor([1, 1, 1, 0]), 3)

    assert loss == pytest.approx((3 * math.log(4 / 3) + math.log(4)) / 4)
    assert accuracy == 0.75


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("part", [True, False])
def test_evaluation_leaves_the_model_as_it_was(whole, part):
    model = small_net().train(whole)
    model[2].train(part)
    before = {name: value.clone() for name, value in model.state_dict().items()}

    lenet.evaluate(model, *data(5), 2)

    assert [module.training for module in model.modules()] == [
        part if module is model[2] else whole for module in model.modules()
    ]
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert all(p.grad is None for p in model.parameters())


# -- fit


def test_every_epoch_has_each_sample_once_in_a_new_order():
    generator = torch.Generator().manual_seed(0)

    epochs = [list(lenet.shuffled_batches(30, 8, generator)) for _ in range(3)]

    assert [[len(batch) for batch in epoch] for epoch in epochs] == [[8, 8, 8, 6]] * 3
    orders = [torch.cat(epoch).tolist() for epoch in epochs]
    assert all(sorted(order) == list(range(30)) for order in orders)
    assert len({tuple(order) for order in orders}) == 3


def test_fit_tells_signs_apart():
    rng = np.random.default_rng(3)
    sets = [torch.from_numpy(one) for n in (120, 60) for one in draw_signs(n, rng)]
    sets[0], sets[2] = 4 * (sets[0] - 0.5), 4 * (sets[2] - 0.5)

    model = lenet.build_lenet(len(SIGNS), batch_norm=True)
    history = lenet.fit(model, *sets, epochs=5, batch_size=20, learning_rate=0.02, seed=1)

    assert history["validation_accuracy"][-1] > 0.7
    assert history["train_loss"][-1] < history["train_loss"][0] / 2
    assert (history["validation_loss"][-1], history["validation_accuracy"][-1]) == lenet.evaluate(model, *sets[2:])


def test_one_seed_gives_one_history_and_another_seed_another():
    histories = []
    for seed in (1, 1, 2):
        torch.manual_seed(5)
        histories.append(lenet.fit(small_net(), *data(24), *data(12, seed=1), 2, 8, 0.05, seed))

    assert histories[0] == histories[1]
    assert histories[0] != histories[2]
    assert {len(curve) for curve in histories[0].values()} == {2}


# -- toy_signs


def test_signs_are_small_pictures_of_every_class():
    images, labels = draw_signs(30, np.random.default_rng(0))

    assert images.shape == (30, 3, 32, 32)
    assert images.dtype == np.float32
    assert images.min() >= 0
    assert images.max() <= 1
    assert np.bincount(labels).tolist() == [5] * 6
    again, same = draw_signs(30, np.random.default_rng(0))
    assert np.array_equal(images, again)
    assert np.array_equal(labels, same)


def test_a_sign_has_the_colour_of_its_class():
    images, labels = draw_signs(60, np.random.default_rng(1))
    red, green, blue = (images[:, channel, 14:18, 14:18].mean(axis=(1, 2)) for channel in range(3))

    obligation, priority = labels == 2, labels == 3

    assert np.all(blue[obligation] > 1.5 * red[obligation])
    assert np.all(red[priority] > 2 * blue[priority])
    assert np.median(np.abs(red - green)[~obligation & ~priority]) < 0.05  # white inside, if not off centre
