"""The reference for topic transfer_learning: what is frozen stays, what is not is trained, to the last bit."""

import copy

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402

from cnn_reference import lenet  # noqa: E402
from cnn_reference import transfer_learning as reference  # noqa: E402
from cnn_reference.toy_signs import draw_signs  # noqa: E402


@pytest.fixture(autouse=True)
def fixed_weights():
    torch.manual_seed(0)


@pytest.fixture
def model():
    """A backbone whose statistics are those of some images."""
    model = reference.backbone(4)
    model(images(16, seed=9))
    return model


def images(n, seed=0):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal((n, 3, 32, 32), np.float32))


def labels(n, seed=0):
    return torch.from_numpy(np.random.default_rng(seed).integers(0, 4, n))


def state(model):
    return {name: value.clone() for name, value in model.state_dict().items()}


def moved(before, model):
    return {name for name, value in model.state_dict().items() if not torch.equal(value, before[name])}


# -- backbone


def test_backbone_has_the_two_parts_and_the_parameters_of_the_statement():
    model = reference.backbone(4)

    sizes = [sum(p.numel() for p in part.parameters()) for part in (model.features, model.classifier)]

    assert sizes == [608 + 16 + 1168 + 32, 400 * 32 + 32 + 32 * 4 + 4]
    assert model(images(3)).shape == (3, 4)


# -- freeze


def test_a_batch_norm_that_is_not_frozen_drifts_even_without_gradients(model):
    """What `freeze` is for: 0.9 * 0 + 0.1 * 5 after one pass over a batch of mean 5."""
    norm = nn.BatchNorm1d(1)

    with torch.no_grad():
        norm(torch.tensor([[4.0], [6.0]]))

    assert norm.running_mean.item() == pytest.approx(0.5)


@pytest.mark.parametrize("norm", [nn.BatchNorm1d(3), nn.BatchNorm2d(3), nn.BatchNorm3d(3)])
def test_every_kind_of_batch_norm_keeps_its_statistics(norm):
    before = state(norm)
    reference.freeze(nn.Sequential(nn.Sequential(norm)))

    for _ in range(2):
        norm.train()(torch.randn(4, 3, *[2] * {nn.BatchNorm1d: 0, nn.BatchNorm2d: 2, nn.BatchNorm3d: 3}[type(norm)]))

    assert moved(before, norm) == set()


def test_frozen_features_in_training_mode_compute_as_in_evaluation_mode(model):
    want = model.eval().features(images(5))
    reference.freeze(model.features)
    before = state(model)

    got = model.train().features(images(5))

    assert torch.equal(got, want)
    assert moved(before, model) == set()
    assert not any(p.requires_grad for p in model.features.parameters())
    assert all(p.requires_grad for p in model.classifier.parameters())


def test_a_copy_of_a_frozen_model_is_frozen_by_itself(model):
    reference.freeze(model)
    other = copy.deepcopy(model)
    before = state(other)

    other.train()(images(5))

    assert moved(before, other) == set()
    assert not any(p.requires_grad for p in other.parameters())


# -- replace_classifier


def with_classifier(classifier):
    model = nn.Module()
    model.features = nn.Linear(2, 8)
    model.classifier = classifier
    return model


@pytest.mark.parametrize(
    ("classifier", "name"),
    [
        (nn.Linear(8, 4), "classifier"),
        (nn.Sequential(nn.Linear(8, 6), nn.ReLU(), nn.Linear(6, 4)), "classifier.2"),
        (nn.Sequential(nn.Linear(8, 6), nn.Sequential(nn.Linear(6, 4), nn.Dropout())), "classifier.1.0"),
    ],
    ids=["itself", "last of a sequence", "nested, not last"],
)
@pytest.mark.parametrize("n_classes", [2, 4, 9])
def test_the_last_dense_layer_of_the_classifier_is_new(classifier, name, n_classes):
    model = with_classifier(copy.deepcopy(classifier))
    reference.freeze(model)
    old = model.get_submodule(name)
    before = {other: p for other, p in model.named_parameters() if not other.startswith(f"{name}.")}

    returned = reference.replace_classifier(model, n_classes)

    new = model.get_submodule(name)
    assert returned is model
    assert new is not old
    assert (new.in_features, new.out_features) == (old.in_features, n_classes)
    assert new.weight.requires_grad
    assert new.bias.requires_grad
    assert not np.isin(new.weight.detach(), old.weight.detach()).any()
    after = {other: p for other, p in model.named_parameters() if not other.startswith(f"{name}.")}
    assert list(before) == list(after)
    assert all(before[other] is after[other] for other in before)


# -- trainable_parameters


def test_counts_of_the_statement(model):
    counts = [reference.trainable_parameters(model)]
    reference.freeze(model.features)
    counts.append(reference.trainable_parameters(model))
    reference.freeze(model)
    counts.append(reference.trainable_parameters(model))
    reference.replace_classifier(model, 7)
    counts.append(reference.trainable_parameters(model))

    assert counts == [14_788, 12_964, 0, 231]


# -- fine_tune


def test_fine_tuning_moves_what_is_not_frozen_and_nothing_else(model):
    reference.freeze(model.features)
    reference.freeze(model.classifier[0])
    for p in model.parameters():
        p.grad = torch.ones_like(p)
    before = state(model)

    reference.fine_tune(model, images(48), labels(48), 3, 0.05, 1)

    assert moved(before, model) == {"classifier.2.weight", "classifier.2.bias"}


def test_losses_are_means_over_the_images(model):
    reference.freeze(model.features)
    want, _ = lenet.evaluate(model, images(48), labels(48))

    losses = reference.fine_tune(model, images(48), labels(48), 3, 0.0, 1)

    assert losses == pytest.approx([want] * 3, rel=1e-5)


def test_one_seed_gives_one_result_and_another_seed_another(model):
    reference.freeze(model.features)
    models = [copy.deepcopy(model) for _ in range(3)]

    losses = [
        reference.fine_tune(one, images(48), labels(48), 2, 0.05, seed)
        for one, seed in zip(models, (1, 1, 2), strict=True)
    ]

    assert losses[0] == losses[1]
    assert losses[0] != losses[2]
    assert moved(state(models[0]), models[1]) == set()


def test_what_was_learned_from_four_signs_helps_with_two_others():
    rng = np.random.default_rng(1)
    pictures, classes = draw_signs(300, rng)
    pictures, classes = torch.from_numpy(4 * (pictures - 0.5)), torch.from_numpy(classes)
    known = classes < 4
    model = reference.backbone(4)
    first = reference.fine_tune(model, pictures[known], classes[known], 6, 0.02, 1)

    reference.freeze(model)
    reference.replace_classifier(model, 2)
    second = reference.fine_tune(model, pictures[~known], classes[~known] - 4, 6, 0.02, 1)

    assert first[-1] < first[0] / 2
    assert second[-1] < second[0] / 2
    _, accuracy = lenet.evaluate(model, pictures[~known], classes[~known] - 4)
    assert accuracy > 0.9
