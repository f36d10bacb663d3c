"""Moodle XML, read back by the rules of Moodle's importer and scored by those of its question types."""

import base64
import dataclasses
import sys
from itertools import pairwise

import pytest
from lxml import etree

from gradiente.errors import GradienteError
from gradiente.quizzes.exports.plan import make_plan
from gradiente.quizzes.exports.texts import Texts
from gradiente.quizzes.variant import Choice, Matching, Numeric, Open, Option, Ordering
from gradiente.results import Text

answers = sys.modules["exported"].answers
# question/engine/bank.php: what a fraction may be.
ALLOWED = [
    0, 1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667,
    0.1428571, 0.125, 0.1111111, 0.1, 0.05,
]  # fmt: skip


def text(element, path):
    return element.findtext(f"{path}/text") or ""


def fraction(answer):
    """As the importer takes it: percent, and one of those allowed."""
    given = float(answer.get("fraction")) / 100
    (allowed,) = [
        sign * one for one in ALLOWED for sign in (1, -1) if abs(sign * one - given) < 1e-5 and (one or sign > 0)
    ]
    return allowed


def score(question, variant, texts, response):
    """Score a response as the question type does; options are found by their texts."""
    asked = variant.asked
    match question.get("type"):
        case "numerical":
            for answer in question.findall("answer"):
                value, tolerance = float(text(answer, ".")), float(answer.findtext("tolerance"))
                if value - tolerance - 1e-14 <= float(response) <= value + tolerance + 1e-14:
                    return fraction(answer), text(answer, "feedback")
            return 0, ""
        case "multichoice":
            shown = {option.key: texts.inline(option.text) for option in asked.options}
            picked = {shown[key] for key in response}
            worth = [fraction(one) for one in question.findall("answer") if text(one, ".") in picked]
            assert len(worth) == len(picked)
            said = "\n".join(text(one, "feedback") for one in question.findall("answer") if text(one, ".") in picked)
            return min(1, max(0, sum(worth))), said
        case "ordering":
            assert question.findtext("gradingtype") == "RELATIVE_NEXT_EXCLUDE_LAST"
            right = [text(answer, ".") for answer in question.findall("answer")]
            shown = {item.key: texts.inline(item.text) for item in asked.items}
            follows = dict(pairwise(right))
            given = [shown[key] for key in response]
            after = dict(pairwise(given))
            return sum(after.get(this) == that for this, that in follows.items()) / len(follows), ""
        case "matching":
            pairs = {text(one, "."): text(one, "answer") for one in question.findall("subquestion") if text(one, ".")}
            items = {item.key: texts.inline(item.text) for item in asked.items}
            partners = {partner.key: texts.plain(partner.text) for partner in asked.partners}
            offered = {text(one, "answer") for one in question.findall("subquestion")}
            assert offered == set(partners.values())
            given = {items[this]: partners[that] for this, that in response.items()}
            return sum(given.get(this) == that for this, that in pairs.items()) / len(pairs), ""
    raise AssertionError(question.get("type"))


@pytest.fixture(scope="session", params=["es", "en"])
def plan(own_bank, request):
    return make_plan(own_bank, "moodle", request.param, variants=3)


@pytest.fixture(scope="session")
def questions(plan):
    root = etree.fromstring(plan.write())
    return {one.findtext("idnumber"): one for one in root if one.get("type") != "category"}


def test_every_item_is_there_once_under_its_id(plan, questions):
    assert list(questions) == [item.identifier for item in plan.items]
    for item in plan.items:
        question = questions[item.identifier]
        assert text(question, "name").endswith(f"[{item.variant.code}]")
        assert str(item.variant.code) in text(question, "questiontext")
        assert text(question, "generalfeedback")


def test_every_answer_gets_what_our_own_grader_gives(plan, questions):
    texts, tried = Texts(plan), 0
    for item in plan.items:
        for response, worth in answers(item.variant):
            given, _ = score(questions[item.identifier], item.variant, texts, response)
            assert given == pytest.approx(worth, abs=1e-6), (item.identifier, response)
            tried += 1
    assert tried > 1000


def test_a_wrong_value_keeps_its_feedback(plan, questions):
    texts = Texts(plan)
    for item in plan.items:
        if isinstance(item.variant.asked, Numeric):
            for wrong in item.variant.asked.recognised:
                _, said = score(questions[item.identifier], item.variant, texts, f"{wrong.value:.12f}")
                assert said == texts.feedback(wrong.feedback) != ""


def test_the_importer_would_take_every_choice(plan, questions):
    for question in questions.values():
        if question.get("type") == "multichoice":
            worth = [fraction(answer) for answer in question.findall("answer")]
            if question.findtext("single") == "true":
                assert max(worth) == 1
            else:
                assert round(sum(one for one in worth if one > 0), 2) == 1


def test_the_types_are_moodles(plan, questions):
    types = {Numeric: "numerical", Choice: "multichoice", Ordering: "ordering", Matching: "matching", Open: "essay"}
    for item in plan.items:
        question = questions[item.identifier]
        assert question.get("type") == types[type(item.variant.asked)]
        if isinstance(item.variant.asked, Open):
            assert "<li>" in text(question, "graderinfo")


def test_a_picture_lies_in_the_text_that_shows_it(plan):
    drawn = dataclasses.replace(plan, draw=lambda name, language: f"<svg id='{name}-{language}'/>")
    root = etree.fromstring(drawn.write())
    files = root.findall(".//file")

    shown = {(item.variant.code.question, name) for item in plan.items for name in item.variant.figures}
    assert len(files) >= len(shown) > 0
    for file in files:
        assert f'src="@@PLUGINFILE@@/{file.get("name")}"' in text(file.getparent(), ".")
        assert base64.b64decode(file.text).decode().startswith(f"<svg id='{file.get('name').removesuffix('.svg')}-")
    assert not any("pictures" in reason for reason in drawn.losses())
    assert any("pictures" in reason for reason in dataclasses.replace(plan, draw=None).losses())


def test_more_shares_than_moodle_has_fractions_for_are_an_error(own_bank):
    plan = make_plan(own_bank, "moodle", "en", topics=["evaluation"], variants=1)
    item = next(one for one in plan.items if one.variant.code.question == "loss-curves-apart")
    options = tuple(Option(f"option-{n}", Text(str(n), str(n)), n < 11, ()) for n in range(12))
    many = dataclasses.replace(item, variant=dataclasses.replace(item.variant, asked=Choice(options, several=True)))
    plan = dataclasses.replace(plan, items=(many,))

    with pytest.raises(GradienteError, match="no fraction for one of more than 10"):
        plan.write()
    assert plan.without_different().items == ()


def test_the_file_is_the_same_every_time(plan):
    assert plan.write() == plan.write()
