"""Student, class and pair pages in a browser, from disk and without a network: axe, keyboard, phone, paper, dark."""

import ast
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gradiente.cli import command

sync_api = pytest.importorskip("playwright.sync_api")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = os.environ.get("GRADIENTE_BROWSER")  # e.g. /usr/bin/chromium: a minute, so only when asked for
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="name a Chromium with GRADIENTE_BROWSER to try the pages in it")
DESK, PHONE = {"width": 1200, "height": 900}, {"width": 360, "height": 740}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        # As root, as in a container, Chromium starts only without its sandbox; the pages are our own.
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def report(sample_report: Path) -> Path:
    """The sample class, with a mark set by hand."""
    results = json.loads((sample_report / "results.json").read_text())
    student = next(one for one in results["students"] if one["topics"][0]["file"])
    arguments = ["override", str(sample_report), student["key"], student["topics"][0]["topic"]]
    outcome = CliRunner().invoke(command, [*arguments, "--mark", "7", "--reason", "Por escrito."])
    assert outcome.exit_code == 0, outcome.output
    return sample_report


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Right answers of several people, and a copy of one with its functions the other way round."""
    folder = tmp_path_factory.mktemp("pairs")
    answers = sorted((ROOT / "tests" / "right_answers" / "01_parameters").glob("*.py"))
    sources = {path.stem: path.read_text(encoding="utf-8") for path in answers}
    body = ast.parse(sources[answers[0].stem]).body
    sources["copy"] = "\n\n".join(map(ast.unparse, reversed(body)))
    for name, source in sources.items():
        (folder / "in" / name).mkdir(parents=True)
        (folder / "in" / name / "parameters.py").write_text(source, encoding="utf-8")
    outcome = CliRunner().invoke(command, ["similar", str(folder / "in"), "--out", str(folder / "out"), "--lang", "es"])
    assert outcome.exit_code == 0, outcome.output
    return folder / "out"


@pytest.fixture(params=["class", "student", "list", "pair"])
def page_path(request: pytest.FixtureRequest, report: Path, pairs: Path) -> Path:
    """One page of each kind; of the students' the longest."""
    return {
        "class": report / "index.html",
        "student": max((report / "students").iterdir(), key=lambda path: path.stat().st_size),
        "list": pairs / "index.html",
        "pair": next((pairs / "pairs").iterdir()),
    }[request.param]


def opened(browser: Any, path: Path, **options: Any) -> tuple[Any, list[str]]:
    context = browser.new_context(**{"viewport": DESK, **options})
    context.set_offline(True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    return page, faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_has_nothing_to_say(browser, page_path, viewport, scheme):
    page, faults = opened(browser, page_path, viewport=viewport, color_scheme=scheme, bypass_csp=True)

    found = axe_api.Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert faults == []
    page.context.close()


def test_nothing_is_wider_than_the_screen_of_a_phone(browser, page_path):
    page, faults = opened(browser, page_path, viewport=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert faults == []
    page.context.close()


def test_tables_sort_by_keyboard_and_say_so(browser, report):
    page, faults = opened(browser, report / "index.html")
    heading = page.locator("#students thead th").last
    heading.locator("button").focus()

    totals = []
    for _ in range(2):
        page.keyboard.press("Enter")
        order = heading.get_attribute("aria-sort")
        values = page.eval_on_selector_all(
            "#students tbody tr", "rows => rows.map(row => +row.lastElementChild.dataset.value)"
        )
        totals.append((order, values))

    assert totals[0] == ("descending", sorted(totals[0][1], reverse=True))
    assert totals[1] == ("ascending", sorted(totals[1][1]))
    assert faults == []
    page.context.close()


def test_n_and_p_go_from_passage_to_passage(browser, pairs):
    page, faults = opened(browser, next((pairs / "pairs").iterdir()))
    seen = []
    for key in ("n", "n", "p"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))

    assert seen[0] == seen[2] != seen[1]
    assert all(seen)
    assert faults == []
    page.context.close()


def test_the_drawings_say_in_words_what_they_show(browser, report):
    pytest.importorskip("matplotlib")
    page, faults = opened(browser, report / "index.html")

    names = page.eval_on_selector_all(
        "svg.plot", "all => all.map(one => one.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(': '))"
    )  # fmt: skip

    assert len(names) == 3
    assert all(any(letter.isdigit() for letter in name) for name in names)
    assert faults == []
    page.context.close()
