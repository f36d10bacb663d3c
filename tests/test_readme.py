"""The two READMEs list every exercise, and every place that they name is there."""

import re
from pathlib import Path

import pytest

FILES = {"en": "README.md", "es": "README.es.md"}


def table(course, language):
    """The lines of the table of exercises."""
    return [
        f"| {exercise.number:02d} | [`{exercise.topic}`](exercises/{exercise.folder}/{language}/README.md) "
        f"{exercise.title.in_language(language)} | {exercise.lecture.in_language(language)} |"
        for exercise in course.exercises
    ]


@pytest.mark.parametrize("language", FILES)
def test_every_exercise_is_in_the_table(course, language):
    text = (course.folder / FILES[language]).read_text(encoding="utf-8")
    (shown,) = re.findall(r"<!-- exercises -->\n(.*?)<!-- /exercises -->", text, re.DOTALL)

    _, _, *rows = shown.strip().splitlines()
    assert rows == table(course, language)


@pytest.mark.parametrize("language", FILES)
def test_every_link_leads_somewhere(course, language):
    text = (course.folder / FILES[language]).read_text(encoding="utf-8")

    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if not link.startswith("http")]

    assert [link for link in links if not Path(course.folder, link).exists()] == []
    assert len(links) > 5


def test_both_readmes_show_the_same_commands(course):
    commands = [
        re.findall(r"^(?:make|python3|\.venv).*$", (course.folder / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in FILES.values()
    ]

    assert commands[0] == commands[1]
