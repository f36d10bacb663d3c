"""The reference of topic 13 against numbers worked by hand, statistics, and torch."""

import math
from itertools import pairwise

import numpy as np
import pytest

from cnn_reference.hyperparameters import (
    coarse_to_fine,
    draw,
    grid,
    k_folds,
    narrowed,
    random_search,
    step_decay,
)


@pytest.fixture
def rng():
    return np.random.default_rng(13)


def share_error(share, n):
    """Six standard errors of a share of n."""
    return 6 * math.sqrt(share * (1 - share) / n)


# -- grid ---------------------------------------------------------------------------------------------------


def test_grid_of_two_by_three_with_the_last_name_fastest():
    points = grid({"a": [1, 2], "b": ["x", None, (3, 3)]})

    assert points == [
        {"a": 1, "b": "x"},
        {"a": 1, "b": None},
        {"a": 1, "b": (3, 3)},
        {"a": 2, "b": "x"},
        {"a": 2, "b": None},
        {"a": 2, "b": (3, 3)},
    ]


def test_grid_has_the_product_of_the_lengths_and_no_point_twice():
    points = grid({"a": range(2), "b": range(3), "c": range(4)})

    assert len(points) == 2 * 3 * 4
    assert len({tuple(point.values()) for point in points}) == 24


def test_grid_of_one_name_and_of_none():
    assert grid({"a": [3, 1]}) == [{"a": 3}, {"a": 1}]
    assert grid({"a": [1], "b": []}) == []
    assert grid({}) == [{}]


def test_points_of_a_grid_are_dicts_of_their_own():
    first, second = grid({"a": [1, 2]})

    first["a"] = 5

    assert second == {"a": 2}


# -- random_search ------------------------------------------------------------------------------------------


def test_uniform_values_fill_their_range_evenly(rng):
    # 2000 values all miss the last hundredth of the range with probability 0.99**2000 = 2e-9.
    values = np.array([point["x"] for point in random_search({"x": ("uniform", -2, 6)}, 2000, rng)])

    assert -2 <= values.min() < -1.92
    assert 5.92 < values.max() <= 6
    assert values.mean() == pytest.approx(2.0, abs=6 * 8 / math.sqrt(12 * 2000))


def test_each_decade_of_a_log_range_is_as_likely(rng):
    values = np.array([point["x"] for point in random_search({"x": ("log_uniform", 1e-4, 1.0)}, 4000, rng)])

    for low, high in pairwise([1e-4, 1e-3, 1e-2, 1e-1, 1.0]):
        assert np.mean((low <= values) & (values < high)) == pytest.approx(0.25, abs=share_error(0.25, 4000))


def test_choices_are_equally_likely_and_the_very_objects(rng):
    listed = [None, (3, 3), "adam", [1, 2]]

    values = [point["x"] for point in random_search({"x": ("choice", listed)}, 4000, rng)]

    for one in listed:
        assert sum(value is one for value in values) / 4000 == pytest.approx(0.25, abs=share_error(0.25, 4000))


def test_values_of_different_names_are_independent(rng):
    space = {"a": ("uniform", 0, 1), "b": ("uniform", 0, 1)}

    points = random_search(space, 2000, rng)

    both = np.mean([point["a"] < 0.5 and point["b"] < 0.5 for point in points])
    assert both == pytest.approx(0.25, abs=share_error(0.25, 2000))


def test_no_points_are_no_points(rng):
    assert random_search({"x": ("uniform", 0, 1)}, 0, rng) == []


# -- coarse_to_fine -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "width", "center", "wanted"),
    [
        (("uniform", 0.0, 8.0), 0.5, 4.0, (2.0, 6.0)),
        (("uniform", 0.0, 8.0), 0.5, 1.0, (0.0, 4.0)),  # would begin at -1
        (("uniform", 0.0, 8.0), 0.25, 8.0, (6.0, 8.0)),  # would end at 9
        (("log_uniform", 1.0, 256.0), 0.5, 16.0, (4.0, 64.0)),  # 8 octaves become 4: two to each side of 2**4
        (("log_uniform", 1.0, 256.0), 0.5, 1.0, (1.0, 16.0)),
    ],
)
def test_narrowed_ranges_of_worked_numbers(first, width, center, wanted):
    kind, low, high = narrowed(first, width, center)

    assert kind == first[0]
    assert (low, high) == pytest.approx(wanted)
    assert first[1] <= low < high <= first[2]


def test_a_choice_is_not_narrowed():
    assert narrowed(("choice", ["a", "b"]), 0.5, "a") == ("choice", ["a", "b"])


class Noted:
    """An objective that notes its points."""

    def __init__(self, function):
        self.function, self.points, self.values = function, [], []

    def __call__(self, point):
        self.points.append(dict(point))
        self.values.append(self.function(point))
        return self.values[-1]


@pytest.mark.parametrize(("rounds", "n"), [(1, 1), (1, 7), (4, 1), (3, 5)])
def test_best_and_value_are_the_lowest_of_exactly_rounds_times_n_calls(rounds, n, rng):
    objective = Noted(lambda point: (point["x"] - 1) ** 2)

    best, value = coarse_to_fine(objective, {"x": ("uniform", -5, 5)}, rounds, n, rng)

    assert len(objective.points) == rounds * n
    assert value == min(objective.values)
    assert best == objective.points[objective.values.index(value)]


