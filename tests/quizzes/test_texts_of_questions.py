"""Values, formulas and figures as students read them."""

from xml.etree import ElementTree

import pytest

from gradiente.errors import GradienteError
from gradiente.quizzes.figure_kinds import Curves, Series
from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.figures import read_figure
from gradiente.quizzes.filling import fill, formulas, places
from gradiente.quizzes.markdown import forbidden
from gradiente.quizzes.mathematics import as_text, mathml
from gradiente.results import Text

VALUES = {"x": 0.5, "n": -3, "p": [0.25, 1], "shape": (28, 28, 6), "small": 0.00001, "word": "ReLU"}


@pytest.mark.parametrize(
    ("text", "es", "en"),
    [
        ("{{x}}", "0,5", "0.5"),
        ("${{x}} + 1$", "$0{,}5 + 1$", "$0.5 + 1$"),
        ("`x = {{x}}`", "`x = 0.5`", "`x = 0.5`"),
        ("```python\nx = {{x}}\n```", "```python\nx = 0.5\n```", "```python\nx = 0.5\n```"),
        ("{{n}}", "−3", "−3"),
        ("`{{n}}` y ${{n}}$", "`-3` y $-3$", "`-3` y $-3$"),
        (r"$2 \cdot {{n}} = {{n}}$", r"$2 \cdot (-3) = -3$", r"$2 \cdot (-3) = -3$"),
        ("{{p}}", "[0,25; 1]", "[0.25, 1]"),
        ("{{shape}}", "(28, 28, 6)", "(28, 28, 6)"),
        ("`{{p}}`", "`[0.25, 1]`", "`[0.25, 1]`"),
        ("{{x:.3f}}", "0,500", "0.500"),
        ("{{small}}", "0,00001", "0.00001"),
        ("{{small:.1e}}", "1,0·10⁻⁵", "1.0·10⁻⁵"),
        ("{{word}}", "ReLU", "ReLU"),
        ("cuesta 5 $ y {{x}} $", "cuesta 5 $ y 0,5 $", "cuesta 5 $ y 0.5 $"),
    ],
)
def test_a_value_is_written_as_its_place_writes_numbers(text, es, en):
    assert fill(text, VALUES, "es") == es
    assert fill(text, VALUES, "en") == en


def test_a_text_is_cut_into_places_without_loss():
    text = "a $b_1$ `$c$` d\n\n```\n$e$\n```\n\n$$f$$ \\$g\\$"

    assert "".join(piece for _, piece in places(text)) == text
    assert formulas(text) == ["b_1", "f"]


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"p_{t+1} = p_t - \gamma \nabla f(p_t)", "pₜ₊₁ = pₜ − γ∇f(pₜ)"),
        (r"\frac{1}{1 + e^{-z}}", "1/(1 + e^(−z))"),
        (r"\sqrt{\frac{2}{n}}", "√(2/n)"),
        (r"-\log(0{,}5)", "−log(0,5)"),
        (r"\log_2 p", "log₂p"),
        (r"\hat{y}_j", "ŷⱼ"),
        (r"28 \times 28", "28 × 28"),
        (r"\begin{pmatrix} -1 & 3 \\ 1 & -2 \end{pmatrix}", "(−1, 3; 1, −2)"),
    ],
)
def test_a_formula_reads_as_a_line(tex, text):
    assert as_text(tex) == text


def test_mathml_is_xml_and_keeps_the_tex():
    tree = ElementTree.fromstring(mathml(r"0{,}5 < \frac{a}{b}"))

    space = "{http://www.w3.org/1998/Math/MathML}"
    assert tree.tag == f"{space}math"
    assert tree.find(f".//{space}annotation").text == r"0{,}5 < \frac{a}{b}"
    assert [number.text for number in tree.iter(f"{space}mn")] == ["0,5"]


@pytest.mark.parametrize(
    "tex", [r"\frac{1", r"\frac{1}", r"\nosuchcommand x", r"a}", r"\begin{aligned}a&=b\end{aligned}", r"x_"]
)
def test_a_formula_that_would_come_out_wrong_is_refused(tex):
    with pytest.raises(GradienteError):
        mathml(tex)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# a heading", "heading"),
        ("> a quotation", "blockquote"),
        ("<b>bold</b>", "HTML"),
        ("[a link](https://example.org)", "link"),
    ],
)
def test_markdown_that_not_everybody_shows_is_found(text, found):
    assert any(found in what for what in forbidden(text))


def test_markdown_that_everybody_shows_is_left_alone():
    text = "*a* **b** `c` $d < e$\n\n- f\n- g\n\n```python\nx < y\n```\n\n| h | i |\n|---|---|\n| j | k |"

    assert list(forbidden(text)) == []


FIGURE = Curves(
    name="made-up",
    title=Text("Título", "Title"),
    x=Text("época", "epoch"),
    y=Text("pérdida", "loss"),
    positions=tuple(range(9)),
    series=(Series("v", Text("validación", "validation"), (1.0, 0.8, 0.5, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6)),),
    recipe="none",
)


def test_the_words_of_a_figure_come_from_its_numbers():
    assert alternative_text(FIGURE, "en") == (
        "Title. Loss against epoch. Validation: 1 at 0; 0.5 at 2; 0.2 at 3 (lowest); 0.3 at 4; 0.4 at 6; 0.6 at 8."
    )
    assert "0,2 en 3 (mínimo)" in alternative_text(FIGURE, "es")


def test_a_figure_that_is_not_there_is_said(tmp_path):
    with pytest.raises(GradienteError, match="There is no figure 'nothing'"):
        read_figure(tmp_path / "nothing.json")
