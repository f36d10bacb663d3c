"""Every layer, loss and penalty against central differences; and the fast path against the plain layers."""

import time

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.network import NetworkError, NeuralNetwork, ShapeError
from cnn_reference.network.fast import blas
from cnn_reference.network.fast.engine import FastEngine
from cnn_reference.network.fast.planning import plan

# A few hundred roundings of float64 in another order.
CLOSE = {"rtol": 1e-10, "atol": 1e-12}
# Differences over 2e-5 of a loss of about 1: the error of the formula is about 1e-10, that of rounding 1e-11.
MEASURED = {"rtol": 1e-5, "atol": 1e-8}


def image(build):
    return lambda **options: build(NeuralNetwork(seed=4, dtype=np.float64, **options).input([7, 8, 2]))


def vector(build):
    return lambda **options: build(NeuralNetwork(seed=4, dtype=np.float64, **options).input([6]))


# Every layer; odd sizes, so that windows leave rows and columns over; kernels that are not square.
NETWORKS = {
    "conv": image(lambda n: n.conv([3, 2, 3]).flatten().dense(4)),
    "conv-stride": image(lambda n: n.conv([3, 3, 3], stride=2).flatten().dense(4)),
    "conv-padding": image(lambda n: n.conv([3, 3, 3], padding=1).flatten().dense(4)),
    "conv-stride-padding": image(lambda n: n.conv([2, 3, 3], stride=3, padding=2).flatten().dense(4)),
    "conv-1x1": image(lambda n: n.conv([1, 1, 3]).tanh().conv([3, 3, 2]).flatten().dense(4)),
    "conv-pool": image(lambda n: n.conv([3, 2, 3]).max_pool().flatten().dense(4)),
    "conv-pool-relu": image(lambda n: n.conv([2, 2, 3]).max_pool().relu().conv([2, 2, 4]).relu().flatten().dense(4)),
    "conv-relu-pool": image(lambda n: n.conv([2, 3, 3]).relu().max_pool().flatten().dense(4)),
    "conv-pool-padding": image(lambda n: n.conv([3, 3, 3], padding=1).max_pool().relu().flatten().dense(4)),
    "two-folded": image(lambda n: n.conv([2, 3, 3]).max_pool().relu().conv([2, 2, 4]).max_pool().flatten().dense(4)),
    "conv-pool-3": image(lambda n: n.conv([2, 2, 3]).max_pool(3).relu().flatten().dense(4)),
    "pool-alone": image(lambda n: n.max_pool().flatten().dense(4)),
    "pool-1": image(lambda n: n.max_pool(1).flatten().dense(4)),
    "relu": vector(lambda n: n.dense(7).relu().dense(4)),
    "leaky-relu": vector(lambda n: n.dense(7).leaky_relu(0.2).dense(4)),
    "tanh": vector(lambda n: n.dense(7).tanh().dense(4)),
    "sigmoid": vector(lambda n: n.dense(7).sigmoid().dense(4)),
    "softmax": vector(lambda n: n.dense(7).relu().dense(4).softmax()),
    "batch-norm": vector(lambda n: n.dense(7).batch_norm().relu().dense(5).batch_norm(eps=0.1).tanh().dense(4)),
    "batch-norm-image": image(lambda n: n.conv([3, 3, 3]).batch_norm().relu().max_pool().flatten().dense(4)),
    "batch-norm-first": image(lambda n: n.batch_norm().conv([3, 3, 3]).max_pool().relu().flatten().dense(4)),
    "batch-norm-last": vector(lambda n: n.dense(4).batch_norm()),
    "dropout": vector(lambda n: n.dense(9).relu().dropout(0.4).dense(4)),
    "dropout-image": image(lambda n: n.dropout(0.3).conv([3, 3, 2]).flatten().dropout(0.2).dense(4)),
    "spatial-dropout": image(lambda n: n.conv([3, 3, 5]).relu().spatial_dropout(0.4).flatten().dense(4)),
    "feature-max-drop": image(lambda n: n.conv([3, 3, 5]).tanh().feature_max_drop(0.5).flatten().dense(4)),
    "channel-max-drop": image(lambda n: n.conv([3, 3, 5]).tanh().channel_max_drop(0.5).flatten().dense(4)),
    "stochastic-normal": vector(lambda n: n.dense(9).stochastic_dropout("normal", 0.4, 0.1).dense(4)),
    "stochastic-uniform": vector(lambda n: n.dense(9).stochastic_dropout("uniform", 0.1, 0.6).dense(4)),
}
CHECKED = {"plain": False, "fast": True}

networks = pytest.mark.parametrize("build", NETWORKS.values(), ids=NETWORKS)
engines = pytest.mark.parametrize("fast", CHECKED.values(), ids=CHECKED)


