"""The web page as it is built: what stands in it, what does not, and that its script marks as Python does."""

import base64
import hashlib
import html
import json
import random
import re
import shutil
import subprocess
from itertools import permutations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from gradiente import texts
from gradiente.cli import command
from gradiente.errors import GradienteError
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.certainty import BEST_FOR, FEWEST, RIGHT_MARKS, WRONG_MARKS, calibration, certainty_mark
from gradiente.quizzes.figure_kinds import Curves, Series
from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.marking import Response, mark
from gradiente.quizzes.page import building
from gradiente.quizzes.page.building import build_page
from gradiente.quizzes.page.html import as_html, as_plain
from gradiente.quizzes.page.payload import payload
from gradiente.quizzes.page.sealing import ROUNDS, key_of, seal, unseal
from gradiente.quizzes.typed import UnreadableNumberError
from gradiente.quizzes.variant import Choice, Feedback, Matching, Numeric, Open, Ordering, Variant
from gradiente.results import Text

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "grader" / "gradiente" / "quizzes" / "page"
READINGS = json.loads(Path(__file__).with_name("number_readings.json").read_text(encoding="utf-8"))
SVG = "{http://www.w3.org/2000/svg}"


def no_figures(name: str) -> str:
    raise AssertionError(f"no figure was expected, but {name}")


# --- HTML ---


def test_a_formula_becomes_mathml_and_nothing_of_its_dollars_is_left():
    made = as_html(r"Es $\frac{1}{2}$ de `a < b`.", no_figures)

    assert "<mfrac>" in made
    assert "<code>a &lt; b</code>" in made
    assert "$" not in made


def test_a_text_in_a_label_has_no_paragraph_around_it():
    assert as_html("los *pesos*", no_figures, line=True) == "los <em>pesos</em>"
    assert as_html("uno\n\ndos", no_figures, line=True).startswith("<p>")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![](https://a.example/b)",
    ],
)
def test_no_markup_of_a_question_reaches_the_page_but_what_our_converters_make(hostile):
    made = as_html(hostile, lambda name: "words")

    found = re.findall(r"<(\w+)([^>]*)>", made)
    assert {name for name, _ in found} <= {"p", "img"}
    assert all(set(re.findall(r"([\w-]+)=", attributes)) <= {"data-figure", "alt"} for _, attributes in found)


def test_a_figure_is_named_and_told_in_words():
    made = as_html("Mira:\n\n![](figure:curve)", lambda name: f'"{name}" <baja>')

    assert '<img data-figure="curve" alt="&quot;curve&quot; &lt;baja&gt;">' in made


def test_a_menu_gets_plain_text():
    assert as_plain(r"*Leaky* ReLU, $\frac{a}{b}$ y `x`") == "Leaky ReLU, a/b y x"


# --- Seals ---


@pytest.mark.parametrize("content", ["", "ñ ∂ 😀", {"a": [1, 0.1, None]}, "x" * 1000])
def test_what_is_sealed_opens_with_its_key_only(content):
    sealed = seal(key_of("salt", "right"), content)

    assert unseal(key_of("salt", "right"), sealed) == content
    with pytest.raises(ValueError):
        unseal(key_of("salt", "wrong"), sealed)


def said_only_afterwards(variant: Variant, bank: Bank) -> set[str]:
    """Words of explanation and feedback that stand nowhere in what is asked."""

    def words(text: Text) -> set[str]:
        return {word for tongue in (text.es, text.en) for word in re.findall(r"[^\W\d_]{9,}", tongue)}

    shown: set[str] = set()
    later = words(variant.explanation)
    for text in (variant.stem, variant.hint, variant.title, variant.lecture):
        shown |= words(text) if text else set()
    for name in variant.figures:
        shown |= words(Text(*(alternative_text(bank.gallery.figure(name), language) for language in ("es", "en"))))
    match variant.asked:
        case Choice() as asked:
            for option in asked.options:
                shown |= words(option.text)
                for one in option.feedback:
                    later |= words(one.text)
        case Ordering() | Matching() as asked:
            for item in (*asked.items, *getattr(asked, "partners", ())):
                shown |= words(item.text)
        case Numeric() as asked:
            shown |= words(asked.unit) if asked.unit else set()
            for wrong in asked.recognised:
                for one in wrong.feedback:
                    later |= words(one.text)
        case Open() as asked:
            later |= words(asked.model_answer)
    return later - shown


def test_neither_answer_nor_explanation_can_be_read_in_the_source(own_bank):
    hidden = 0
    for question in own_bank.questions:
        variant = own_bank.variant(question, 0)
        stored = json.dumps(payload(variant, own_bank.gallery), ensure_ascii=False)

        for word in said_only_afterwards(variant, own_bank):
            hidden += 1
            assert not re.search(rf"\b{word}\b", stored.replace(str(variant.code), "")), (variant.code, word)
        assert not re.search(r'"right"|misconception|"feedback"|option-\d|item-\d|partner-\d', stored), variant.code
    assert hidden > 500, "the search looked for too little"


