"""What an answer is worth, and what is said to it."""

import pytest

from gradiente.errors import GradienteError
from gradiente.quizzes.attempt import Attempt
from gradiente.quizzes.certainty import Judgement, calibration, certainty_mark
from gradiente.quizzes.marking import mark
from gradiente.quizzes.typed import UnreadableNumberError


@pytest.fixture
def number(bank):
    return bank.variant(bank.question("a-dense-layer"), 1)


@pytest.fixture
def several(bank):
    return bank.variant(bank.question("several"), 1)


def test_the_answer_is_right_in_both_languages(number):
    for typed in (
        number.asked.shown.es,
        number.asked.shown.en,
        f"{number.asked.shown.en},0",
        "  " + number.asked.shown.es,
    ):
        assert mark(number, typed).is_right


def test_a_recognised_number_gets_its_misconception(number):
    wrong = number.asked.recognised[0]

    marked = mark(number, wrong.shown.es)

    assert (marked.fraction, marked.chosen) == (0, ("parameters/no-bias",))
    assert marked.misconceptions == ("parameters/no-bias",)
    assert marked.feedback == wrong.feedback


def test_any_other_number_is_just_wrong(number):
    marked = mark(number, "-1")

    assert (marked.fraction, marked.chosen, marked.feedback) == (0, ("other",), ())


def test_the_edge_of_the_tolerance_is_right(number):
    from dataclasses import replace

    asked = replace(number.asked, answer=0.3, tolerance=0.1, decimals=1)
    variant = replace(number, asked=asked)

    assert mark(variant, "0.4").is_right
    assert mark(variant, "0,2").is_right
    assert not mark(variant, "0.41").is_right


def test_a_single_choice_is_right_or_wrong(bank):
    variant = bank.variant(bank.question("what-is-learnt"), 0)

    assert mark(variant, ["option-1"]).fraction == 1
    wrong = mark(variant, ["option-2"])
    assert wrong.fraction == 0
    assert wrong.feedback[0].text.en == "It is set before."
    assert mark(variant, ["option-1", "option-2"]).fraction == 0


@pytest.mark.parametrize(
    ("ticked", "fraction"),
    [
        (["option-1", "option-3"], 1.0),
        (["option-1"], 0.5),
        (["option-1", "option-2"], 0.0),
        (["option-1", "option-3", "option-2"], 0.5),
        (["option-2", "option-4"], 0.0),
        (["option-1", "option-2", "option-3", "option-4"], 0.0),
        ([], 0.0),
    ],
    ids=str,
)
def test_several_right_options_share_the_mark_and_wrong_ones_take_from_it(several, ticked, fraction):
    assert mark(several, ticked).fraction == pytest.approx(fraction)


@pytest.mark.parametrize(
    ("order", "fraction"), [("1234", 1.0), ("2341", 2 / 3), ("4321", 0.0), ("1243", 1 / 3), ("3412", 2 / 3)]
)
def test_an_order_is_worth_its_right_neighbours(bank, order, fraction):
    variant = bank.variant(bank.question("in-order"), 0)

    assert mark(variant, [f"item-{digit}" for digit in order]).fraction == pytest.approx(fraction)


def test_a_match_is_worth_its_right_pairs(bank):
    variant = bank.variant(bank.question("in-pairs"), 0)
    right = dict(variant.asked.right)

    assert mark(variant, right).is_right
    assert mark(variant, {**right, "item-2": right["item-1"]}).fraction == pytest.approx(2 / 3)
    assert mark(variant, {}).fraction == 0


def test_points_are_ticked_by_the_student(bank):
    variant = bank.variant(bank.question("in-words"), 0)

    assert mark(variant, ["point-2"]).fraction == 0.5


def test_what_is_no_answer_to_the_question_is_refused(bank, number):
    for variant, response in [
        (number, ["option-1"]),
        (bank.variant(bank.question("what-is-learnt"), 0), ["option-9"]),
        (bank.variant(bank.question("in-order"), 0), ["item-1", "item-2"]),
        (bank.variant(bank.question("in-pairs"), 0), {"item-1": "nobody"}),
        (bank.variant(bank.question("in-words"), 0), "text"),
    ]:
        with pytest.raises(GradienteError):
            mark(variant, response)


def test_the_first_try_counts_and_the_second_is_the_last(number):
    attempt = Attempt(number)

    attempt.answer("-1", certainty=3)
    assert not attempt.is_over
    attempt.answer(number.asked.shown.en, certainty=1)

    assert attempt.is_over
    assert (attempt.fraction, attempt.certainty, attempt.certainty_mark) == (0, 3, -6)
    with pytest.raises(ValueError, match="has been answered"):
        attempt.answer("1")


def test_an_unreadable_number_costs_no_try(number):
    attempt = Attempt(number)

    with pytest.raises(UnreadableNumberError):
        attempt.answer("1.234,5")

    assert attempt.tries == []


def test_giving_up_is_worth_nothing(number):
    attempt = Attempt(number)
    attempt.give_up()

    assert attempt.is_over
    assert attempt.to_json()["fraction"] == 0


@pytest.mark.parametrize(
    ("certainty", "right", "wrong"), [(1, 1, 0), (2, 2, -2), (3, 3, -6)], ids=["low", "middle", "high"]
)
def test_certainty_is_marked_as_moodle_marks_it(certainty, right, wrong):
    assert (certainty_mark(1, certainty), certainty_mark(0, certainty)) == (right, wrong)


@pytest.mark.parametrize(("chance", "best"), [(0.5, 1), (0.7, 2), (0.9, 3)])
def test_honest_certainty_pays_best(chance, best):
    expected = {c: chance * certainty_mark(1, c) + (1 - chance) * certainty_mark(0, c) for c in (1, 2, 3)}

    assert max(expected, key=expected.__getitem__) == best


def test_calibration_tells_trust_from_knowledge():
    levels = calibration([(1, 1)] * 9 + [(0, 1)] + [(1, 2)] * 3 + [(0, 2)] + [(1, 3)] * 5 + [(0, 3)] * 5)

    assert [level.judgement for level in levels] == [
        Judgement.UNDERCONFIDENT,
        Judgement.TOO_FEW,
        Judgement.OVERCONFIDENT,
    ]
    assert levels[2].share == 0.5
