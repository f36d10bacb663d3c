"""Training: it learns, it stops, it repeats itself, and it tells what happened."""

import copy
import math
import multiprocessing
import sys
import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.evaluation import best_epoch
from cnn_reference.network import SGD, History, NetworkError, NeuralNetwork, ShapeError
from cnn_reference.network.augmentations import rotate_and_shift
from cnn_reference.network.schedules import stepped
from cnn_reference.regularization import weight_decay_step

BARS = 240


def bars(seed=0, count=BARS):
    """Noisy 8 x 8 images of a horizontal (0), a vertical (1) and a diagonal (2) bar."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(0, 0.3, (count, 8, 8, 1)), np.arange(count) % 3
    for image, label in zip(x, y, strict=True):
        at = rng.integers(2, 6)
        if label == 0:
            image[at, :, 0] += 1
        elif label == 1:
            image[:, at, 0] += 1
        else:
            image[range(8), range(8), 0] += 1
    return x.astype(np.float32), y


def small(seed=0, **options):
    network = NeuralNetwork(seed=seed, **options).input([8, 8, 1])
    return network.conv([3, 3, 8]).max_pool().relu().flatten().dropout(0.1).dense(3)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov", "adam"])
def test_every_optimizer_learns_bars_that_it_has_not_seen(optimizer):
    network = small()
    rate = {"sgd": 0.3, "momentum": 0.05, "nesterov": 0.05, "adam": 0.01}[optimizer]

    history = network.fit(*bars(), epochs=12, batch_size=32, optimizer=optimizer, learning_rate=rate)

    assert network.evaluate(*bars(seed=1)).accuracy > 0.95  # a guess has 0.33
    assert history.loss[-1] < history.loss[0] / 3


@pytest.mark.parametrize("fast", [True, False])
def test_one_seed_gives_one_training_to_the_last_bit(fast):
    count = 40 if not fast else BARS
    x, y = bars(count=count)
    trained = []
    for seed in (5, 5, 6):
        network = small(seed, fast=fast)
        history = network.fit(x, y, epochs=2, batch_size=16, augment=rotate_and_shift(10, 1), learning_rate=0.01)
        trained.append((network.parameters, history))

    for name, value in trained[0][0].items():
        assert_array_equal(value, trained[1][0][name])
        assert np.any(value != trained[2][0][name])
    assert trained[0][1].loss == trained[1][1].loss


def test_the_number_of_threads_changes_nothing():
    networks = [small(threads=threads) for threads in (1, 3)]
    for network in networks:
        network.fit(*bars(), epochs=2, batch_size=150)
    for name, value in networks[0].parameters.items():
        assert_array_equal(value, networks[1].parameters[name])


@pytest.mark.skipif(sys.platform != "linux", reason="forks beside threads are for Linux")
def test_a_network_that_has_run_can_be_copied_and_used_in_a_forked_process():
    """The copy must not share the threads, and the fork has none: waiting for them would be for ever."""
    network = small(threads=2)
    network.fit(*bars(), epochs=1)

    copied = copy.deepcopy(network)
    assert copied.fit(*bars(), epochs=1).loss == network.fit(*bars(), epochs=1).loss

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: that is what is tried
        receiver, sender = multiprocessing.get_context("fork").Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(
            target=lambda: sender.send(network.fit(*bars(), epochs=1).loss)
        )
        process.start()
    try:
        assert receiver.poll(60)
        assert receiver.recv() == copied.fit(*bars(), epochs=1).loss
    finally:
        process.kill()
        process.join()


def test_plain_and_fast_training_take_the_same_path():
    x, y = bars(count=48)
    networks = [small(fast=fast, dtype=np.float64) for fast in (True, False)]
    histories = [network.fit(x, y, epochs=2, batch_size=20, optimizer="momentum", l2=0.01) for network in networks]

    assert_allclose(histories[0].loss, histories[1].loss, rtol=1e-9)
    assert histories[0].accuracy == histories[1].accuracy
    for name, value in networks[0].parameters.items():
        assert_allclose(value, networks[1].parameters[name], rtol=1e-8, atol=1e-10)


def test_one_update_by_hand():
    """One sample, one weight: z = 2 w + b = 1, dL/dz = 2 (1 - 3) = -4, so w gains 0.1 * 8 and b 0.1 * 4."""
    network = NeuralNetwork(dtype=np.float64).input([1]).dense(1, init=lambda shape, rng: np.full(shape, 0.5))

    history = network.fit(
        np.array([[2.0]]), np.array([3.0]), 1, loss="mean_squared_error", optimizer=SGD(0.1), learning_rate=0.1
    )

    assert network.parameters["1.dense.w"][0, 0] == pytest.approx(1.3)
    assert network.parameters["1.dense.b"][0] == pytest.approx(0.4)
    assert history.loss == pytest.approx([4.0])
    assert math.isnan(history.accuracy[0])
    assert history.line(0) == "0 Train: 4.000"


@pytest.mark.parametrize("how", ["l2", "weight_decay"])
def test_with_sgd_penalty_and_decay_are_the_textbooks_weight_decay(how):
    network, free = (NeuralNetwork(seed=1, dtype=np.float64).input([4]).dense(3) for _ in range(2))
    for one in (network, free):
        one.parameters["1.dense.b"][...] = [1, -2, 3]  # biases cost nothing, however large
    x, y = np.random.default_rng(0).normal(size=(6, 4)), np.arange(6) % 3
    w, b = (free.parameters[f"1.dense.{name}"].copy() for name in "wb")
    _, gradients = free.loss_and_gradients(x, y)

    history = network.fit(x, y, 1, batch_size=6, optimizer="sgd", learning_rate=0.5, **{how: 0.2})

    expected = weight_decay_step(w, gradients["1.dense.w"], 0.5, 0.2)
    assert_allclose(network.parameters["1.dense.w"], expected, rtol=1e-12)
    assert_allclose(network.parameters["1.dense.b"], b - 0.5 * gradients["1.dense.b"], rtol=1e-12)
    penalty = 0.1 * np.sum(network.parameters["1.dense.w"] ** 2) if how == "l2" else 0
    assert history.penalty == pytest.approx([penalty])


def test_early_stopping_keeps_the_textbooks_best_epoch():
    """The labels are noise: on other data the loss soon rises."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 6)), rng.integers(0, 2, 40)
    validation = rng.normal(size=(40, 6)), rng.integers(0, 2, 40)
    network = NeuralNetwork(dtype=np.float64).input([6]).dense(50).tanh().dense(2)

    history = network.fit(x, y, 60, 10, learning_rate=0.02, validation=validation, patience=3)

    assert history.stopped_early
    assert history.kept_epoch == best_epoch(np.array(history.validation_loss), 3)
    assert len(history) == history.kept_epoch + 4 < 60
    assert network.evaluate(*validation).loss == pytest.approx(history.validation_loss[history.kept_epoch], rel=1e-12)


