"""What of a file is compared: not its names, layout, comments or what it says of types."""

import pytest

from gradiente.similarity.tiling import Tile, tiles
from gradiente.similarity.tokens import REST, parts_of, tokens_of
from gradiente.similarity.winnowing import GRAM, WINDOW, hashes, winnow

PLAIN = "import numpy as np\n\ndef f(x, n):\n    total = np.sum(x) / 2\n    return total * n\n"


def words(source):
    return [token.word for token in tokens_of(source)]


@pytest.mark.parametrize(
    "other",
    [
        "import numpy as np\n\ndef g(datos, m):\n    suma = np.sum(datos) / 2\n    return suma * m\n",
        PLAIN.replace("as np", "as numerico").replace("np.", "numerico."),
        PLAIN.replace("    total", '    """Say something."""\n    total', 1).replace("/ 2", "/ 2  # a half"),
        PLAIN.replace("(x, n):", "(x: list[float], n: int) -> float:").replace("total =", "total: 'float' ="),
        PLAIN.replace("/ 2", "/ 2.0"),
        PLAIN.replace("    return", "\n\n    return"),
    ],
    ids=["renamed", "module renamed", "docstring and comment", "annotated", "2.0 for 2", "blank lines"],
)
def test_what_a_copier_changes_first_makes_no_difference(other):
    assert other != PLAIN
    assert words(other) == words(PLAIN)


def test_what_the_code_does_makes_one():
    assert words(PLAIN.replace("np.sum", "np.mean")) != words(PLAIN)
    assert words(PLAIN.replace("/ 2", "/ 3")) != words(PLAIN)


@pytest.mark.parametrize("source", ["def f(:\n", "x = '''", "\0", "  a\n b\n", "(" * 5000, ""])
def test_a_file_that_python_cannot_read_is_no_trouble(source):
    assert isinstance(words(source), list)
    assert isinstance(parts_of(source, ("f",), tokens_of(source)), dict)


def test_a_file_is_divided_by_its_functions():
    source = "import numpy\n\ndef helper(x):\n    return x\n\ndef f(x):\n    return helper(x)\n"

    parts = parts_of(source, ("f", "g"), tokens_of(source))

    assert set(parts) == {"f", REST}
    assert parts["f"][0].line == 6


def test_what_two_share_of_enough_words_leaves_a_fingerprint_in_both():
    shared = [f"w{n}" for n in range(GRAM + WINDOW - 1)]
    one = [*"abcdefghij", *shared, *"klmnop"]
    other = [*"qrs", *shared, *"tuvwxyzabc"]

    assert winnow(hashes(one)) & winnow(hashes(other))


def test_winnowing_keeps_few_and_at_least_one_of_every_window():
    values = hashes([f"w{n * n % 97}" for n in range(300)])
    kept = winnow(values)

    assert all(kept & set(values[place : place + WINDOW]) for place in range(len(values) - WINDOW + 1))
    assert len(kept) < len(set(values)) / 2


def test_tiles_find_passages_that_were_moved():
    first, second, third = ([f"{name}{n}" for n in range(10)] for name in "abc")

    assert tiles([*first, *second, *third], [*third, "x", *first], 8) == [Tile(0, 11, 10), Tile(20, 0, 10)]
