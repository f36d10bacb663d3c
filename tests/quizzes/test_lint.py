"""The lint and the proofs find what they are for: each fault is planted here once."""

import re

import pytest
from quiz_examples import MATCH, NUMBER, SINGLE

from gradiente.quizzes.bank import Bank
from gradiente.quizzes.ledger import NAME, note, read_ledger
from gradiente.quizzes.lint import lint
from gradiente.quizzes.proof import more_often_than_chance, prove

COMPUTED = NUMBER.replace('type = "number"', 'type = "single"').replace("minutes = 1", "minutes = 1\nchoices = 3")


def bank_of(tmp_path, *texts):
    folder = tmp_path / "quizzes" / "parameters"
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        (folder / f"{re.search('id = .(.*).$', text, re.MULTILINE)[1]}.md").write_text(text, encoding="utf-8")
    return Bank(tmp_path / "quizzes")


def test_good_questions_have_no_problems(bank):
    note(bank.folder, bank.questions)

    assert lint(bank) == []
    assert [one for question in bank.questions for one in prove(bank, question, range(50)).problems] == []


FAULTS = {
    "a misconception that does not exist": (
        NUMBER.replace("parameters/no-bias", "parameters/no-such"),
        r"line 9: There is no misconception 'parameters/no-such'",
    ),
    "a misconception of something else": (
        NUMBER.replace("parameters/no-bias", "parameters/padding-on-one-side"),
        r"line 9: parameters/padding-on-one-side distorts conv2d_output_shape; the answer calls none",
    ),
    "a misconception of another topic": (
        NUMBER.replace("parameters/no-bias", "losses/sign-lost"),
        r"line 9: losses/sign-lost is of a topic that the question does not use",
    ),
    "a misconception of an option that does not exist": (
        SINGLE.replace('"Introduction"\n', '"Introduction"\n\n[believes]\noption-2 = "parameters/none"\n'),
        r"line 17: There is no misconception 'parameters/none'",
    ),
    "an unused parameter": (
        NUMBER.replace("[values]", "more = { choices = [1, 2] }\n\n[values]"),
        r"line 23: 'more' is used nowhere",
    ),
    "a topic that is not used": (
        NUMBER.replace("minutes = 1", 'minutes = 1\nuses = ["losses"]'),
        r"line 7: the functions of 'losses' are used nowhere",
    ),
    "a placeholder without a value": (NUMBER.replace("{{weights}}", "{{heights}}"), r"no value 'heights' to fill in"),
    "a placeholder in one language": (
        NUMBER.replace("Count the", "Count the {{inputs}}"),
        r"hint: 'inputs' is filled in",
    ),
    "a stem that is not translated": (
        SINGLE.replace("What does training find?", "¿Qué se obtiene al entrenar?"),
        r"line \d+: stem: not translated",
    ),
    "a formula with a typing error": (
        SINGLE.replace("Parameters are learnt.", r"It is $\thet$."),
        r"explanation: .*thet",
    ),
    "a formula without an end": (
        SINGLE.replace("It is set before.", r"It is $\frac{1}$."),
        r"text: .*lacks an argument",
    ),
    "a placeholder for TeX's braces": (
        NUMBER.replace("They are $", r"They are $\frac{{inputs}}{2} + "),
        r"explanation: .*becomes bare TeX",
    ),
    "a decimal point in Spanish": (
        SINGLE.replace("Los parámetros se aprenden.", "Vale 0.5."),
        r"explanation: '0\.5\.' has the decimal sign of the other language",
    ),
    "a decimal comma in English": (
        SINGLE.replace("Parameters are learnt.", "It is $0{,}5$."),
        r"explanation: .* has the decimal sign of the other language",
    ),
    "a formula behind a digit": (
        SINGLE.replace("Parameters are learnt.", "There are 2$n$ of them."),
        r"explanation: where formulas begin and end is not clear",
    ),
    "a lonely dollar": (SINGLE.replace("Parameters are learnt.", "They cost 5 $."), r"explanation: a \$ stands alone"),
    "a figure that is not there": (
        SINGLE.replace("¿Qué se", "![](figure:none)\n\n¿Qué se").replace("What does", "![](figure:none)\n\nWhat does"),
        r"There is no figure 'none'",
    ),
    "a picture without words": (
        SINGLE.replace("¿Qué se", "![](a.png)\n\n¿Qué se"),
        r"'!\[\]\(a.png\)' is no figure of",
    ),
    "a figure in one language": (
        SINGLE.replace("¿Qué se", "![](figure:a)\n\n¿Qué se"),
        r"the figures are not the same",
    ),
    "HTML": (SINGLE.replace("Parameters are", "Parameters <b>are</b>"), r"explanation: has HTML"),
    "a proof that asks the reference": (
        NUMBER.replace("def answer", "import cnn_reference\n\n\ndef answer"),
        r"the proof uses the reference",
    ),
    "a name with a meaning": (NUMBER.replace("weights", "series"), r"line 24: 'series' has a meaning already"),
    "an expression that fails": (NUMBER.replace('"inputs * outputs"', '"1 / 0"'), r"line 24: '1 / 0' fails"),
    "a bad header": (NUMBER.replace("minutes = 1", "minute = 1"), r"line 1: minutes is missing"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_lint_finds(tmp_path, name):
    text, said = FAULTS[name]

    problems = [str(problem) for problem in lint(bank_of(tmp_path, text)) if "is new: note it" not in problem.what]

    assert len(problems) >= 1
    assert any(re.search(r"\.md, line \d+: ", problem) and re.search(said, problem) for problem in problems), problems


def test_an_id_in_two_topics_is_found(tmp_path):
    bank = bank_of(tmp_path, SINGLE)
    other = bank.folder / "losses"
    other.mkdir()
    (other / "what-is-learnt.md").write_text(SINGLE, encoding="utf-8")

    assert any("the id 'what-is-learnt' is that of" in problem.what for problem in lint(bank))


def test_a_right_option_that_is_always_longest_is_found(tmp_path):
    long = SINGLE.replace("- [x] the weights", "- [x] the weights, and with them the biases, of all the layers")
    texts = [long.replace("what-is-learnt", f"question-{number}") for number in range(6)]
    bank = bank_of(tmp_path, *texts)
    note(bank.folder, bank.questions)

    (problem,) = lint(bank)

    assert "the right option is the longest in 6 of 6 choices (en)" in problem.what


CHANGES = {
    "an option reworded": ("the learning rate", "the rate", "raise the version to 2"),
    "another right option": (
        "- [x] los pesos\n\n- [ ] la tasa de aprendizaje\n\n  Se fija antes.",
        "- [ ] los pesos\n\n  No.\n\n- [x] la tasa de aprendizaje",
        "raise the version to 2",
    ),
    "an explanation reworded": ("Parameters are learnt.", "Parameters are what is learnt.", None),
    "a new version": ("\nversion = 1", "\nversion = 2", "version 2 is new"),
    "another type": ('type = "single"', 'type = "multiple"', "was given to a single question on parameters: choose"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_ledger_knows_what_may_change(tmp_path, name):
    before, after, said = CHANGES[name]
    bank = bank_of(tmp_path, SINGLE)
    note(bank.folder, bank.questions)
    changed = SINGLE.replace(before, after)
    if "another right" in name:
        changed = changed.replace(
            "- [x] the weights\n\n- [ ] the learning rate\n\n  It is set before.",
            "- [ ] the weights\n\n  No.\n\n- [x] the learning rate",
        )
    if "another type" in name:
        changed = changed.replace("- [ ] la tasa", "- [x] la tasa").replace("- [ ] the learning", "- [x] the learning")

    problems = [problem.what for problem in lint(bank_of(tmp_path, changed))]

    assert problems == [] if said is None else any(said in problem for problem in problems)


def test_an_id_stays_in_the_ledger_when_its_question_goes(tmp_path):
    bank = bank_of(tmp_path, SINGLE, MATCH)
    note(bank.folder, bank.questions)
    (bank.folder / "parameters" / "in-pairs.md").unlink()
    rest = Bank(bank.folder)
    note(rest.folder, rest.questions)

    assert set(read_ledger(rest.folder)) == {"what-is-learnt", "in-pairs"}
    assert (rest.folder / NAME).read_text(encoding="utf-8").startswith("#")


LONGEST = (
    COMPUTED.replace('"weights + inputs"', '"weights % 10"')
    .replace('answer = "dense', 'answer = "10000 * dense')
    .replace("return sum(1", "return 10000 * sum(1")
    .replace('misconceptions = ["parameters/no-bias"]', "")
    .replace("choices = 3", "choices = 2")
)
UNPROVED = {
    "another answer": (NUMBER.replace("range(inputs + 1)", "range(inputs + 2)"), "the proof says"),
    "no proof": (NUMBER[: NUMBER.index("## Proof")], "there is no second computation"),
    "a proof that fails": (NUMBER.replace("return sum", "return no_such_name(sum)"), "the proof fails: NameError"),
    "a wrong value that is always right": (
        NUMBER.replace('"weights + inputs"', '"weights + outputs"'),
        "biases-of-inputs is never told apart",
    ),
    "few variants": (
        NUMBER.replace("{ from = 2, to = 9 }", "{ choices = [2, 3] }").replace("[2, 3, 4, 5]", "[4, 5]"),
        "give only 4 different variants",
    ),
    "printed code that prints something else": (
        NUMBER[: NUMBER.index("## Proof")].replace(
            "How many", "```python prints\nprint({{inputs}} * {{outputs}})\n```\n\nHow many"
        ),
        "the code says",
    ),
    "a right option that is longest": (LONGEST, "the right option is longest in"),
}


@pytest.mark.parametrize("name", UNPROVED)
def test_the_proof_finds(tmp_path, name):
    text, said = UNPROVED[name]
    bank = bank_of(tmp_path, text)

    problems = prove(bank, bank.questions[0], range(60)).problems

    assert any(said in problem for problem in problems), problems


def test_printed_code_is_a_second_computation(tmp_path):
    code = "```python prints\nprint({{inputs}} * {{outputs}} + {{outputs}})\n```\n\nHow many"
    bank = bank_of(tmp_path, NUMBER[: NUMBER.index("## Proof")].replace("How many", code))

    assert prove(bank, bank.questions[0], range(30)).problems == []


def test_chance_is_the_binomial_tail():
    # P(X >= 10) for 10 of 1/2 is 1/1024.
    assert more_often_than_chance(10, 10, 0.5, rare=1 / 1000)
    assert not more_often_than_chance(10, 10, 0.5, rare=1 / 1048)
    assert not more_often_than_chance(5, 10, 0.5, rare=0.9)
