"""The reference of topic 05 against numbers worked by hand, properties, central differences and torch."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.strategies import floats, integers, lists
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.backpropagation import backward, forward, loss, output_weight_gradient, train

EXACT = {"rtol": 1e-12, "atol": 1e-12}  # a few roundings of float64
LOG_3 = 1.0986122886681098

unhurried = settings(deadline=None, max_examples=50)
seeds = integers(0, 2**32 - 1)
all_sizes = lists(integers(1, 5), min_size=2, max_size=5)


@pytest.fixture(autouse=True)
def _numpy_raises():
    """Nothing overflows, divides by zero or makes a NaN."""
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        yield


def network(seed, sizes, n):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=shape) for shape in pairwise(sizes)]
    biases = [rng.normal(size=size) for size in sizes[1:]]
    return rng.normal(size=(n, sizes[0])), weights, biases, rng.uniform(0, 1, (n, sizes[-1]))


def the_statement():
    weights = [np.zeros((2, 2)), np.array([[LOG_3, 0.0], [LOG_3, 0.0]])]
    return np.array([[1.0, 0.0]]), weights, [np.zeros(2), np.zeros(2)], np.array([[1.0, 0.5]])


def whole_loss(x, weights, biases, target):
    return loss(forward(x, weights, biases)[-1], target)


def assert_all_close(got, want, **tolerance):
    assert len(got) == len(want)
    for one, other in zip(got, want, strict=True):
        assert one.shape == other.shape
        assert_allclose(one, other, **tolerance)


# Numbers worked by hand


def test_forward_of_a_network_worked_by_hand():
    # nets 0 and 0; then 0.5 log 3 + 0.5 log 3 and 0; 1 / (1 + 1/3)
    x, weights, biases, _ = the_statement()

    assert_all_close(forward(x, weights, biases), [x, np.array([[0.5, 0.5]]), np.array([[0.75, 0.5]])], **EXACT)


def test_bias_is_added_to_every_sample():
    # nets log 3 + (0, -log 3)
    activations = forward(np.array([[0.0], [-LOG_3]]), [np.ones((1, 1))], [np.array([LOG_3])])
    assert_allclose(activations[1], [[0.75], [0.5]], **EXACT)


def test_loss_is_a_sum_over_outputs_and_a_mean_over_samples():
    # (0.25 + 0.25 + 1 + 0) / 2
    assert loss(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 0.0]])) == 0.75


def test_chain_of_three_factors_worked_by_hand():
    # 2 (-0.25) = -0.5; 0.75 * 0.25 = 0.1875; 0.5
    assert output_weight_gradient(0.5, 0.75, 1) == -0.046875


def test_backward_of_a_network_worked_by_hand():
    # delta of o1: -0.5 * 0.1875 = -0.09375; of h1 and h2: -0.09375 * log 3 * 0.25
    x, weights, biases, target = the_statement()
    hidden = -0.09375 * LOG_3 * 0.25

    weight_gradients, bias_gradients = backward(forward(x, weights, biases), weights, target)

    assert_all_close(
        weight_gradients,
        [np.array([[hidden, hidden], [0.0, 0.0]]), np.array([[-0.046875, 0.0], [-0.046875, 0.0]])],
        **EXACT,
    )
    assert_all_close(bias_gradients, [np.array([hidden, hidden]), np.array([-0.09375, 0.0])], **EXACT)


def test_one_step_of_one_unit_worked_by_hand():
    # gradient 2 (0.5 - 1) 0.25 = -0.25 at rate 4; then sigmoid(2) = 0.880797, and (1 - 0.880797)^2 = 0.0142093
    one = np.array([[1.0]])

    weights, biases, losses = train(one, one, [np.zeros((1, 1))], [np.zeros(1)], 4.0, 1)

    assert_array_equal(weights[0], [[1.0]])
    assert_array_equal(biases[0], [1.0])
    assert losses == pytest.approx([0.25, 0.0142093], abs=1e-7)


# Shapes, types and what is left alone


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(("sizes", "n"), [([3, 2], 1), ([2, 2, 2], 4), ([3, 4, 1, 2], 5)])
def test_results_are_float64_lists_of_the_right_shapes(dtype, sizes, n):
    x, weights, biases, target = network(0, sizes, n)
    x, target = x.astype(dtype), target.astype(dtype)
    weights, biases = [w.astype(dtype) for w in weights], [b.astype(dtype) for b in biases]

    activations = forward(x, weights, biases)
    gradients = backward(activations, weights, target)
    *trained, losses = train(x, target, weights, biases, 0.5, 2)

    assert [a.shape for a in activations] == [(n, size) for size in sizes]
    for one in (gradients, trained):
        assert [w.shape for w in one[0]] == [w.shape for w in weights]
        assert [b.shape for b in one[1]] == [b.shape for b in biases]
        assert {array.dtype for list_ in one for array in list_} == {np.dtype(np.float64)}
    assert type(loss(activations[-1], target)) is float
    assert len(losses) == 3


def test_nothing_given_is_changed_and_all_of_it_may_be_read_only():
    x, weights, biases, target = network(1, [3, 4, 2], 5)
    everything = [x, target, *weights, *biases]
    before = [array.copy() for array in everything]
    for array in everything:
        array.flags.writeable = False
    lists_before = list(weights), list(biases)

    backward(forward(x, weights, biases), weights, target)
    train(x, target, weights, biases, 0.5, 3)

    for array, old in zip(everything, before, strict=True):
        assert_array_equal(array, old)
    assert all(one is other for one, other in zip(weights + biases, lists_before[0] + lists_before[1], strict=True))


def test_training_without_steps_returns_copies_and_one_loss():
    x, weights, biases, target = network(2, [2, 3, 1], 4)

    trained_weights, trained_biases, losses = train(x, target, weights, biases, 0.5, 0)

    assert_all_close(trained_weights, weights, rtol=0)
    assert_all_close(trained_biases, biases, rtol=0)
    assert not any(np.shares_memory(one, other) for one, other in zip(trained_weights, weights, strict=True))
    assert losses == [whole_loss(x, weights, biases, target)]


# Properties


@unhurried
@given(seed=seeds, sizes=all_sizes, n=integers(1, 5))
def test_one_sample_does_not_know_of_the_others(seed, sizes, n):
    x, weights, biases, _ = network(seed, sizes, n)

    together = forward(x, weights, biases)[-1]

    assert_allclose(together[:1], forward(x[:1], weights, biases)[-1], **EXACT)


@unhurried
@given(seed=seeds, sizes=all_sizes, n=integers(1, 5))
def test_gradient_of_a_batch_is_the_mean_of_those_of_its_samples(seed, sizes, n):
    x, weights, biases, target = network(seed, sizes, n)

    def gradients(rows):
        return backward(forward(x[rows], weights, biases), weights, target[rows])

    whole = gradients(slice(None))
    each = [gradients(slice(i, i + 1)) for i in range(n)]
    for kind in (0, 1):
        for layer in range(len(weights)):
            assert_allclose(whole[kind][layer], np.mean([one[kind][layer] for one in each], axis=0), **EXACT)


@unhurried
@given(hidden=floats(0, 1), output=floats(0.01, 0.99), target=floats(0, 1))
def test_backward_of_one_weight_is_the_lectures_chain(hidden, output, target):
    activations = [np.array([[hidden]]), np.array([[output]])]

    weight_gradients, _ = backward(activations, [np.ones((1, 1))], np.array([[target]]))

    assert weight_gradients[0].item() == pytest.approx(output_weight_gradient(hidden, output, target), abs=1e-12)


@unhurried
@given(seed=seeds, sizes=all_sizes, n=integers(1, 5))
def test_a_small_step_lowers_the_loss(seed, sizes, n):
    x, weights, biases, target = network(seed, sizes, n)

    losses = train(x, target, weights, biases, 0.01, 3)[2]

    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(losses))


@unhurried
@given(seed=seeds, sizes=all_sizes, first=integers(0, 3), second=integers(0, 3))
def test_training_can_be_interrupted(seed, sizes, first, second):
    x, weights, biases, target = network(seed, sizes, 3)

    *half_way, early = train(x, target, weights, biases, 0.5, first)
    *resumed, late = train(x, target, *half_way, 0.5, second)
    *at_once, losses = train(x, target, weights, biases, 0.5, first + second)

    assert_all_close(resumed[0], at_once[0], rtol=0)
    assert_all_close(resumed[1], at_once[1], rtol=0)
    assert early[:-1] + late == losses


def test_hidden_units_that_start_alike_stay_alike():
    x, weights, biases, target = network(3, [2, 3, 1], 6)
    weights = [np.full_like(w, 0.5) for w in weights]
    biases = [np.zeros_like(b) for b in biases]

    trained, _, _ = train(x, target, weights, biases, 0.5, 20)

    assert_allclose(trained[0], trained[0][:, :1].repeat(3, axis=1), **EXACT)


@pytest.mark.parametrize("seed", range(4))
def test_xor_is_learnt_from_normal_weights(seed):
    rng = np.random.default_rng(seed)
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    target = np.array([[0.0], [1.0], [1.0], [0.0]])
    weights = [rng.standard_normal((2, 4)), rng.standard_normal((4, 1))]

    *trained, losses = train(x, target, weights, [np.zeros(4), np.zeros(1)], 2.0, 4000)

    assert losses[-1] < 0.001
    assert_array_equal(forward(x, *trained)[-1] > 0.5, target > 0.5)


# Central differences: with a step of 1e-6 their own error is about 1e-10


@pytest.mark.parametrize(("sizes", "n"), [([3, 2], 1), ([2, 2, 2], 4), ([3, 4, 1, 2], 5)])
def test_backward_is_the_derivative_of_the_loss(sizes, n):
    x, weights, biases, target = network(4, sizes, n)

    weight_gradients, bias_gradients = backward(forward(x, weights, biases), weights, target)

    for arrays, gradients in ((weights, weight_gradients), (biases, bias_gradients)):
        for array, gradient in zip(arrays, gradients, strict=True):
            for index in np.ndindex(array.shape):
                kept = array[index]
                array[index] = kept + 1e-6
                above = whole_loss(x, weights, biases, target)
                array[index] = kept - 1e-6
                below = whole_loss(x, weights, biases, target)
                array[index] = kept
                assert gradient[index] == pytest.approx((above - below) / 2e-6, abs=1e-8)


# A second opinion


def test_torch_agrees_on_loss_gradients_and_training():
    torch = pytest.importorskip("torch")
    x, weights, biases, target = network(5, [3, 4, 2], 6)
    theirs = [torch.tensor(one, requires_grad=True) for one in (*weights, *biases)]
    optimizer = torch.optim.SGD(theirs, lr=0.5)

    def their_loss():
        a = torch.tensor(x)
        for w, b in zip(theirs[:2], theirs[2:], strict=True):
            a = torch.sigmoid(a @ w + b)
        return torch.nn.functional.mse_loss(a, torch.tensor(target), reduction="sum") / len(x)

    losses = []
    for step in range(100):
        optimizer.zero_grad()
        value = their_loss()
        value.backward()
        losses.append(value.item())
        if step == 0:
            first = backward(forward(x, weights, biases), weights, target)
            assert_all_close([*first[0], *first[1]], [one.grad.numpy() for one in theirs], **EXACT)
        optimizer.step()
    losses.append(their_loss().item())

    trained_weights, trained_biases, ours = train(x, target, weights, biases, 0.5, 100)
    assert_allclose(ours, losses, rtol=1e-10)
    assert_all_close([*trained_weights, *trained_biases], [one.detach().numpy() for one in theirs], rtol=1e-9)
