"""The printed quiz, and the command that writes every format."""

import dataclasses
import os
import sys

import pytest
from click.testing import CliRunner
from lxml import html

from gradiente.cli import command
from gradiente.quizzes.exports import FORMATS
from gradiente.quizzes.exports.paper import write_parts
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


def test_the_parts_hold_what_the_whole_page_holds(plan):
    parts = {name: html.fromstring(page.decode()) for name, page in write_parts(plan).items()}
    whole = html.fromstring(plan.write().decode())

    def sections(page):
        return sorted(html.tostring(one) for one in page.findall(".//section"))

    assert list(parts) == ["questions", "sheet", "answers"]
    assert [len(sections(page)) for page in parts.values()] == [2, 2, 2]
    assert sorted(one for page in parts.values() for one in sections(page)) == sections(whole)
    assert parts["sheet"].findall(".//article") == []


# A browser that notes how it was called and prints the page's first bytes.
BROWSER = """#!{python}
import sys, pathlib
said = dict(one.split("=", 1) for one in sys.argv[1:] if "=" in one)
page = pathlib.Path(sys.argv[-1].removeprefix("file://")).read_bytes()
pathlib.Path(said["--print-to-pdf"]).write_bytes(b"%PDF-" + page[:15])
"""


@pytest.fixture
def browser(tmp_path, monkeypatch):
    path = tmp_path / "browser"
    monkeypatch.setenv("GRADIENTE_BROWSER", str(path))

    def write(text):
        path.write_text(text.format(python=sys.executable), encoding="utf-8")
        path.chmod(0o755)

    return write


def run_print(own_bank, tmp_path, *arguments):
    options = ["--topic", "losses", "--lang", "en", "--course", str(own_bank.folder.parent)]
    return CliRunner().invoke(
        command, ["quizzes", "export", "print", "--pdf", "--out", str(tmp_path / "q.html"), *options, *arguments]
    )


def test_each_part_becomes_a_pdf_of_its_own(own_bank, tmp_path, browser):
    browser(BROWSER)
    result = run_print(own_bank, tmp_path)

    assert result.exit_code == 0, result.output
    printed = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert printed == ["q-answers.pdf", "q-questions.pdf", "q-sheet.pdf"]
    assert (tmp_path / "q-sheet.pdf").read_bytes() == b"%PDF-<!DOCTYPE html>"
    assert not (tmp_path / "q.html").exists()


def test_a_browser_that_prints_nothing_or_is_not_there_is_said(own_bank, tmp_path, browser, monkeypatch):
    missing = run_print(own_bank, tmp_path)
    browser("#!{python}\nimport sys\nsys.exit('no display')\n")
    silent = run_print(own_bank, tmp_path)
    monkeypatch.delenv("GRADIENTE_BROWSER")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    none = run_print(own_bank, tmp_path)

    assert [result.exit_code for result in (missing, silent, none)] == [2, 2, 2]
    assert "which is no program" in missing.output
    assert "did not print the page: no display" in silent.output
    assert "none was found" in none.output
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.skipif("GRADIENTE_BROWSER" not in os.environ, reason="name a Chromium with GRADIENTE_BROWSER to print")
def test_a_chromium_prints_every_page(own_bank, tmp_path):
    result = run_print(own_bank, tmp_path)

    assert result.exit_code == 0, result.output
    for path in tmp_path.glob("*.pdf"):
        assert path.read_bytes().startswith(b"%PDF-")
        assert path.stat().st_size > 5_000


def test_a_pdf_of_another_format_is_refused(own_bank):
    result = CliRunner().invoke(
        command, ["quizzes", "export", "gift", "--pdf", "--course", str(own_bank.folder.parent)]
    )

    assert result.exit_code == 2
    assert "--pdf goes with the format print" in result.output
