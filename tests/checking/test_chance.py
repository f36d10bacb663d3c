"""The tolerances of random checks: wide enough for a right answer, as narrow as they can be."""

import math

import numpy as np
import pytest

from gradiente.checking import (
    Disagreement,
    assert_holds,
    assert_measures,
    assert_share,
    binomial_bounds,
    mean_tolerance,
    normal_mean_tolerance,
    normal_std_tolerance,
    uniform_std_tolerance,
)
from gradiente.checking.evidence import recording


@pytest.mark.parametrize(("n", "probability"), [(10, 0.5), (40, 0.03), (25, 0.9)])
@pytest.mark.parametrize("false_alarm", [0.1, 0.01])
def test_binomial_bounds_are_the_tightest(n, probability, false_alarm):
    chance = [math.comb(n, k) * probability**k * (1 - probability) ** (n - k) for k in range(n + 1)]

    low, high = binomial_bounds(n, probability, false_alarm)

    assert sum(chance[:low]) <= false_alarm / 2 < sum(chance[: low + 1])
    assert sum(chance[high + 1 :]) <= false_alarm / 2 < sum(chance[high:])


def test_bounds_of_many_trials_lie_where_the_normal_puts_them():
    low, high = binomial_bounds(100_000, 0.5, 1e-13)

    # 7.44 standard errors of sqrt(100,000) / 2 = 158
    assert low == pytest.approx(50_000 - 7.44 * 158.1, abs=10)
    assert high == pytest.approx(50_000 + 7.44 * 158.1, abs=10)


@pytest.mark.parametrize("false_alarm", [0.05, 0.001])
def test_tolerances_are_kept_by_right_draws_at_least_as_often_as_they_promise(false_alarm):
    rng = np.random.default_rng(0)
    normals, uniforms = rng.normal(0, 3, (4000, 50)), rng.uniform(2, 5, (4000, 50))

    missed = [
        np.mean(np.abs(normals.mean(axis=1)) > normal_mean_tolerance(50, 3.0, false_alarm)),
        np.mean(np.abs(normals.std(axis=1) - 3) > normal_std_tolerance(50, 3.0, false_alarm)),
        np.mean(np.abs(uniforms.mean(axis=1) - 3.5) > mean_tolerance(50, 3.0, false_alarm)),
        np.mean(
            np.abs(uniforms.std(axis=1) - math.sqrt(0.75)) > uniform_std_tolerance(50, math.sqrt(0.75), false_alarm)
        ),
    ]

    _, most = binomial_bounds(4000, false_alarm, 1e-9)
    assert max(missed) <= most / 4000


def test_the_mean_of_normals_is_bounded_exactly():
    assert normal_mean_tolerance(4, 2.0, 0.05) == pytest.approx(1.959964)


def test_the_spread_of_many_uniforms_is_bounded_to_three_per_cent():
    # 60,000 draws: squares within 4.8 % of 1 and a mean within 0.056 of 0, so 1 - sqrt(1 - 0.048 - 0.003)
    assert uniform_std_tolerance(60_000, 1.0) == pytest.approx(0.026, abs=1e-3)
    assert uniform_std_tolerance(60_000, 0.01) == pytest.approx(0.01 * uniform_std_tolerance(60_000, 1.0))


def test_a_share_outside_its_bounds_is_a_finding():
    low, _ = binomial_bounds(1000, 0.25)

    assert_share(low, 1000, 0.25, "P(kept)")
    with pytest.raises(Disagreement):
        assert_share(500, 1000, 0.25, "P(kept)")


def test_a_share_of_a_number_of_draws_that_was_not_fixed_has_a_part_of_the_chance_for_each_number():
    low, _ = binomial_bounds(1000, 0.25, 0.01)
    lower, _ = binomial_bounds(1000, 0.25, 0.005)
    assert lower < low

    with recording() as log:
        assert_share(lower, 1000, 0.25, "P(kept)", 0.01, looks=2)

    assert log.false_alarm == 0.01
    with pytest.raises(Disagreement):
        assert_share(lower, 1000, 0.25, "P(kept)", 0.01)


def test_what_could_fail_by_chance_is_added_up():
    with recording() as log:
        assert_share(500, 1000, 0.5, "P(kept)", false_alarm=1e-6)
        assert_measures(0.0, 0.0, 1.0, false_alarm=2e-6)
        assert_holds(True, "same-draws", false_alarm=4e-6)
        assert_measures(3, 3, 0, "calls")

    assert log.false_alarm == pytest.approx(7e-6)
