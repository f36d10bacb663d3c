"""The 15 examples of the common work, as a course of ours states them."""

import pytest
from common import EXAMPLES

from gradiente.checking import assert_agrees

KNOWN = {name: (arguments, want) for name, _, arguments, want in EXAMPLES}


@pytest.mark.points("mean_squared_error", 0)
def test_mse_of_equal(student):
    arguments, want = KNOWN["mse_of_equal"]
    assert_agrees(student.mean_squared_error(*arguments), want)


@pytest.mark.points("mean_squared_error", 0)
def test_mse_of_one(student):
    arguments, want = KNOWN["mse_of_one"]
    assert_agrees(student.mean_squared_error(*arguments), want)


@pytest.mark.points("mean_squared_error", 0)
def test_mse_of_four(student):
    arguments, want = KNOWN["mse_of_four"]
    assert_agrees(student.mean_squared_error(*arguments), want)


@pytest.mark.points("mean_squared_error", 0)
def test_mse_of_negative(student):
    arguments, want = KNOWN["mse_of_negative"]
    assert_agrees(student.mean_squared_error(*arguments), want)


@pytest.mark.points("mean_squared_error", 0)
def test_mse_of_a_matrix(student):
    arguments, want = KNOWN["mse_of_a_matrix"]
    assert_agrees(student.mean_squared_error(*arguments), want)


@pytest.mark.points("standardize", 0)
def test_standardize_two(student):
    arguments, want = KNOWN["standardize_two"]
    assert_agrees(student.standardize(*arguments), want)


@pytest.mark.points("standardize", 0)
def test_standardize_four(student):
    arguments, want = KNOWN["standardize_four"]
    assert_agrees(student.standardize(*arguments), want)


@pytest.mark.points("standardize", 0)
def test_standardize_columns(student):
    arguments, want = KNOWN["standardize_columns"]
    assert_agrees(student.standardize(*arguments), want)


@pytest.mark.points("standardize", 0)
def test_standardize_a_constant(student):
    arguments, want = KNOWN["standardize_a_constant"]
    assert_agrees(student.standardize(*arguments), want)


@pytest.mark.points("standardize", 0)
def test_standardize_one_sample(student):
    arguments, want = KNOWN["standardize_one_sample"]
    assert_agrees(student.standardize(*arguments), want)


@pytest.mark.points("layer_norm", 0)
def test_layer_norm_of_two(student):
    arguments, want = KNOWN["layer_norm_of_two"]
    assert_agrees(student.layer_norm(*arguments), want)


@pytest.mark.points("layer_norm", 0)
def test_layer_norm_of_rows(student):
    arguments, want = KNOWN["layer_norm_of_rows"]
    assert_agrees(student.layer_norm(*arguments), want)


@pytest.mark.points("layer_norm", 0)
def test_layer_norm_scales(student):
    arguments, want = KNOWN["layer_norm_scales"]
    assert_agrees(student.layer_norm(*arguments), want)


@pytest.mark.points("layer_norm", 0)
def test_layer_norm_shifts(student):
    arguments, want = KNOWN["layer_norm_shifts"]
    assert_agrees(student.layer_norm(*arguments), want)


@pytest.mark.points("layer_norm", 0)
def test_layer_norm_of_a_constant(student):
    arguments, want = KNOWN["layer_norm_of_a_constant"]
    assert_agrees(student.layer_norm(*arguments), want)
