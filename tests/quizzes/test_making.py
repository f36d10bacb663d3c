"""A variant is determined by its code, whatever the machine."""

import json
from collections import Counter

import pytest
from quiz_examples import NUMBER, SINGLE

from gradiente.errors import GradienteError
from gradiente.quizzes.chance import Chance
from gradiente.quizzes.exchange import from_json, to_json
from gradiente.quizzes.figures import Gallery
from gradiente.quizzes.making import make_variant
from gradiente.quizzes.marking import mark
from gradiente.quizzes.variant import Choice, Code, Matching, Numeric, Open, Ordering
from gradiente.results import Text


def test_draws_do_not_change_for_ever():
    chance = Chance("a-dense-layer.1.0/draw")

    # The first 8 bytes of `printf a-dense-layer.1.0/draw/0 | sha256sum`, and so on, modulo 10.
    # Whoever changes these numbers changes every variant that a student has written down.
    assert [chance.below(10) for _ in range(8)] == [3, 6, 1, 5, 9, 3, 8, 7]
    assert Chance("x").shuffled("abcdef") == ["d", "c", "b", "f", "e", "a"]


def test_every_number_below_n_is_equally_likely():
    chance = Chance("equal")
    counts = Counter(chance.below(3) for _ in range(6000))

    # 2000 each, with a standard deviation of 37: five of them.
    assert all(abs(counts[number] - 2000) < 185 for number in range(3))


def test_a_code_is_read_as_it_is_printed():
    assert Code.read("Conv-Parameters.2.42 ") == Code("conv-parameters", 2, 42)
    assert str(Code("conv-parameters", 2, 42)) == "conv-parameters.2.42"


