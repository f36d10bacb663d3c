r"""The texts of a variant as HTML, with TeX between `\(` and `\)` or as MathML, and as plain lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from gradiente.quizzes.exports.plan import Plan, Planned
from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.markdown import tokens
from gradiente.quizzes.mathematics import as_text, mathml
from gradiente.quizzes.variant import Feedback, Open
from gradiente.results import Text
from gradiente.texts import template

# Gives the address of a figure's picture within the target, by its name.
Link = Callable[[str], str]


def tex(source: str, *, display: bool) -> str:
    r"""Write a formula as MathJax finds it: `\(...\)`; dollars would be money in most targets."""
    return escape(rf"\[{source}\]" if display else rf"\({source}\)", quote=False)


def as_mathml(source: str, *, display: bool) -> str:
    """Write a formula as MathML."""
    return mathml(source, display=display)


class Texts:
    """Renders texts in one language for one target.

    Parameters
    ----------
    plan : Plan
    mathematics : callable
        `tex` or `as_mathml`.
    link : callable, optional
        Where the pictures are; left out where the target has no room for them.
    """

    def __init__(self, plan: Plan, mathematics: Callable[..., str] = tex, link: Link | None = None) -> None:
        self.language = plan.language
        self._figures = plan.figures
        self._link = link if plan.draw else None
        self._markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")
        self._markdown.use(dollarmath_plugin, allow_digits=False, allow_space=False)

        def formula(display: bool) -> Callable[..., str]:
            def render(_self: object, found: Sequence[Token], index: int, *_: object) -> str:
                return mathematics(found[index].content.strip(), display=display)

            return render

        def picture(_self: object, found: Sequence[Token], index: int, *_: object) -> str:
            return self._picture(str(found[index].attrs["src"]).removeprefix("figure:"))

        self._markdown.add_render_rule("math_inline", formula(display=False))
        self._markdown.add_render_rule("math_block", formula(display=True))
        self._markdown.add_render_rule("image", picture)

    def _picture(self, name: str) -> str:
        words = escape(alternative_text(self._figures.figure(name), self.language))
        if self._link is None:
            return f"<em>{words}</em>"
        return f'<img src="{escape(self._link(name))}" alt="{words}" />'

    def html(self, text: Text) -> str:
        """Render a text in paragraphs."""
        rendered: str = self._markdown.render(text.in_language(self.language))
        return rendered.strip()

    def inline(self, text: Text) -> str:
        """Render a text without the paragraph around it, where it is only one."""
        rendered = self.html(text)
        inner = rendered.removeprefix("<p>").removesuffix("</p>")
        return inner if rendered == f"<p>{inner}</p>" and "<p>" not in inner else rendered

    def plain(self, text: Text) -> str:
        """Write a text in one line without any markup."""
        return " ".join(_plain(tokens(text.in_language(self.language))).split())

    def stem(self, item: Planned) -> str:
        """Render what is asked, with the variant's code under it."""
        code = template("quiz.code", self.language).format(code=item.variant.code)
        return f"{self.html(item.variant.stem)}\n<p><small>{escape(code)}</small></p>"

    def feedback(self, found: Sequence[Feedback]) -> str:
        """Render what is said to an answer."""
        parts = []
        for one in found:
            if one.name:
                named = template("quiz.you-seem-to-have", self.language)
                parts.append(
                    f"<p><strong>{escape(named.format(name=one.name.in_language(self.language)))}</strong></p>"
                )
            parts.append(self.html(one.text))
            if one.lecture:
                parts.append(self.lecture(one.lecture))
        return "\n".join(parts)

    def lecture(self, section: Text) -> str:
        """Render where the lecture treats it."""
        said = template("quiz.in-the-lecture", self.language).format(lecture=section.in_language(self.language))
        return f"<p><em>{escape(said)}</em></p>"

    def explanation(self, item: Planned) -> str:
        """Render what is said at the end."""
        return f"{self.html(item.variant.explanation)}\n{self.lecture(item.variant.lecture)}"

    def model_answer(self, asked: Open) -> str:
        """Render the model answer of an open question, with its points."""
        points = "".join(f"<li>{self.inline(point.text)}</li>" for point in asked.points)
        heading = escape(template("quiz.model-answer", self.language))
        return f"<p><strong>{heading}</strong></p>\n{self.html(asked.model_answer)}\n<ol>{points}</ol>"


def _plain(found: Sequence[Token]) -> str:
    parts = []
    for token in found:
        if token.type.startswith("math_"):
            parts.append(as_text(token.content.strip()))
        elif token.children:
            parts.append(_plain(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type in ("text", "code_inline", "fence"):
            parts.append(token.content)
        elif token.nesting < 0 and token.block:
            parts.append(" ")
    return "".join(parts)
