"""`check` survives whatever a file does, and says it in a sentence."""

import io
import json
import textwrap
from dataclasses import replace

import pytest
from rich.console import Console

from gradiente.results import Verdict
from gradiente.student import examples as running
from gradiente.student.examples import check_topic
from gradiente.student.showing import check_json, show_check
from gradiente.student.workspace import Workspace

FILE = "02_losses/losses.py"
EXAMPLES = """
import numpy as np
import pytest
from gradiente.checking import agrees_with, assert_agrees, assert_inputs_unchanged

def refusal(*_):
    raise ValueError("no")

@pytest.mark.points("double", 0)
@pytest.mark.says(es="El doble de 3 es 6.", en="Twice 3 is 6.")
@pytest.mark.parametrize("x", [[3.0, 1.0, 2.0], [3.0], [1.0, 1.0]])
@agrees_with(lambda x: 2 * np.array(x), function="double")
def test_double(x):
    return (np.array(x),)

@pytest.mark.points("double", 0)
@pytest.mark.says(es="No cambia lo que recibe.", en="It leaves what it is given.")
def test_double_leaves(student):
    assert_agrees(assert_inputs_unchanged(student, "double", np.ones(2)), np.full(2, 2.0))

@pytest.mark.points("half", 0)
@pytest.mark.says(es="La mitad de 3 es 1.5.", en="Half of 3 is 1.5.")
def test_half(student):
    assert_agrees(student.half(3.0), 1.5)

@pytest.mark.points("half", 0)
@pytest.mark.says(es="La mitad del doble.", en="Half of the double.")
@pytest.mark.uses("double")
def test_half_of_double(student):
    assert_agrees(student.half(student.double(3.0)), 3.0)
"""
RIGHT = "def double(x):\n    return 2 * x\n\ndef half(x):\n    return x / 2\n"


@pytest.fixture
def check(make_workspace):
    """Check a file by the examples above, with short limits; `shown` is what is printed."""

    def run(source, language="en", **files):
        workspace = make_workspace({FILE: textwrap.dedent(source), "02_losses/test_public.py": EXAMPLES}, language)
        for name, text in files.items():
            (workspace.folder / "02_losses" / f"{name}.py").write_text(text, encoding="utf-8")
        topic = workspace.kit.topic("losses", language)
        functions = tuple(replace(topic.functions[0], name=name) for name in ("double", "half"))
        topic = replace(topic, functions=functions, call_s=0.6, load_s=1.5, misconceptions=())
        found = check_topic(Workspace(workspace.folder, language), topic)
        console = Console(width=200, record=True, file=io.StringIO())
        show_check(console, found, language)
        found.shown = console.export_text()
        return found

    return run


def verdicts(found):
    return {one.check: one.verdict for one in found.examples}


def test_a_right_file_passes(check):
    found = check(RIGHT)

    assert found.passed
    assert list(verdicts(found)) == ["test_double", "test_double_leaves", "test_half", "test_half_of_double"]
    assert "✓ double" in found.shown


def test_the_shortest_input_that_fails_is_shown(check):
    found = check(RIGHT.replace("2 * x", "3 * x"))

    assert found.examples[0].evidence.call == "double(array([3.]))"
    assert found.examples[0].evidence.got == "array([9.])"
    assert "Twice 3 is 6." in found.shown
    assert "should give  array([6.])" in found.shown


def test_one_example_cannot_spoil_the_next(check):
    found = check("def double(x):\n    x *= 2\n    return x\ndef half(x):\n    return x / 2\n")

    assert verdicts(found)["test_double"] is Verdict.PASSED
    assert found.examples[1].evidence.kind == "inputs-changed"


@pytest.mark.parametrize(
    ("source", "language", "sentence"),
    [
        ("def double(x:\n  pass", "en", "could not be loaded because Python does not understand it: "),
        ("def double(x:\n  pass", "es", "porque Python no lo entiende: "),
        ("import nothing_like_it", "en", "imports what is not there: No module named 'nothing_like_it'"),
        ("1 / 0", "en", "it raises ZeroDivisionError: division by zero"),
        ("exit()", "es", "termina el programa mientras se carga"),
        ("import os; os._exit(3)", "en", "The file ends the program while it is loaded"),
        ("while True: pass", "en", "did not finish loading within 1.5 s"),
    ],
)
def test_a_file_that_cannot_be_loaded_costs_one_sentence(check, source, language, sentence):
    found = check(source, language)

    assert found.examples == []
    assert sentence in found.shown
    assert "Traceback" not in found.shown
    assert not found.passed


def test_the_line_of_a_syntax_error_is_shown(check):
    assert "losses.py, line 2: def double(x" in check("\ndef double(x\n").shown


