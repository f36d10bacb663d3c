"""A track stays on one side."""

import doctest

import numpy as np
import pytest

from cnn_reference.data import splits, synthetic
from cnn_reference.data.splits import split_by_track, split_in_three


@pytest.fixture(scope="module")
def signs():
    return synthetic.draw_tracks(np.random.default_rng(0), tracks=2, pictures=3)


def tracks_of(signs, indices):
    return {(int(signs.labels[i]), int(signs.tracks[i])) for i in indices}


def test_the_example_in_the_docstring():
    assert doctest.testmod(splits).failed == 0


@pytest.mark.parametrize("seed", range(3))
def test_no_track_is_on_two_sides_and_no_class_is_missing_on_any(signs, seed):
    parts = split_in_three(signs.labels, signs.tracks, 0.1, 0.2, np.random.default_rng(seed))

    tracks = [tracks_of(signs, part) for part in parts]
    assert sorted(np.concatenate(parts).tolist()) == list(range(len(signs)))
    assert sum(map(len, tracks)) == len(set.union(*tracks))
    for part in (parts[0], parts[2]):
        assert len(np.unique(signs.labels[part])) == 43


def test_the_share_is_one_of_tracks_in_every_class(signs):
    _, test = split_by_track(signs.labels, signs.tracks, 0.25, np.random.default_rng(0))

    for label in range(43):
        whole = len(np.unique(signs.tracks[signs.labels == label]))
        chosen = len(np.unique(signs.tracks[test][signs.labels[test] == label]))
        assert abs(chosen - 0.25 * whole) <= 1


def test_the_test_set_does_not_depend_on_the_size_of_the_validation_set(signs):
    first, second = (
        split_in_three(signs.labels, signs.tracks, share, 0.2, np.random.default_rng(5))[2] for share in (0.1, 0.3)
    )

    assert np.array_equal(first, second)


def test_tracks_of_different_classes_are_different_tracks_even_with_one_number():
    labels, tracks = np.repeat([0, 1, 2, 3], 4), np.tile([0, 0, 1, 1], 4)

    train, test = split_by_track(labels, tracks, 0.5, np.random.default_rng(0))

    assert len(train) == len(test) == 8