def test_without_early_stopping_the_last_epoch_is_kept():
    network = small()
    history = network.fit(*bars(), epochs=3, validation=bars(seed=1))

    assert (history.kept_epoch, history.stopped_early, history.diverged) == (2, False, False)
    assert network.evaluate(*bars(seed=1)).accuracy == history.validation_accuracy[2]
    assert history.line(2) == f"2 Train: {history.accuracy[2]:.3f} dev: {history.validation_accuracy[2]:.3f}"


def test_a_schedule_is_asked_before_every_update():
    asked = []

    def schedule(time):
        asked.append(time)
        return stepped(0.5, every=1)(time)

    history = small().fit(*bars(), epochs=2, batch_size=80, schedule=schedule)

    # at the beginning of the epoch for the history, and three times for the updates
    assert asked == pytest.approx([0, 0, 1 / 3, 2 / 3, 1, 1, 4 / 3, 5 / 3])
    assert history.learning_rate == [0.5, 0.25]


def test_augmentation_sees_the_batches_and_not_the_validation_data():
    seen = []

    def augment(images, rng):
        seen.append(len(images))
        return images * 0

    network = NeuralNetwork().input([8, 8, 1]).flatten().dense(3)
    history = network.fit(*bars(), epochs=1, batch_size=100, augment=augment, validation=bars(seed=1))

    assert seen == [100, 100, 40]
    assert_array_equal(network.layers[1].gradients["w"], np.zeros((64, 3)))  # black images teach no weight
    assert history.validation_accuracy[0] > 0


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("loss", ["mean_squared_error", "cross_entropy"])
def test_a_training_that_blows_up_ends_and_says_so_without_a_shower_of_warnings(loss, fast, capsys):
    network = NeuralNetwork(fast=fast).input([3]).dense(8).dense(8).dense(2)
    x = 100 * np.random.default_rng(0).normal(size=(300, 3))

    history = network.fit(x, np.arange(300) % 2, 50, loss=loss, optimizer="sgd", learning_rate=1e9, progress=True)

    assert history.diverged
    assert len(history) < 50
    assert capsys.readouterr().err.splitlines()[-1] == (
        "The loss is no finite number any more: try a lower learning rate."
    )


def test_a_second_fit_goes_on():
    network = small()
    first = network.fit(*bars(), epochs=3, learning_rate=0.01)
    second = network.fit(*bars(), epochs=3, learning_rate=0.01)
    assert second.loss[0] < first.loss[0]


def test_frozen_layers_stay_while_the_head_learns():
    network = small().freeze(3)
    before = {name: value.copy() for name, value in network.parameters.items()}

    network.fit(*bars(), epochs=5, learning_rate=0.02, weight_decay=0.1)

    assert_array_equal(network.parameters["1.conv.w"], before["1.conv.w"])
    assert np.all(network.parameters["6.dense.w"] != before["6.dense.w"])


