"""Notebooks that were handed in: code cells alone, and of these nothing that need not be run."""

import json

import pytest

from gradiente.intake.members import UnreadableError
from gradiente.intake.notebooks import to_module, to_source
from gradiente.worker.notebooks import place_of, runnable
from gradiente.worker.submission import describe_error, load


def notebook(*cells, **more):
    stored = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    text = {"cell_type": "markdown", "metadata": {}, "source": "def softmax(z): pass"}
    return json.dumps({"nbformat": 4, "cells": [text, *stored], **more})


def run(*cells):
    """What a module made of these cells defines."""
    return load("losses.py", {"losses.py": to_source(notebook(*cells).encode())}, {})


def test_a_notebook_is_graded_as_the_file_of_its_name(make_folder, take):
    intake = take(make_folder({"losses.ipynb": notebook("def softmax(z):\n    return z\n")}))

    (submission,) = intake.submissions
    assert [(file.topic, file.path) for file in submission.files] == [("losses", "losses.ipynb")]
    assert submission.files[0].text.read() == b"# gradiente: notebook\n# %% cell 1\ndef softmax(z):\n    return z\n"
    assert [note.kind for note in submission.notes] == ["notebook"]
    assert intake.odd == ()


@pytest.mark.parametrize("name", ["LOSSES.IPYNB", "mi práctica.ipynb", "losses.py"])
def test_a_notebook_is_known_by_its_functions_and_by_its_content(name, make_folder, only):
    submission = only(make_folder({name: notebook("def softmax(z):\n  pass", "def cross_entropy(p, t):\n  pass")}))

    assert [file.topic for file in submission.files] == ["losses"]


def test_beside_a_file_of_the_same_topic_the_file_is_taken(make_folder, take):
    intake = take(
        make_folder({"losses.ipynb": notebook("def softmax(z):\n  pass"), "losses.py": "def softmax(z): pass"})
    )

    assert [file.path for file in intake.submissions[0].files] == ["losses.py"]
    assert [(odd.path, odd.note.kind) for odd in intake.odd] == [("losses.ipynb", "same-topic")]


def test_a_folder_of_notebooks_holds_one_student_a_notebook(make_folder, take):
    cell = "def softmax(z):\n  pass\ndef cross_entropy(p, t):\n  pass"

    intake = take(make_folder({"ana.ipynb": notebook(cell), "luis.ipynb": notebook(cell + "\n# mine")}))

    assert [submission.key for submission in intake.submissions] == ["ana", "luis"]


@pytest.mark.parametrize(
    "content", ["{}", "", "[1]", '{"cells": 3}', '{"cells": [{"cell_type": "code", "source": [1]}]}', "[" * 100_000]
)
def test_what_is_no_notebook_costs_one_file(content, make_folder, take):
    intake = take(make_folder({"losses.ipynb": content, "parameters.py": ""}))

    assert [file.topic for file in intake.submissions[0].files] == ["parameters"]
    assert [(odd.path, odd.note.kind) for odd in intake.odd] == [("losses.ipynb", "broken-notebook")]


def test_an_older_notebook_is_read_too():
    sheets = [{"cells": [{"cell_type": "code", "input": ["a = 1\n", "b = 2"]}]}]

    assert to_source(json.dumps({"nbformat": 3, "worksheets": sheets}).encode()).endswith(b"cell 1\na = 1\nb = 2\n")


def test_pictures_do_not_make_a_notebook_too_large(make_folder, take):
    stored = json.loads(notebook("def softmax(z):\n    return z"))
    stored["cells"][1]["outputs"] = [{"data": {"image/png": "A" * (2 << 20)}}]

    assert take(make_folder({"losses.ipynb": json.dumps(stored)})).submissions[0].files


def test_a_python_file_is_no_notebook_for_mentioning_one():
    assert to_module(b'x = {"a": "nbformat"}\n', "losses.py").source == b'x = {"a": "nbformat"}\n'
    with pytest.raises(UnreadableError):
        to_module(b"x = 1", "losses.ipynb")


def test_definitions_and_what_they_need_are_run_and_nothing_else():
    found = run(
        "import math\nEPS = math.exp(-20)\nSCALE = 2 * EPS\nran = []",
        "ran.append(1)\nraise SystemExit\nopen('/etc/passwd')",
        "while True: pass",
        "def f(x, y=SCALE):\n    heavy = 1\n    return x + TABLE[0] + y",
        "heavy = sum(range(10**12))",
        "TABLE = [0]\nTABLE[0] = 5\nif __name__ == '__main__':\n    raise SystemExit\nf(1)\nclass A:\n    z = EPS",
    )

    assert found["f"](1, 0) == 6
    assert found["SCALE"] == 2 * found["EPS"] == 2 * found["A"].z
    assert not {"ran", "heavy"} & set(found)


def test_a_statement_beside_a_definition_is_not_run():
    assert run("import math; raise SystemExit; x = 3", "def f(): return math.e + x")["f"]() > 5


def test_the_lines_of_ipython_are_left_out():
    found = run(
        "%matplotlib inline\n!pip install torch\nfiles = !ls\nhelp?\nimport math",
        "%%bash\nrm -rf folder",
        "%%time\ndef f():\n    %timeit g()\n    return 7\n",
        "text = '''\n%matplotlib\n!ls\n'''\nvalue = (100\n    % 7)\ndef g():\n    return text, value, math",
        "await something()",
    )

    assert found["f"]() == 7
    assert found["g"]()[:2] == ("\n%matplotlib\n!ls\n", 2)


def test_a_future_import_is_moved_to_the_beginning():
    assert run("x = 1", "from __future__ import annotations\ndef f(a: Unknown): return 1")["f"](0) == 1


def test_a_cell_that_python_does_not_understand_costs_that_cell(capsys):
    found = run("def f():\n    return 1", "def g(:\n    pass", "def h():\n    return 2")

    assert (found["f"](), found["h"]()) == (1, 2)
    assert "g" not in found
    assert capsys.readouterr().out == "losses.ipynb, cell 2, line 1: invalid syntax; the cell was left out\n"


def test_an_error_is_placed_in_its_cell():
    sources: dict[str, str] = {}
    found = load(
        "losses.py",
        {"losses.py": to_source(notebook("x = 1\ny = 2", "\ndef f():\n    return 1 / 0").encode())},
        sources,
    )

    with pytest.raises(ZeroDivisionError) as caught:
        found["f"]()

    assert describe_error(caught.value, sources)[3] == "losses.ipynb, cell 2, line 3, in f: return 1 / 0"
    assert place_of("losses.py", "x = 1", 1) == "losses.py, line 1"


@pytest.mark.parametrize(
    "cell", ["x = 1", "def f(\n", "import a; b()\n\n", "'''\n''' ; c()\n", "", "\f\n", "@d\ndef f():\n  ...\n"]
)
def test_every_line_keeps_its_place(cell):
    source = to_source(notebook("import m", cell, "def z(): pass").encode()).decode()

    assert len(runnable(source)[0].split("\n")) == len(source.split("\n"))
