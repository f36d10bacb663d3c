"""Saved networks: they come back, and what is no saved network is refused in plain words."""

import json

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from cnn_reference.network import ModelFileError, NeuralNetwork, ShapeError


def with_everything():
    network = NeuralNetwork(seed=1).input([9, 9, 2]).conv([3, 3, 4], stride=2, padding=1).batch_norm(0.8, 1e-3).relu()
    network.spatial_dropout(0.1).feature_max_drop(0.2).channel_max_drop(0.3).max_pool(2).tanh().flatten()
    network.dense(6).sigmoid().dropout(0.4).stochastic_dropout("uniform", 0.1, 0.3).leaky_relu(0.2).dense(3).softmax()
    return network


@pytest.fixture
def saved(tmp_path):
    network = with_everything()
    x = np.random.default_rng(0).normal(size=(20, 9, 9, 2))
    network.fit(x, np.arange(20) % 3, epochs=2)  # running statistics that are not the first ones
    return network, network.save(tmp_path / "model.npz"), x


def rewritten(path, **changes):
    """The file with some entries changed, or left out where they are None."""
    with np.load(path) as file:
        contents = {name: file[name] for name in file.files}
    contents.update({name.replace("__", "."): value for name, value in changes.items()})
    np.savez(path, **{name: value for name, value in contents.items() if value is not None})
    return path


def architecture(path, change):
    with np.load(path) as file:
        described = json.loads(str(file["architecture"]))
    change(described)
    return np.array(json.dumps(described))


@pytest.mark.parametrize("fast", [True, False])
def test_a_network_comes_back_with_its_layers_weights_and_running_statistics(saved, fast):
    network, path, x = saved
    back = NeuralNetwork.load(path, fast=fast)

    assert back.summary() == network.summary()
    assert [repr(layer) for layer in back.layers] == [repr(layer) for layer in network.layers]
    assert back.arrays().keys() == network.arrays().keys()
    for name, value in network.arrays().items():
        assert_array_equal(back.arrays()[name], value)
        assert back.arrays()[name].dtype == value.dtype
    np.testing.assert_allclose(back.forward(x), network.forward(x), rtol=1e-4, atol=1e-6)


def test_float64_stays_float64_and_the_ending_is_added(tmp_path):
    path = NeuralNetwork(dtype=np.float64).input([2]).dense(3).save(tmp_path / "model.v2")
    assert path == tmp_path / "model.v2.npz"
    assert NeuralNetwork.load(path).parameters["1.dense.w"].dtype == np.float64
    assert [p.name for p in tmp_path.iterdir()] == ["model.v2.npz"]


def test_saving_over_a_file_replaces_it(saved):
    _, path, _ = saved
    NeuralNetwork().input([2]).dense(3).save(path)
    assert len(NeuralNetwork.load(path).layers) == 1


def test_the_file_holds_no_pickle(saved):
    with np.load(saved[1], allow_pickle=False) as file:
        kinds = {file[name].dtype.kind for name in file.files}
    assert kinds == {"f", "i", "U"}


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        NeuralNetwork.load(tmp_path / "no.npz")


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04 but no zip", b"\x80\x04\x95.", "x" * 1000], ids=lambda c: str(c[:8])
)
def test_anything_else_is_refused(tmp_path, content):
    path = tmp_path / "model.npz"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ModelFileError, match="is no saved network, or it is damaged"):
        NeuralNetwork.load(path)


def test_a_truncated_file_is_refused(saved):
    path = saved[1]
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ModelFileError, match="damaged"):
        NeuralNetwork.load(path)


def test_a_single_array_and_another_npz_are_refused(tmp_path):
    np.save(tmp_path / "array.npy", np.zeros(3))
    with pytest.raises(ModelFileError, match="holds one array, not an npz archive"):
        NeuralNetwork.load(tmp_path / "array.npy")
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    with pytest.raises(ModelFileError, match="does not say its format and layers"):
        NeuralNetwork.load(tmp_path / "other.npz")


def test_an_array_of_objects_is_never_unpickled(saved):
    path = rewritten(saved[1], **{"1__conv__w": np.array([{}], dtype=object)})
    with pytest.raises(ModelFileError, match="damaged"):
        NeuralNetwork.load(path)


def test_a_later_format_is_named(saved):
    path = rewritten(saved[1], format_version=np.array(2))
    with pytest.raises(ModelFileError, match="has the format 2; this version reads the format 1"):
        NeuralNetwork.load(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["layers"].append({"kind": "lstm", "options": {}}),
        lambda d: d["layers"][0]["options"].update(speed=3),
        lambda d: d["layers"].pop(8),
        lambda d: d.pop("input"),
        lambda d: d.update(dtype="object"),
        lambda d: d.update(layers=3),
    ],
    ids=["unknown-layer", "unknown-option", "no-flatten", "no-input", "dtype", "no-list"],
)
def test_layers_that_cannot_be_built_are_refused(saved, change):
    path = rewritten(saved[1], architecture=architecture(saved[1], change))
    with pytest.raises(ModelFileError, match="describes layers that this version cannot build"):
        NeuralNetwork.load(path)


def test_missing_unknown_and_misshapen_weights_are_refused(saved, tmp_path):
    network, _, _ = saved
    path = rewritten(network.save(tmp_path / "a.npz"), **{"1__conv__b": None})
    with pytest.raises(ModelFileError, match=r"does not hold what its layers need: 1\.conv\.b"):
        NeuralNetwork.load(path)
    path = rewritten(network.save(tmp_path / "b.npz"), **{"99__conv__b": np.zeros(3)})
    with pytest.raises(ModelFileError, match=r"99\.conv\.b"):
        NeuralNetwork.load(path)
    path = rewritten(network.save(tmp_path / "c.npz"), **{"1__conv__b": np.zeros(3)})
    with pytest.raises(ModelFileError, match=r"expected 1\.conv\.b as float \(4,\), got float64 \(3,\)"):
        NeuralNetwork.load(path)


def test_setting_parameters_checks_names_and_shapes():
    network = NeuralNetwork().input([2]).dense(3)
    with pytest.raises(ShapeError, match=r"the network has no 2\.dense\.w: it has 1\.dense\.w, 1\.dense\.b"):
        network.set_parameters({"2.dense.w": np.zeros((2, 3))})
    with pytest.raises(ShapeError, match=r"expected 1\.dense\.b of shape \(3,\), got \(1,\)"):
        network.set_parameters({"1.dense.b": np.zeros(1)})
    assert_array_equal(network.set_parameters({"1.dense.b": [1, 2, 3]}).parameters["1.dense.b"], [1, 2, 3])
