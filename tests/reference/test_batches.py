"""The reference of batches against numbers worked by hand, its properties, and torch."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import booleans, integers

from cnn_reference.batches import batches, iterations_per_epoch, minibatch_gradient_descent, parameter_updates
from cnn_reference.gradient_descent import gradient_descent
from cnn_reference.misconceptions.batches import MISCONCEPTIONS
from gradiente.checking import binomial_bounds

X = np.array([10, 20, 30, 40, 50])
Y = np.array([1, 2, 3, 4, 5])
SAMPLES, SIZES = integers(1, 40), integers(1, 50)


def to_the_mean(p, x_batch, y_batch):
    """Gradient of the mean of (p - x)^2."""
    return 2 * (p - np.mean(x_batch))


def lists(made):
    return [(x_batch.tolist(), y_batch.tolist()) for x_batch, y_batch in made]


# iterations_per_epoch, parameter_updates


@pytest.mark.parametrize(
    ("n_samples", "batch_size", "kept", "dropped"),
    [
        # 4 + 4 + 2
        (10, 4, 3, 2),
        # 5 + 5: nothing is left over
        (10, 5, 2, 2),
        (10, 1, 10, 10),
        (10, 10, 1, 1),
        (10, 9, 2, 1),
        (1, 1, 1, 1),
        # GTSRB, the lecture's case study: 39209 = 306 * 128 + 41
        (39209, 128, 307, 306),
    ],
)
def test_iterations_of_an_epoch(n_samples, batch_size, kept, dropped):
    assert iterations_per_epoch(n_samples, batch_size) == kept
    assert iterations_per_epoch(n_samples, batch_size, drop_last=True) == dropped


def test_a_batch_larger_than_the_data_holds_them_all_or_is_refused():
    assert iterations_per_epoch(3, 4) == 1
    with pytest.raises(ValueError, match="no batch of 4 can be made of 3 samples"):
        iterations_per_epoch(3, 4, drop_last=True)


@pytest.mark.parametrize("batch_size", [0, -1])
def test_a_batch_of_nothing_is_refused_everywhere(batch_size):
    for call in (
        lambda: iterations_per_epoch(5, batch_size),
        lambda: parameter_updates(5, batch_size, 2),
        lambda: next(batches(X, Y, batch_size)),
        lambda: minibatch_gradient_descent(to_the_mean, X, Y, 0.0, 0.1, batch_size, 1),
    ):
        with pytest.raises(ValueError, match=f"batch_size must be 1 or more, got {batch_size}"):
            call()


@given(n_samples=SAMPLES, batch_size=SIZES)
def test_iterations_just_hold_all_samples(n_samples, batch_size):
    n = iterations_per_epoch(n_samples, batch_size)

    assert (n - 1) * batch_size < n_samples <= n * batch_size


@pytest.mark.parametrize(("epochs", "updates"), [(0, 0), (1, 3), (2, 6), (5, 15)])
def test_every_epoch_has_its_own_last_batch(epochs, updates):
    # Two epochs of 10 in batches of 4 are 2 * 3 = 6 updates; 20 samples in a row would be 5.
    assert parameter_updates(10, 4, epochs) == updates


@given(n_samples=SAMPLES, batch_size=SIZES, drop_last=booleans())
def test_iterations_agree_with_torchs_loader(n_samples, batch_size, drop_last):
    data = pytest.importorskip("torch.utils.data")
    if drop_last and batch_size > n_samples:
        return
    loader = data.DataLoader(range(n_samples), batch_size=batch_size, drop_last=drop_last)

    assert iterations_per_epoch(n_samples, batch_size, drop_last) == len(loader)


# batches


def test_batches_in_order():
    assert lists(batches(X, Y, 2)) == [([10, 20], [1, 2]), ([30, 40], [3, 4]), ([50], [5])]
    assert lists(batches(X, Y, 2, drop_last=True)) == [([10, 20], [1, 2]), ([30, 40], [3, 4])]
    assert lists(batches(X, Y, 7)) == [(X.tolist(), Y.tolist())]


@given(n_samples=SAMPLES, batch_size=SIZES, drop_last=booleans(), seed=integers(0, 9))
def test_a_random_epoch_holds_every_sample_once_and_pairs_together(n_samples, batch_size, drop_last, seed):
    if drop_last and batch_size > n_samples:
        return
    x = np.arange(2 * n_samples).reshape(n_samples, 2)

    made = list(batches(x, 2 * x[:, 0], batch_size, np.random.default_rng(seed), drop_last))

    assert len(made) == iterations_per_epoch(n_samples, batch_size, drop_last)
    assert all(len(x_batch) == batch_size for x_batch, _ in made[:-1])
    seen = np.concatenate([x_batch for x_batch, _ in made])
    np.testing.assert_array_equal(np.concatenate([y_batch for _, y_batch in made]), 2 * seen[:, 0])
    assert len(np.unique(seen[:, 0])) == len(seen)
    assert len(seen) == (n_samples // batch_size * batch_size if drop_last else n_samples)
    np.testing.assert_array_equal(seen[:, 1], seen[:, 0] + 1)


def test_every_order_is_equally_likely():
    rng = np.random.default_rng(6)
    counts = dict.fromkeys(itertools.permutations((1, 2, 3)), 0)

    for _ in range(1200):
        counts[tuple(np.concatenate([y for _, y in batches(X[:3], Y[:3], 2, rng)]))] += 1

    low, high = binomial_bounds(1200, 1 / 6, 1e-6)
    assert low <= min(counts.values())
    assert max(counts.values()) <= high


def test_every_sample_is_dropped_as_often_as_the_others():
    rng = np.random.default_rng(6)
    dropped = np.zeros(3)

    for _ in range(1200):
        ((_, y_batch),) = batches(X[:3], Y[:3], 2, rng, drop_last=True)
        dropped[(6 - y_batch.sum()) - 1] += 1  # of 1 + 2 + 3 = 6

    low, high = binomial_bounds(1200, 1 / 3, 1e-6)
    assert low <= dropped.min()
    assert dropped.max() <= high


def test_data_are_neither_changed_nor_written_to():
    x, y = X.copy(), Y.copy()
    x.flags.writeable = y.flags.writeable = False

    list(batches(x, y, 2, np.random.default_rng(0)))

    np.testing.assert_array_equal(x, X)


def test_data_of_different_length_are_refused_by_the_first_batch():
    with pytest.raises(ValueError, match="the same length, got 5 and 4"):
        next(batches(X, Y[:4], 2))


def test_too_large_a_batch_is_refused_only_if_it_would_be_dropped():
    with pytest.raises(ValueError, match="no batch of 6"):
        next(batches(X, Y, 6, drop_last=True))


# minibatch_gradient_descent


def test_path_goes_from_batch_to_batch():
    # Rate 0.25 goes halfway to the mean of the batch: 0 -> 6 halfway is 3 -> 2 halfway is 2.5; then 2.5 -> 6 is 4.25
    path = minibatch_gradient_descent(to_the_mean, np.array([4.0, 8.0, 2.0]), np.zeros(3), 0, 0.25, 2, 2)

    np.testing.assert_array_equal(path, [0.0, 3.0, 2.5, 4.25, 3.125])


def test_no_epoch_leaves_the_start_alone():
    path = minibatch_gradient_descent(to_the_mean, X, Y, np.array([[1, 2]]), 0.25, 2, 0)

    np.testing.assert_array_equal(path, [[[1.0, 2.0]]])


def test_one_batch_of_everything_is_gradient_descent():
    x = np.array([0.5, 2.0, -1.0])

    path = minibatch_gradient_descent(to_the_mean, x, x, np.array([1.0, 5.0]), 0.1, 3, 6)

    np.testing.assert_allclose(path, gradient_descent(lambda p: 2 * (p - np.mean(x)), [1.0, 5.0], 0.1, 6), atol=1e-15)


@given(n_samples=integers(1, 12), batch_size=integers(1, 15), epochs=integers(0, 4), seed=integers(0, 9))
def test_every_epoch_asks_once_a_batch_and_sees_every_sample_in_a_new_order(n_samples, batch_size, epochs, seed):
    seen = []

    def gradient(p, x_batch, y_batch):
        np.testing.assert_array_equal(y_batch, -x_batch)
        seen.append(x_batch)
        return 0.0

    x = np.arange(n_samples)
    path = minibatch_gradient_descent(gradient, x, -x, 0.0, 0.1, batch_size, epochs, np.random.default_rng(seed))

    assert len(seen) == len(path) - 1 == parameter_updates(n_samples, batch_size, epochs)
    if epochs:
        orders = np.concatenate(seen).reshape(epochs, n_samples)
        np.testing.assert_array_equal(np.sort(orders, axis=1), np.tile(x, (epochs, 1)))


def test_orders_of_two_epochs_differ():
    seen = []

    minibatch_gradient_descent(
        lambda p, x, y: seen.append(x) or 0.0, np.arange(20), Y.repeat(4), 0.0, 0.1, 20, 2, np.random.default_rng(0)
    )

    assert not np.array_equal(seen[0], seen[1])


def test_path_agrees_with_torch_sgd():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(6)
    x, y, w0 = rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)
    w = torch.tensor(w0, requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=0.05)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.tensor(x), torch.tensor(y)), batch_size=3)
    path = [w0]
    for _ in range(3):
        for x_batch, y_batch in loader:
            optimiser.zero_grad()
            torch.nn.functional.mse_loss(x_batch @ w, y_batch).backward()
            optimiser.step()
            path.append(w.detach().numpy().copy())

    def gradient(w, x_batch, y_batch):
        return 2 * x_batch.T @ (x_batch @ w - y_batch) / len(y_batch)

    np.testing.assert_allclose(minibatch_gradient_descent(gradient, x, y, w0, 0.05, 3, 3), path, rtol=1e-12)


# The misconceptions


def test_misconceptions_have_unique_ids_of_this_topic():
    ids = [misconception.id for misconception in MISCONCEPTIONS]

    assert len(set(ids)) == len(ids)
    assert all(name.startswith("batches/") for name in ids)


def claims():
    """The numbers that the explanations give to the student."""
    wrong = {m.id.removeprefix("batches/"): m.wrong for m in MISCONCEPTIONS}
    three = np.array([4.0, 8.0, 2.0])

    def gradients(name):
        asked = []
        wrong[name]["minibatch_gradient_descent"](
            lambda p, x, y: asked.append(x.tolist()) or 0.0, np.arange(10), np.arange(10), 0.0, 0.1, 4, 2
        )
        return asked

    return {
        "last-batch-lost": (wrong["last-batch-lost"]["iterations_per_epoch"](10, 4), 2),
        "one-batch-too-many": (wrong["one-batch-too-many"]["iterations_per_epoch"](10, 5), 3),
        "rounds-to-the-nearest": (wrong["rounds-to-the-nearest"]["iterations_per_epoch"](9, 4), 2),
        "ignores-drop-last": (len(list(wrong["ignores-drop-last"]["batches"](X, Y, 2, None, True))), 3),
        "drop-last-the-wrong-way-round": (
            [len(list(wrong["drop-last-the-wrong-way-round"]["batches"](X, Y, 2, None, drop))) for drop in (0, 1)],
            [2, 3],
        ),
        "epochs-taken-for-updates": (wrong["epochs-taken-for-updates"]["parameter_updates"](10, 4, 2), 2),
        "one-epoch-only": (wrong["one-epoch-only"]["parameter_updates"](10, 4, 2), 3),
        "one-update-per-sample": (wrong["one-update-per-sample"]["parameter_updates"](10, 4, 1), 10),
        "epochs-run-together": (wrong["epochs-run-together"]["parameter_updates"](10, 4, 2), 5),
        "epochs-run-together, third batch": (gradients("epochs-run-together")[2], [8, 9, 0, 1]),
        "gradient-of-all-the-data": (gradients("gradient-of-all-the-data")[0], list(range(10))),
        "one-row-per-epoch": (
            len(wrong["one-row-per-epoch"]["minibatch_gradient_descent"](to_the_mean, three, three, 0.0, 0.25, 2, 1)),
            2,
        ),
        "truncates-to-integers": (
            wrong["truncates-to-integers"]["minibatch_gradient_descent"](
                lambda p, x, y: -0.75, three, three, 0, 1.0, 3, 1
            ).tolist(),
            [0, 0],
        ),
    }


@pytest.mark.parametrize("name", claims())
def test_explanation_tells_the_number_that_the_wrong_answer_gives(name):
    got, told = claims()[name]

    assert got == told


@pytest.mark.parametrize("name", ["sampling-with-replacement", "each-batch-drawn-anew"])
def test_sampling_leaves_a_good_third_of_the_samples_unseen(name):
    # Of n draws with replacement (1 - 1/n)^n -> 1/e = 0.368 miss a sample.
    batches = next(m.wrong["batches"] for m in MISCONCEPTIONS if m.id == f"batches/{name}")
    x = np.arange(20_000)

    seen = np.concatenate([x_batch for x_batch, _ in batches(x, x, 10, np.random.default_rng(0))])

    assert 1 - len(np.unique(seen)) / len(x) == pytest.approx(1 / np.e, abs=0.01)