def test_a_network_frozen_whole_is_trained_without_effect():
    network = small()
    before = {name: value.copy() for name, value in network.parameters.items()}
    history = network.freeze(6).fit(*bars(), epochs=2, weight_decay=0.1)
    for name, value in network.parameters.items():
        assert_array_equal(value, before[name])
    assert len(history) == 2


def test_binary_classifiers_and_regressions_are_evaluated():
    x = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    binary = NeuralNetwork().input([1]).dense(1, init=lambda shape, rng: np.ones(shape)).sigmoid()

    result = binary.evaluate(x, np.array([0, 1, 1, 1]), loss="binary_cross_entropy")
    # -log(1 - p) of the first, -log p of the others; p = 1 / (1 + exp(-x))
    expected = np.mean([math.log(1 + math.exp(z)) for z in (-2, 1, -1, -2)])
    assert result.loss == pytest.approx(expected, rel=1e-6)
    assert result.accuracy == 0.75
    assert_array_equal(binary.predict(x), [0, 0, 1, 1])
    assert_allclose(binary.predict_proba(x)[:, 0], 1 / (1 + np.exp(-x[:, 0])), rtol=1e-6)

    line = NeuralNetwork().input([1]).dense(1, init=lambda shape, rng: np.ones(shape))
    assert math.isnan(line.evaluate(x, np.array([0.0, 0, 0, 0]), loss="mean_squared_error").accuracy)
    assert line.evaluate(x, np.array([0.0, 0, 0, 0]), loss="mean_squared_error").loss == pytest.approx(2.5)
    with pytest.raises(NetworkError, match="one output is no class"):
        line.predict(x)


def test_softmax_at_the_end_changes_the_outputs_and_not_the_loss():
    x, y = bars(count=30)
    without = NeuralNetwork(seed=2).input([8, 8, 1]).flatten().dense(3)
    with_softmax = NeuralNetwork(seed=2).input([8, 8, 1]).flatten().dense(3).softmax()

    assert_allclose(with_softmax.forward(x).sum(axis=1), np.ones(30), rtol=1e-5)
    assert_allclose(with_softmax.predict_proba(x), without.predict_proba(x), rtol=1e-5)
    assert_array_equal(with_softmax.predict(x), without.predict(x))
    assert with_softmax.evaluate(x, y) == without.evaluate(x, y)
    assert_allclose(with_softmax.fit(x, y, 2).loss, without.fit(x, y, 2).loss, rtol=1e-6)


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"patience": 3}, NetworkError, "early stopping needs validation data"),
        ({"patience": 0, "validation": bars()}, NetworkError, "a patience of 1 or more"),
        ({"l2": -1.0}, NetworkError, "of 0 or more, got -1.0 and 0.0"),
        ({"batch_size": 0}, ValueError, "batch_size must be 1 or more"),
        ({"loss": "binary_cross_entropy"}, NetworkError, "end with .sigmoid()"),
    ],
)
def test_nonsense_is_refused_before_the_first_update(how, error, message):
    network = small()
    before = network.parameters["1.conv.w"].copy()
    with pytest.raises(error) as caught:
        network.fit(*bars(), **how)
    assert message in str(caught.value)
    assert_array_equal(network.parameters["1.conv.w"], before)


def test_as_many_labels_as_images():
    with pytest.raises(ShapeError, match="got 240 and 239"):
        small().fit(bars()[0], bars()[1][:-1])


def test_progress_is_a_line_an_epoch_in_the_lectures_form(capsys):
    history = small().fit(*bars(), epochs=2, validation=bars(seed=1), progress=True)

    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [history.line(0), history.line(1)]


def test_on_a_terminal_there_is_a_bar_and_the_lines_stay(capsys, monkeypatch):
    pytest.importorskip("rich")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    history = small().fit(*bars(), epochs=2, progress=True)

    shown = capsys.readouterr().err
    assert history.line(0) in shown
    assert history.line(1) in shown


def test_silence_is_silent(capsys):
    small().fit(*bars(), epochs=1)
    assert capsys.readouterr() == ("", "")


def test_on_epoch_sees_every_epoch_and_the_history_is_plain_data():
    seen = []
    history = small().fit(*bars(), epochs=3, on_epoch=lambda epoch, so_far: seen.append((epoch, len(so_far))))

    assert seen == [(0, 1), (1, 2), (2, 3)]
    assert History(**history.as_dict()) == history
    assert all(seconds > 0 for seconds in history.seconds)


def test_curves_are_drawn_or_say_what_is_missing(tmp_path):
    history = small().fit(*bars(), epochs=2, validation=bars(seed=1))
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        with pytest.raises(NetworkError, match="pip install matplotlib"):
            history.plot(tmp_path / "curves.png")
    else:
        assert history.plot(tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
