"""Both languages say the same, and everything that the code can find out has a sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from gradiente import texts
from gradiente.intake.notes import NOTE_KINDS, NOTE_KINDS_ES
from gradiente.results import Verdict

ROOT = Path(__file__).resolve().parents[2]
ALL = [f"{name}.{key}" for name in texts.NAMES for key in texts.table(name)]
# Said only where the student may see everything.
FULL_ENDINGS = ("-named", "-largest", "-infinite", "-exactly", "-instead")
THE_SAME_IN_BOTH = {"doctor.fails", "pages.exactly-ten", "pages.unknown-note", "pages.total", "terminal.column-total"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", ALL)
def test_a_text_stands_in_both_languages_with_the_same_placeholders(key):
    name, _, rest = key.partition(".")
    forms = texts.table(name)[rest]

    assert {"es", "en"} <= set(forms) <= {"es", "en", "es_one", "en_one"}
    assert placeholders(forms["es"]) == placeholders(forms["en"])
    assert all(form.strip() for form in forms.values())
    assert forms["es"] != forms["en"] or key in THE_SAME_IN_BOTH


@pytest.mark.parametrize("kind", NOTE_KINDS)
def test_a_note_on_files_names_the_same_in_both_languages(kind):
    assert placeholders(NOTE_KINDS[kind]) == placeholders(NOTE_KINDS_ES[kind])


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("grader/gradiente", "grader/checks", "solutions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def constants(node: ast.expr | None) -> list[str]:
    """The texts that an expression can be: a constant, or both arms of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return constants(node.body) + constants(node.orelse)
    return []


def argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == name]
    return named[0] if named else call.args[position] if len(call.args) > position else None


POSITIONS = {"Evidence": 0, "Difference": 0, "Refused": 0, "RefusedValueError": 0, "assert_holds": 1}


def kinds_in_the_code() -> set[str]:
    found = set()
    for path, tree in sources():
        if "reports" in path.relative_to(ROOT).parts:  # where kinds are read, not made
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in POSITIONS:
                found.update(constants(argument(node, POSITIONS[node.func.id], "kind")))
            if isinstance(node, ast.Assign) and any(getattr(one, "id", "") == "kind" for one in node.targets):
                found.update(constants(node.value))
    return found


KINDS = sorted(kind for kind in kinds_in_the_code() if re.fullmatch(r"[a-z]+(-[a-z]+)*", kind))


def test_the_search_for_kinds_finds_those_that_are_written_in_every_way():
    assert {"value", "integer", "not-written-yet", "raised", "inputs-changed", "clause", "too-large"} <= set(KINDS)


# Why a file could not be loaded is said of the file.
LOADING = {"syntax-error", "import-error", "load-error", "load-timed-out"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_the_code_can_find_has_a_sentence(kind):
    assert texts.has(f"evidence.loading-{kind}" if kind in LOADING else f"evidence.{kind}")


@pytest.mark.parametrize("kind", [*sorted(LOADING), "out-of-memory", "left", "crashed", "protocol", "budget-spent"])
def test_every_way_not_to_load_has_a_sentence(kind):
    assert texts.has(f"evidence.loading-{kind}")


@pytest.mark.parametrize(
    "key", [key for key in texts.table("evidence") if not key.startswith("loading-") and not key.endswith(FULL_ENDINGS)]
)
def test_a_sentence_that_may_be_said_of_a_hidden_check_names_nothing_hidden(key):
    # {error} is a built-in exception's name, {quantity} one of ours: `disclosure` sees to both.
    allowed = {"function", "seconds", "signal"} | {"raised-type": {"error"}, "measured-quantity": {"quantity"}}.get(
        key, set()
    )

    assert placeholders(texts.table("evidence")[key]["en"]) <= allowed


def test_every_quantity_that_is_a_word_has_a_text():
    words = set()
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "assert_measures":
                words.update(constants(argument(node, 3, "quantity")))

    assert "std" in words
    missing = {word for word in words if re.fullmatch(r"[a-z_]+", word) and not texts.has(f"quantities.{word}")}
    assert not missing


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_verdicts_are_different_words(language):
    words = [texts.say(f"verdicts.{verdict.value}", language) for verdict in Verdict]

    assert len(set(words)) == len(Verdict)


def test_every_reason_to_look_has_a_sentence():
    # The reasons that are no notes stand in `StudentResult.needs_a_look`.
    source = (ROOT / "grader" / "gradiente" / "results.py").read_text(encoding="utf-8")

    assert set(re.findall(r'reasons\.append\("([a-z-]+)"\)', source)) == set(texts.table("looks"))


def test_pages_use_every_text_and_have_every_text_that_they_use():
    folder = ROOT / "grader" / "gradiente" / "reports"
    paths = [*sorted(folder.rglob("*.html")), *sorted(folder.glob("*.py"))]
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    used = set(re.findall(r'\bt\("([a-z-]+)"[,)]', source)) | set(re.findall(r'"pages\.([a-z-]+)"', source))
    # Said by a variable: sections, labels of values, conditions.
    sections = re.findall(r"for place in \[(.*?)\]", source)[0]
    used |= set(re.findall(r'"([a-z-]+)"', sections))
    used |= {"call", "got", "want", "your-lines", "after", "before", "first-time", "second-time"}
    used |= {"histogram-bar", "histogram-best"}
    used |= {key for key in texts.table("pages") if key.startswith(("legend-", "feedback-", "isolation-"))}

    assert used == set(texts.table("pages"))


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_one_of_a_thing_is_said_in_the_singular(language):
    one, two = (texts.say("terminal.students", language, count=count) for count in (1, 2))

    assert one == {"es": "1 estudiante", "en": "1 student"}[language]
    assert two == {"es": "2 estudiantes", "en": "2 students"}[language]


def test_a_detail_is_inserted_and_not_interpreted():
    said = texts.say("evidence.type-named", "en", function="{want}", got="\x1b[31m", want="int")

    assert said == "`{want}` returned `\\x1b[31m`; it has to return `int`."


def test_a_detail_that_was_not_noted_down_does_not_lose_the_sentence():
    assert texts.say("evidence.timed-out", "en", function="f").startswith("`f` did not finish within ? s.")