def test_a_function_that_hangs_costs_its_own_examples(check):
    found = check("def double(x):\n    while True: pass\ndef half(x):\n    return x / 2\n")

    assert verdicts(found) == {
        "test_double": Verdict.TIMED_OUT,
        "test_double_leaves": Verdict.NOT_RUN,
        "test_half": Verdict.PASSED,
        "test_half_of_double": Verdict.TIMED_OUT,
    }
    assert "did not finish within 0.6 s" in found.shown


def test_a_function_that_ends_the_process_costs_its_own_examples(check):
    found = check("import os\ndef double(x):\n    os._exit(0)\ndef half(x):\n    return x / 2\n")

    assert verdicts(found)["test_half"] is Verdict.PASSED
    assert verdicts(found)["test_double"] is Verdict.CRASHED
    assert "ended the program" in found.shown


def test_exit_in_a_function_is_an_exception_like_another(check):
    found = check("def double(x):\n    raise SystemExit(1)\ndef half(x):\n    exit()\n")

    assert {one.evidence.kind for one in found.examples if one.check != "test_half_of_double"} <= {"raised", "left"}


def test_what_a_needed_function_raises_is_said_of_it(check):
    found = check("def double(x):\n    return x.nothing\ndef half(x):\n    return x / 2\n")

    assert verdicts(found)["test_half_of_double"] is Verdict.NOT_RUN
    assert "double raised AttributeError" in found.shown
    assert "losses.py, line 2, in double: return x.nothing" in found.shown


def test_another_name_is_guessed(check):
    found = check(RIGHT.replace("double", "duoble"))

    assert found.did_you_mean == {"double": "duoble"}
    assert "You wrote duoble: did you mean double?" in found.shown
    assert "¿querías decir double?" in check(RIGHT.replace("double", "duoble"), "es").shown


def test_what_is_printed_is_shown_apart(check):
    found = check("print('loading')\n" + RIGHT.replace("return x / 2", "print('{\"seen\": 1}'); return x / 2"))

    assert found.passed
    assert found.printed.startswith('loading\n{"seen": 1}\n')
    assert "Your code printed:" in found.shown


def test_other_files_beside_can_be_imported_and_shadow_nothing(check):
    helpers = {"tools": "def twice(x):\n    return 2 * x\n", "numpy": "1 / 0", "pytest": "1 / 0"}

    assert check("from tools import twice as double\nimport numpy\ndef half(x):\n    return x / 2\n", **helpers).passed


def test_unwritten_functions_are_no_failures_to_read_about(check):
    found = check("def double(x):\n    raise NotImplementedError('write double')\ndef half(x):\n    return x / 2\n")

    assert "· double" in found.shown
    assert "NotImplementedError" not in found.shown


def test_input_finds_nobody(check):
    found = check(RIGHT.replace("return x / 2", "return float(input())"))

    assert "half raised EOFError" in found.shown


def test_what_cannot_cross_the_wall_does_not_pass_at_home_either(check):
    found = check(
        "class Odd:\n    def __eq__(self, other): return True\ndef double(x): return Odd()\ndef half(x): return Odd()"
    )

    assert not any(one.passed for one in found.examples)


def test_a_missing_file_and_a_broken_notebook_are_said_in_a_sentence(make_workspace):
    workspace = make_workspace()
    topic = workspace.kit.topic("losses", "en")
    (workspace.folder / FILE).unlink()
    assert check_json(check_topic(workspace, topic), "en")["problem"].startswith("There is no 02_losses/losses.py.")

    (workspace.folder / "02_losses/losses.ipynb").write_text("{}")
    assert check_json(check_topic(workspace, topic), "en")["problem"] == "losses.ipynb is damaged, or no notebook."


def test_a_notebook_is_checked_and_its_lines_are_told_by_cell(make_workspace):
    workspace = make_workspace()
    (workspace.folder / FILE).unlink()
    cells = ["%matplotlib inline\nimport numpy as np", "def softmax(logits):\n    return logits.nothing", "softmax(3)"]
    stored = {"nbformat": 4, "cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    (workspace.folder / "02_losses/losses.ipynb").write_text(json.dumps(stored))

    found = check_topic(workspace, workspace.kit.topic("losses", "en"))

    (first, _) = found.of_function("softmax")
    assert first.evidence.traceback == "losses.ipynb, cell 2, line 2, in softmax: return logits.nothing"


def test_a_library_that_is_not_installed_is_named(make_workspace):
    workspace = make_workspace()
    topic = replace(workspace.kit.topic("losses", "en"), libraries=("numpy", "no_such_library"))

    assert "pip install no_such_library" in check_json(check_topic(workspace, topic), "en")["problem"]


def test_a_process_that_does_not_begin_is_our_fault(make_workspace, monkeypatch):
    workspace = make_workspace({"02_losses/test_public.py": "1 / 0"})

    with pytest.raises(running.GraderFaultError, match="ZeroDivisionError"):
        check_topic(workspace, workspace.kit.topic("losses", "en"))
