"""The reference of topic 01 against numbers worked by hand, properties, and torch."""

import doctest

import pytest
from hypothesis import given
from hypothesis.strategies import integers, tuples

from cnn_reference import parameters
from cnn_reference.parameters import (
    batch_norm_parameters,
    conv2d_output_shape,
    conv2d_parameters,
    dense_parameters,
    max_pool_output_shape,
    network_parameters,
    network_shapes,
)

LENET = [
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

sizes = integers(1, 6)
pairs_of_sizes = tuples(sizes, sizes)


def test_examples_in_the_docstrings_are_true():
    assert doctest.testmod(parameters).failed == 0


# Numbers worked by hand.


def test_dense_layer_has_a_weight_per_pair_and_a_bias_per_output():
    # 2 * 3 = 6 weights, 3 biases
    assert dense_parameters(2, 3) == 9
    assert dense_parameters(2, 3, bias=False) == 6


def test_first_layer_of_the_lecture_question_has_320_parameters():
    # 32 filters of 3 * 3 * 1 = 9 weights and a bias: 32 * 10
    assert conv2d_parameters(1, 32, 3) == 320


def test_filters_go_through_all_input_channels():
    # 2 filters of 4 * 5 * 3 = 60 weights and a bias: 2 * 61
    assert conv2d_parameters(3, 2, (4, 5)) == 122
    assert conv2d_parameters(3, 2, (4, 5), bias=False) == 120


def test_batch_norm_trains_a_scale_and_a_shift_per_channel():
    assert batch_norm_parameters(7) == 14


def test_convolution_shape_with_stride_and_padding_differing_along_the_axes():
    # height: (10 + 2 * 2 - 3) // 2 + 1 = 11 // 2 + 1 = 6; width: (7 + 2 * 0 - 4) // 3 + 1 = 1 + 1 = 2
    assert conv2d_output_shape((10, 7, 5), 9, (3, 4), (2, 3), (2, 0)) == (6, 2, 9)


def test_kernel_as_large_as_the_padded_image_fits_once():
    # 1 + 2 * 1 = 3
    assert conv2d_output_shape((1, 1, 1), 1, 3, padding=1) == (1, 1, 1)


def test_pooling_drops_incomplete_windows():
    # rows 0-1, 2-3 and a row left over; columns 0-2, 3-5, 6-8
    assert max_pool_output_shape((5, 9, 2), (2, 3)) == (2, 3, 2)


def test_pooling_windows_overlap_when_the_stride_is_smaller():
    # windows of 3 begin at 0, 2, 4, 6 on 9 rows and at 0, 2 on 6 columns
    assert max_pool_output_shape((9, 6, 1), 3, 2) == (4, 2, 1)


def test_lenet_of_the_lecture_has_the_shapes_and_counts_of_its_table():
    shapes = network_shapes((32, 32, 3), LENET)
    counts = network_parameters((32, 32, 3), LENET)

    assert shapes[0] == (28, 28, 6)
    assert shapes[1] == shapes[2] == (14, 14, 6)
    assert shapes[3] == (10, 10, 16)
    assert shapes[4] == shapes[5] == (5, 5, 16)
    assert shapes[6:] == [(400,), (120,), (120,), (43,)]
    # 5*5*3*6 + 6, 5*5*6*16 + 16, 400*120 + 120, 120*43 + 43
    assert counts == [456, 0, 0, 2416, 0, 0, 0, 48120, 0, 5203]


def test_batch_norm_counts_channels_before_flatten_and_units_after_it():
    # 2 * 3 channels; 4 * 4 * 3 = 48 numbers; 48 * 5 + 5; 2 * 5 units
    layers = [("batch_norm",), ("flatten",), ("batch_norm",), ("dense", 5), ("batch_norm",)]
    assert network_parameters((4, 4, 3), layers) == [6, 0, 96, 245, 10]


def test_network_without_layers_has_no_counts():
    assert network_parameters((4, 4, 3), []) == []


# What is refused.


@pytest.mark.parametrize(
    ("kernel_size", "stride", "padding"),
    [(5, 1, 0), ((5, 1), 2, 0), (7, 1, 1), (3, 0, 0), (3, (1, -1), 0), (1, 1, -1), (1, 1, (0, -1))],
    ids=["kernel", "kernel-high", "kernel-padded", "stride", "stride-wide", "padding", "padding-wide"],
)
def test_impossible_convolution_is_refused(kernel_size, stride, padding):
    with pytest.raises(ValueError):
        conv2d_output_shape((4, 6, 3), 8, kernel_size, stride, padding)


@pytest.mark.parametrize("pool_size", [5, (5, 1), (1, 7)], ids=["square", "high", "wide"])
def test_window_larger_than_the_image_is_refused(pool_size):
    with pytest.raises(ValueError):
        max_pool_output_shape((4, 6, 3), pool_size, 1)


@pytest.mark.parametrize(
    "layers",
    [
        [("softmax",)],
        [("dense", 5)],
        [("flatten",), ("conv", 1, 1, 2)],
        [("flatten",), ("max_pool", 1)],
        [("conv", 3, 3, 2), ("conv", 3, 3, 2)],
        [("max_pool", 2), ("max_pool", 3)],
    ],
    ids=["unknown", "dense-first", "conv-late", "pool-late", "kernel-too-large", "window-too-large"],
)
def test_impossible_network_is_refused(layers):
    with pytest.raises(ValueError):
        network_parameters((4, 4, 1), layers)


# Properties.


@given(n_inputs=sizes, n_outputs=sizes)
def test_dense_layer_is_a_convolution_with_a_1x1_kernel(n_inputs, n_outputs):
    assert dense_parameters(n_inputs, n_outputs) == conv2d_parameters(n_inputs, n_outputs, 1)


@given(length=integers(1, 20), kernel=sizes, stride=sizes, padding=integers(0, 3))
def test_output_length_is_the_number_of_places_where_the_kernel_fits(length, kernel, stride, padding):
    first, last = -padding, length + padding - kernel
    places = len(range(first, last + 1, stride))

    if places == 0:
        with pytest.raises(ValueError):
            conv2d_output_shape((length, length, 1), 1, kernel, stride, padding)
    else:
        shape = conv2d_output_shape((length, length, 1), 1, kernel, stride, padding)
        assert shape == (places, places, 1)


@given(margins=tuples(integers(0, 9), integers(0, 9)), window=pairs_of_sizes)
def test_pooling_is_a_convolution_that_moves_by_its_window(margins, window):
    shape = (window[0] + margins[0], window[1] + margins[1], 3)

    assert max_pool_output_shape(shape, window) == conv2d_output_shape(shape, 3, window, stride=window)


@given(half=integers(0, 3), height=sizes, width=sizes)
def test_odd_kernel_padded_by_half_of_it_keeps_the_shape(half, height, width):
    assert conv2d_output_shape((height, width, 2), 2, 2 * half + 1, padding=half) == (height, width, 2)


# Torch as a second opinion.


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch")


@pytest.mark.parametrize("bias", [True, False])
def test_torch_counts_the_same_parameters(torch, bias):
    dense = torch.nn.Linear(7, 4, bias=bias)
    conv = torch.nn.Conv2d(3, 5, (2, 4), bias=bias)
    norm = torch.nn.BatchNorm2d(6)

    assert dense_parameters(7, 4, bias) == sum(p.numel() for p in dense.parameters())
    assert conv2d_parameters(3, 5, (2, 4), bias) == sum(p.numel() for p in conv.parameters())
    assert batch_norm_parameters(6) == sum(p.numel() for p in norm.parameters())


@pytest.mark.parametrize(
    ("kernel_size", "stride", "padding"), [(3, 1, 0), (3, 2, 1), ((2, 5), (3, 1), (0, 2)), (7, 3, 2)]
)
def test_torch_gives_the_same_shape_after_a_convolution(torch, kernel_size, stride, padding):
    conv = torch.nn.Conv2d(3, 4, kernel_size, stride=stride, padding=padding)

    _, channels, height, width = conv(torch.zeros(1, 3, 11, 14)).shape

    assert conv2d_output_shape((11, 14, 3), 4, kernel_size, stride, padding) == (height, width, channels)


@pytest.mark.parametrize(("pool_size", "stride"), [(2, None), (3, 2), ((2, 3), None), ((3, 2), (1, 4))])
def test_torch_gives_the_same_shape_after_pooling(torch, pool_size, stride):
    pool = torch.nn.MaxPool2d(pool_size, stride)

    _, channels, height, width = pool(torch.zeros(1, 3, 11, 14)).shape

    assert max_pool_output_shape((11, 14, 3), pool_size, stride) == (height, width, channels)


def test_torch_counts_the_same_in_every_layer_of_lenet(torch):
    network = torch.nn.Sequential(
        torch.nn.Conv2d(3, 6, 5),
        torch.nn.MaxPool2d(2),
        torch.nn.ReLU(),
        torch.nn.Conv2d(6, 16, 5),
        torch.nn.MaxPool2d(2),
        torch.nn.ReLU(),
        torch.nn.Flatten(),
        torch.nn.Linear(400, 120),
        torch.nn.ReLU(),
        torch.nn.Linear(120, 43),
    )

    counts = [sum(p.numel() for p in layer.parameters()) for layer in network]

    assert network_parameters((32, 32, 3), LENET) == counts
