"""GIFT, read back by gift-pegjs, a parser that others wrote (npm; found through NODE_PATH)."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from gradiente.quizzes.exports.plan import make_plan
from gradiente.quizzes.exports.texts import Texts
from gradiente.quizzes.variant import Matching, Numeric, Open

answers = sys.modules["exported"].answers
READ = "process.stdout.write(JSON.stringify(require('gift-pegjs').parse(require('fs').readFileSync(0, 'utf8'))))"


@pytest.fixture(scope="session")
def plan(own_bank):
    return make_plan(own_bank, "gift", "es", variants=3).without_different()


@pytest.fixture(scope="session")
def questions(plan):
    node = shutil.which("node")
    if (
        node is None
        or subprocess.run([node, "-e", "require('gift-pegjs')"], capture_output=True, check=False).returncode
    ):
        pytest.skip("gift-pegjs is not installed")
    read = subprocess.run([node, "-e", READ], input=plan.write(), capture_output=True, check=True)
    return {one["id"]: one for one in json.loads(read.stdout) if one["type"] != "Category"}


def choices(question):
    """An answer's text, weight and feedback."""
    for one in question["choices"]:
        weight = one["weight"] if one["weight"] is not None else 100 if one["isCorrect"] else 0
        yield one["text"], weight / 100, (one["feedback"] or {"text": ""})["text"]


def score(question, variant, texts, response):
    asked = variant.asked
    if isinstance(asked, Numeric):
        for value, weight, said in choices(question):
            if abs(float(response) - value["number"]) <= value["range"] + 1e-14:
                return weight, said
        return 0, ""
    if isinstance(asked, Matching):
        items = {item.key: texts.html(item.text) for item in asked.items}
        partners = {partner.key: texts.plain(partner.text) for partner in asked.partners}
        pairs = [one for one in question["matchPairs"] if one["subquestion"]["text"]]
        given = {items[this]: partners[that] for this, that in response.items()}
        for pair in question["matchPairs"]:
            # gift-pegjs leaves its own marks for escaped characters in partners (1.0.2); Moodle does not.
            pair["subanswer"] = re.sub("&&0([0-9]{2});", lambda found: chr(int(found[1])), pair["subanswer"])
        assert {one["subanswer"] for one in question["matchPairs"]} == set(partners.values())
        return sum(given.get(one["subquestion"]["text"]) == one["subanswer"] for one in pairs) / len(pairs), ""
    shown = {texts.html(option.text) for option in asked.options if option.key in response}
    picked = [(weight, said) for one, weight, said in choices(question) if one["text"] in shown]
    assert len(picked) == len(shown)
    return max(0, sum(weight for weight, _ in picked)), "\n".join(said for _, said in picked)


def test_every_item_is_read_under_its_id(plan, questions):
    assert list(questions) == [item.identifier for item in plan.items]


def test_texts_come_back_unchanged(plan, questions):
    texts = Texts(plan)
    for item in plan.items:
        question = questions[item.identifier]
        assert question["title"] == item.name
        assert question["stem"]["text"] == texts.stem(item)
        explained = question["globalFeedback"]["text"]
        assert explained.endswith(texts.explanation(item))
        assert isinstance(item.variant.asked, Open) == (explained != texts.explanation(item))


def test_every_answer_gets_what_our_own_grader_gives_and_is_told_why(plan, questions):
    texts, tried = Texts(plan), 0
    for item in plan.items:
        for response, worth in answers(item.variant):
            given, _ = score(questions[item.identifier], item.variant, texts, response)
            assert given == pytest.approx(worth, abs=1e-6), (item.identifier, response)
            tried += 1
        if isinstance(item.variant.asked, Numeric):
            for wrong in item.variant.asked.recognised:
                _, said = score(questions[item.identifier], item.variant, texts, f"{wrong.value:.12f}")
                assert said == texts.feedback(wrong.feedback) != ""
    assert tried > 1000


def test_an_ordering_is_refused(own_bank):
    different = make_plan(own_bank, "gift", "en", topics=["lenet"], variants=1).different()

    assert different == {"GIFT has no ordering": ["case-study-steps"]}
