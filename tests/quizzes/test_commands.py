"""What authors run: lint, prove, index, figures."""

import json

import pytest
from click.testing import CliRunner

from gradiente.cli import command

RECIPES = """
from gradiente.quizzes.figure_kinds import Curves, Series
from gradiente.results import Text

def falling():
    both = Text("x", "x")
    return Curves("", both, "by hand", both, both, (0, 1, 2), (Series("loss", both, (1.0, 0.5, VALUE)),))

RECIPES = {"falling": falling}
"""


@pytest.fixture
def run(bank, tmp_path, monkeypatch):
    (tmp_path / "solutions").mkdir()
    (tmp_path / "grader" / "checks").mkdir(parents=True)
    monkeypatch.setenv("GRADIENTE_COURSE", str(tmp_path))
    return lambda *arguments: CliRunner().invoke(command, ["quizzes", *arguments])


def test_lint_notes_ids_and_is_content(run, bank):
    before = run("lint")
    noted = run("lint", "--note")

    assert before.exit_code == 1
    assert "the id 'in-pairs' is new: note it" in before.output
    assert noted.exit_code == 0
    assert noted.output.splitlines()[-1] == "6 questions on 1 topics: nothing to complain of."


def test_lint_names_every_bad_file(run, bank):
    run("lint", "--note")
    for name in ("in-order", "in-pairs"):
        path = bank.folder / "parameters" / f"{name}.md"
        path.write_text(path.read_text(encoding="utf-8").replace("minutes = 1", "minutes = 0"), encoding="utf-8")

    result = run("lint")

    assert result.exit_code == 1
    assert result.output.count("line 6: minutes must be 1 or more.") == 2


def test_prove_says_how_much_it_has_seen(run):
    result = run("prove", "a-dense-layer", "in-pairs", "--seeds", "20")

    assert (result.exit_code, result.output) == (0, "40 variants of 2 questions; 0 questions have problems.\n")


def test_prove_fails_where_the_proof_disagrees(run, bank):
    path = bank.folder / "parameters" / "a-dense-layer.md"
    path.write_text(path.read_text(encoding="utf-8").replace("inputs + 1)", "inputs)"), encoding="utf-8")

    result = run("prove", "--seeds", "20")

    assert result.exit_code == 1
    assert "a-dense-layer.md: seed 0: the proof says" in result.output


def test_index_lists_questions(run, bank):
    assert run("index").exit_code == 0

    index = (bank.folder / "README.md").read_text(encoding="utf-8")
    assert "| `parameters` | 6 | 1 |" in index
    assert "- [`a-dense-layer`](parameters/a-dense-layer.md) number ↻: A dense layer / Una capa densa" in index


def test_figures_are_stored_and_checked(run, bank):
    folder = bank.folder / "figures"
    folder.mkdir()
    recipes = folder / "recipes.py"
    recipes.write_text(RECIPES.replace("VALUE", "0.25"), encoding="utf-8")

    missing = run("figures", "--check")
    stored = run("figures")
    same = run("figures", "--check")
    recipes.write_text(RECIPES.replace("VALUE", "0.3"), encoding="utf-8")
    changed = run("figures", "--check")

    assert [result.exit_code for result in (missing, stored, same, changed)] == [1, 0, 0, 1]
    assert "out of step" in changed.output
    assert json.loads((folder / "falling.json").read_text(encoding="utf-8"))["series"][0]["values"] == [1.0, 0.5, 0.25]


@pytest.mark.parametrize("name", ["bundle", "figures", "index", "lint", "prove"])
def test_every_command_shows_an_example(run, name):
    assert "Example" in run(name, "--help").output
    assert name in run("--help").output


def test_prove_and_quiz_know_no_such_question(run):
    result = run("prove", "a-dense-lair")

    assert result.exit_code == 2
    assert "Did you mean a-dense-layer?" in result.output