# --- The whole ---


@pytest.fixture(scope="module")
def built(own_bank: Bank) -> str:
    return build_page(own_bank, {}, topics=["evaluation", "parameters"], variants=2).html


def test_the_page_loads_nothing_and_lets_only_its_own_script_run(built):
    without_data = re.sub(r'<script type="application/json".*?</script>', "", built, flags=re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", built, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert not re.search(r"https?://(?!www\.w3\.org)", without_data)
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|import)\s*\(|@import|url\(", without_data)
    assert f"script-src 'sha256-{digest}'" in html.unescape(built)
    assert "default-src 'none'" in html.unescape(built)
    assert "{{" not in without_data.replace("${{", "")


def test_building_twice_gives_the_same_page(own_bank, built):
    assert build_page(own_bank, {}, topics=["evaluation", "parameters"], variants=2).html == built


def test_a_page_holds_each_figure_once_in_both_languages(built):
    (stored,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', built, flags=re.DOTALL)
    figures = json.loads(stored)["figures"]

    assert {"loss-overfitting", "accuracy-overfitting"} <= set(figures)
    assert all(set(figure) == {"es", "en"} for figure in figures.values())
    assert len(re.findall("data:image/svg", built)) == 2 * len(figures)


def test_a_script_in_a_title_does_not_end_the_data(bank):
    titles = {"parameters": Text("</script><script>alert(1)</script>", "</script>")}

    made = build_page(bank, titles).html

    assert len(re.findall(r"</script>", made)) == 2


def keys_used() -> set[str]:
    """Keys of the texts that template and script name; those that are put together are listed."""
    script = building.script()
    used = set(re.findall(r'\b(?:t|both)\("([\w.-]+)"', (PAGE / "page.html").read_text(encoding="utf-8")))
    for arguments in re.findall(r"\b(?:t|say|link|complain)\(([^;]*)", script):
        used |= set(re.findall(r'"([a-z]+(?:\.?-?[a-z]+)*)"', arguments))
    used |= set(re.findall(r'(?:missing|submit): "([a-z-]+)"', script)) | set(
        re.findall(r'\["([\w.-]+)", tongue', script)
    )
    used |= set(re.findall(r'"(chosen-[a-z]+|second-right)"', script))
    used |= {f"theme-{name}" for name in ("auto", "light", "dark")} | {f"certainty-{level}" for level in RIGHT_MARKS}
    used |= {f"state-{name}" for name in ("new", "begun", "right", "partly", "wrong")}
    used |= {f"quiz.calibration-{name}" for name in ("too-few", "overconfident", "fitting", "underconfident")}
    return used


def test_every_text_of_the_page_is_said():
    assert set(texts.table("quiz_page")) <= keys_used()


def test_every_text_that_the_script_names_is_there():
    script = building.script()
    named = set(re.findall(r'\b(?:t|say)\("([\w.-]+)"', script))

    assert len(named) > 40
    assert not {key for key in named if not texts.has(key if "." in key else f"quiz_page.{key}")}


def test_the_command_writes_one_file(tmp_path):
    arguments = [
        "quizzes",
        "build",
        "--out",
        str(tmp_path / "web"),
        "--topic",
        "backpropagation",
        "--course",
        str(ROOT),
    ]

    outcome = CliRunner().invoke(command, arguments)

    assert outcome.exit_code == 0, outcome.output
    assert [path.name for path in (tmp_path / "web").iterdir()] == ["index.html"]
    questions = len(list((ROOT / "quizzes" / "backpropagation").glob("*.md")))
    assert f"{questions} questions" in outcome.output


def test_an_unknown_topic_is_answered_with_the_closest(tmp_path):
    outcome = CliRunner().invoke(
        command, ["quizzes", "build", "--out", str(tmp_path), "--topic", "loses", "--course", str(ROOT)]
    )

    assert "Did you mean losses?" in str(outcome.exception) + outcome.output
    assert not list(tmp_path.iterdir())


# --- Figures ---


def figure(series: int = 2) -> Curves:
    lines = tuple(
        Series(f"s{number}", Text(f"línea {number}", f"line {number}"), (0.5, 0.25, 0.125 * number))
        for number in range(series)
    )
    return Curves(
        "curve", Text("Curva", "Curve"), "none", Text("época", "epoch"), Text("pérdida", "loss"), (0, 1, 2), lines
    )


@pytest.mark.parametrize(
    ("language", "words", "sign"),
    [("es", ("época", "pérdida", "línea 1"), ","), ("en", ("epoch", "loss", "line 1"), ".")],
)
def test_a_figure_is_drawn_in_the_words_and_numbers_of_a_language(language, words, sign):
    drawing = pytest.importorskip("gradiente.quizzes.drawing")
    pytest.importorskip("matplotlib")

    drawn = ElementTree.fromstring(drawing.svg(figure(), language))
    said = [element.text.strip() for element in drawn.iter(f"{SVG}text") if element.text]

    assert set(words) <= set(said)
    assert any(re.fullmatch(rf"0\{sign}\d+", text) for text in said)
    assert not any(text.count(".") for text in said if language == "es")


def test_a_figure_has_no_paper_of_its_own_and_is_drawn_the_same_twice():
    pytest.importorskip("matplotlib")
    from gradiente.quizzes.drawing import svg

    assert svg(figure(), "es") == svg(figure(), "es")
    assert "#ffffff" not in svg(figure(), "es")


def test_a_curve_passes_where_its_numbers_say():
    """Three points at equal distances, halved each time: the drop of the second step is half that of the first."""
    pytest.importorskip("matplotlib")
    from gradiente.quizzes.drawing import svg

    halved = Curves(
        "curve",
        Text("a", "a"),
        "none",
        Text("x", "x"),
        Text("y", "y"),
        (0, 1, 2),
        (Series("s", Text("s", "s"), (1.0, 0.5, 0.25)),),
    )
    drawn = ElementTree.fromstring(svg(halved, "en"))
    paths = [element.get("d", "") for element in drawn.iter(f"{SVG}path") if "#0072b2" in element.get("style", "")]
    curve = next(path for path in paths if len(re.findall("[ML]", path)) == 3 and "C" not in path)
    (x0, y0), (x1, y1), (x2, y2) = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", curve)]

    assert x2 - x1 == pytest.approx(x1 - x0, rel=1e-4)
    assert y2 - y1 == pytest.approx((y1 - y0) / 2, rel=1e-4)


def test_more_lines_than_can_be_told_apart_are_refused():
    from gradiente.quizzes.drawing import svg

    with pytest.raises(GradienteError, match="told apart"):
        svg(figure(series=5), "es")


# --- The script, in node: it reads and marks as Python does ---

node = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
_PROGRAM = """
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const run = (make) => { try { return make(); } catch (error) { return { error: error.message }; } };
console.log(JSON.stringify(cases.map((one) => run(() => JOB))));
"""


def in_node(job: str, cases: list[Any]) -> list[Any]:
    source = "\n".join((PAGE / name).read_text(encoding="utf-8") for name in ("sealing.js", "typed.js", "marking.js"))
    program = source + _PROGRAM.replace("JOB", job)
    outcome = subprocess.run(
        ["node", "-e", program], input=json.dumps(cases), capture_output=True, text=True, check=True, timeout=100
    )
    found: list[Any] = json.loads(outcome.stdout)
    return found


@node
def test_the_script_hashes_as_the_standard_says():
    lengths = [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000]

    found = in_node("hex(sha256(new Uint8Array(one).fill(97)))", lengths)

    assert found == [hashlib.sha256(b"a" * length).hexdigest() for length in lengths]


@node
def test_the_script_reads_numbers_as_python_does():
    found = in_node("readNumber(one.typed, one.unit || '', Boolean(one.whole))", READINGS)

    for case, got in zip(READINGS, found, strict=True):
        if "error" in case:
            assert got == {"error": case["error"]}, case
        else:
            assert got == pytest.approx(case["value"], rel=1e-15), case


def responses(variant: Variant, rng: random.Random) -> list[tuple[Response, Any]]:
    """Answers of every worth, as Python takes them and as the page's form gives them, by places."""
    asked = variant.asked
    match asked:
        case Numeric():
            values = [asked.answer, *(wrong.value for wrong in asked.recognised)]
            near = [
                value + sign * asked.wrong_tolerance * factor
                for value in values
                for sign in (-1, 1)
                for factor in (0.5, 0.999, 1.0, 1.001, 2)
            ]
            typed = [repr(float(value)) for value in (*values, *near, 0.0, -1.0, 1e9, 12345.678)]
            return [(text, text) for text in [*typed, asked.shown.es, asked.shown.en, "", "uno", "1.234"]]
        case Choice():
            places = range(len(asked.options))
            picked = [[place] for place in places] + [
                rng.sample(places, rng.randint(0, len(places))) for _ in range(12)
            ]
            picked = [one for one in picked if asked.several or len(one) <= 1]
            picked += [list(places), [place for place in places if asked.options[place].right]]
            return [([asked.options[place].key for place in one], one) for one in picked]
        case Ordering():
            everything = range(len(asked.items))
            orders = [rng.sample(everything, len(everything)) for _ in range(15)]
            keys = [item.key for item in asked.items]
            orders.append([keys.index(key) for key in asked.right])
            return [([keys[place] for place in order], order) for order in orders]
        case Matching():
            items, partners = [item.key for item in asked.items], [one.key for one in asked.partners]
            chosen = [[rng.choice([None, *range(len(partners))]) for _ in items] for _ in range(15)]
            chosen.append([partners.index(asked.right[item]) for item in items])
            return [
                ({item: partners[one] for item, one in zip(items, pick, strict=True) if one is not None}, pick)
                for pick in chosen
            ]
        case Open():
            points = [point.key for point in asked.points]
            return [
                (list(one), list(one))
                for size in range(len(points) + 1)
                for one in permutations(points, size)
                if size < 3
            ] + [(points, points)]


@node
def test_the_script_marks_as_python_does(own_bank):
    """Every question, three variants each: fraction, what is counted, and which feedback."""
    rng = random.Random(7)
    cases, expected, codes = [], [], []
    for question in own_bank.questions:
        for seed in range(3):
            variant = own_bank.variant(question, seed)
            stored = payload(variant, own_bank.gallery)
            for response, placed in responses(variant, rng):
                try:
                    marked = mark(variant, response)
                    expected.append(
                        [
                            marked.fraction,
                            list(marked.chosen),
                            list(marked.misconceptions),
                            feedback_texts(marked.feedback),
                        ]
                    )
                except UnreadableNumberError as error:
                    expected.append({"error": error.kind})
                cases.append({"variant": stored, "response": placed})
                codes.append((str(variant.code), response))

    marks = "mark(one.variant, one.response)"
    job = f"((m) => [m.fraction, m.chosen, m.misconceptions, m.feedback.map((f) => f.text.es)])({marks})"
    found = in_node(job, cases)

    assert len(cases) > 3000
    for code, got, want in zip(codes, found, expected, strict=True):
        assert got == want, code


def feedback_texts(feedback: tuple[Feedback, ...]) -> list[str]:
    return [as_html(one.text.es, no_figures) for one in feedback]


@node
def test_the_explanation_opens_with_the_right_answer_and_by_giving_up(own_bank):
    cases, expected = [], []
    for question in own_bank.questions:
        variant = own_bank.variant(question, 1)
        stored = payload(variant, own_bank.gallery)
        right = next(
            placed for response, placed in reversed(responses(variant, random.Random(1))) if is_right(variant, response)
        )
        explanation = stored_explanation(variant, own_bank)
        cases += [{"variant": stored, "response": right}, {"variant": stored, "response": None}]
        expected += [explanation, explanation]

    job = (
        f"keptOf(one.variant, one.response === null ? null : mark(one.variant, one.response), {ROUNDS}).explanation.en"
    )

    assert in_node(job, cases) == expected


def is_right(variant: Variant, response: Response) -> bool:
    try:
        return mark(variant, response).is_right
    except UnreadableNumberError:
        return False


def stored_explanation(variant: Variant, bank: Bank) -> str:
    return as_html(variant.explanation.en, lambda name: alternative_text(bank.gallery.figure(name), "en"))


@node
def test_the_script_reckons_with_certainty_as_python_does():
    scheme = {"right": RIGHT_MARKS, "wrong": WRONG_MARKS, "best": BEST_FOR, "fewest": FEWEST}
    rng = random.Random(3)
    cases = [(fraction, certainty) for fraction in (0.0, 0.25, 0.5, 1.0) for certainty in RIGHT_MARKS]
    classes = [
        [(rng.choice([0.0, 0.5, 1.0, 1.0]), rng.choice([1, 2, 3])) for _ in range(size)] for size in (0, 3, 12, 40, 80)
    ]

    marks = in_node(f"certaintyMark(one[0], one[1], {json.dumps(scheme)})", cases)
    levels = in_node(
        f"calibration(one.map(([fraction, certainty]) => ({{ fraction, certainty }})), {json.dumps(scheme)})", classes
    )

    assert marks == [certainty_mark(*case) for case in cases]
    for answers, got in zip(classes, levels, strict=True):
        want = calibration(answers)
        assert [(one["certainty"], one["answers"], one["judgement"]) for one in got] == [
            (one.certainty, one.answers, one.judgement.value) for one in want
        ]
        assert [one["share"] for one in got] == [
            None if one.share is None else pytest.approx(one.share) for one in want
        ]


def test_the_help_of_the_command_has_its_examples_on_lines_of_their_own():
    shown = CliRunner().invoke(command, ["quizzes", "build", "--help"]).output

    assert "\n    gradiente quizzes build\n" in shown
    assert "\\b" not in shown