def test_rounds_stay_in_ranges_about_the_best_point_of_all_rounds(rng):
    # The first round has the best point; all later ones are worse, the nearer to it the worse.
    def leading(point):
        x = point["x"]
        return abs(x - 4) if len(objective.points) <= 50 else 10 - abs(x - center())

    def center():
        return objective.points[int(np.argmin(objective.values[:50]))]["x"]

    objective = Noted(leading)
    best, _ = coarse_to_fine(objective, {"x": ("uniform", 0.0, 8.0)}, 3, 50, rng, shrink=0.5)

    x = np.array([point["x"] for point in objective.points])
    assert best["x"] == center()
    assert np.all(np.abs(x[50:100] - center()) <= 2)
    assert np.all(np.abs(x[100:] - center()) <= 1)
    assert np.abs(x[50:100] - center()).max() > 1.5


@pytest.mark.parametrize("sign", [1, -1])
def test_no_point_leaves_the_first_ranges(sign, rng):
    space = {"x": ("uniform", 1.0, 3.0), "rate": ("log_uniform", 1e-4, 1e-1)}
    objective = Noted(lambda point: sign * (point["x"] + point["rate"]))

    coarse_to_fine(objective, space, 5, 20, rng)

    for name, (_, low, high) in space.items():
        values = [point[name] for point in objective.points]
        assert low <= min(values)
        assert max(values) <= high


def test_choices_keep_their_list_in_every_round(rng):
    space = {"x": ("uniform", 0, 1), "kind": ("choice", ["a", "b"])}
    objective = Noted(lambda point: 0.0 if point["kind"] == "a" else 1.0)

    coarse_to_fine(objective, space, 3, 40, rng)

    for first in (0, 40, 80):
        assert {point["kind"] for point in objective.points[first : first + 40]} == {"a", "b"}


def test_coarse_to_fine_beats_random_search_on_a_bowl():
    def bowl(point):
        return (point["x"] - 1.234) ** 2 + math.log10(point["rate"] / 3e-3) ** 2

    space = {"x": ("uniform", -5, 5), "rate": ("log_uniform", 1e-6, 1.0)}

    fine = [coarse_to_fine(bowl, space, 6, 20, np.random.default_rng(seed))[1] for seed in range(20)]
    plain = [min(map(bowl, random_search(space, 120, np.random.default_rng(seed)))) for seed in range(20)]

    assert np.median(fine) < np.median(plain) / 10


def test_an_objective_that_is_infinite_everywhere_still_has_a_best_point(rng):
    best, value = coarse_to_fine(lambda point: math.inf, {"x": ("uniform", 0, 1)}, 2, 3, rng)

    assert value == math.inf
    assert 0 <= best["x"] <= 1


def test_the_space_is_left_as_it_was(rng):
    space = {"x": ("uniform", 0, 1), "kind": ("choice", ["a", "b"])}

    coarse_to_fine(lambda point: point["x"], space, 3, 4, rng)

    assert space == {"x": ("uniform", 0, 1), "kind": ("choice", ["a", "b"])}


# -- step_decay ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("epoch", "options", "wanted"),
    [
        (0, {}, 0.8),
        (9, {}, 0.8),
        (10, {}, 0.4),
        (25, {}, 0.2),
        (3, {"drop": 0.1, "every": 3}, 0.08),
        (7, {"drop": 0.25, "every": 1}, 0.8 / 4**7),
    ],
)
def test_step_decay_of_worked_epochs(epoch, options, wanted):
    assert step_decay(0.8, epoch, **options) == pytest.approx(wanted)


def test_step_decay_is_that_of_torch():
    torch = pytest.importorskip("torch")
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.3)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, step_size=4, gamma=0.2)

    for epoch in range(20):
        assert step_decay(0.3, epoch, 0.2, 4) == pytest.approx(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()


# -- k_folds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "k"), [(6, 3), (7, 3), (11, 4), (5, 5), (100, 7), (2, 2)])
def test_every_sample_is_validated_once_and_trained_on_otherwise(n, k, rng):
    folds = k_folds(n, k, rng)

    assert len(folds) == k
    assert sorted(np.concatenate([validation for _, validation in folds])) == list(range(n))
    for train, validation in folds:
        assert sorted([*train, *validation]) == list(range(n))
        assert n // k <= len(validation) <= n // k + 1
        assert train.dtype.kind == "i"


def test_which_samples_share_a_fold_is_random(rng):
    # Six samples in pairs: of the five others each is as likely to be the partner.
    partners = np.zeros(6)
    for _ in range(1000):
        fold = next(validation for _, validation in k_folds(6, 3, rng) if 0 in validation)
        partners[fold[fold != 0]] += 1

    assert partners[0] == 0
    assert partners[1:] / 1000 == pytest.approx(np.full(5, 0.2), abs=share_error(0.2, 1000))


# -- what all of them keep to -------------------------------------------------------------------------------

RANDOM = {
    "draw": lambda rng: draw(("log_uniform", 1e-3, 1.0), rng),
    "random_search": lambda rng: random_search({"x": ("uniform", 0, 1)}, 3, rng),
    "coarse_to_fine": lambda rng: coarse_to_fine(lambda point: point["x"], {"x": ("uniform", 0, 1)}, 2, 3, rng),
    "k_folds": lambda rng: [fold.tolist() for _, fold in k_folds(20, 4, rng)],
}


@pytest.mark.parametrize("name", RANDOM)
def test_draws_come_from_the_given_generator(name):
    before = np.random.get_state()[1].copy()
    rng = np.random.default_rng(3)

    first, second = RANDOM[name](rng), RANDOM[name](rng)

    assert first == RANDOM[name](np.random.default_rng(3))
    assert first != second
    np.testing.assert_array_equal(np.random.get_state()[1], before)