@pytest.fixture(autouse=True)
def _numpy_raises():
    with np.errstate(all="raise", under="ignore"):
        yield


def batch(network, samples=5, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(samples, *network.input_shape)), rng.integers(0, network.output_shape[0], samples)


def stirred(network):
    """The network with biases, gammas and betas that matter: they begin at 0 and 1."""
    rng = np.random.default_rng(7)
    for parameter in network.parameters.values():
        parameter += rng.normal(0, 0.1, parameter.shape)
    return network


def dropping():
    """The same dropout each time it is called."""
    return np.random.default_rng(11)


def assert_gradients_are_measured(network, x, y, **how):
    """Nudge some numbers of each parameter, and compare."""
    _, gradients = network.loss_and_gradients(x, y, rng=dropping(), **how)
    rng = np.random.default_rng(2)
    for name, parameter in network.parameters.items():
        gradient = gradients[name].copy()
        for i in rng.choice(parameter.size, min(parameter.size, 4), replace=False):
            flat, before, losses = parameter.reshape(-1), parameter.flat[i], []
            for nudge in (1e-5, -1e-5):
                flat[i] = before + nudge
                losses.append(network.loss_and_gradients(x, y, rng=dropping(), **how)[0])
            flat[i] = before
            measured = (losses[0] - losses[1]) / 2e-5
            assert_allclose(gradient.flat[i], measured, **MEASURED, err_msg=f"{name}[{i}]")


@engines
@networks
def test_every_layers_gradient_is_that_of_central_differences(build, fast):
    network = stirred(build(fast=fast))
    assert_gradients_are_measured(network, *batch(network, samples=3))


@engines
@pytest.mark.parametrize(
    ("loss", "build", "targets"),
    [
        ("cross_entropy", lambda n: n.dense(4), np.array([3, 0, 1])),
        ("cross_entropy", lambda n: n.dense(4).softmax(), np.array([3, 0, 1])),
        ("cross_entropy", lambda n: n.dense(3), np.array([[0.5, 0.25, 0.25], [0, 1, 0], [0.1, 0, 0.9]])),
        ("binary_cross_entropy", lambda n: n.dense(1).sigmoid(), np.array([1, 0, 1])),
        ("binary_cross_entropy", lambda n: n.dense(2).sigmoid(), np.array([[1, 0.5], [0, 0], [1, 1]])),
        ("mean_squared_error", lambda n: n.dense(1), np.array([0.5, -2.0, 1.0])),
        ("mean_squared_error", lambda n: n.dense(3).sigmoid(), np.array([2, 0, 1])),
        ("mean_squared_error", lambda n: n.dense(3).softmax(), np.array([2, 0, 1])),
    ],
)
def test_every_loss_and_the_penalty_have_the_gradient_of_central_differences(loss, build, targets, fast):
    network = stirred(build(NeuralNetwork(dtype=np.float64, fast=fast).input([5])))
    x = np.random.default_rng(0).normal(size=(3, 5))

    assert_gradients_are_measured(network, x, targets, loss=loss)
    assert_gradients_are_measured(network, x, targets, loss=loss, l2=0.3)


@pytest.mark.parametrize("samples", [1, 2, 13, 70], ids=lambda n: f"N={n}")
@networks
def test_the_fast_path_computes_what_the_plain_layers_do(build, samples):
    """70 samples are two blocks at least, 13 blocks of different sizes, 1 a single one."""
    fast, plain = stirred(build()), stirred(build(fast=False))
    x, y = batch(fast, samples)

    if samples == 1 and "batch_norm" in repr(fast):
        # Of one vector the batch's variance is 0: a division of rounding errors by sqrt(eps), equal to nobody's.
        x, y = np.repeat(x, 2, axis=0), np.repeat(y, 2)

    loss, gradients = fast.loss_and_gradients(x, y, l2=0.1, rng=dropping())
    expected_loss, expected = plain.loss_and_gradients(x, y, l2=0.1, rng=dropping())

    assert loss == pytest.approx(expected_loss, rel=1e-12)
    assert list(gradients) == list(expected)
    for name in expected:
        assert_allclose(gradients[name], expected[name], **CLOSE, err_msg=name)
    assert_allclose(fast.forward(x), plain.forward(x), **CLOSE)  # after a training pass: running statistics too


