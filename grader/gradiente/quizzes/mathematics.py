r"""Formulas: TeX as authors write it, to MathML for pages and to a line of text for terminals.

`latex2mathml` lets a command pass that it does not know, and a fraction without a denominator: what comes out is
therefore checked before anybody sees it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from xml.etree import ElementTree

from gradiente.errors import GradienteError

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
MATHML = "http://www.w3.org/1998/Math/MathML"
# Elements with a fixed number of children; anything else means that an argument is missing.
_ARITY = {"mfrac": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2, "mroot": 2, "msubsup": 3, "munderover": 3}
_DECIMAL_COMMA = re.compile(r"(\d)\{,\}(\d)")
_SUPERSCRIPTS = dict(zip("0123456789+-−=()nijkxTt", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱʲᵏˣᵀᵗ", strict=True))
_SUBSCRIPTS = dict(zip("0123456789+-−=()ijkxt", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ᵢⱼₖₓₜ", strict=True))
_ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "‾": "\u0304", "→": "\u20d7"}
_SPACED = set("=≈≠<>≤≥+−·×→←∈∀∝⋅±⇒")


class BadMathematicsError(GradienteError):
    """A formula that does not come out as it was meant."""


@cache
def mathml(tex: str, *, display: bool = False) -> str:
    r"""Convert a formula to MathML, with the TeX kept as an annotation.

    Parameters
    ----------
    tex : str
        Without the `$`.
    display : bool
        Whether it stands in a line of its own.

    Raises
    ------
    BadMathematicsError
        If it is no TeX that we can convert.
    """
    tree = _converted(tex, display)
    row = ElementTree.Element("mrow")
    row.extend(list(tree))
    tree[:] = []
    semantics = ElementTree.SubElement(tree, "semantics")
    semantics.append(row)
    annotation = ElementTree.SubElement(semantics, "annotation", {"encoding": "application/x-tex"})
    annotation.text = tex
    tree.set("xmlns", MATHML)
    return ElementTree.tostring(tree, encoding="unicode")


@cache
def as_text(tex: str) -> str:
    r"""Write a formula as a line of text: `p_{t+1} = p_t - \gamma \nabla f` as `pₜ₊₁ = pₜ − γ∇f`.

    Raises
    ------
    BadMathematicsError
        If it is no TeX that we can convert.
    """
    text = unicodedata.normalize("NFC", re.sub(r" {2,}", " ", _text(_converted(tex, False))).strip())
    text = re.sub(r"(?<=[A-Za-z]) (?=[(^_\u2080-\u209c])", "", text)  # log₂, log(p): a name keeps what belongs to it
    text = re.sub(r"([(\[]) +", r"\1", text)
    return re.sub(r"(^|[(\[=,;^/·]\s*)− ", r"\1−", text)  # a sign and not a difference


def _converted(tex: str, display: bool) -> ElementTree.Element:
    from latex2mathml.converter import convert

    _refuse_unbalanced(tex)
    # A decimal comma comes out as punctuation between two numbers; a letter in its place keeps them one.
    try:
        source = convert(_DECIMAL_COMMA.sub(r"\1.\2", tex), display="block" if display else "inline")
        tree = ElementTree.fromstring(source)
    except Exception as error:  # the converter's own exceptions have no common ancestor
        raise BadMathematicsError(f"the formula ${tex}$ cannot be converted: {error!r}") from None
    for element in tree.iter():
        element.tag = element.tag.removeprefix(_NAMESPACE)
        wanted = _ARITY.get(element.tag)
        if wanted is not None and len(element) != wanted:
            raise BadMathematicsError(f"the formula ${tex}$ lacks an argument: {element.tag} has {len(element)} parts")
        text = element.text or ""
        if "\\" in text or "$" in text:
            raise BadMathematicsError(f"the formula ${tex}$ holds {text.strip()!r}, which the converter does not know")
    if _DECIMAL_COMMA.search(tex):
        for number in tree.iter("mn"):
            number.text = (number.text or "").replace(".", ",")
    return tree


def _refuse_unbalanced(tex: str) -> None:
    depth = 0
    for character in re.sub(r"\\.", "", tex):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            break
    if depth:
        raise BadMathematicsError(f"the braces of the formula ${tex}$ do not match")
    if re.search(r"\\(?:begin|left)\b", tex) and "aligned" in tex:
        raise BadMathematicsError(f"the formula ${tex}$ has an aligned environment, which is not converted rightly")


def _text(element: ElementTree.Element) -> str:
    parts = [_text(child) for child in element]
    match element.tag:
        case "mfrac":
            return f"{_grouped(parts[0])}/{_grouped(parts[1])} "
        case "msqrt":
            return f"√{_grouped(''.join(parts))}"
        case "msub" | "munder":
            return parts[0] + _script(parts[1], _SUBSCRIPTS, "_")
        case "msup":
            return parts[0] + _script(parts[1], _SUPERSCRIPTS, "^")
        case "msubsup" | "munderover":
            return parts[0] + _script(parts[1], _SUBSCRIPTS, "_") + _script(parts[2], _SUPERSCRIPTS, "^")
        case "mover":
            accent = _ACCENTS.get(parts[1].strip())
            return parts[0] + accent if accent else parts[0] + _script(parts[1], _SUPERSCRIPTS, "^")
        case "mtable":
            return "; ".join(parts)
        case "mtr":
            return ", ".join(parts)
        case "mspace":
            return " "
        case "mo":
            sign = (element.text or "").strip()
            sign = "−" if sign == "-" else sign
            return f" {sign} " if sign in _SPACED else f"{sign} " if sign in (",", ";") else sign
        case "mi" if len(element.text or "") > 1:
            return f"{element.text} "
        case "mtext":
            return element.text or ""
        case _:
            return (element.text or "").strip() + "".join(parts)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[\w.,∂∇\u0302\u0303]+|√?\([^()]*\)", text) else f"({text})"


def _script(text: str, letters: dict[str, str], sign: str) -> str:
    tight = text.replace(" ", "")
    if all(letter in letters for letter in tight):
        return "".join(letters[letter] for letter in tight)
    return sign + (tight if len(tight) == 1 else f"({text.strip()})")
