"""Formulas as MathML, made when the site is built: no script, no font and no network where it is read."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from gradiente.quizzes.mathematics import mathml


def _inline(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def _display(translator: HTML5Translator, node: nodes.math_block) -> None:
    lines = [" ".join(line.split()) for line in re.split(r"\n\n|\\\\", node.astext()) if line.strip()]
    # Aligned lines become one below the other: the converter does not align rightly.
    body = "".join(mathml(line.replace("&", ""), display=True) for line in lines)
    translator.body.append(f'<div class="formula">{body}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx that there is a renderer called mathml."""
    app.add_html_math_renderer("mathml", (_inline, None), (_display, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
