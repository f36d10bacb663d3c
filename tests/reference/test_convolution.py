"""The reference of topic 15 against numbers worked by hand, properties, central differences and torch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.strategies import composite, integers
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.convolution import conv2d_backward, conv2d_forward, flatten, max_pool_backward, max_pool_forward

EXACT = {"rtol": 1e-12, "atol": 1e-12}  # a few roundings of float64

unhurried = settings(deadline=None, max_examples=50)

# N = 2 or 1, sides that differ, kernels of both parities, strides that leave rows over, paddings beside none
LAYERS = [
    # x, (kh, kw, F), stride, padding
    pytest.param((2, 5, 4, 3), (3, 2, 2), 1, 0, id="3x2"),
    pytest.param((1, 6, 5, 2), (2, 3, 3), 2, 0, id="stride-2-leaves-rows-over"),
    pytest.param((2, 4, 3, 1), (3, 3, 2), 1, 1, id="padding-1"),
    pytest.param((1, 5, 7, 2), (3, 2, 2), 3, 2, id="stride-3-padding-2"),
    pytest.param((2, 1, 2, 2), (3, 4, 1), 1, 1, id="kernel-larger-than-the-image"),
    pytest.param((2, 5, 5, 3), (1, 1, 4), 2, 0, id="1x1-steps-over-pixels"),
    pytest.param((1, 4, 4, 2), (4, 4, 3), 1, 0, id="kernel-as-large-as-the-image"),
]
POOLS = [((2, 4, 6, 3), 2), ((1, 5, 7, 2), 2), ((2, 7, 5, 1), 3), ((2, 3, 3, 2), 1), ((1, 4, 4, 2), 4)]


@pytest.fixture(autouse=True)
def _numpy_raises():
    with np.errstate(all="raise"):
        yield


def layer(shape, kernel, seed=0):
    rng = np.random.default_rng(seed)
    kh, kw, filters = kernel
    return rng.normal(size=shape), rng.normal(size=(kh, kw, shape[3], filters)), rng.normal(size=filters)


def one_channel(rows):
    return np.array(rows, dtype=float)[np.newaxis, :, :, np.newaxis]


def shuffled(shape, seed=0):
    """All numbers different, so that no window has two largest."""
    return np.random.default_rng(seed).permutation(np.prod(shape)).reshape(shape) / 8 - 3


def central_differences(loss, at, step=1e-6):
    gradient = np.zeros(at.shape)
    for index in np.ndindex(at.shape):
        nudge = np.zeros(at.shape)
        nudge[index] = step
        gradient[index] = (loss(at + nudge) - loss(at - nudge)) / (2 * step)
    return gradient


# Numbers worked by hand


IMAGE = one_channel([[1, 2, 0], [0, 1, 3], [2, 0, 1]])
KERNEL = np.array([[1.0, 2.0], [0.0, -1.0]]).reshape(2, 2, 1, 1)


def test_the_kernel_is_laid_on_the_image_as_it_is():
    # 1 + 2*2 + 0 - 1 = 4, 2 + 0 + 0 - 3 = -1, 0 + 2 + 0 - 0 = 2, 1 + 2*3 + 0 - 1 = 6; and 10 on top of each
    y = conv2d_forward(IMAGE, KERNEL, np.array([10.0]))
    assert_array_equal(y, one_channel([[14, 9], [12, 16]]))


def test_products_are_added_up_over_the_channels_and_the_bias_comes_once():
    # one pixel (2, 3), kernel (10, 100) for one filter and (1, -1) for the other: 20 + 300 + 0.5 and 2 - 3 - 0.5
    x, w = np.array([[[[2.0, 3.0]]]]), np.array([[[[10.0, 1.0], [100.0, -1.0]]]])
    assert_array_equal(conv2d_forward(x, w, np.array([0.5, -0.5])), [[[[320.5, -1.5]]]])


def test_stride_and_padding_by_hand():
    # In its frame of zeros [1, 2, 3] is [[0,0,0,0,0], [0,1,2,3,0], [0,0,0,0,0]]; a 3x1 kernel (1, 10, 100) sees at the
    # columns 0, 2, 4 the numbers 0, 2, 0 in its middle.
    x, w = one_channel([[1, 2, 3]]), np.array([1.0, 10.0, 100.0]).reshape(3, 1, 1, 1)
    assert_array_equal(conv2d_forward(x, w, np.zeros(1), stride=2, padding=1), one_channel([[0, 20, 0]]))


def test_gradients_of_two_outputs_by_hand():
    # dx: the kernel once at the upper left and twice at the lower right; dw: 1 [[1,2],[0,1]] + 2 [[1,3],[0,1]]
    dx, dw, db = conv2d_backward(one_channel([[1, 0], [0, 2]]), IMAGE, KERNEL)

    assert_array_equal(dx, one_channel([[1, 2, 0], [0, 1, 4], [0, 0, -2]]))
    assert_array_equal(dw[:, :, 0, 0], [[3, 8], [0, 3]])
    assert_array_equal(db, [3])


def test_the_gradient_of_the_frame_is_cut_off():
    # A 1x1 kernel of weight 5 on one pixel with padding 1: nine outputs, of which the middle one alone sees the pixel
    dy = one_channel([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    dx, dw, db = conv2d_backward(dy, one_channel([[2]]), np.full((1, 1, 1, 1), 5.0), padding=1)

    assert_array_equal(dx, one_channel([[25]]))
    assert_array_equal(dw, np.full((1, 1, 1, 1), 10.0))
    assert_array_equal(db, [45])


def test_pixels_that_no_window_sees_have_gradient_zero():
    # a 1x2 kernel with stride 3 on six columns sees the columns 0, 1, 3, 4
    dx, _, _ = conv2d_backward(one_channel([[1, 10]]), np.ones((1, 1, 6, 1)), np.ones((1, 2, 1, 1)), stride=3)
    assert_array_equal(dx, one_channel([[1, 1, 0, 10, 10, 0]]))


def test_the_largest_of_each_window_in_each_channel():
    x = np.stack([IMAGE[0, :2, :, 0], -IMAGE[0, :2, :, 0]], axis=-1)[np.newaxis]
    # the windows [[1, 2], [0, 1]] and [[-1, -2], [0, -1]]; the third column is left out
    assert_array_equal(max_pool_forward(x), [[[[2, 0]]]])


def test_windows_of_negative_numbers_keep_the_one_nearest_to_zero():
    assert_array_equal(max_pool_forward(one_channel([[-4, -3], [-2, -5]])), one_channel([[-2]]))


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        ([[1, 3], [3, 3]], (0, 1)),  # row by row; column by column it would be (1, 0)
        ([[0, 0], [0, 0]], (0, 0)),
        ([[1, 2], [4, 4]], (1, 0)),
    ],
)
def test_of_equals_the_first_in_row_major_order_gets_the_gradient(rows, chosen):
    dx = max_pool_backward(one_channel([[7]]), one_channel(rows))

    assert dx[0, chosen[0], chosen[1], 0] == 7
    assert np.count_nonzero(dx) == 1


def test_numbers_in_no_window_have_gradient_zero():
    # 3 x 3 with windows of 2: the last row and the last column belong to none, large as they are
    dx = max_pool_backward(one_channel([[1]]), one_channel([[1, 2, 9], [0, 1, 9], [9, 9, 9]]))
    assert_array_equal(dx, one_channel([[0, 1, 0], [0, 0, 0], [0, 0, 0]]))


def test_flatten_goes_through_channels_first_then_columns_then_rows():
    x = np.arange(12.0).reshape(1, 2, 2, 3)
    assert_array_equal(flatten(x), [list(range(12))])
    assert flatten(x)[0, 4] == x[0, 0, 1, 1]


# Shapes and dtypes


def test_the_first_convolution_and_pooling_of_the_lecture():
    y = conv2d_forward(np.zeros((1, 32, 32, 3)), np.zeros((5, 5, 3, 6)), np.zeros(6))

    assert y.shape == (1, 28, 28, 6)
    assert max_pool_forward(y).shape == (1, 14, 14, 6)
    assert flatten(np.zeros((2, 5, 5, 16))).shape == (2, 400)


@pytest.mark.parametrize(("shape", "kernel", "stride", "padding"), LAYERS)
def test_gradients_have_the_shapes_of_what_they_are_the_gradients_of(shape, kernel, stride, padding):
    x, w, b = layer(shape, kernel)
    dx, dw, db = conv2d_backward(conv2d_forward(x, w, b, stride, padding), x, w, stride, padding)
    assert (dx.shape, dw.shape, db.shape) == (x.shape, w.shape, b.shape)


def test_results_are_float64_even_of_float32():
    x, w, b = (array.astype(np.float32) for array in layer((1, 4, 4, 2), (3, 3, 2)))
    y = conv2d_forward(x, w, b)

    gradients = conv2d_backward(y.astype(np.float32), x, w)

    results = [y, *gradients, max_pool_forward(x), max_pool_backward(max_pool_forward(x), x), flatten(x)]
    assert {result.dtype for result in results} == {np.dtype(np.float64)}


@pytest.mark.parametrize("padding", [0, 1])
def test_read_only_inputs_are_enough_and_stay_as_they_were(padding):
    x, w, b = layer((1, 4, 4, 2), (3, 3, 2))
    dy, pooled = conv2d_forward(x, w, b, 1, padding), max_pool_forward(x)
    arrays = [x, w, b, dy, pooled]
    before = [array.copy() for array in arrays]
    for array in arrays:
        array.flags.writeable = False

    conv2d_forward(x, w, b, 1, padding)
    conv2d_backward(dy, x, w, 1, padding)
    max_pool_forward(x)
    max_pool_backward(pooled, x)
    flatten(x)

    for array, copy in zip(arrays, before, strict=True):
        assert_array_equal(array, copy)


@pytest.mark.parametrize(("kernel", "padding"), [((4, 1), 0), ((1, 4), 0), ((6, 1), 1)])
def test_a_kernel_larger_than_the_padded_image_is_refused(kernel, padding):
    with pytest.raises(ValueError, match="fit"):
        conv2d_forward(np.zeros((1, 3, 3, 1)), np.zeros((*kernel, 1, 1)), np.zeros(1), 1, padding)


def test_a_window_larger_than_the_image_is_refused():
    with pytest.raises(ValueError, match="fit"):
        max_pool_forward(np.zeros((1, 3, 2, 1)), 3)


# Properties


@composite
def layers(draw):
    kh, kw, stride, padding = draw(integers(1, 3)), draw(integers(1, 3)), draw(integers(1, 3)), draw(integers(0, 2))
    height, width = (max(k - 2 * padding, 1) + draw(integers(0, 3)) for k in (kh, kw))
    x, w, b = layer((2, height, width, 2), (kh, kw, 3), draw(integers(0, 99)))
    return x, w, b, stride, padding


@unhurried
@given(layers())
def test_the_bias_is_what_an_image_of_zeros_gives(drawn):
    x, w, b, stride, padding = drawn
    y = conv2d_forward(np.zeros(x.shape), w, b, stride, padding)
    assert_array_equal(y, np.broadcast_to(b, y.shape))


@unhurried
@given(layers())
def test_a_stride_keeps_every_so_manyth_output_of_stride_one(drawn):
    x, w, b, stride, padding = drawn
    everywhere = conv2d_forward(x, w, b, 1, padding)
    assert_allclose(conv2d_forward(x, w, b, stride, padding), everywhere[:, ::stride, ::stride], **EXACT)


@unhurried
@given(layers())
def test_padding_is_a_frame_of_zeros(drawn):
    x, w, b, stride, padding = drawn
    framed = np.zeros((len(x), x.shape[1] + 2 * padding, x.shape[2] + 2 * padding, x.shape[3]))
    framed[:, padding : padding + x.shape[1], padding : padding + x.shape[2]] = x
    assert_allclose(conv2d_forward(x, w, b, stride, padding), conv2d_forward(framed, w, b, stride), **EXACT)


@unhurried
@given(layers())
def test_backward_is_the_transpose_of_forward(drawn):
    # <dy, A x> = <A' dy, x> for the linear map A of x, and likewise of w and of b
    x, w, b, stride, padding = drawn
    y = conv2d_forward(x, w, b, stride, padding)
    dy = np.random.default_rng(5).normal(size=y.shape)

    dx, dw, db = conv2d_backward(dy, x, w, stride, padding)

    linear = np.sum(dy * (y - b))
    assert np.sum(dx * x) == pytest.approx(linear, rel=1e-9, abs=1e-9)
    assert np.sum(dw * w) == pytest.approx(linear, rel=1e-9, abs=1e-9)
    assert np.sum(db * b) == pytest.approx(np.sum(dy * b), rel=1e-9, abs=1e-9)


@unhurried
@given(layers())
def test_each_image_is_convolved_on_its_own(drawn):
    x, w, b, stride, padding = drawn
    assert_allclose(conv2d_forward(x, w, b, stride, padding)[:1], conv2d_forward(x[:1], w, b, stride, padding), **EXACT)


@pytest.mark.parametrize(("shape", "size"), POOLS)
def test_pooling_the_gradient_of_pooling_gives_it_back(shape, size):
    x = shuffled(shape)
    dy = 1 + np.abs(shuffled(max_pool_forward(x, size).shape, 1))

    dx = max_pool_backward(dy, x, size)

    assert_array_equal(max_pool_forward(dx, size), dy)
    assert np.count_nonzero(dx) == dy.size


def test_pooling_windows_of_one_pixel_changes_nothing():
    x = shuffled((2, 3, 4, 2))
    assert_array_equal(max_pool_forward(x, 1), x)
    assert_array_equal(max_pool_backward(x, x, 1), x)


def test_flatten_is_undone_by_reshape():
    x = shuffled((3, 2, 4, 5))
    assert_array_equal(flatten(x).reshape(x.shape), x)


# Central differences: forward is linear in each argument, so their own error is rounding alone, about 1e-9


@pytest.mark.parametrize(("shape", "kernel", "stride", "padding"), LAYERS)
def test_conv2d_backward_is_the_derivative(shape, kernel, stride, padding):
    x, w, b = layer(shape, kernel)
    dy = np.random.default_rng(1).normal(size=conv2d_forward(x, w, b, stride, padding).shape)

    dx, dw, db = conv2d_backward(dy, x, w, stride, padding)

    def loss(x=x, w=w, b=b):
        return np.sum(dy * conv2d_forward(x, w, b, stride, padding))

    assert_allclose(dx, central_differences(lambda at: loss(x=at), x), atol=1e-7)
    assert_allclose(dw, central_differences(lambda at: loss(w=at), w), atol=1e-7)
    assert_allclose(db, central_differences(lambda at: loss(b=at), b), atol=1e-7)


@pytest.mark.parametrize(("shape", "size"), POOLS)
def test_max_pool_backward_is_the_derivative(shape, size):
    x = shuffled(shape)
    dy = np.random.default_rng(2).normal(size=max_pool_forward(x, size).shape)

    measured = central_differences(lambda at: np.sum(dy * max_pool_forward(at, size)), x)

    assert_allclose(max_pool_backward(dy, x, size), measured, atol=1e-7)


# A second opinion


@pytest.mark.parametrize(("shape", "kernel", "stride", "padding"), LAYERS)
def test_torch_agrees_on_convolution_and_its_gradients(shape, kernel, stride, padding):
    torch = pytest.importorskip("torch")
    x, w, b = layer(shape, kernel, 3)
    theirs = [
        torch.tensor(x.transpose(0, 3, 1, 2).copy(), requires_grad=True),
        torch.tensor(w.transpose(3, 2, 0, 1).copy(), requires_grad=True),
        torch.tensor(b, requires_grad=True),
    ]
    y = torch.nn.functional.conv2d(*theirs, stride=stride, padding=padding)
    dy = np.random.default_rng(4).normal(size=y.shape)
    y.backward(torch.tensor(dy))

    dx, dw, db = conv2d_backward(dy.transpose(0, 2, 3, 1), x, w, stride, padding)

    ours = conv2d_forward(x, w, b, stride, padding)
    assert_allclose(ours, y.detach().numpy().transpose(0, 2, 3, 1), **EXACT)
    assert_allclose(dx, theirs[0].grad.numpy().transpose(0, 2, 3, 1), **EXACT)
    assert_allclose(dw, theirs[1].grad.numpy().transpose(2, 3, 1, 0), **EXACT)
    assert_allclose(db, theirs[2].grad.numpy(), **EXACT)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize(("shape", "size"), POOLS)
def test_torch_agrees_on_max_pooling_and_its_gradient(shape, size, ties):
    torch = pytest.importorskip("torch")
    x = np.floor(shuffled(shape) / 4) if ties else shuffled(shape)
    theirs = torch.tensor(x.transpose(0, 3, 1, 2).copy(), requires_grad=True)
    y = torch.nn.functional.max_pool2d(theirs, size)
    dy = np.random.default_rng(4).normal(size=y.shape)
    y.backward(torch.tensor(dy))

    assert_array_equal(max_pool_forward(x, size), y.detach().numpy().transpose(0, 2, 3, 1))
    dx = max_pool_backward(dy.transpose(0, 2, 3, 1), x, size)
    assert_array_equal(dx, theirs.grad.numpy().transpose(0, 2, 3, 1))


def test_torch_flattens_channels_last_images_alike():
    torch = pytest.importorskip("torch")
    x = shuffled((3, 2, 4, 5))
    assert_array_equal(flatten(x), torch.flatten(torch.tensor(x), start_dim=1).numpy())
