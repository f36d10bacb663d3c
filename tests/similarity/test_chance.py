"""How likely a likeness is: measured on the class, careful where little is known."""

import numpy as np
import pytest

from gradiente.similarity.chance import likeness, shares, together, weights_of


def test_what_everybody_has_weighs_next_to_nothing():
    weights = weights_of([{1, 2}, {1, 3}, {1, 4}, {1, 5}])

    assert weights[1] < weights[2] / 5


def test_an_answer_from_elsewhere_makes_what_it_has_more_ordinary():
    alone, beside = weights_of([{1}, {1}, {2}, {3}]), weights_of([{1}, {1}, {2}, {3}], [{1}])

    assert beside[1] / beside[2] < alone[1] / alone[2]


def test_likeness_is_one_for_the_same_and_nothing_for_nothing():
    sets = [{1, 2}, {1, 2}, {3}, set()]
    found = likeness(sets, weights_of(sets))

    assert found[0, 1] == 1
    assert found[0, 2] == 0
    assert np.isnan(found[0, 3])


def test_the_share_counts_the_other_pairs_only():
    # Five students; 0 and 1 are the same, 1 and 2 nearly: but that pair has 1 in it, and does not count.
    alike = np.zeros((5, 5))
    alike[0, 1] = alike[1, 0] = 1.0
    alike[1, 2] = alike[2, 1] = 1.0
    alike[3, 4] = alike[4, 3] = 1.0

    found = dict(zip(zip(*np.triu_indices(5, 1), strict=True), shares(alike), strict=True))

    # Of 2, 3, 4 there are three pairs, and (3, 4) is as alike: it and the pair itself, of three and itself.
    assert found[0, 1] == pytest.approx(2 / 4)
    assert found[0, 2] == 1.0


def test_chance_alone_gives_no_smaller_numbers_than_it_should():
    """Students who draw each function from many: the least of all numbers is about one pair, not a thousandth."""
    rng = np.random.default_rng(0)
    least = []
    for _ in range(20):
        students, functions = 40, 6
        columns = []
        for _ in range(functions):
            ways = rng.integers(0, 12, students)
            columns.append(shares(np.equal.outer(ways, ways).astype(float)))
        numbers = together(np.array(columns).T)
        least.append(numbers.min() * len(numbers))

    assert np.mean(np.array(least) < 0.1) <= 0.15
    assert np.median(least) > 0.3


def test_a_pair_alike_in_everything_stands_out_where_ways_are_many_and_not_where_they_are_few():
    rng = np.random.default_rng(1)

    def number(ways_of_a_function):
        columns = []
        for _ in range(8):
            ways = rng.integers(0, ways_of_a_function, 50)
            ways[1] = ways[0]
            columns.append(shares(np.equal.outer(ways, ways).astype(float)))
        numbers = together(np.array(columns).T)
        return numbers[0] * len(numbers)

    assert number(30) < 1e-4
    assert number(1) > 1


def test_who_handed_in_nothing_common_is_not_likely_or_unlikely():
    assert together(np.array([[np.nan, np.nan], [0.5, 1.0]]))[0] == 1
