"""Text that others wrote acts on nothing and hides nothing."""

import pytest

from gradiente.texts.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("a\0b", "a\\x00b"),
        ("100\r99", "100\\x0d99"),
        ("\x9b1m", "\\x9b1m"),
        ("\u202ecod.exe", "\\u202ecod.exe"),
        ("a\u200bb", "a\\u200bb"),
        ("\u2028", "\\u2028"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("ñ é 漢 😀 ∞", "ñ é 漢 😀 ∞"),
    ],
)
def test_what_acts_or_hides_is_written_as_python_writes_it(text, shown):
    assert visible(text, 100) == shown


def test_lines_stay_lines_only_where_they_may():
    assert visible("a\r\nb\tc", 100, lines=True) == "a\nb\tc"
    assert visible("a\nb", 100) == "a\\x0ab"


def test_marks_stacked_on_a_letter_end():
    assert len(visible("a" + "\u0301" * 5000, 10_000)) == 1 + 4


def test_long_text_is_cut_and_says_so():
    shown = visible("x" * 100_000, 4000)

    assert shown == "x" * 4000 + " […]"
