"""What a check's digest changes with, and what leaves it as it is."""

import pytest

from gradiente.judge import digests
from gradiente.judge.digests import check_digests, check_sources

PAGE = """
import numpy as np

LARGE = 3


def helper():
    return LARGE


@pytest.mark.points("f", 1.0)
@pytest.mark.says(es="Uno.", en="One.")
def test_one(student):
    assert student.f(1) == helper()


@pytest.mark.points("f", 0.5)
def test_two(student):
    assert student.f(2) == 2
"""


@pytest.fixture
def changed(tmp_path):
    """Names of the checks whose digest changes with the page, and whether their sources tell the same."""

    def compare(old, new):
        page = tmp_path / "page.py"
        found = []
        for text in (PAGE, PAGE.replace(old, new)):
            page.write_text(text, encoding="utf-8")
            found.append((check_digests(page), check_sources(page)))
        (before, sources_before), (after, sources_after) = found
        assert PAGE.count(old) == 1
        names = [name for name in before if before[name] != after[name]]
        assert names == [name for name in before if sources_before[name] != sources_after[name]]
        return names

    return compare


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("f(2) == 2", "f(2) == 3", ["test_two"]),
        ("LARGE = 3", "LARGE = 4", ["test_one", "test_two"]),
        ("LARGE = 3", "LARGE = 3  # large enough", []),
        ('en="One."', 'en="1."', []),
        ('"f", 1.0', '"f", 2.0', []),
        ('"f", 1.0', '"g", 1.0', ["test_one"]),
        ("    return LARGE", "    from cnn_reference import losses\n    return LARGE", ["test_one", "test_two"]),
    ],
)
def test_a_digest_changes_with_what_judges(changed, old, new, names):
    assert changed(old, new) == names


@pytest.mark.parametrize(
    "around",
    [
        "{0}",
        "def f():\n    {0}",
        "class C:\n    async def f(self):\n        {0}",
        "if x:\n    pass\nelse:\n    {0}",
        "try:\n    pass\nexcept ValueError:\n    {0}",
        "try:\n    pass\nfinally:\n    {0}",
        "with x:\n    for y in x:\n        {0}",
        "match x:\n    case 1:\n        {0}",
    ],
)
def test_the_reference_counts_wherever_it_is_imported(tmp_path, around):
    page = tmp_path / "page.py"
    page.write_text(around.format("from cnn_reference import losses") + "\n\ndef test_one(student): pass\n")

    assert "cnn_reference/losses.py" in check_sources(page)["test_one"]


def test_a_page_is_parsed_once(tmp_path, monkeypatch):
    page = tmp_path / "page.py"
    page.write_text(PAGE + "# parsed once\n", encoding="utf-8")
    parsed = []
    parse = digests.ast.parse
    monkeypatch.setattr(digests.ast, "parse", lambda source: parsed.append(source) or parse(source))

    for _ in range(2):
        check_digests(page)
        check_sources(page)

    assert len(parsed) == 1
