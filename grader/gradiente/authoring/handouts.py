"""The folder of an exercise that a student gets, made from the model answer's folder."""

from __future__ import annotations

from pathlib import Path

from gradiente.authoring.stubs import LANGUAGES, make_stub
from gradiente.course import Course, Exercise
from gradiente.errors import GradienteError

_WORDS = {
    "es": {
        "lecture": "En la clase",
        "functions": "Funciones",
        "function": "función",
        "points": "puntos",
        "check": "Comprueba tu trabajo",
        "how": "Escribe cada función en `{topic}.py`, donde ahora dice `raise NotImplementedError`. "
        "`test_public.py` tiene ejemplos que puedes ejecutar:",
        "rest": "Para la nota se usan otras comprobaciones, con datos que no están aquí.",
    },
    "en": {
        "lecture": "In the lecture",
        "functions": "Functions",
        "function": "function",
        "points": "points",
        "check": "Check your work",
        "how": "Write each function in `{topic}.py`, where it now says `raise NotImplementedError`. "
        "`test_public.py` has examples that you can run:",
        "rest": "Your mark comes from other checks, on data that is not here.",
    },
}


def make_handout(exercise: Exercise) -> dict[str, str]:
    """Make every file of an exercise's folder.

    Parameters
    ----------
    exercise : Exercise

    Returns
    -------
    dict of str to str
        Text by path inside `exercises/NN_topic/`.
    """
    source = exercise.solution.parent
    files = {
        "exercise.toml": _read(source / "exercise.toml"),
        "test_public.py": _read(exercise.public_checks),
    }
    for language in LANGUAGES:
        files[f"{language}/{exercise.topic}.py"] = make_stub(exercise, language)
        command = f"python -m pytest -p gradiente.pytest_plugin --student {language}/{exercise.topic}.py test_public.py"
        files[f"{language}/README.md"] = make_statement(exercise, language, command)
    return files


def make_statement(exercise: Exercise, language: str, command: str) -> str:
    """Make the page that a student works from.

    Parameters
    ----------
    exercise : Exercise
    language : str
        `es` or `en`.
    command : str
        What runs the public examples.
    """
    words = _WORDS[language]
    text = _read(exercise.solution.parent / f"statement.{language}.md").strip()
    if text.startswith("# "):
        text = text.split("\n", 1)[1].strip()
    rows = "\n".join(f"| `{function.name}` | {_number(function.points, language)} |" for function in exercise.functions)
    return f"""# {exercise.number:02d} · {exercise.title.in_language(language)}

{words["lecture"]}: {exercise.lecture.in_language(language)}

{text}

## {words["functions"]}

| {words["function"]} | {words["points"]} |
|---|---|
{rows}

## {words["check"]}

{words["how"].format(topic=exercise.topic)}

```
{command}
```

{words["rest"]}
"""


def _number(points: float, language: str) -> str:
    text = f"{points:g}"
    return text.replace(".", ",") if language == "es" else text


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GradienteError(f"{path} is missing.") from None


def write_handouts(course: Course) -> list[Path]:
    """Write the folders of all exercises; returns the files that changed."""
    changed = []
    for exercise in course.exercises:
        files = make_handout(exercise)
        for name, text in files.items():
            path = exercise.handout / name
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                changed.append(path)
        for path in sorted(exercise.handout.rglob("*")):
            if path.is_file() and str(path.relative_to(exercise.handout)) not in files:
                path.unlink()
                changed.append(path)
    return changed


def out_of_step(course: Course) -> list[str]:
    """Name the files of `exercises/` that are not what the model answers make."""
    stale = []
    for exercise in course.exercises:
        files = make_handout(exercise)
        there = {
            str(path.relative_to(exercise.handout)): path
            for path in exercise.handout.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        for name in sorted(set(files) | set(there)):
            path = there.get(name)
            if path is None or name not in files or path.read_text(encoding="utf-8") != files[name]:
                stale.append(f"{exercise.folder}/{name}")
    return stale
