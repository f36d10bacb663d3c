"""Without a wall a value agrees as what it would arrive as."""

import enum
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from gradiente.checking import difference


class Diagnosis(enum.StrEnum):
    """Text with a name."""

    GOOD = "good fit"


class Count(enum.IntEnum):
    """A number with a name."""

    TWO = 2


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (Diagnosis.GOOD, "good fit"),
        (np.str_("good fit"), "good fit"),
        (Count.TWO, 2),
        (np.longdouble(0.25), 0.25),
        (np.array(0.25, dtype=np.longdouble), 0.25),
        (Fraction(1, 4), 0.25),
        (Decimal(2), 2),
    ],
    ids=repr,
)
def test_a_subclass_and_a_rarer_number_agree_as_what_they_extend(got, want):
    assert difference(got, want) is None
    assert difference([got], (want,)) is None


@pytest.mark.parametrize(
    ("got", "want"),
    [(Diagnosis.GOOD, "overfitting"), (np.longdouble(0.5), 0.25), (Fraction(1, 3), 0.25), (Decimal("2.5"), 2)],
    ids=repr,
)
def test_another_value_of_such_a_kind_does_not_agree(got, want):
    assert difference(got, want) is not None
