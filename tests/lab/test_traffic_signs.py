"""The case study, tried out on drawn signs."""

import doctest
import math

import numpy as np
import pytest

pytest.importorskip("PIL")
pytest.importorskip("matplotlib")

from cnn_reference import preprocessing
from cnn_reference.data import gtsrb, synthetic
from cnn_reference.data.sign_names import SIGN_NAMES
from cnn_reference.lab import LabError, Settings, experiment, run
from cnn_reference.lab.traffic_signs import evaluating, learning, preparing, sheets, transfer
from cnn_reference.lab.traffic_signs.material import material, thinned
from cnn_reference.lab.traffic_signs.networks import final_network, network1, network2
from cnn_reference.network import NeuralNetwork

QUICK = Settings(seeds=(0,), is_quick=True)
ROWS = {
    "gtsrb-leak": ["random", "track"],
    "gtsrb-preparation": ["pixels", "rgb", "grey", "yuv", "grey-contrast", "contrast", "balanced", "shifted"],
    "gtsrb-next": ["network1", "leaky", "filters", "deeper", "dropout", "batch-norm", "lower-rate", "longer", "init",
                   "sgd", "momentum", "nesterov"],
    "gtsrb-transfer": ["scratch", "frozen", "tuned"],
}  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where the quick trial of the main experiment kept its networks and pictures, and what it found."""
    folder = tmp_path_factory.mktemp("kept")
    return folder, run(experiment("gtsrb"), Settings((0,), is_quick=True, keep=folder))


@pytest.fixture
def images():
    return np.random.default_rng(0).random((3, 32, 32, 3))


@pytest.mark.parametrize("module", [learning, sheets], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings(module):
    assert doctest.testmod(module, extraglobs={"np": np}).failed == 0


def test_local_contrast_is_the_textbooks_on_every_channel_of_every_image(images):
    expected = [
        [preprocessing.local_contrast(image[..., [c]], preparing.RADIUS, preparing.EPS)[..., 0] for c in range(3)]
        for image in images
    ]

    assert np.allclose(preparing.local_contrast(images), np.moveaxis(expected, 1, -1), atol=1e-6)


def test_a_darker_image_looks_nearly_the_same_after_preparation(images):
    for prepare in (preparing.local_contrast, preparing.contrast_and_colour):
        light, dark = prepare(images), prepare(0.6 * images)
        assert np.abs(light - dark).max() < 0.35 * np.abs(light).max()
        assert np.corrcoef(light.ravel(), dark.ravel())[0, 1] > 0.999


def test_the_lectures_networks_have_the_lectures_numbers_of_parameters():
    assert network1().count() == 56_195
    assert network2().count() == 213_147
    assert [layer.kind for layer in network1().layers] == [
        "conv", "max_pool", "relu", "conv", "max_pool", "relu", "flatten", "dense", "relu", "dense",
    ]  # fmt: skip


def test_shifts_move_the_content_and_repeat_the_edge():
    image = np.arange(25.0).reshape(1, 5, 5, 1)
    moved = [learning.shifted(1)(image, np.random.default_rng(seed))[0, :, :, 0] for seed in range(40)]

    padded = np.pad(image[0, :, :, 0], 1, mode="edge")
    possible = [padded[i : i + 5, j : j + 5] for i in range(3) for j in range(3)]
    found = {next(k for k, one in enumerate(possible) if np.array_equal(one, result)) for result in moved}
    assert found == set(range(9))


def test_the_three_sets_share_no_track_and_are_the_same_for_everyone():
    first, second = material(QUICK), material(Settings(seeds=(5,), is_quick=True))

    tracks = [set(zip(part.labels, part.tracks, strict=True)) for part in (first.train, first.validation, first.test)]
    assert sum(map(len, tracks)) == len(set.union(*tracks))
    assert np.array_equal(first.test.names, second.test.names)
    assert not first.is_real
    assert "synthetic" in first.name.en
    assert "sintéticas" in first.name.es


def test_thinning_keeps_every_third_picture_of_each_track():
    signs = synthetic.draw_tracks(np.random.default_rng(0), tracks=1, pictures=6, balanced=True)

    assert {name[-9:] for name in thinned(signs).names} == {"00000.ppm", "00003.ppm"}
    assert len(thinned(signs)) == 2 * 43


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_quick_trial_fills_every_cell_and_says_that_the_signs_are_drawn(name):
    found = run(experiment(name), QUICK)

    (table,) = found.tables
    assert [row.key for row in table.rows] == ROWS[name]
    for row in table.rows:
        assert set(row.ours) == {column.key for column in table.columns}
        assert all(math.isfinite(value) for spread in row.ours.values() for value in spread.values)
    assert found.is_quick
    assert not found.is_real
    assert "sintéticas" in found.data.es


def test_of_a_random_split_every_validation_image_is_of_a_known_track_and_by_track_none():
    table = run(experiment("gtsrb-leak"), QUICK).table("splits")

    assert table.row("random").ours["known"].values[0] > 0.9
    assert table.row("track").ours["known"].values == (0.0,)


def test_looking_at_the_data_counts_them():
    own, found = material(QUICK), run(experiment("gtsrb-data"), QUICK)

    counts = found.table("counts")
    assert counts.row("images").ours["value"].values == (len(own.train) + len(own.validation) + len(own.test),)
    assert counts.row("classes").ours["value"].values == (43,)
    assert counts.row("tracks").ours["value"].values == (560,)
    assert counts.row("images").lecture == {"value": 39_209}
    assert sum(found.plots[0].panels[0].lines[0].y) == counts.row("images").ours["value"].mean


def test_the_main_experiment_keeps_networks_and_pictures(kept):
    folder, found = kept

    assert {file.name for file in folder.iterdir()} == {
        *(f"gtsrb-{name}-0.npz" for name in ("network1", "network2")),
        *(f"gtsrb-{kind}-{language}.png" for kind in ("samples", "mistakes", "confusion") for language in ("es", "en")),
    }  # fmt: skip
    assert found.table("networks").row("network1").lecture == {"train": 0.948, "validation": 0.925}
    assert found.table("networks").row("network1").ours["train"].mean > 0.15  # guessing the commonest class: 0.06
    assert 1 <= len(found.table("confused").rows) <= 8
    assert [panel.title.en for panel in found.plots[0].panels] == ["network1", "network2"]


def test_a_kept_network_is_measured_on_the_official_layout(kept, tmp_path):
    model = kept[0] / "gtsrb-network1-0.npz"
    signs = synthetic.draw_tracks(np.random.default_rng(9), tracks=1, pictures=2, balanced=True)
    synthetic.write_test_layout(signs, tmp_path)

    found = evaluating.evaluate(model, Settings(data=tmp_path))

    network = NeuralNetwork.load(model)
    predicted = network.predict(preparing.local_contrast(signs.as_floats()))
    (row,) = found.table("official").rows
    assert row.ours["accuracy"].values == (float(np.mean(predicted == signs.labels)),)
    assert not found.is_real

    (tmp_path / "GTSRB/Final_Test/Images" / gtsrb.SYNTHETIC_MARK).unlink()  # as the photographs come
    table = evaluating.evaluate(model, Settings(data=tmp_path)).table("official")
    assert [row.key for row in table.rows] == ["model", "people"]
    assert table.rows[0] == row


def test_five_views_are_the_image_and_its_four_neighbours(kept):
    network = NeuralNetwork.load(kept[0] / "gtsrb-network1-0.npz")
    signs = material(QUICK).test.take(np.arange(3))

    padded = np.pad(signs.as_floats(), ((0, 0), (2, 2), (2, 2), (0, 0)), mode="edge")
    views = [padded[:, 2 + a : 34 + a, 2 + b : 34 + b] for a, b in ((0, 0), (2, 0), (-2, 0), (0, 2), (0, -2))]
    expected = np.mean([network.predict_proba(preparing.local_contrast(view)) for view in views], axis=0)

    assert np.allclose(evaluating.probabilities(network, signs, 5), expected, atol=1e-6)


def test_a_network_for_other_images_is_refused_in_a_sentence(tmp_path):
    model = NeuralNetwork().input([8, 8, 3]).flatten().dense(43).save(tmp_path / "small.npz")

    with pytest.raises(LabError, match=r"small\.npz takes \(8, 8, 3\)"):
        evaluating.evaluate(model, Settings(data=tmp_path))


def test_an_adapted_network_keeps_everything_but_its_last_layer():
    old = network1(seed=1)

    new = transfer.adapted(old, 5, seed=2)

    assert new.output_shape == (5,)
    for name, value in new.arrays().items():
        assert name.startswith("10.") or np.array_equal(value, old.arrays()[name])


def test_the_worst_mistakes_are_the_surest_ones():
    probabilities = np.array([[0.6, 0.4], [0.1, 0.9], [0.5, 0.5], [0.2, 0.8]])

    assert sheets.worst_mistakes(probabilities, np.array([0, 0, 1, 0]), 2).tolist() == [1, 3]


def test_the_final_network_learns_in_torch_what_it_then_does_in_numpy(tmp_path):
    torch = pytest.importorskip("torch")

    found = run(experiment("gtsrb-final"), Settings((0,), is_quick=True, keep=tmp_path))
    network = NeuralNetwork.load(tmp_path / "gtsrb-final-0.npz")
    test = material(QUICK).test

    channels = preparing.contrast_and_colour(test.as_floats())
    with torch.no_grad():
        twin = network.to_torch().eval()(torch.from_numpy(channels)).numpy()
    assert np.allclose(network.forward(channels), twin, atol=1e-3)
    (row,) = found.table("final").rows
    assert row.ours["accuracy"].values == (float(np.mean(twin.argmax(axis=1) == test.labels)),)
    assert found.versions == {"numpy": np.__version__, "torch": torch.__version__}


def test_torch_prepares_images_as_numpy_does(images):
    torch = pytest.importorskip("torch")
    from cnn_reference.lab.traffic_signs.torch_training import _contrast_and_colour

    prepared = _contrast_and_colour(torch.from_numpy(images).float().permute(0, 3, 1, 2)).numpy()

    assert np.allclose(prepared, preparing.contrast_and_colour(images.astype(np.float32)), atol=1e-4)


def test_only_signs_whose_mirror_image_is_a_sign_are_mirrored_and_take_its_class():
    torch = pytest.importorskip("torch")
    from cnn_reference.lab.traffic_signs.torch_training import _mirrored

    torch.manual_seed(0)
    left, stop, priority = SIGN_NAMES.index("Keep left"), SIGN_NAMES.index("Stop"), SIGN_NAMES.index("Priority road")
    labels = torch.tensor([left, stop, priority] * 20)
    images = torch.rand(60, 3, 32, 32)

    found, classes = _mirrored(images, labels)

    turned = (found == images.flip(3)).all(dim=(1, 2, 3))
    assert 5 < turned[0::3].sum() < 15
    assert not turned[1::3].any()
    assert torch.equal(found[~turned], images[~turned])
    assert set(classes[0::3][turned[0::3]].tolist()) == {SIGN_NAMES.index("Keep right")}
    assert torch.equal(classes[~turned], labels[~turned])
    assert torch.equal(classes[1:][labels[1:] != left], labels[1:][labels[1:] != left])


def test_rare_classes_are_drawn_oftener_as_far_as_a_recipe_says():
    torch = pytest.importorskip("torch")
    from cnn_reference.lab.traffic_signs.torch_training import _order

    torch.manual_seed(0)
    labels = torch.tensor([0] * 900 + [1] * 100)

    def share_of_the_rare(balanced: float) -> float:
        places = _order(labels, balanced)
        assert len(places) == len(labels)
        return float((labels[places] == 1).double().mean())

    assert sorted(_order(labels, 0.0).tolist()) == list(range(1000))
    assert abs(share_of_the_rare(0.5) - 0.25) < 0.08  # 100 / sqrt(100) of 100 / sqrt(100) + 900 / sqrt(900)
    assert abs(share_of_the_rare(1.0) - 0.5) < 0.08


def test_a_network_gets_the_mean_over_the_weights_of_its_updates(images):
    pytest.importorskip("torch")
    from cnn_reference.lab.traffic_signs.torch_training import Recipe, train_in_torch

    pictures, labels = (255 * images).astype(np.uint8), np.zeros(len(images), dtype=np.int64)

    def trained(memory: float) -> dict[str, np.ndarray]:
        network = final_network(0, width=2)
        train_in_torch(network, pictures, labels, Recipe(epochs=2, batch_size=len(images), memory=memory))
        return network.arrays()

    first, last, mean = (trained(memory) for memory in (1.0, 0.0, 0.75))  # of two updates

    for name, array in mean.items():
        assert np.allclose(array, 0.75 * first[name] + 0.25 * last[name], atol=1e-5), name
    assert not all(np.allclose(first[name], last[name], atol=1e-3) for name in first)


def test_the_final_network_is_small():
    network = final_network()

    assert network.input_shape == (gtsrb.SIDE, gtsrb.SIDE, 4)
    assert network.count() == 305_003
