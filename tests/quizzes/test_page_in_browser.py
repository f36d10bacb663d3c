"""The web page in a browser, from disk and without a network: by keyboard, by ear, on a phone, in both languages."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gradiente.quizzes.attempt import Attempt
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.page.building import build_page, write_page
from gradiente.quizzes.variant import Choice, Matching, Numeric, Open, Ordering, Variant
from gradiente.results import Text

sync_api = pytest.importorskip("playwright.sync_api")
pytest.importorskip("matplotlib")
CHROMIUM = os.environ.get("GRADIENTE_BROWSER")  # e.g. /usr/bin/chromium: a minute and a half, so only when asked for
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="name a Chromium with GRADIENTE_BROWSER to try the page in it")
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1200, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        # As root, as in a container, Chromium starts only without its sandbox; the page is our own.
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Visit:
    """A page opened from disk, with the network off, and what it did wrong."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": DESK, "locale": "es-ES", **options})
        self.context.set_offline(True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.url = path.as_uri()
        self.go("")

    def go(self, address: str) -> None:
        self.page.goto(self.url + address)
        self.page.wait_for_selector("main h2")

    def tab_to(self, selector: str) -> None:
        """Press Tab until it is there: what cannot be reached by keyboard is a fault."""
        for _ in range(120):
            if self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {selector}")

    def wait(self, holds: str) -> None:
        """Wait until an expression holds; Playwright's own waiting would need the page to allow `eval`."""
        for _ in range(200):
            if self.page.evaluate(holds):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"it does not come to hold that {holds}")

    def heard(self) -> str:
        self.wait("document.getElementById('live').textContent !== ''")
        return str(self.page.locator("#live").text_content())

    def seen(self, selector: str) -> str:
        return str(self.page.locator(selector).inner_text())


@pytest.fixture
def visit(browser: Any, small: Path) -> Iterator[Visit]:
    opened = Visit(browser, small)
    yield opened
    assert opened.faults == []
    assert all(url.startswith(("file:", "data:", "blob:")) for url in opened.requests)
    opened.context.close()


@pytest.fixture
def small(bank: Bank, tmp_path: Path) -> Path:
    """A page with one question of every type."""
    path = tmp_path / "web" / "index.html"
    write_page(path, build_page(bank, {"parameters": Text("Parámetros", "Parameters")}, variants=3).html)
    return path


