"""Building a network: shapes, counts, messages, and the module's own examples."""

import doctest
import importlib
import pkgutil
import subprocess
import sys

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import cnn_reference.network
from cnn_reference.initialization import constant
from cnn_reference.network import NetworkError, NeuralNetwork, ShapeError
from cnn_reference.network.initializers import INITIALIZERS
from cnn_reference.parameters import network_parameters, network_shapes


def network1(**options):
    """The lecture's first network."""
    return (
        NeuralNetwork(**options)
        .input([32, 32, 3])
        .conv([5, 5, 6])
        .max_pool()
        .relu()
        .conv([5, 5, 16])
        .max_pool()
        .relu()
        .flatten()
        .dense(120)
        .relu()
        .dense(43)
    )


def image_network():
    return NeuralNetwork().input([32, 32, 3]).conv([5, 5, 6]).max_pool()


MODULES = [
    name
    for _, name, is_package in pkgutil.walk_packages(cnn_reference.network.__path__, "cnn_reference.network.")
    if not is_package
]


@pytest.mark.parametrize("name", ["cnn_reference.network", *MODULES])
def test_the_examples_in_the_docstrings_are_right(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_lenet_has_the_lectures_shapes_and_56195_parameters():
    network = network1()

    shapes = [layer.output_shape for layer in network.layers]
    assert shapes == [
        *((28, 28, 6), (14, 14, 6), (14, 14, 6)),
        *((10, 10, 16), (5, 5, 16), (5, 5, 16)),
        *((400,), (120,), (120,), (43,)),
    ]
    assert network.count() == 56_195
    assert network.summary().splitlines()[-1].split() == ["Total", "56,195"]


def test_shapes_and_counts_are_those_of_the_topic_on_parameters():
    layers = [("conv", 5, 5, 6), ("max_pool", 2), ("conv", 3, 3, 16), ("flatten",), ("dense", 10)]
    network = NeuralNetwork().input([20, 24, 3]).conv([5, 5, 6]).max_pool().conv([3, 3, 16]).flatten().dense(10)

    assert [layer.count() for layer in network.layers] == network_parameters((20, 24, 3), layers)
    assert [layer.output_shape for layer in network.layers] == network_shapes((20, 24, 3), layers)


def test_batch_normalization_counts_its_gammas_and_betas_but_not_its_running_statistics():
    assert NeuralNetwork().input([7]).batch_norm().count() == 14


def test_the_summary_names_the_layers_as_the_lectures_table_does():
    lines = network1().summary().splitlines()

    assert lines[3].split() == ["Convolution", "(valid,", "5x5x6)", "28x28x6", "456"]
    assert lines[4].split() == ["Max", "pooling", "(valid,", "2x2)", "14x14x6", "0"]
    assert len({len(line) for line in lines}) == 1


def start(*shape):
    return NeuralNetwork().input(shape)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: image_network().dense(120), "dense after max_pool without flatten: got (14, 14, 6)"),
        (
            lambda: image_network().flatten().conv([3, 3, 4]),
            "conv after flatten needs (height, width, channels): got (11",
        ),
        (lambda: start(4).max_pool(), "max_pool after input needs (height, width, channels): got (4,)"),
        (lambda: NeuralNetwork().conv([5, 5, 6]), "conv before input: begin with .input([height, width, channels])"),
        (lambda: image_network().input([3]), "the network has an input already: (32, 32, 3)"),
        (lambda: start(32, 32), "expected [height, width, channels] or [features]"),
        (lambda: start(0), "each 1 or more: got [0]"),
        (lambda: image_network().conv([15, 3, 4]), "conv [15, 3, 4] does not fit (14, 14, 6): a window of 15"),
        (lambda: image_network().max_pool(20), "max_pool of size 20 does not fit (14, 14, 6)"),
        (
            lambda: image_network().conv([5, 6]),
            "conv takes [kernel height, kernel width, filters], each 1 or more: got",
        ),
        (lambda: image_network().conv([5, 5, 0]), "each 1 or more: got [5, 5, 0]"),
        (lambda: image_network().softmax(), "softmax after max_pool needs one number a class: got (14, 14, 6)"),
        (lambda: start(4).dense(2).softmax().relu(), "relu after softmax: softmax is the last layer"),
        (
            lambda: start(4).spatial_dropout(0.5),
            "spatial_dropout after input needs (height, width, channels): got (4,)",
        ),
        (lambda: start(4).dense(0), "dense needs 1 unit or more: got 0"),
    ],
)
def test_a_layer_that_does_not_fit_is_refused_as_it_is_written(build, message):
    with pytest.raises(ShapeError) as caught:
        build()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: NeuralNetwork(dtype=np.int32), "expected the dtype float32 or float64, got int32"),
        (lambda: NeuralNetwork(threads=0), "expected 1 thread or more, got 0"),
        (lambda: NeuralNetwork().input([4]).dense(2, init="he"), "no initialization 'he': choose one of zeros,"),
        (lambda: start(4).stochastic_dropout("gamma", 0, 1), 'the distribution "normal" or "uniform", got'),
    ],
)
def test_other_nonsense_is_refused_by_name(build, message):
    with pytest.raises(NetworkError) as caught:
        build()
    assert message in str(caught.value)


