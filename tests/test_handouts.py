"""What students get is made from the model answers, and holds no answer."""

import ast
import re

import pytest

from gradiente.authoring.handouts import make_handout, out_of_step
from gradiente.authoring.stubs import make_stub
from gradiente.course import find_course, read_exercise
from gradiente.errors import GradienteError

EXERCISES = find_course().exercises


def test_the_handouts_are_in_step_with_the_model_answers(course):
    assert out_of_step(course) == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.topic)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_stub_has_every_function_and_no_solution(exercise, language):
    stub = make_stub(exercise, language)

    tree = ast.parse(stub)
    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert {function.name for function in exercise.functions} <= set(defined)
    for function in exercise.functions:
        node = defined[function.name]
        assert ast.get_docstring(node)
        assert isinstance(node.body[-1], ast.Raise)
        assert len(node.body) == 2
    assert "SOLUTION" not in stub
    assert stub.startswith(f"# gradiente: {exercise.topic} · {language}\n")


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.topic)
def test_the_two_stubs_differ_in_words_alone(exercise):
    def bones(language):
        tree = ast.parse(make_stub(exercise, language))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
        return ast.dump(tree)

    assert bones("es") == bones("en")


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.topic)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_statement_names_every_function(exercise, language):
    statement = make_handout(exercise)[f"{language}/README.md"]

    for function in exercise.functions:
        assert f"`{function.name}" in statement


SOLUTION = '''"""Text."""


def one(x):
    """Text."""
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION
'''


@pytest.fixture
def exercise(tmp_path):
    folder = tmp_path / "solutions" / "01_little"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text(
        'format_version = 1\nnumber = 1\ntopic = "little"\nlibraries = []\n[title]\nes = ""\nen = ""\n'
        '[lecture]\nes = ""\nen = ""\n[functions.one]\npoints = 10\n'
    )
    (folder / "little.py").write_text(SOLUTION)
    (folder / "docstrings.es.toml").write_text("module = 'Texto.'\none = 'Texto.'\n")
    return read_exercise(folder / "exercise.toml")


def test_docstrings_are_in_the_language_asked_for(exercise):
    assert make_stub(exercise, "es").count("Texto.") == 2
    assert 'raise NotImplementedError("escribe one")' in make_stub(exercise, "es")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    ### END SOLUTION\n", "", "line 6: this solution region does not end"),
        ("    ### BEGIN SOLUTION\n", "", "line 7: a solution region ends that did not begin"),
        ("    return x\n", "    ### BEGIN SOLUTION\n", "line 7: a solution region begins inside another"),
    ],
)
def test_a_region_that_is_not_closed_is_told_with_its_line(exercise, old, new, words):
    exercise.solution.write_text(SOLUTION.replace(old, new))

    with pytest.raises(GradienteError, match=re.escape(words)):
        make_stub(exercise, "en")


def test_a_docstring_that_is_not_translated_is_named(exercise):
    exercise.solution.write_text(SOLUTION + SOLUTION.replace("one", "two").split("\n", 1)[1])

    with pytest.raises(GradienteError, match="docstring of two is not translated"):
        make_stub(exercise, "es")
