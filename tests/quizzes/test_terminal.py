"""The quiz in the terminal, typed through."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from gradiente import texts
from gradiente.cli import command
from gradiente.quizzes import terminal
from gradiente.quizzes.certainty import Judgement
from gradiente.quizzes.terminal_figures import sparkline


@pytest.fixture
def ask(bank, tmp_path, monkeypatch):
    (tmp_path / "solutions").mkdir()
    (tmp_path / "grader" / "checks").mkdir(parents=True)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("GRADIENTE_COURSE", str(tmp_path))

    def run(arguments, typed):
        result = CliRunner().invoke(command, ["quiz", *arguments], input="".join(f"{line}\n" for line in typed))
        assert result.exception is None, result.output
        return result.output

    return run


def number_of(bank, seed):
    return bank.variant(bank.question("a-dense-layer"), seed).asked


def test_a_right_answer_ends_the_question(ask, bank):
    output = ask(["--code", "a-dense-layer.1.4", "--lang", "es"], [number_of(bank, 4).shown.es])

    assert "código a-dense-layer.1.4" in output
    assert "✔ Correcto" in output
    assert "Resultado: 1 de 1" in output
    assert "Para repasar" not in output


def test_a_misconception_is_explained_and_the_hint_comes_after_the_first_try(ask, bank):
    asked = number_of(bank, 4)

    output = ask(["--code", "a-dense-layer.1.4", "--lang", "en"], [asked.recognised[0].shown.en, "0"])

    first, second = output.split("You may try once more")
    assert "✘ Not right" in first
    assert "You seem to have left out the biases." in first
    assert "Count the biases." in first
    assert "Solution" not in first
    assert "Solution" in second
    assert asked.shown.en in second
    assert "Result: 0 of 1" in output


def test_what_cannot_be_read_costs_no_try(ask, bank):
    shown = number_of(bank, 4).shown.es

    output = ask(["--code", "a-dense-layer.1.4", "--lang", "es"], ["", "hola", "1.234,5", shown])

    assert "No has escrito nada" in output
    assert "No entiendo ese número" in output
    assert "separador de millares" in output
    assert "Resultado: 1 de 1" in output


def test_certainty_is_asked_for_once_and_counts(ask, bank, tmp_path):
    saved = tmp_path / "results.json"
    arguments = ["--code", "a-dense-layer.1.4", "--lang", "en", "--certainty", "--student", "ana", "--save", str(saved)]

    output = ask(arguments, ["0", "4", "3", number_of(bank, 4).shown.en])

    assert "Write 1, 2 or 3" in output
    assert "With certainty: -6 (between -6 and 3)" in output
    record = json.loads(saved.read_text(encoding="utf-8"))
    ended = record.pop("ended")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", ended)
    assert record == {
        "format_version": 1,
        "source": "terminal",
        "student": "ana",
        "language": "en",
        "answers": [
            {
                "code": "a-dense-layer.1.4",
                "topic": "parameters",
                "type": "number",
                "fraction": 0.0,
                "certainty": 3,
                "certainty_mark": -6.0,
                "gave_up": False,
                "tries": [
                    {"response": "0", "fraction": 0.0, "chosen": ["other"], "misconceptions": []},
                    {
                        "response": number_of(bank, 4).shown.en,
                        "fraction": 1.0,
                        "chosen": ["right"],
                        "misconceptions": [],
                    },
                ],
            }
        ],
    }


def letters_of(keys, wanted):
    return [chr(ord("a") + keys.index(key)) for key in wanted]


def test_a_choice_is_answered_by_letter(ask, bank):
    keys = [option.key for option in bank.variant(bank.question("what-is-learnt"), 2).asked.options]
    wrong, right = letters_of(keys, ["option-2", "option-1"])

    output = ask(["--code", "what-is-learnt.1.2", "--lang", "en"], ["z", f"{wrong}{right}", wrong, right.upper()])

    assert "Write letters from the list: a-c" in output
    assert "Write one letter only" in output
    assert "It is set before." in output
    assert output.count("✔ Right") == 1


def test_several_options_an_order_and_pairs_are_answered_by_letters(ask, bank):
    several = bank.variant(bank.question("several"), 2).asked
    order = bank.variant(bank.question("in-order"), 2).asked
    pairs = bank.variant(bank.question("in-pairs"), 2).asked
    ticked = letters_of([one.key for one in several.options], ["option-3", "option-1"])
    ordered = letters_of([one.key for one in order.items], order.right)
    partners = [one.key for one in pairs.partners]
    paired = [f"{chr(97 + at)}{partners.index(pairs.right[one.key]) + 1}" for at, one in enumerate(pairs.items)]
    codes = ["--code", "several.1.2", "--code", "in-order.1.2", "--code", "in-pairs.1.2"]

    output = ask([*codes, "--lang", "es"], [", ".join(ticked), "a", " ".join(ordered), "a1", " ".join(paired)])

    assert "Escribe cada letra una vez: a-d" in output
    assert "Escribe una pareja por letra" in output
    assert output.count("✔ Correcto") == 3


def test_an_open_question_is_marked_by_the_student(ask):
    output = ask(["--code", "in-words.1.0", "--lang", "en"], ["I think so", "b"])

    assert output.index("Because.") < output.index("◐ Partly: 50%")


def test_giving_up_shows_the_solution_and_quitting_ends(ask, bank):
    output = ask(["parameters", "--seed", "4", "--lang", "es"], ["?", "q"])

    assert number_of(bank, 4).shown.es in output
    assert "Pregunta 2 de 6" in output
    assert "Pregunta 3 de 6" not in output
    assert "Resultado: 0 de 1" in output
    assert "--seed 4" in output


def test_the_end_of_input_is_the_end(ask):
    assert "Pregunta 1 de 2" in ask(["--count", "2", "--lang", "es"], [])


def test_an_unknown_topic_is_answered_with_the_closest(ask, bank):
    result = CliRunner().invoke(command, ["quiz", "parametters"])

    assert result.exit_code == 2
    assert "Did you mean parameters?" in result.output


def test_topics_are_listed(ask):
    assert ask(["--list"], []).split() == ["parameters", "6"]


def test_a_curve_is_drawn_in_proportion():
    assert sparkline((0.0, 0.5, 1.0), 0.0, 1.0, 10) == "▁▅█"
    assert len(sparkline(tuple(range(100)), 0.0, 99.0, 20)) == 20
    assert sparkline((1.0, 1.0), 1.0, 1.0, 5) == "▁▁"


def test_a_kit_without_questions_asks_the_same(ask, bank, tmp_path):
    bundle = tmp_path / "quizzes.json"
    written = CliRunner().invoke(command, ["quizzes", "bundle", str(bundle), "--variants", "5"])
    shown = number_of(bank, 4).shown.es

    output = ask(["--from", str(bundle), "--code", "a-dense-layer.1.4", "--lang", "es"], [shown])

    assert written.output.split()[0] == "20"  # 5 of the dynamic question, 3 of each of the other five
    assert output == ask(["--code", "a-dense-layer.1.4", "--lang", "es"], [shown])
    assert ask(["--from", str(bundle), "--list"], []).split() == ["parameters", "6"]
    assert "Pregunta 1 de 6" in ask(["parameters", "--from", str(bundle), "--seed", "77", "--lang", "es"], [])


def test_a_file_that_holds_no_variants_is_refused(ask, tmp_path):
    (tmp_path / "other.json").write_text('{"format_version": 1}')

    result = CliRunner().invoke(command, ["quiz", "--from", str(tmp_path / "other.json")])

    assert result.exit_code == 2
    assert "is no file of variants" in result.output


def test_every_text_of_a_quiz_is_said_somewhere():
    own = Path(terminal.__file__)
    sources = [own, own.with_name("terminal_figures.py"), own.parents[1] / "cli" / "quiz.py"]
    source = "".join(path.read_text(encoding="utf-8") for path in sources)
    said = set(re.findall(r"""(?:_say\(|"quiz\.|else )["']?([a-z-]+)["']""", source)) & set(texts.table("quiz"))
    said |= {"empty", "thousands", "no-number"}  # kinds of unreadable numbers
    said |= {f"calibration-{judgement.value}" for judgement in Judgement}

    assert set(re.findall(r'_say\("([a-z-]+)"', source)) <= set(texts.table("quiz"))
    assert set(texts.table("quiz")) == said


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_calibration_is_said_for_every_level(language, ask, bank):
    asked = bank.question("a-dense-layer")
    codes = [f"a-dense-layer.1.{seed}" for seed in range(6)]
    typed = [line for seed in range(6) for line in (bank.variant(asked, seed).asked.shown.es, "1")]

    output = ask([*(part for code in codes for part in ("--code", code)), "--certainty", "--lang", language], typed)

    assert texts.say("quiz.calibration-underconfident", language) in output
    assert {"es": "Seguridad 1: 6 respuestas", "en": "Certainty 1: 6 answers"}[language] in output