@pytest.mark.parametrize("order", [("max_pool", "relu"), ("relu", "max_pool"), ("max_pool",)], ids=" ".join)
def test_of_equals_the_fast_path_takes_the_first_as_the_textbook_does(order):
    """Constant images, and images of small integers, make ties all over the place."""
    gradients = []
    for fast in (True, False):
        network = NeuralNetwork(seed=1, dtype=np.float64, fast=fast).input([9, 9, 1])
        network.conv([2, 2, 3], init=lambda shape, rng: rng.integers(-1, 2, shape).astype(float))
        for layer in order:
            getattr(network, layer)()
        network.flatten().dense(3)
        x = np.concatenate([np.ones((2, 9, 9, 1)), np.random.default_rng(0).integers(0, 2, (6, 9, 9, 1))])
        gradients.append(network.loss_and_gradients(x, np.arange(8) % 3)[1])

    fast, plain = gradients
    for name in plain:
        assert_allclose(fast[name], plain[name], **CLOSE, err_msg=name)


def test_convolutions_with_their_pool_and_relu_become_one_operation():
    """Otherwise the tests of the folded product would test something else."""
    network = NETWORKS["two-folded"]()
    names = [type(operation).__name__ for operation in plan(network.layers, network.dtype)]
    assert names == ["ConvPoolOperation", "ConvPoolOperation", "FlattenOperation", "DenseOperation"]

    other = NETWORKS["conv-pool-3"]()
    names = [type(operation).__name__ for operation in plan(other.layers, other.dtype)]
    assert names[:2] == ["ConvOperation", "PoolOperation"]


@networks
def test_results_do_not_depend_on_the_number_of_threads(build):
    results = []
    for threads in (1, 2, 3):
        network = build(threads=threads)
        results.append(network.loss_and_gradients(*batch(network, 150), rng=dropping()))

    for loss, gradients in results[1:]:
        assert loss == results[0][0]
        for name, gradient in gradients.items():
            assert_array_equal(gradient, results[0][1][name], err_msg=name)


def test_float32_and_float64_agree_to_float32s_precision():
    lenets = [
        NeuralNetwork(seed=2, dtype=dtype).input([32, 32, 3]).conv([5, 5, 6]).max_pool().relu().conv([5, 5, 16])
        .max_pool().relu().flatten().dense(120).relu().dense(43)
        for dtype in (np.float32, np.float64)
    ]  # fmt: skip
    for name, value in lenets[0].parameters.items():
        lenets[1].parameters[name][...] = value
    x, y = batch(lenets[0], 40)
    x = x.astype(np.float32)

    (loss, single), (expected_loss, double) = (lenet.loss_and_gradients(x, y) for lenet in lenets)

    assert loss == pytest.approx(expected_loss, rel=1e-5)
    for name, gradient in single.items():
        assert gradient.dtype == np.float32
        # Sums of some thousand products, each rounded to 6e-8, against the largest of the array
        assert_allclose(gradient, double[name], rtol=0, atol=2e-5 * np.abs(double[name]).max(), err_msg=name)


@engines
def test_bytes_are_taken_as_numbers_and_the_batch_is_not_changed(fast):
    network = NETWORKS["conv-pool-relu"](fast=fast)
    x = np.random.default_rng(0).integers(0, 256, (5, 7, 8, 2)).astype(np.uint8)
    x.setflags(write=False)
    y = np.arange(5) % 4

    assert_allclose(network.loss_and_gradients(x, y)[0], network.loss_and_gradients(x.astype(float), y)[0], rtol=1e-12)
    assert_allclose(network.forward(x), network.forward(x.astype(float)), **CLOSE)


def test_a_batch_that_is_a_view_of_any_order_is_right():
    network = NETWORKS["conv-pool-relu"]()
    x = np.random.default_rng(0).normal(size=(2, 8, 7, 12)).transpose(3, 2, 1, 0)[::2]
    assert_allclose(network.forward(x), network.forward(x.copy()), **CLOSE)


def test_a_large_batch_is_predicted_as_its_parts_are():
    network = NETWORKS["conv-pool-relu"]()
    x, _ = batch(network, 1100)
    assert_allclose(network.forward(x), np.concatenate([network.forward(x[:300]), network.forward(x[300:])]), **CLOSE)


@engines
def test_frozen_layers_have_no_gradient_keep_their_statistics_and_use_them(fast):
    network = NETWORKS["batch-norm-image"](fast=fast).freeze(2)
    rng = np.random.default_rng(0)
    network.layers[1].state["running_mean"][...] = rng.normal(size=3)
    network.layers[1].state["running_var"][...] = rng.uniform(1, 2, size=3)
    x, y = batch(network)
    before = {name: array.copy() for name, array in network.arrays().items()}

    loss, gradients = network.loss_and_gradients(x, y)

    assert list(gradients) == ["6.dense.w", "6.dense.b"]
    assert loss == pytest.approx(network.evaluate(x, y).loss, rel=1e-12)
    for name, array in network.arrays().items():
        assert_array_equal(array, before[name], err_msg=name)
    whole = NETWORKS["batch-norm-image"](fast=fast).set_parameters(before).freeze(0)
    assert list(whole.loss_and_gradients(x, y)[1]) == list(whole.parameters)


