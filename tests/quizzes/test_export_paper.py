"""The printed quiz, and the command that writes every format."""

import dataclasses

import pytest
from click.testing import CliRunner
from lxml import html

from gradiente.cli import command
from gradiente.quizzes.exports import FORMATS
from gradiente.quizzes.exports.plan import make_plan
from gradiente.quizzes.variant import Choice, Matching, Numeric, Ordering


@pytest.fixture(scope="module", params=["es", "en"])
def plan(own_bank, request):
    return make_plan(own_bank, "print", request.param, variants=2)


def test_two_papers_have_their_questions_sheets_and_answers(plan):
    sections = html.fromstring(plan.write().decode()).findall(".//section")
    count = len({item.variant.code.question for item in plan.items})

    assert len(sections) == 6
    assert [len(one.findall("article")) for one in sections] == [count, 0, count, 0, 0, 0]
    assert [len(one.findall(".//tr")) for one in sections] == [0, count, 0, count, count, count]


def test_the_answers_are_those_of_the_papers(plan):
    *_, first, second = html.fromstring(plan.write().decode()).findall(".//section")
    rows = [row for section in (first, second) for row in section.findall(".//tr")]
    written = {row.findtext(".//small"): row.find("td").text_content() for row in rows}
    for item in plan.items:
        asked, said = item.variant.asked, written[str(item.variant.code)]
        match asked:
            case Numeric():
                assert said.startswith(asked.shown.in_language(plan.language))
            case Choice():
                assert [asked.options["abcdefgh".index(one)].right for one in said.split()] == [True] * len(
                    said.split()
                )
                assert len(said.split()) == sum(option.right for option in asked.options)
            case Ordering():
                assert tuple(asked.items["abcdefgh".index(one)].key for one in said.split()) == asked.right
            case Matching():
                found = {
                    asked.items["abcdefgh".index(pair[0])].key: asked.partners[int(pair[1:]) - 1].key
                    for pair in said.split()
                }
                assert found == asked.right


def test_nothing_is_fetched_when_it_is_printed(plan):
    drawn = dataclasses.replace(plan, draw=lambda name, language: "<svg/>")
    page = html.fromstring(drawn.write().decode())
    sources = page.xpath("//@src | //link/@href")

    assert sources
    assert all(source.startswith("data:") for source in sources)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"anki"}))
def test_the_command_says_what_is_lost_and_writes(name, tmp_path):
    out = tmp_path / "out"
    arguments = [name, "--out", str(out), "--topic", "lenet", "--variants", "2", "--lang", "es"]
    outcome = CliRunner().invoke(command, ["quizzes", "export", *arguments, "--leave-out"])

    assert outcome.exit_code == 0, outcome.output
    assert f"What {FORMATS[name][1]} loses" in outcome.output
    assert out.stat().st_size > 1000


def test_the_command_stops_where_the_target_would_mark_differently(tmp_path):
    out = tmp_path / "out.gift"
    outcome = CliRunner().invoke(command, ["quizzes", "export", "gift", "--out", str(out), "--topic", "lenet"])

    assert outcome.exit_code != 0
    assert "case-study-steps" in outcome.output
    assert not out.exists()


def test_an_unknown_topic_is_answered_with_the_closest():
    outcome = CliRunner().invoke(command, ["quizzes", "export", "gift", "--topic", "losess"])

    assert "Did you mean losses?" in outcome.output