@pytest.fixture(scope="module")
def whole(own_bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course's page, one variant of each question."""
    path = tmp_path_factory.mktemp("web") / "index.html"
    write_page(path, build_page(own_bank, {}, variants=1).html)
    return path


def address(bank: Bank, name: str) -> str:
    """Where a question of the small page stands."""
    return f"#parameters/{[question.id for question in bank.questions].index(name) + 1}"


def the(bank: Bank, name: str, seed: int = 0) -> Variant:
    return bank.variant(bank.question(name), seed)


# --- By keyboard ---


def by_keyboard(visit: Visit, variant: Variant) -> None:
    """Answer a question right, with nothing but keys."""
    page, asked = visit.page, variant.asked
    match asked:
        case Numeric():
            visit.tab_to("#field")
            page.keyboard.type(asked.shown.es)
            page.keyboard.press("Enter")
        case Choice(several=False):
            visit.tab_to("input[name=option]")
            # Space ticks the first, arrows go on.
            page.keyboard.press("Space")
            for _ in range([option.right for option in asked.options].index(True)):
                page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
        case Choice():
            for place, option in enumerate(asked.options):
                if option.right:
                    visit.tab_to(f"#option-{place}")
                    page.keyboard.press("Space")
            visit.tab_to("#check")
            page.keyboard.press("Enter")
        case Ordering():
            places = {item.key: place for place, item in enumerate(asked.items)}
            # Each in turn is moved up to where it belongs.
            for target, key in enumerate(asked.right):
                button = f"[data-place='{places[key]}'] [data-step='-1']"
                page.locator("#question-title").focus()
                visit.tab_to(button)
                while place_of(page, button) > target:
                    page.keyboard.press("Enter")
                    assert page.evaluate("(one) => document.activeElement.matches(one)", button), "the focus is lost"
            visit.tab_to("#check")
            page.keyboard.press("Enter")
        case Matching():
            keys = [partner.key for partner in asked.partners]
            for place, item in enumerate(asked.items):
                visit.tab_to("#field" if place == 0 else f"#match-{place}")
                page.keyboard.press(chr(ord("A") + keys.index(asked.right[item.key])))
            visit.tab_to("#check")
            page.keyboard.press("Enter")
        case Open():
            visit.tab_to("#field")
            page.keyboard.type("Porque sí.")
            visit.tab_to("#check")
            page.keyboard.press("Enter")
            for place in range(len(asked.points)):
                visit.tab_to(f"#point-{place}")
                page.keyboard.press("Space")
            visit.tab_to("#check")
            page.keyboard.press("Enter")


def place_of(page: Any, button: str) -> int:
    """Where the row of a button stands among those to be ordered."""
    rows = "[...document.querySelectorAll('#order li')]"
    place: int = page.evaluate(f"(button) => {rows}.indexOf(document.querySelector(button).closest('li'))", button)
    return place


def test_the_whole_path_by_keyboard(visit, bank):
    """Every type of question is answered right, and what is kept is what Python's own attempts keep."""
    variants = [bank.variant(question, 0) for question in bank.questions]

    for variant in variants:
        visit.wait(f"document.title.startsWith({json.dumps(variant.title.es)})")
        visit.wait("document.activeElement.id !== 'next'")
        by_keyboard(visit, variant)
        assert visit.page.evaluate("document.activeElement.id") == "next", variant.code
        assert "Correcto" in visit.seen(".verdict"), variant.code
        assert visit.page.locator(".explanation").is_visible()
        visit.page.keyboard.press("Enter")

    visit.wait("location.hash === '#results' && document.title.startsWith('Resultados')")
    assert "Resultado: 6 de 6" in visit.seen("main")
    wanted = []
    for variant in variants:
        attempt = Attempt(variant)
        attempt.answer(right_response(variant))
        wanted.append(attempt.to_json())
    assert [normal(one) for one in saved(visit)["answers"]] == [normal(one) for one in wanted]


def right_response(variant: Variant) -> Any:
    match variant.asked:
        case Numeric() as asked:
            return asked.shown.es
        case Choice() as asked:
            return [option.key for option in asked.options if option.right]
        case Ordering() as asked:
            return list(asked.right)
        case Matching() as asked:
            return dict(asked.right)
        case Open() as asked:
            return [point.key for point in asked.points]


def normal(answer: dict[str, Any]) -> dict[str, Any]:
    """JavaScript writes 1.0 as 1, which is the same number."""
    return dict(json.loads(json.dumps(answer), parse_float=float))


def saved(visit: Visit) -> dict[str, Any]:
    visit.go("#results")
    with visit.page.expect_download() as download:
        visit.page.locator("#save").click()
    stored: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return stored


def test_the_skip_link_leads_to_the_question(visit):
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")

    assert visit.page.evaluate("document.activeElement.id") == "question-title"


def test_the_settings_close_with_escape_and_give_the_focus_back(visit):
    visit.tab_to("#settings summary")
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#with-certainty").is_visible()

    visit.tab_to("input[name=theme]:checked")
    visit.page.keyboard.press("Escape")

    assert not visit.page.locator("#with-certainty").is_visible()
    assert visit.page.evaluate("document.activeElement.tagName") == "SUMMARY"


# --- Two tries ---


def test_a_recognised_number_is_named_then_a_second_try_then_the_explanation(visit, bank):
    variant = the(bank, "a-dense-layer")
    wrong = next(one for one in variant.asked.recognised if one.feedback[0].misconception)
    visit.go(address(bank, "a-dense-layer"))

    visit.page.locator("#field").fill(wrong.shown.es)
    visit.page.keyboard.press("Enter")

    assert "No es correcto" in visit.seen(".verdict")
    assert wrong.feedback[0].name.es in visit.seen(".verdict .name")
    assert "Cuenta los sesgos" in visit.seen(".hint")
    assert not visit.page.locator(".explanation").count()
    assert visit.page.evaluate("document.activeElement.id") == "field"

    visit.page.locator("#field").fill("1")
    visit.page.keyboard.press("Enter")

    assert variant.asked.shown.es in visit.seen(".explanation .number")
    assert visit.page.locator("#field").is_disabled()
    kept = saved(visit)["answers"][0]
    attempt = Attempt(variant)
    attempt.answer(wrong.shown.es)
    attempt.answer("1")
    assert normal(kept) == normal(attempt.to_json())


def test_options_stay_where_they_are_between_tries(visit, bank):
    variant = the(bank, "several")
    visit.go(address(bank, "several"))
    before = visit.page.locator(".option").all_inner_texts()
    wrong = [option.right for option in variant.asked.options].index(False)

    visit.page.locator(f"#option-{wrong}").check()
    visit.page.locator("#check").click()

    assert visit.page.locator(".option").all_inner_texts() == before
    assert visit.page.locator(f"#option-{wrong}").is_checked()
    assert "Puedes intentarlo otra vez" in visit.seen(".said")


def test_giving_up_shows_the_solution_and_counts_nothing(visit, bank):
    visit.go(address(bank, "in-order"))

    visit.page.locator("#give-up").click()

    assert visit.page.locator(".explanation ol li").all_inner_texts() == ["uno", "dos", "tres", "cuatro"]
    attempt = Attempt(the(bank, "in-order"))
    attempt.give_up()
    assert normal(saved(visit)["answers"][0]) == normal(attempt.to_json())


@pytest.mark.parametrize(
    ("typed", "said"), [("", "No has escrito nada"), ("uno", "No entiendo ese número"), ("1.234", "millares")]
)
def test_what_is_no_number_is_said_and_costs_no_try(visit, bank, typed, said):
    visit.go(address(bank, "a-dense-layer"))

    visit.page.locator("#field").fill(typed)
    visit.page.locator("#check").click()

    assert said in visit.seen("#problem")
    assert said in visit.heard()
    assert visit.page.locator("#field").get_attribute("aria-invalid") == "true"
    assert saved(visit)["answers"] == []


@pytest.mark.parametrize("sign", [",", "."])
def test_a_decimal_comma_and_a_point_are_both_read(visit, bank, sign):
    variant = the(bank, "a-dense-layer")
    visit.go(address(bank, "a-dense-layer"))

    visit.page.locator("#field").fill(f"{variant.asked.shown.en}{sign}0")
    visit.page.keyboard.press("Enter")

    assert "Correcto" in visit.seen(".verdict")


def test_nothing_chosen_is_said(visit, bank):
    for name, said in (("what-is-learnt", "Elige una respuesta"), ("in-pairs", "Elige una pareja")):
        visit.go(address(bank, name))
        visit.page.locator("#check").click()

        assert said in visit.seen("#problem")


def test_a_new_variant_has_new_numbers_and_a_try_of_its_own(visit, bank):
    visit.go(address(bank, "a-dense-layer"))
    visit.page.locator("#field").fill(the(bank, "a-dense-layer").asked.shown.es)
    visit.page.keyboard.press("Enter")

    visit.page.locator("#another").click()

    assert "a-dense-layer.1.1" in visit.seen(".about")
    assert visit.page.locator("#field").is_enabled()
    visit.page.locator("#field").fill(the(bank, "a-dense-layer", 1).asked.shown.es)
    visit.page.keyboard.press("Enter")
    assert "Correcto" in visit.seen(".verdict")
    assert [one["code"] for one in saved(visit)["answers"]] == ["a-dense-layer.1.0", "a-dense-layer.1.1"]


# --- By ear ---


def test_a_screen_reader_hears_verdict_feedback_and_hint(visit, bank):
    variant = the(bank, "a-dense-layer")
    wrong = next(one for one in variant.asked.recognised if one.feedback[0].misconception)
    visit.go(address(bank, "a-dense-layer"))

    visit.page.locator("#field").fill(wrong.shown.es)
    visit.page.keyboard.press("Enter")

    heard = visit.heard()
    assert heard.startswith("No es correcto")
    assert wrong.feedback[0].name.es in heard
    assert "Pista: Cuenta los sesgos." in heard
    assert "Puedes intentarlo otra vez" in heard


def test_a_formula_is_heard_without_its_tex(visit, bank):
    visit.go(address(bank, "a-dense-layer"))

    visit.page.locator("#give-up").click()

    assert "\\" not in visit.heard()
    assert "$" not in visit.heard()


def test_a_move_is_heard(visit, bank):
    visit.go(address(bank, "in-order"))
    first = the(bank, "in-order").asked.items[0].text.es

    visit.page.locator("[data-place='0'] [data-step='1']").click()

    assert visit.heard() == f"{first}: puesto 2 de 4"


# --- Certainty ---


def test_certainty_is_asked_for_when_wanted_and_its_mark_is_shown(visit, bank):
    visit.page.locator("#settings summary").click()
    visit.page.locator("#with-certainty").check()
    visit.go(address(bank, "a-dense-layer"))
    visit.page.reload()

    visit.page.locator("#field").fill("1")
    visit.page.locator("#check").click()
    assert "Indica también tu seguridad" in visit.seen("#problem")

    visit.page.locator("input[name=certainty][value='3']").check()
    visit.page.locator("#check").click()
    assert "−6" in visit.seen(".worth")

    kept = saved(visit)["answers"][0]
    assert (kept["certainty"], kept["certainty_mark"]) == (3, -6)
    assert "¿Aciertas tanto como crees?" in visit.seen("main")
    assert "aún pocas para decir nada" in visit.seen("main")


# --- Languages ---


def test_the_language_is_switched_in_place_and_nothing_typed_is_lost(visit, bank):
    visit.go(address(bank, "a-dense-layer"))
    visit.page.locator("#field").fill("12")

    visit.page.locator("[data-set-language=en]").click()

    assert "How many parameters" in visit.seen(".stem")
    assert "¿" not in visit.seen("body")
    assert visit.page.locator("#field").input_value() == "12"
    assert visit.page.evaluate("document.documentElement.lang") == "en"
    assert visit.page.title() == "A dense layer · Revision questions"


def test_the_entries_of_a_menu_change_language_too(visit, bank):
    visit.go(address(bank, "in-pairs"))
    visit.page.locator("#field").select_option(index=1)
    before = visit.page.locator("#field").input_value()

    visit.page.locator("[data-set-language=en]").click()

    entries = visit.page.locator("#field option").all_inner_texts()
    assert entries[0] == "Choose…"
    assert {entry[3:] for entry in entries[1:]} == {"odd", "even", "none"}
    assert visit.page.locator("#field").input_value() == before


# --- What is kept ---


def test_progress_is_there_after_the_page_is_opened_again(visit, bank):
    visit.go(address(bank, "a-dense-layer"))
    visit.page.locator("#field").fill("1")
    visit.page.keyboard.press("Enter")
    visit.page.locator("[data-set-language=en]").click()

    visit.page.reload()

    assert "Not right" in visit.seen(".verdict")
    assert visit.page.locator("#field").input_value() == "1"
    assert visit.page.locator("#field").is_enabled()


def test_a_saved_file_gives_the_same_results_in_another_browser(visit, bank, browser, small, tmp_path):
    visit.go(address(bank, "in-pairs"))
    visit.page.locator("#give-up").click()
    visit.go(address(bank, "a-dense-layer"))
    visit.page.locator("#field").fill("1")
    visit.page.keyboard.press("Enter")
    first = saved(visit)
    (tmp_path / "results.json").write_text(json.dumps(first), encoding="utf-8")

    other = Visit(browser, small)
    other.go("#results")
    other.page.locator("#file").set_input_files(tmp_path / "results.json")
    other.wait("document.getElementById('told').textContent !== ''")

    assert "Cargadas 2 respuestas" in other.seen("#told")
    assert saved(other)["answers"] == first["answers"]
    assert {key: first[key] for key in ("format_version", "source", "student", "language")} == {
        "format_version": 1, "source": "page", "student": None, "language": "es",
    }  # fmt: skip
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", first["ended"])
    other.context.close()


def test_a_file_is_marked_anew_and_what_is_no_answer_is_left_out(visit, bank, tmp_path):
    variant = the(bank, "a-dense-layer")
    true = {
        "code": str(variant.code),
        "certainty": None,
        "gave_up": False,
        "fraction": 1.0,
        "tries": [{"response": "1"}],
    }
    others = [{"code": "unknown.1.0", "tries": []}, {"code": str(variant.code), "tries": [{"response": ["x"]}]}, None]
    path = tmp_path / "results.json"
    path.write_text(json.dumps({"format_version": 1, "answers": [true, *others]}), encoding="utf-8")
    visit.go("#results")

    visit.page.locator("#file").set_input_files(path)
    visit.wait("document.getElementById('told').textContent !== ''")

    assert "Cargada 1 respuesta; 3 no" in visit.seen("#told")
    assert [one["fraction"] for one in saved(visit)["answers"]] == [0]


def test_a_file_of_something_else_is_said_to_be_none(visit, tmp_path):
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    visit.go("#results")

    visit.page.locator("#file").set_input_files(tmp_path / "x.json")

    assert "no contiene resultados" in visit.heard()


def test_everything_can_be_erased(visit, bank):
    visit.go(address(bank, "a-dense-layer"))
    visit.page.locator("#give-up").click()
    visit.page.on("dialog", lambda dialog: dialog.accept())
    visit.go("#results")

    visit.page.locator("#erase").click()
    visit.page.reload()

    assert "Aún no has respondido nada" in visit.seen("main")


# --- Paper ---


def test_paper_holds_the_topic_without_answers(visit, bank):
    visit.go(address(bank, "what-is-learnt"))
    visit.page.locator("#give-up").click()

    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")

    paper = visit.seen("body")
    assert all(question.title.es in paper for question in bank.questions)
    assert "a-dense-layer.1.0" in paper
    assert "Los parámetros se aprenden" not in paper
    assert "Solución" not in paper


# --- The course's own questions ---


@pytest.fixture(scope="module")
def axe() -> Callable[[Any], list[dict[str, Any]]]:
    """Gives axe's violations of the page as it stands."""
    module = pytest.importorskip("axe_playwright_python.sync_playwright")
    run = module.Axe().run

    def violations(page: Any) -> list[dict[str, Any]]:
        # Half-way through a change of colour no contrast is right.
        page.add_style_tag(content="* { transition: none !important; }")
        found = run(page).response["violations"]
        return [{"id": one["id"], "nodes": [node["html"][:150] for node in one["nodes"]][:3]} for one in found]

    return violations


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_axe_finds_nothing(browser, whole, axe, theme, language):
    """A question of each type: fresh, after a wrong try, and with its explanation; the results too."""
    opened = Visit(browser, whole, color_scheme=theme)
    page = opened.page
    page.locator(f"[data-set-language={language}]").click()
    page.locator("#settings summary").click()
    page.locator("#with-certainty").check()
    assert axe(page) == []
    addresses = ["#parameters/2", "#parameters/1", "#evaluation/6", "#backpropagation/1", "#activations/3"]
    for where in addresses:
        opened.go(where)
        assert axe(page) == [], where
        if page.locator("#field[type=text]").count():
            page.locator("#field").fill("3")
        for select in page.locator("select").all():
            select.select_option(index=1)
        if page.locator(".option").count():
            page.locator(".option input").first.check()
        page.locator("input[name=certainty][value='2']").check()
        page.locator("#check").click()
        assert axe(page) == [], where
        if page.locator("#give-up").count():
            page.locator("#give-up").click()
        assert axe(page) == [], where
    opened.go("#initialization/1")
    page.locator("#check").click()
    assert axe(page) == []
    page.locator("#check").click()
    assert axe(page) == []
    opened.go("#results")
    assert axe(page) == []
    assert opened.faults == []
    opened.context.close()


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_question_is_wider_than_a_phone(browser, whole, own_bank, language):
    """Every question with its explanation at 320 pixels; what is wider scrolls by itself, and by keyboard."""
    opened = Visit(browser, whole, viewport=PHONE)
    page = opened.page
    page.locator(f"[data-set-language={language}]").click()
    too_wide = []
    for topic in own_bank.topics:
        for number, question in enumerate(own_bank.of_topic(topic), start=1):
            page.goto(f"{opened.url}#{topic}/{number}")
            page.wait_for_function(
                "(title) => document.title.startsWith(title)", arg=question.title.in_language(language)
            )
            if page.locator("#give-up").count():
                page.locator("#give-up").click()
            if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
                too_wide.append(question.id)
    opened.go("#results")

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert too_wide == []
    assert opened.faults == []
    opened.context.close()


def test_every_figure_is_drawn_with_words_for_who_cannot_see_it(browser, whole):
    opened = Visit(browser, whole)
    opened.go("#evaluation/6")
    image = opened.page.locator("img.figure:visible")

    assert image.evaluate("(one) => one.complete && one.naturalWidth > 100")
    assert "época" in str(image.get_attribute("alt"))
    opened.page.locator("[data-set-language=en]").click()
    assert "epoch" in str(opened.page.locator("img.figure:visible").get_attribute("alt"))
    assert opened.faults == []
    opened.context.close()


def test_the_topics_of_a_phone_unfold(browser, whole):
    opened = Visit(browser, whole, viewport=PHONE)
    assert not opened.page.locator("#topic-list").is_visible()

    opened.page.locator("#topics-button").click()
    opened.page.locator("#topic-list a[href='#losses/1']").click()

    opened.wait("location.hash === '#losses/1'")
    assert not opened.page.locator("#topic-list").is_visible()
    opened.context.close()