@engines
@networks
def test_inference_of_a_new_network_does_not_need_a_training_pass_before(build, fast):
    network = build(fast=fast)
    x, _ = batch(network)
    assert_allclose(network.forward(x), build(fast=not fast).forward(x), **CLOSE)
    assert_array_equal(network.forward(x), network.forward(x))  # nothing is dropped, nothing is measured


@engines
def test_a_refused_batch_leaves_the_network_able_to_go_on(fast):
    network = NETWORKS["conv-pool-relu"](fast=fast)
    x, y = batch(network, 9)
    loss, _ = network.loss_and_gradients(x, y)
    with pytest.raises((ShapeError, NetworkError)):
        network.loss_and_gradients(x, y + 5)
    with pytest.raises(NetworkError):
        network.loss_and_gradients(x, y, loss="hinge")
    assert network.loss_and_gradients(x, y)[0] == loss


def test_the_fast_engine_hands_on_what_went_wrong_in_another_thread():
    network = NETWORKS["relu"]()
    engine = FastEngine(network.layers, network.dtype, threads=2)

    class Broken:
        name, replaces = "broken", ""

        def value_and_gradient(self, outputs, targets):
            raise ArithmeticError("on purpose")

    with pytest.raises(ArithmeticError, match="on purpose"):
        engine.train(np.zeros((40, 6)), np.zeros(40, int), Broken(), np.random.default_rng(0))


@pytest.mark.parametrize(
    ("targets", "loss", "message"),
    [
        (np.array([0, 4]), "cross_entropy", "expected labels in 0..3, got 0..4"),
        (np.array([-1, 0]), "cross_entropy", "expected labels in 0..3, got -1..0"),
        (np.array([0.0, 1.0]), "cross_entropy", "expected class numbers as integers, got float64"),
        (np.zeros((2, 3)), "cross_entropy", "expected targets (N, 4) for 4 outputs, got (2, 3)"),
        (np.zeros((2, 3)), "mean_squared_error", "expected targets (N, 4) for 4 outputs, got (2, 3)"),
        (np.array([0, 1, 2]), "cross_entropy", "expected as many targets as samples, at least 1: got 2 and 3"),
        (np.array([0, 1]), "binary_cross_entropy", "needs probabilities: end with .sigmoid(), not dense"),
        (np.array([0, 1]), "hinge", "no loss 'hinge': choose one of cross_entropy"),
    ],
)  # fmt: skip
def test_targets_that_do_not_fit_are_refused(targets, loss, message):
    network = NETWORKS["relu"]()
    with pytest.raises(NetworkError) as caught:
        network.loss_and_gradients(np.zeros((2, 6)), targets, loss=loss)
    assert message in str(caught.value)


def test_a_loss_needs_one_row_of_outputs_and_more_than_one_class():
    with pytest.raises(ShapeError, match="end with flatten and dense"):
        NeuralNetwork().input([4, 4, 1]).conv([2, 2, 3]).loss_and_gradients(np.zeros((1, 4, 4, 1)), np.zeros(1, int))
    with pytest.raises(NetworkError, match="always 0"):
        NeuralNetwork().input([4]).dense(1).loss_and_gradients(np.zeros((1, 4)), np.zeros(1, int))


def test_a_sure_and_wrong_sigmoid_still_learns():
    """In float32 the sigmoid of 40 is 1 to the last digit, and its own derivative 0."""
    network = NeuralNetwork().input([1]).dense(1, init=lambda shape, rng: np.full(shape, 40.0)).sigmoid()
    _, gradients = network.loss_and_gradients(np.ones((1, 1)), np.array([0]), loss="binary_cross_entropy")
    assert gradients["1.dense.w"][0, 0] == pytest.approx(1.0)


def test_the_fast_path_is_worth_having():
    """It is more than a hundred times as fast as the plain layers on LeNet; ten are claimed, on a busy machine too."""
    seconds = []
    for fast in (True, False):
        network = NeuralNetwork(fast=fast, threads=1).input([32, 32, 3]).conv([5, 5, 6]).max_pool().relu()
        network.flatten().dense(10)
        x, y = batch(network, 16)
        network.loss_and_gradients(x[:1], y[:1])
        began = time.process_time()
        network.loss_and_gradients(x, y)
        seconds.append(time.process_time() - began)
    assert seconds[1] > 10 * seconds[0]


def test_blas_has_one_thread_inside_and_as_many_as_before_after():
    found = blas._openblas()
    if found is None:
        pytest.skip("NumPy brings no OpenBLAS here")
    get, put = found
    before = get()
    try:
        put(2)
        with blas.one_blas_thread():
            assert get() == 1
        assert get() == 2
    finally:
        put(before)
