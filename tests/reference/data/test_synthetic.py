"""Signs that are drawn."""

import doctest

import numpy as np
import pytest

import cnn_reference.data
from cnn_reference.data import pictograms, synthetic
from cnn_reference.data.sign_names import SIGN_NAMES, SIGN_NAMES_ES


def test_the_example_in_the_docstring():
    assert doctest.testmod(cnn_reference.data, globs={"np": np}).failed == 0


def test_one_seed_gives_one_set():
    first, second, other = (synthetic.draw_tracks(np.random.default_rng(seed), 1, 2) for seed in (7, 7, 8))

    assert np.array_equal(first.images, second.images)
    assert not np.array_equal(first.images, other.images)


def test_classes_are_as_uneven_as_the_real_ones():
    signs = synthetic.draw_tracks(np.random.default_rng(0), tracks=1, pictures=1)

    counts = np.bincount(signs.labels, minlength=43)
    assert counts.tolist() == [round(tracks / 7) for tracks in synthetic.TRACKS_IN_GTSRB]
    assert sum(synthetic.TRACKS_IN_GTSRB) == 1307


def test_every_class_looks_different():
    designs = {
        (*design[:4], pictograms.bitmap(design.pictogram).tobytes(), *design[5:]) for design in synthetic.DESIGNS
    }

    assert len(designs) == len(synthetic.DESIGNS) == len(SIGN_NAMES) == len(SIGN_NAMES_ES) == 43
    assert len(set(SIGN_NAMES)) == len(set(SIGN_NAMES_ES)) == 43


def test_pictures_of_a_track_are_more_alike_than_tracks_of_a_class():
    """That is why a split through tracks leaks, here as in GTSRB."""
    signs = synthetic.draw_tracks(np.random.default_rng(0), tracks=2, pictures=4, balanced=True)
    images = signs.as_floats().reshape(43, 2, 4, -1)

    within = np.abs(images[:, :, 1:] - images[:, :, :-1]).mean()
    between = np.abs(images[:, 0] - images[:, 1]).mean()

    assert within < 0.7 * between


def test_the_region_is_inside_the_picture_and_nearer_signs_are_larger():
    signs = synthetic.draw_tracks(np.random.default_rng(0), tracks=1, pictures=10, balanced=True)

    left, upper, right, lower = signs.rois.T
    assert np.all((left >= 0) & (left < right) & (right <= signs.sizes[:, 0]))
    assert np.all((upper >= 0) & (upper < lower) & (lower <= signs.sizes[:, 1]))
    by_track = signs.sizes[:, 0].reshape(43, 10)
    assert np.all(by_track[:, -1] > by_track[:, 0])


@pytest.mark.parametrize("name", sorted({design.pictogram for design in synthetic.DESIGNS}))
def test_pictograms_are_rectangles_of_paint_or_none(name):
    bitmap = pictograms.bitmap(name)

    assert set(np.unique(bitmap)) <= {0.0, 1.0}
    assert bitmap.any() == bool(name)
