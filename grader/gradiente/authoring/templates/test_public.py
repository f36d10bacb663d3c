"""Examples of exercise @NUMBER2@ that you may see."""

import pytest

from gradiente.checking import assert_agrees


@pytest.mark.points("weighted_mean", 0)
@pytest.mark.says(
    es="El ejemplo del enunciado: 1 y 4 con los pesos 2 y 1 dan 2.",
    en="The statement's example: 1 and 4 with the weights 2 and 1 give 2.",
)
def test_example_of_the_statement(student):
    assert_agrees(student.weighted_mean([1.0, 4.0], [2.0, 1.0]), 2.0)
