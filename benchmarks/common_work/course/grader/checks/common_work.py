"""The 6 properties of the common work, as a course of ours states them."""

import common
import pytest
from hypothesis import given, settings

from gradiente.checking import agrees_with

MISCONCEPTIONS = ()
A_HUNDRED = settings(max_examples=common.EXAMPLES_A_PROPERTY)


@pytest.mark.points("mean_squared_error", 1.5)
@A_HUNDRED
@given(arguments=common.PAIRS)
@agrees_with(common.mean_squared_error)
def test_mse_of_any_pair(arguments):
    return arguments


@pytest.mark.points("mean_squared_error", 1.5)
@A_HUNDRED
@given(arguments=common.WIDE_PAIRS)
@agrees_with(common.mean_squared_error)
def test_mse_of_wide_vectors(arguments):
    return arguments


@pytest.mark.points("standardize", 1.5)
@A_HUNDRED
@given(arguments=common.COLUMNS)
@agrees_with(common.standardize)
def test_standardize_any_columns(arguments):
    return arguments


@pytest.mark.points("standardize", 1.5)
@A_HUNDRED
@given(arguments=common.FAR_COLUMNS)
@agrees_with(common.standardize)
def test_standardize_far_from_zero(arguments):
    return arguments


@pytest.mark.points("layer_norm", 2)
@A_HUNDRED
@given(arguments=common.ROWS)
@agrees_with(common.layer_norm)
def test_layer_norm_of_any_rows(arguments):
    return arguments


@pytest.mark.points("layer_norm", 2)
@A_HUNDRED
@given(arguments=common.PLAIN_ROWS)
@agrees_with(common.layer_norm)
def test_layer_norm_without_scale(arguments):
    return arguments
