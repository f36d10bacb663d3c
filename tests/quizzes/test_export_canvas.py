"""QTI 1.2, scored by the rules of Canvas: a wrong option costs what a right one brings."""

import dataclasses
import io
import sys
import zipfile

import pytest
from lxml import etree

from gradiente.quizzes.exports.plan import make_plan
from gradiente.quizzes.exports.qti import identifier
from gradiente.quizzes.variant import Choice, Matching, Numeric

answers = sys.modules["exported"].answers
NAMES = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


@pytest.fixture(scope="module")
def whole(own_bank):
    return make_plan(own_bank, "qti12", "es", variants=3)


@pytest.fixture(scope="module")
def plan(whole):
    return whole.without_different()


@pytest.fixture(scope="module")
def files(plan):
    with zipfile.ZipFile(io.BytesIO(plan.write())) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


@pytest.fixture(scope="module")
def items(files):
    return {one.get("ident"): one for one in files["gradiente-es/gradiente-es.xml"].iterfind(".//q:item", NAMES)}


def right_of(item):
    """What is right: conditions that set or add to the score."""
    for condition in item.iterfind(".//q:respcondition", NAMES):
        if (worth := condition.find("q:setvar", NAMES)) is not None:
            yield condition, float(worth.text) / 100


def score(item, asked, response):
    if isinstance(asked, Numeric):
        ((condition, worth),) = right_of(item)
        low, high = (float(condition.findtext(f".//q:{name}", None, NAMES)) for name in ("vargte", "varlte"))
        return worth if low <= float(response) <= high else 0
    if isinstance(asked, Matching):
        got = 0
        for condition, worth in right_of(item):
            equal = condition.find(".//q:varequal", NAMES)
            got += worth * (response[equal.get("respident").removeprefix("response_")] == equal.text)
        return got
    ((condition, _),) = right_of(item)
    right = {one.text for one in condition.iterfind("q:conditionvar//q:varequal", NAMES)}
    right -= {one.text for one in condition.iterfind(".//q:not/q:varequal", NAMES)}
    ticked = {identifier(key) for key in response}
    if not asked.several:
        return float(ticked == right)
    return max(0, (len(ticked & right) - len(ticked - right)) / len(right))


def test_every_answer_gets_what_our_own_grader_gives(plan, items):
    assert list(items) == [item.identifier for item in plan.items]
    for item in plan.items:
        for response, worth in answers(item.variant):
            found = score(items[item.identifier], item.variant.asked, response)
            # Shares of a match are written with two decimals of a percent, as Canvas does.
            assert found == pytest.approx(worth, abs=1e-3), (item.identifier, response)


def test_a_wrong_option_keeps_its_feedback(plan, items):
    for item in plan.items:
        if isinstance(item.variant.asked, Choice):
            said = {one.get("ident") for one in items[item.identifier].iterfind("q:itemfeedback", NAMES)}
            assert {f"{identifier(one.key)}_fb" for one in item.variant.asked.options if one.feedback} < said
            linked = {one.get("linkrefid") for one in items[item.identifier].iterfind(".//q:displayfeedback", NAMES)}
            assert linked == said


def test_what_canvas_marks_differently_stays_out(whole, plan):
    names = {name for found in whole.different().values() for name in found}

    assert names == {"one-training-step", "coarse-to-fine", "case-study-steps", "loss-curves-apart"}
    assert {item.variant.code.question for item in plan.items} & names == set()


def test_the_manifest_names_every_file_with_the_types_that_canvas_knows(files, plan):
    manifest = files["imsmanifest.xml"]
    types = [one.get("type") for one in manifest.iter("{*}resource")]

    assert {one.get("href") for one in manifest.iter("{*}file")} == set(files) - {"imsmanifest.xml"}
    quiz, about, *pictures = types
    assert (quiz, about) == ("imsqti_xmlv1p2", "associatedcontent/imscc_xmlv1p1/learning-application-resource")
    assert set(pictures) <= {"webcontent"}


def test_pictures_travel(plan):
    drawn = dataclasses.replace(plan, draw=lambda name, language: f"<svg>{name}</svg>")
    with zipfile.ZipFile(io.BytesIO(drawn.write())) as archive:
        pictures = {name for name in archive.namelist() if name.startswith("pictures/")}
        text = archive.read("gradiente-es/gradiente-es.xml").decode()

    assert pictures
    for name in pictures:
        assert f"%24IMS-CC-FILEBASE%24/{name}" in text
