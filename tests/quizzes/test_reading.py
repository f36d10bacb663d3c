"""Whatever is wrong with a question is said with its file and the line."""

import pytest
from quiz_examples import ALL, MATCH, MULTIPLE, NUMBER, OPEN, ORDER, SINGLE

from gradiente.errors import GradienteError
from gradiente.quizzes.question import ComputedAnswer, Kind, WrittenMatch, WrittenOpen, WrittenOrder
from gradiente.results import Text


@pytest.mark.parametrize("name", ALL)
def test_every_type_is_read(read, name):
    question = read(ALL[name])

    assert question.id == name
    assert question.topic == "parameters"


def test_what_is_drawn_and_computed_is_read(read):
    question = read(NUMBER)

    assert question.kind is Kind.NUMBER
    assert [one.choices for one in question.parameters] == [(2, 3, 4, 5, 6, 7, 8, 9), (2, 3, 4, 5)]
    assert isinstance(question.task, ComputedAnswer)
    assert question.task.answer.line == 8
    assert [one.key for one in question.task.wrong] == ["biases-of-inputs"]
    assert question.hint == Text("Cuenta los sesgos.", "Count the biases.")


def test_steps_of_a_tenth_are_tenths(read):
    question = read(NUMBER.replace("{ from = 2, to = 9 }", "{ from = 0.1, to = 0.9, step = 0.1 }"))

    assert question.parameters[0].choices == (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def test_options_are_read_with_their_feedback(read):
    first, second, _ = read(SINGLE).task.options

    assert (first.key, first.right, first.text, first.feedback) == (
        "option-1",
        True,
        Text("los pesos", "the weights"),
        None,
    )
    assert second.feedback == Text("Se fija antes.", "It is set before.")


def test_feedback_may_have_several_paragraphs_and_code(read):
    text = SINGLE.replace("  Se fija antes.", "  Se fija antes.\n\n  ```python\n  rate = 0.1\n  ```")

    assert read(text).task.options[1].feedback.es == "Se fija antes.\n\n```python\nrate = 0.1\n```"


def test_items_pairs_and_points_are_read(read):
    assert read(ORDER).task == WrittenOrder(
        tuple(map(Text, ("uno", "dos", "tres", "cuatro"), ("one", "two", "three", "four")))
    )
    assert read(MATCH).task == WrittenMatch(
        (
            (Text("uno", "one"), Text("impar", "odd")),
            (Text("dos", "two"), Text("par", "even")),
            (Text("tres", "three"), Text("impar", "odd")),
        ),
        (Text("ninguno", "none"),),
    )
    assert read(OPEN).task == WrittenOpen(Text("Porque sí.", "Because."), (Text("uno", "one"), Text("dos", "two")))


def test_an_ordinary_list_belongs_to_the_stem(read):
    text = SINGLE.replace("¿Qué se obtiene al entrenar?", "Dos cosas:\n\n- una\n- otra\n\n¿Cuál se aprende?")

    assert read(text).stem.es == "Dos cosas:\n\n- una\n- otra\n\n¿Cuál se aprende?"


# The question, what is changed in it and into what, a text that stands in the line at fault, and what is then said.
WRONG = {
    "no front matter": (SINGLE, "+++\nformat", "format", "format_version", "front matter has to begin here"),
    "never ends": (SINGLE, '"Introduction"\n+++', '"Introduction"', "+++", "the front matter never ends"),
    "bad TOML": (SINGLE, "minutes = 1", "minutes =", "minutes", "bad TOML"),
    "unknown key": (SINGLE, "minutes = 1", "minutes = 1\npoints = 3", "points", "points is not a key"),
    "a key of another type": (
        SINGLE,
        "minutes = 1",
        "minutes = 1\ntolerance = 3",
        "tolerance",
        "tolerance is not a key",
    ),
    "a missing key": (SINGLE, "minutes = 1\n", "", "+++", "minutes is missing"),
    "a wrong type of value": (SINGLE, "minutes = 1", 'minutes = "1"', "minutes", "minutes must be of type int"),
    "true for a number": (SINGLE, "minutes = 1", "minutes = true", "minutes", "minutes must be of type int"),
    "no such type": (SINGLE, 'type = "single"', 'type = "cloze"', "cloze", "type is 'cloze'"),
    "an id in capitals": (SINGLE, "what-is-learnt", "What", "What", "id is 'What'"),
    "version 0": (SINGLE, "\nversion = 1", "\nversion = 0", "\nversion = 0", "version must be 1 or more"),
    "one language of the title": (SINGLE, 'en = "What is learnt"\n', "", "[title]", "title.en is missing"),
    "a missing section": (
        SINGLE,
        SINGLE[SINGLE.index("## en") :],
        "",
        "+++\n\n## es",
        "the section `## en` is mis",
    ),
    "an unknown section": (SINGLE, "## en", "## fr", "## fr", "the section 'fr' is not one of"),
    "a section twice": (SINGLE, "## en", "## es", "## es\n\nWhat", "the section 'es' is there twice"),
    "an unknown part": (SINGLE, "### Explanation", "### Remark", "### Remark", "the heading 'Remark' is none of"),
    "a part twice": (OPEN, "### Points", "### Explanation", "### Explanation\n\nParam", "the part 'Explanation' is th"),
    "a missing explanation": (
        SINGLE,
        "### Explanation\n\nParameters are learnt.",
        "",
        "## en",
        "the part 'explanation' is missing in en",
    ),
    "an empty part": (SINGLE, "Parameters are learnt.", "", "### Explanation", "the part 'explanation' is empty"),
    "an option too few": (
        SINGLE,
        "- [ ] the number of layers\n\n  It belongs to the architecture.\n",
        "",
        "the weights",
        "es has 3 options, en has 2",
    ),
    "right in one language": (
        SINGLE,
        "- [ ] the learning",
        "- [x] the learning",
        "the learning",
        "option 2 is right in",
    ),
    "two right options": (
        SINGLE.replace("- [ ] the learning", "- [x] the learning"),
        "- [ ] la tasa",
        "- [x] la tasa",
        "los pesos",
        "a single choice has one right option, this one has 2",
    ),
    "no feedback": (
        SINGLE.replace("  It is set before.\n\n", ""),
        "  Se fija antes.\n\n",
        "",
        "la tasa",
        "option 2 is wrong and has no feedback",
    ),
    "feedback in one language": (SINGLE, "  Se fija antes.\n\n", "", "la tasa", "option 2 has feedback in the other"),
    "some boxes": (SINGLE, "- [ ] la tasa", "- la tasa", "los pesos", "some items of the list have a box"),
    "two lists": (
        SINGLE,
        "### Explicación",
        "texto\n\n- [ ] otra\n\n### Explicación",
        "otra",
        "there is a second list of answers",
    ),
    "a belief of the right option": (
        SINGLE,
        '"Introduction"\n',
        '"Introduction"\n\n[believes]\noption-1 = "parameters/no-bias"\n',
        "option-1",
        "believes.option-1 is none of the wrong options",
    ),
    "all right": (
        MULTIPLE.replace("- [ ] ", "- [x] "),
        "minutes = 1",
        "minutes = 2",
        "los pesos",
        "a multiple choice has right options and wrong ones",
    ),
    "two arrows": (MATCH, "- dos → par", "- dos → par → impar", "- dos", "a pair is"),
    "a spare in one language": (
        MATCH,
        "- → none",
        "- four → none",
        "- four",
        "this pair has a left side in one language",
    ),
    "items of another type": (
        SINGLE,
        "### Explicación",
        "1. uno\n\n### Explicación",
        "1. uno",
        "a question of this type has no numbered list",
    ),
    "two items": (ORDER, "\n3. tres\n4. cuatro", "", "1. one", "es has 2 items, en has 4"),
    "no Python": (NUMBER, '"inputs * outputs"', '"inputs *"', "weights = ", "'inputs *' is no Python expression"),
    "a range that is not reached": (
        NUMBER,
        "to = 9",
        "to = 9, step = 2",
        "inputs = {",
        "parameters.inputs.to is not re",
    ),
    "one choice": (NUMBER, "[2, 3, 4, 5]", "[2]", "outputs = {", "parameters.outputs has nothing to choose"),
    "a choice twice": (NUMBER, "[2, 3, 4, 5]", "[2, 2]", "outputs = {", "parameters.outputs has the same choice"),
    "decimals without tolerance": (
        NUMBER,
        "minutes = 1",
        "minutes = 1\ndecimals = 2",
        "decimals",
        "decimals needs a tol",
    ),
    "a wrong value without a text": (
        NUMBER,
        'en = "You added {{inputs}} biases."',
        'en = ""',
        "biases-of-inputs",
        "wrong 'biases-of-inputs' is not explained in both languages",
    ),
    "a proof that is prose": (NUMBER, "```python\ndef", "def", "## Proof", "the proof is one fenced block of python"),
    "options where a number is asked for": (
        NUMBER,
        "### Pista",
        "- [x] uno\n- [ ] dos\n\n### Pista",
        "[x] uno",
        "a question of this type has no task list",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_its_line(read, name):
    text, before, after, at_fault, said = WRONG[name]
    changed = text.replace(before, after, 1)
    assert changed != text
    at = changed.index(at_fault) + len(at_fault) - len(at_fault.lstrip("\n"))
    line = changed.count("\n", 0, at) + 1

    with pytest.raises(GradienteError) as caught:
        read(changed)

    place, _, what = str(caught.value).partition(": ")
    assert place.endswith(f".md, line {line}")
    assert what.startswith(said)


def test_a_file_is_called_like_its_question(tmp_path):
    from gradiente.quizzes.reading import read_question

    path = tmp_path / "another.md"
    path.write_text(SINGLE, encoding="utf-8")

    with pytest.raises(GradienteError, match=r"line 3: id is 'what-is-learnt', but the file is called another\.md"):
        read_question(path)
