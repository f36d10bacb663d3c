"""The reference against numbers worked by hand, and properties."""

import pytest

from cnn_reference.@TOPIC@ import weighted_mean


def test_a_value_of_weight_two_counts_twice():
    # (1 + 1 + 4) / 3
    assert weighted_mean([1.0, 4.0], [2.0, 1.0]) == 2.0


def test_equal_weights_give_the_mean():
    assert weighted_mean([1.0, 2.0, 6.0], [5.0, 5.0, 5.0]) == pytest.approx(3.0)


def test_twice_the_weights_change_nothing():
    assert weighted_mean([1.0, 7.0], [1.0, 3.0]) == weighted_mean([1.0, 7.0], [2.0, 6.0])


@pytest.mark.parametrize(
    ("values", "weights"), [([], []), ([1.0], [1.0, 2.0]), ([1.0, 2.0], [1.0, -1.0]), ([1.0], [0.0])]
)
def test_what_has_no_mean_is_refused(values, weights):
    with pytest.raises(ValueError, match="expected"):
        weighted_mean(values, weights)