@pytest.mark.parametrize("text", ["", "conv-parameters", "conv.1", "a.0.1", "a.1.-1", "a.1.01", "a b.1.1", "a.1.1.1"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(GradienteError, match="is no code of a question"):
        Code.read(text)


def test_the_same_code_gives_the_same_variant(bank):
    for question in bank.questions:
        variant = bank.variant(question, 5)

        assert bank.from_code(str(variant.code)) == variant


def test_another_seed_gives_other_numbers(bank):
    question = bank.question("a-dense-layer")

    assert len({bank.variant(question, seed).stem for seed in range(40)}) > 15


def test_a_code_of_an_older_version_is_refused(bank):
    with pytest.raises(GradienteError, match=r"is of version 2; the bank holds version 1"):
        bank.from_code("a-dense-layer.2.1")


def test_an_unknown_question_is_answered_with_the_closest(bank):
    with pytest.raises(GradienteError, match="Did you mean a-dense-layer"):
        bank.from_code("a-dense-lair.1.1")


def test_numbers_are_filled_in_in_both_languages(bank):
    variant = bank.variant(bank.question("a-dense-layer"), 1)
    asked = variant.asked

    assert isinstance(asked, Numeric)
    assert "{{" not in variant.stem.es + variant.explanation.en
    assert asked.shown.es in variant.explanation.es


def test_a_misconceptions_value_is_computed_on_the_same_numbers(read):
    question = read(NUMBER.replace("{ from = 2, to = 9 }", "{ choices = [7, 8] }").replace("[2, 3, 4, 5]", "[2, 3]"))

    for seed in range(20):
        asked = make_variant(question, seed, Gallery(question.path.parent)).asked
        inputs = {16: 7, 24: 7, 18: 8, 27: 8}[int(asked.answer)]
        outputs = int(asked.answer) // (inputs + 1)

        assert {wrong.key: wrong.value for wrong in asked.recognised} == {
            "parameters/no-bias": inputs * outputs,
            "biases-of-inputs": inputs * outputs + inputs,
        }
        first = asked.recognised[0].feedback[0]
        assert first.misconception == "parameters/no-bias"
        assert first.name == Text("olvidado los sesgos", "left out the biases")


def test_wrong_values_that_coincide_are_both_explained(read):
    question = read(NUMBER.replace('"weights + inputs"', '"weights"'))

    (wrong,) = make_variant(question, 0, Gallery(question.path.parent)).asked.recognised

    assert wrong.key == "parameters/no-bias+biases-of-inputs"
    assert len(wrong.feedback) == 2


def test_a_wrong_value_that_is_right_is_left_out(read):
    question = read(NUMBER.replace('"weights + inputs"', '"weights + outputs"'))

    keys = [wrong.key for wrong in make_variant(question, 0, Gallery(question.path.parent)).asked.recognised]

    assert keys == ["parameters/no-bias"]


def test_constraints_are_met(read):
    question = read(NUMBER.replace('"inputs != outputs"', '"inputs == outputs + 1"'))

    for seed in range(20):
        variant = make_variant(question, seed, Gallery(question.path.parent))
        numbers = [int(word) for word in variant.stem.en.replace("?", "").split() if word.isdigit()]
        assert numbers[0] == numbers[1] + 1


def test_constraints_that_nothing_meets_are_said(read):
    question = read(NUMBER.replace('"inputs != outputs"', '"inputs > 100"'))

    with pytest.raises(GradienteError, match=r"line 7: 1000 draws of seed 0 met no possible question"):
        make_variant(question, 0, Gallery(question.path.parent))


def test_an_expression_that_fails_is_said_with_its_line(read):
    question = read(NUMBER.replace('"inputs * outputs"', '"inputs / 0"'))

    with pytest.raises(GradienteError, match=r"line 24: 'inputs / 0' fails: ZeroDivisionError"):
        make_variant(question, 0, Gallery(question.path.parent))


COMPUTED = NUMBER.replace('type = "number"', 'type = "single"').replace("minutes = 1", "minutes = 1\nchoices = 3")


def test_computed_options_are_the_answer_and_the_wrong_values(read):
    question = read(COMPUTED)

    variant = make_variant(question, 3, Gallery(question.path.parent))

    assert isinstance(variant.asked, Choice)
    assert sorted(option.key for option in variant.asked.options) == ["biases-of-inputs", "parameters/no-bias", "right"]
    assert len({option.text for option in variant.asked.options}) == 3


def test_a_written_option_may_stand_for_a_misconception(read):
    text = SINGLE.replace('"Introduction"\n', '"Introduction"\n\n[believes]\noption-2 = "parameters/no-bias"\n')
    question = read(text)

    marked = mark(make_variant(question, 0, Gallery(question.path.parent)), ["option-2"])

    assert marked.misconceptions == ("parameters/no-bias",)
    assert marked.feedback[0].text.en == "It is set before."
    assert marked.feedback[0].name == Text("olvidado los sesgos", "left out the biases")


def test_numbers_are_drawn_again_where_too_few_options_are_left(read):
    # inputs and outputs may be equal now, and then the second wrong value is the right one.
    question = read(COMPUTED.replace('"inputs != outputs"', '"inputs <= 5"'))

    for seed in range(60):
        variant = make_variant(question, seed, Gallery(question.path.parent))
        assert len({option.text for option in variant.asked.options}) == 3


def test_an_order_is_never_shown_solved(bank):
    question = bank.question("in-order")

    for seed in range(50):
        asked = bank.variant(question, seed).asked
        assert isinstance(asked, Ordering)
        assert tuple(item.key for item in asked.items) != asked.right


def test_a_partner_of_two_is_shown_once(bank):
    asked = bank.variant(bank.question("in-pairs"), 0).asked

    assert isinstance(asked, Matching)
    assert sorted(partner.text.en for partner in asked.partners) == ["even", "none", "odd"]
    assert asked.right["item-1"] == asked.right["item-3"] != asked.right["item-2"]


def test_an_open_question_keeps_its_points_in_order(bank):
    asked = bank.variant(bank.question("in-words"), 0).asked

    assert isinstance(asked, Open)
    assert [point.text.en for point in asked.points] == ["one", "two"]


def test_a_variant_survives_json(bank):
    for question in bank.questions:
        variant = bank.variant(question, 3)

        assert from_json(json.loads(json.dumps(to_json(variant)))) == variant


def test_what_is_no_variant_is_refused(bank):
    stored = to_json(bank.variant(bank.questions[0], 3))
    del stored["stem"]

    for other in ({}, stored, {**to_json(bank.variant(bank.questions[0], 3)), "asked": {"kind": "riddle"}}):
        with pytest.raises(GradienteError, match="no variant"):
            from_json(other)
