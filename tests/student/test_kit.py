"""What students get holds nothing hidden, is the same at every build, and lacks nothing that it needs."""

import ast
import base64
import csv
import hashlib
import io
import json
import sys
import zipfile
from fractions import Fraction

import nbformat
import numpy as np
import pytest

from gradiente.authoring import release as releasing
from gradiente.authoring import release_wheel
from gradiente.authoring.release import make_release, write_release
from gradiente.authoring.release_proof import Secrets, _numbers, _texts
from gradiente.checking.agreement import Returned, fresh
from gradiente.course import find_course
from gradiente.errors import GraderFaultError, GradienteError
from gradiente.judge.suite import load_suite
from gradiente.quizzes.bundle import packed
from gradiente.results import Visibility

COURSE = find_course()


@pytest.fixture(scope="module")
def secrets():
    return Secrets(COURSE)


@pytest.fixture(scope="module", params=[False, True], ids=["files", "notebooks"])
def whole(request):
    """A kit of everything; what takes seconds to make and is the same in both is left out of the second."""
    with pytest.MonkeyPatch.context() as patch:
        sealed = releasing.sealed_mistakes
        patch.setattr(
            releasing,
            "sealed_mistakes",
            lambda suite: [] if request.param or "torch" in suite.exercise.libraries else sealed(suite),
        )
        if request.param:
            patch.setattr("gradiente.quizzes.bundle.make_bundle", lambda *_: {"variants": [], "figures": {}})
        return make_release(COURSE, notebooks=request.param, variants=3)


def test_no_line_and_no_number_of_what_is_hidden_is_in_a_kit(whole, secrets):
    assert len(secrets.lines) > 5000
    assert secrets.found_in(whole.files) == []


def floats_in(value):
    if isinstance(value, float):
        yield value
    elif isinstance(value, np.ndarray) and value.dtype.kind == "f":
        yield from map(float, value.ravel())
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from floats_in(item)


def is_simple(value):
    """Whether a number is met everywhere: two thirds is no secret."""
    return np.isfinite(value) and abs(Fraction(value).limit_denominator(12) - Fraction(value)) < 1e-12


def test_no_value_that_a_hidden_check_expects_is_in_a_kit(whole):
    """Drawn inputs have a secret seed; those of tables are the same for every class."""
    expected = set()
    for exercise in COURSE.exercises:
        for check in load_suite(exercise).checks:
            agreement = check.agreement
            if check.visibility is not Visibility.HIDDEN or agreement is None or check.is_drawn:
                continue
            for case in check.cases:
                want = agreement.expected(agreement.arguments(**{key: fresh(item) for key, item in case.items()}))
                if isinstance(want, Returned):
                    telling = (abs(one) for one in floats_in(want.value) if not is_simple(one))
                    expected |= {number for one in telling for number in _numbers(f" {one!r} ")}
    public = {
        number
        for exercise in COURSE.exercises
        for path in (exercise.public_checks, *exercise.solution.parent.glob("statement.*.md"))
        for number in _numbers(path.read_text(encoding="utf-8"))
    }

    assert len(expected) > 30
    in_the_kit = {number for _, text in _texts(whole.files) for number in _numbers(text)}
    assert in_the_kit & (expected - public) == set()


def a_hidden_line():
    return next(
        line.strip()
        for line in COURSE.exercise("losses").hidden_checks.read_text(encoding="utf-8").splitlines()
        if "student." in line and "(" in line
    )


def a_solution_line():
    lines = COURSE.exercise("losses").solution.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if "logits -" in line)


def a_reference_line():
    text = (COURSE.folder / "reference" / "cnn_reference" / "losses.py").read_text(encoding="utf-8")
    body = next(
        node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == "softmax"
    ).body
    return text.splitlines()[body[-1].lineno - 1]


def wheel_with(text):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("gradiente/checking/inputs.py", f"import numpy\n{text}\n")
    return stream.getvalue()


def notebook_with(text):
    return json.dumps({"cells": [{"cell_type": "code", "source": [f"{text}\n", "pass"]}], "nbformat": 4}).encode()


@pytest.mark.parametrize("line", [a_hidden_line, a_solution_line, a_reference_line])
@pytest.mark.parametrize(
    "plant",
    [
        lambda text: {"es/02_losses/losses.py": f"x = 1\n        {text}   # so\n".encode()},
        lambda text: {"gradiente_student.whl": wheel_with(text.replace("(", "( "))},
        lambda text: {"en/02_losses/losses.ipynb": notebook_with(text)},
        lambda text: {"quizzes.json": json.dumps(packed({"variants": [{"stem": {"es": text, "en": ""}}]})).encode()},
        lambda text: {"kit.json": json.dumps({"topics": [{"hints": ["one", f"\t{text}\nmore"]}]}).encode()},
    ],
    ids=["stub", "wheel", "notebook", "quizzes", "hints"],
)
def test_a_planted_line_is_found(plant, line, secrets):
    files = plant(line())

    (found,) = secrets.found_in(files)
    assert found.startswith(next(iter(files)))


def test_a_planted_number_is_found(secrets):
    number, where = next(iter(secrets.numbers.items()))

    assert secrets.found_in({"README.md": f"it is {number}, you know".encode()}) == [
        f"README.md holds a number of {where}"
    ]


