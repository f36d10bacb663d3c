"""The course's own questions."""

from pathlib import Path

import pytest

from gradiente.quizzes.bank import FIGURES, Bank
from gradiente.quizzes.figure_kinds import Curves
from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.index import NAME, index_of
from gradiente.quizzes.lint import lint
from gradiente.quizzes.proof import prove
from gradiente.quizzes.recording import out_of_step, recipes
from gradiente.quizzes.topics import TOPICS

ROOT_BANK = Bank(Path(__file__).resolve().parents[2] / "quizzes")
QUESTIONS = {question.id: question for question in ROOT_BANK.questions}


def test_the_lint_has_nothing_to_complain_of(own_bank):
    assert [str(problem) for problem in lint(own_bank)] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_proved_over_a_hundred_seeds(own_bank, name):
    assert prove(own_bank, QUESTIONS[name], range(100)).problems == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if question.is_dynamic])
def test_a_dynamic_question_is_proved_over_more_seeds(own_bank, name):
    """The thousand are run by `gradiente quizzes prove`, which takes minutes."""
    assert prove(own_bank, QUESTIONS[name], range(100, 250)).problems == []


def test_topics_stand_in_the_order_of_the_course(course):
    known = [exercise.topic for exercise in course.exercises]

    assert known == [topic for topic in TOPICS if topic in known]


def test_every_recipe_has_its_figure_and_every_figure_its_recipe(own_bank):
    folder = own_bank.folder / FIGURES

    assert sorted(path.stem for path in folder.glob("*.json")) == sorted(recipes(folder))


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT_BANK.folder / FIGURES).glob("*.json")))
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_figure_says_in_words_what_it_shows(own_bank, name, language):
    figure = own_bank.gallery.figure(name)
    words = alternative_text(figure, language)

    named = figure.series if isinstance(figure, Curves) else figure.panels
    assert all(one.name.in_language(language).lower() in words.lower() for one in named)
    assert 60 < len(words) < 1000


@pytest.mark.slow
def test_training_again_gives_the_stored_figures(own_bank):
    assert list(out_of_step(own_bank.folder / FIGURES)) == []


def test_the_index_lists_what_there_is(own_bank):
    """`gradiente quizzes index` makes it anew."""
    assert (own_bank.folder / NAME).read_text(encoding="utf-8") == index_of(own_bank)
