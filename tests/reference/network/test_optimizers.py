"""Optimizers against steps worked by hand and against torch; schedules against their curves."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.network import SGD, Adam, Momentum, Nesterov, NetworkError
from cnn_reference.network.optimizers import optimizer
from cnn_reference.network.schedules import constant, cosine, exponential, stepped

torch = pytest.importorskip("torch")


PAIRS = {
    "sgd": (lambda: SGD(0.1), lambda p: torch.optim.SGD(p, 0.1)),
    "momentum": (lambda: Momentum(0.1, 0.8), lambda p: torch.optim.SGD(p, 0.1, momentum=0.8)),
    "nesterov": (lambda: Nesterov(0.1, 0.8), lambda p: torch.optim.SGD(p, 0.1, momentum=0.8, nesterov=True)),
    "adam": (lambda: Adam(0.1), lambda p: torch.optim.Adam(p, 0.1)),
    "adam-other": (lambda: Adam(0.1, 0.7, 0.95, 1e-2), lambda p: torch.optim.Adam(p, 0.1, (0.7, 0.95), 1e-2)),
}


@pytest.mark.parametrize(("ours", "theirs"), PAIRS.values(), ids=PAIRS)
def test_twenty_steps_lead_where_torch_arrives(ours, theirs):
    rng = np.random.default_rng(0)
    p, q = rng.normal(size=(3, 4)), rng.normal(size=5)
    twins = [torch.nn.Parameter(torch.tensor(value)) for value in (p, q)]
    one, other = ours(), theirs(twins)

    for _ in range(20):
        gradients = {"p": rng.normal(size=p.shape), "q": rng.normal(size=q.shape)}
        one.step({"p": p, "q": q}, gradients)
        for twin, gradient in zip(twins, gradients.values(), strict=True):
            twin.grad = torch.tensor(gradient)
        other.step()

    assert_allclose(p, twins[0].detach().numpy(), rtol=1e-12, atol=1e-13)
    assert_allclose(q, twins[1].detach().numpy(), rtol=1e-12, atol=1e-13)


def test_adam_by_hand():
    # t = 1: m = 0.5 * 2 = 1, v = 0.75 * 4 = 3; m / 0.5 = 2, v / 0.75 = 4: the step is 0.5 * 2 / 2 = 0.5
    # t = 2: m = 0.5 + 0 = 0.5, v = 0.25 * 3 = 0.75; m / 0.75 = 2/3, v / (1 - 1/16) = 0.8: 0.5 * (2/3) / sqrt(0.8)
    p, adam = np.array([1.0]), Adam(0.5, beta1=0.5, beta2=0.25, eps=0.0)

    adam.step({"p": p}, {"p": np.array([2.0])})
    assert p[0] == pytest.approx(0.5)
    adam.step({"p": p}, {"p": np.array([0.0])})
    assert p[0] == pytest.approx(0.5 - 0.5 * (2 / 3) / 0.8**0.5)


@pytest.mark.parametrize(("ours", "theirs"), PAIRS.values(), ids=PAIRS)
def test_a_forgetful_optimizer_is_a_new_one_and_gradients_are_left_alone(ours, theirs):
    del theirs
    one, p, q = ours(), np.array([1.0, 2.0]), np.array([1.0, 2.0])
    gradient = np.array([0.5, -4.0])
    gradient.setflags(write=False)

    one.step({"p": p}, {"p": gradient})
    one.forget()
    one.step({"p": q}, {"p": gradient})

    assert_array_equal(p, q)


def test_the_rate_of_a_step_comes_before_the_optimizers_own():
    p = np.array([1.0])
    SGD(100.0).step({"p": p}, {"p": np.array([1.0])}, learning_rate=0.25)
    assert p[0] == 0.75


def test_optimizers_by_name():
    assert isinstance(optimizer("nesterov", 0.3), Nesterov)
    assert optimizer("nesterov", 0.3).learning_rate == 0.3
    assert optimizer("adam").learning_rate == 0.001
    ready = Momentum(0.2)
    assert optimizer(ready) is ready
    assert optimizer(ready, 0.4).learning_rate == 0.4
    with pytest.raises(NetworkError, match="no optimizer 'rmsprop': choose one of sgd, momentum, nesterov, adam"):
        optimizer("rmsprop")
    with pytest.raises(NetworkError, match="learning rate of 0 or more, got -1"):
        SGD(-1)
    with pytest.raises(NetworkError, match="learning rate of 0 or more, got nan"):
        SGD(float("nan"))


def test_schedules():
    # 0.8 halved after 3 epochs; 0.8 times 1/4 an epoch; half a cosine from 0.8 to 0.2, half-way at 0.5
    assert constant(0.3)(17.0) == 0.3
    assert [stepped(0.8, 0.5, 3)(time) for time in (0.0, 2.99, 3.0, 6.5)] == [0.8, 0.8, 0.4, 0.2]
    assert exponential(0.8, 0.25)(2) == pytest.approx(0.05)
    assert [cosine(0.8, 4, lowest=0.2)(time) for time in (0, 2, 4, 9)] == pytest.approx([0.8, 0.5, 0.2, 0.2])
    # from a tenth of 0.5 to 0.5 in two epochs: 0.05, 0.275, 0.5
    assert [cosine(0.5, 4, warm_up=2)(time) for time in (0, 1, 2)] == pytest.approx([0.05, 0.275, 0.5])