@pytest.mark.usefixtures("without_quizzes")
def test_a_kit_that_would_hold_something_hidden_is_not_made(monkeypatch):
    monkeypatch.setattr(releasing, "make_statement", lambda *_: f"```\n{a_hidden_line()}\n```")

    with pytest.raises(GraderFaultError, match=r"grader/checks/losses\.py"):
        make_release(COURSE, topics=("losses",), variants=1)


@pytest.mark.usefixtures("without_quizzes")
def test_what_is_sealed_is_looked_at_before(monkeypatch):
    text = {"es": a_reference_line(), "en": ""}
    monkeypatch.setattr(releasing, "text_of", lambda one: {"id": one.id, "explanation": text})

    with pytest.raises(GraderFaultError, match=r"kit\.json \(losses\) holds a line of reference"):
        make_release(COURSE, topics=("losses",), variants=1)


def test_the_same_course_gives_the_same_bytes(kit, tmp_path):
    again = make_release(COURSE, topics=("parameters", "losses"), variants=2)
    write_release(tmp_path / "again.zip", again)

    assert (tmp_path / "again.zip").read_bytes() == kit.read_bytes()


def test_a_kit_has_one_folder_with_what_was_asked_for(kit):
    with zipfile.ZipFile(kit) as archive:
        names = {name.removeprefix("gradiente-kit/") for name in archive.namelist()}

    topics = ("01_parameters/parameters.py", "02_losses/losses.py")
    files = {f"{language}/{topic}" for language in ("es", "en") for topic in topics}
    assert files <= names
    assert {"README.md", "LEEME.md", "kit.json", "quizzes.json", "es/02_losses/test_public.py"} <= names
    assert "## Topics" in zipfile.ZipFile(kit).read("gradiente-kit/README.md").decode()


@pytest.mark.usefixtures("without_quizzes")
def test_one_language_and_unknown_topics():
    one = make_release(COURSE, ("es",), ("parameters",), variants=1)

    assert not [name for name in one.files if name.startswith("en/") or name == "README.md"]
    with pytest.raises(GradienteError, match="Did you mean losses"):
        make_release(COURSE, topics=("lossess",))


@pytest.mark.usefixtures("without_quizzes")
@pytest.mark.parametrize("language", ["es", "en"])
def test_notebooks_are_valid_and_hold_every_function(language):
    notebooks = make_release(COURSE, (language,), ("parameters", "losses"), notebooks=True, variants=1).files
    names = [name for name in notebooks if name.endswith(".ipynb")]

    assert names == [f"{language}/01_parameters/parameters.ipynb", f"{language}/02_losses/losses.ipynb"]
    for name in names:
        stored = nbformat.reads(notebooks[name].decode(), as_version=nbformat.NO_CONVERT)
        nbformat.validate(stored)
        code = "\n".join(cell.source for cell in stored.cells if cell.cell_type == "code")
        exercise = COURSE.exercise(name.rpartition("/")[2].removesuffix(".ipynb"))
        assert all(f"def {function.name}(" in code for function in exercise.functions)
        assert f"-m gradiente check {exercise.topic}" in code


# The wheel.


def modules():
    found = {}
    for path in release_wheel.module_paths():
        parts = path.relative_to(release_wheel._PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def test_the_list_of_the_wheel_lacks_no_module_that_another_imports():
    listed = modules()
    imported = {(name, one) for name, path in listed.items() for one in release_wheel.imported_by(path)}

    lacking = {
        (name, one)
        for name, one in imported
        if one.startswith("gradiente") and release_wheel._is_module(one) and one not in listed
    }
    assert lacking == {("gradiente.cli.quiz", one) for one in release_wheel.ELSEWHERE}


def test_the_wheel_asks_for_what_its_modules_import():
    imported = {one.partition(".")[0] for path in modules().values() for one in release_wheel.imported_by(path)}
    needed = imported - sys.stdlib_module_names - {"gradiente", "__future__"}
    asked = {requirement.partition(">")[0] for requirement in release_wheel.REQUIREMENTS}

    # Examples import pytest themselves; torch and hypothesis are for those topics that use them.
    assert needed - {"torch", "hypothesis"} == asked - {"pytest"}


def test_the_wheel_is_what_its_record_says():
    name, content = release_wheel.make_wheel()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (record,) = [one for one in archive.namelist() if one.endswith("RECORD")]
        rows = list(csv.reader(io.StringIO(archive.read(record).decode())))
        assert {row[0] for row in rows} == set(archive.namelist())
        for path, digest, size in rows:
            if path != record:
                data = archive.read(path)
                assert int(size) == len(data)
                assert (
                    digest == f"sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()}"
                )
    assert name.startswith("gradiente_student-")
    assert name.endswith("-py3-none-any.whl")


def test_another_requirement_gives_another_version():
    assert release_wheel.make_wheel()[0] != release_wheel.make_wheel(["hypothesis>=6.100"])[0]


def test_a_kit_asks_for_what_its_examples_import(tmp_path, monkeypatch):
    exercise = COURSE.exercise("losses")
    page = tmp_path / "test_public.py"
    page.write_text("from hypothesis import given\nimport numpy as np\n", encoding="utf-8")
    monkeypatch.setattr(type(exercise), "public_checks", page)

    assert releasing._extra_requirements([exercise]) == ["hypothesis>=6.100"]