def test_a_chance_to_drop_of_one_is_refused():
    with pytest.raises(ValueError, match=r"chance to drop in \[0, 1\)"):
        NeuralNetwork().input([4]).dropout(1.0)


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("shape", [(2, 32, 32), (2, 3, 32, 32), (32, 32, 3), (2, 32, 32, 1)])
def test_data_that_do_not_fit_the_input_are_refused(fast, shape):
    with pytest.raises(ShapeError) as caught:
        network1(fast=fast).forward(np.zeros(shape))
    assert f"expected x (N, 32, 32, 3), got {shape}" in str(caught.value)


def test_an_empty_network_and_an_empty_batch():
    with pytest.raises(ShapeError, match="no layers yet"):
        NeuralNetwork().input([4]).forward(np.zeros((1, 4)))
    assert network1().forward(np.zeros((0, 32, 32, 3))).shape == (0, 43)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_every_initialization_of_the_lecture_has_a_name(name):
    # Large enough for its standard deviation to be within a few percent of what the rule says
    drawn = NeuralNetwork(seed=3).input([200]).dense(300, init=name).parameters["1.dense.w"]

    expected = {
        "zeros": 0.0,
        "small_normal": 0.01,
        "normal": 1.0,
        "uniform": 12**-0.5,
        "lecun_normal": 200**-0.5,
        **dict.fromkeys(("xavier_normal", "xavier_uniform"), (2 / 500) ** 0.5),
        **dict.fromkeys(("he_normal", "he_uniform"), (2 / 200) ** 0.5),
    }[name]
    assert drawn.std() == pytest.approx(expected, rel=0.02)


def test_a_function_of_ones_own_draws_the_weights_and_biases_begin_at_zero():
    network = NeuralNetwork().input([4, 4, 1]).conv([3, 3, 2], init=lambda shape, rng: constant(shape, 0.5))

    assert_array_equal(network.parameters["1.conv.w"], np.full((3, 3, 1, 2), 0.5))
    assert_array_equal(network.parameters["1.conv.b"], [0, 0])


def test_a_seed_gives_the_same_first_weights_and_another_seed_others():
    first, same, other = network1(seed=1), network1(seed=1), network1(seed=2)

    assert_array_equal(first.parameters["1.conv.w"], same.parameters["1.conv.w"])
    assert np.all(first.parameters["1.conv.w"] != other.parameters["1.conv.w"])


def test_parameters_are_the_networks_own_and_in_its_dtype():
    network = network1()
    assert {p.dtype for p in network.parameters.values()} == {np.dtype(np.float32)}

    network.parameters["10.dense.b"][0] = 7
    assert network.forward(np.zeros((1, 32, 32, 3)))[0, 0] == 7


def test_nothing_but_numpy_is_imported():
    """A student's machine may have no torch, matplotlib or rich."""
    code = (
        "import sys, cnn_reference.network; print(sorted({'torch', 'matplotlib', 'rich', 'scipy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
