"""An exercise's metadata: read, or refused with file and line."""

import pytest

from gradiente.course import Course, find_course, read_exercise
from gradiente.errors import GradienteError

GOOD = """format_version = 1
number = 2
topic = "losses"
libraries = ["numpy"]

[title]
es = "Funciones de coste"
en = "Loss functions"

[lecture]
es = "Conceptos básicos"
en = "Basic concepts"

[limits]
call_s = 1.5

[functions.one]
points = 4

[functions.two]
points = 6
[functions.two.hints]
es = ["mira"]
en = ["look"]
"""


def exercise_file(tmp_path, text):
    path = tmp_path / "solutions" / "02_losses" / "exercise.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read_whole(tmp_path):
    exercise = read_exercise(exercise_file(tmp_path, GOOD))

    assert (exercise.number, exercise.topic, exercise.folder) == (2, "losses", "02_losses")
    assert exercise.limits.call_s == 1.5
    assert [(one.name, one.points) for one in exercise.functions] == [("one", 4.0), ("two", 6.0)]
    assert exercise.functions[1].hints == {"es": ("mira",), "en": ("look",)}
    assert exercise.keeps == {}


def test_a_function_may_keep_a_part_of_its_result(tmp_path):
    exercise = read_exercise(exercise_file(tmp_path, GOOD.replace("points = 6", "points = 6\nkeeps = 1")))

    assert exercise.keeps == {"two": 1}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("call_s = 1.5", "cal_s = 1.5", 15, "limits.cal_s is not a key"),
        ("call_s = 1.5", "call_s = -1", 15, "must be a number above 0"),
        ("points = 6", "points = 7", 16, "11 points together"),
        ("points = 6", "points = 6\nkeeps = -1", 22, "must be a position in the tuple returned"),
        ("number = 2", 'number = "two"', 2, "must be of type int"),
        ('"numpy"', '"pandas"', 4, "'pandas'"),
        ('en = "Loss functions"', "", 5, "lacks the key en"),
        ('en = ["look"]', "en = []", 22, "different number"),
        ("format_version = 1", "format_version = 9", 1, "must be 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, line, words):
    path = exercise_file(tmp_path, GOOD.replace(old, new))

    with pytest.raises(GradienteError) as caught:
        read_exercise(path)

    assert words in str(caught.value)
    assert f"exercise.toml, line {line}:" in str(caught.value)


def test_broken_toml_is_told_with_its_line(tmp_path):
    with pytest.raises(GradienteError, match="at line 1"):
        read_exercise(exercise_file(tmp_path, "number = \n"))


def test_an_unknown_topic_gets_the_closest_name(course):
    with pytest.raises(GradienteError, match="Did you mean losses"):
        course.exercise("loses")


def test_a_folder_that_is_no_course_is_named(tmp_path):
    with pytest.raises(GradienteError, match="not a course"):
        find_course(tmp_path)


def test_the_variable_names_the_course(course, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRADIENTE_COURSE", str(course.folder))

    assert find_course() == Course(course.folder)
