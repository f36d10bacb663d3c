"""Pages stand on their own, say one language, and nothing that a student wrote acts in them."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from made_by_hand import class_of, make_check, make_class, make_misconception
from markupsafe import Markup

from gradiente import texts
from gradiente.reports.class_page import class_page
from gradiente.reports.rendering import authored, html
from gradiente.reports.student_page import student_page
from gradiente.results import Evidence, Feedback, StudentResult, Text, TopicResult, Verdict

VOID = {"meta", "br", "link", "img", "input", "hr"}
HOSTILE = (
    "</code></pre></style><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\x1b]8;;http://e.org\x07"
    "\u202e\0{{ 7 * 7 }}{% raise %}{0.__class__}&lt;\"'` javascript:alert(1) ]]><!-- "
)


class Page(HTMLParser):
    """The elements of a page; a tag that is not closed in order is an error."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.text = [], [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.text.append(data)

    def all(self, *tags):
        return [attributes for tag, attributes in self.elements if tag in tags]


def pages_of(result, feedback=Feedback.HINT, language="en"):
    links = {student.key: f"students/{student.key}.html" for student in result.students}
    yield class_page(result, links, feedback, language)
    for student in result.students:
        yield student_page(student, result, feedback)


def hostile_class():
    evidence = Evidence(
        HOSTILE, dict.fromkeys(("got", "want", "name", "message"), HOSTILE), HOSTILE, HOSTILE, HOSTILE, HOSTILE
    )
    checks = [
        make_check(
            Verdict.FAILED,
            Evidence(kind, evidence.details, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
            name=f"test_{kind}",
            hidden=False,
        )
        for kind in (HOSTILE, "raised", "type", "refused-type", "value", "grader-fault")
    ]
    notes = (("encoding", {"file": HOSTILE, "encoding": HOSTILE}), ("unheard-of", {"file": HOSTILE}))
    topic = TopicResult("losses", HOSTILE, tuple(checks), printed=HOSTILE + "x" * 100_000, isolation="full")
    broken = TopicResult(
        "losses", HOSTILE, tuple(checks), load_error=Evidence("load-error", evidence.details, traceback=HOSTILE)
    )
    return class_of(
        StudentResult("1", HOSTILE, "en", (topic,), notes),
        StudentResult("2", HOSTILE * 500, "es", (broken,), notes),
    )


@pytest.mark.parametrize("feedback", Feedback)
def test_nothing_that_a_student_wrote_becomes_an_element_or_acts(feedback):
    calm = [Page(page) for page in pages_of(hostile_class(), feedback)]

    for page in calm:
        assert len(page.all("script")) == (1 if page is calm[0] else 0)
        assert not page.all("img", "iframe", "object", "embed", "form", "base")
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    for text in pages_of(hostile_class(), feedback):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert "{{ 7 * 7 }}" in text or "49" not in text
        assert len(text) < 120_000


@pytest.mark.parametrize("feedback", Feedback)
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_pages_are_well_formed_and_can_be_read_aloud(one_of_each, language, feedback):
    for text in pages_of(one_of_each, feedback, language):
        page = Page(text)

        (html,) = page.all("html")
        assert html["lang"] in texts.LANGUAGES
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        targets = [link["href"][1:] for link in page.all("a", "use") if link["href"].startswith("#")]
        assert set(targets) <= set(ids)
        named = [name for _, attributes in page.elements for name in attributes.get("aria-labelledby", "").split()]
        assert set(named) <= set(ids)
        assert len(page.all("main")) == len(page.all("h1")) == 1
        assert all(cell.get("scope") in ("col", "row") for cell in page.all("th"))
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pages_load_nothing(one_of_each):
    for text in pages_of(one_of_each):
        page = Page(text)

        assert not page.all("link")
        assert not [element for element in page.elements if "src" in element[1]]
        assert "url(" not in text
        assert "http:" not in text
        assert "https:" not in text
        (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
        assert policy.startswith("default-src 'none'")


def test_every_verdict_has_a_word_and_a_shape_of_its_own(one_of_each):
    page = Page(student_page(one_of_each.students[0], one_of_each, Feedback.FULL))
    shapes = {link["href"] for link in page.all("use")}

    assert shapes == {f"#{verdict.value.replace(' ', '-')}" for verdict in Verdict}


@pytest.mark.parametrize(("language", "other"), [("es", "en"), ("en", "es")])
def test_a_page_says_one_language_only(one_of_each, language, other):
    student = one_of_each.students[0]
    spoken = StudentResult(student.key, student.name, language, student.topics, (("empty", {"file": "x.py"}),))
    result = class_of(spoken)
    foreign = {
        form
        for name in ("evidence", "looks", "pages", "verdicts")
        for forms in texts.table(name).values()
        for form in (forms[other], forms.get(f"{other}_one", forms[other]))
        if len(form) > 12 and form not in (forms[language], forms.get(f"{language}_one"))
    }
    pattern = re.compile("|".join(re.escape(re.split(r"[{`]", form)[0].strip()) for form in foreign
                                  if len(re.split(r"[{`]", form)[0].strip()) > 12))  # fmt: skip

    for feedback in Feedback:
        for text in pages_of(result, feedback, language):
            words = " ".join(Page(text).text)
            assert not pattern.search(words), pattern.search(words)


def test_checks_of_an_unwritten_function_are_one_sentence():
    missing = Evidence("not-written-yet")
    checks = [make_check(Verdict.FAILED, missing, name=f"test_{n}") for n in range(10)]
    checks.append(make_check(Verdict.PASSED, name="other", function="cross_entropy"))
    result = make_class(*checks)

    page = student_page(result.students[0], result, Feedback.HINT)

    assert page.count("is not written yet") == 1
    assert "What will be checked (10)" in page


def test_a_topic_of_which_nothing_is_written_is_one_sentence():
    checks = [
        make_check(Verdict.FAILED, Evidence("not-written-yet"), name=f"test_{function}_{n}", function=function)
        for function in ("softmax", "cross_entropy")
        for n in range(5)
    ]
    result = make_class(*checks)

    page = student_page(result.students[0], result, Feedback.HINT)

    assert page.count("No function of this topic is written yet") == 1
    assert "Hint for <code>softmax</code>." in page
    assert "Lecture, part 2" in page


def test_a_failing_function_comes_with_its_first_hint_and_the_lecture():
    result = make_class(make_check(Verdict.FAILED, Evidence("value")), language="es")

    page = student_page(result.students[0], result, Feedback.HINT)

    assert "Pista de <code>softmax</code>." in page
    assert "Clase, tema 2" in page


def test_a_misconception_in_two_functions_is_explained_once():
    functions = ("softmax", "cross_entropy")
    checks = [make_check(Verdict.FAILED, Evidence("value"), name=name, function=name) for name in functions]
    result = make_class(*checks, misconceptions=tuple(make_misconception(name) for name in functions))

    page = student_page(result.students[0], result, Feedback.HINT)

    assert page.count("Every column adds up to 1.") == 1
    assert "Again you seem to have summed over columns, as in <code>softmax</code>." in page


def test_our_own_fault_is_said_to_cost_nothing_and_leaves_the_points():
    fault = make_check(Verdict.GRADER_FAULT, Evidence("grader-fault", {"message": "boom"}), name="a", points=0.5)
    result = make_class(fault, make_check(Verdict.PASSED, name="b", points=0.5))

    for feedback in Feedback:
        page = student_page(result.students[0], result, feedback)
        assert "That is our fault and costs you nothing" in page
        assert "0.5 of 0.5 points (0.5 not judged)" in page
    assert "boom" in class_page(result, {"1": "students/1.html"}, Feedback.HINT, "en")


def test_numbers_are_written_as_the_language_writes_them():
    checks = [make_check(Verdict.PASSED, name="a", points=3.0), make_check(Verdict.FAILED, Evidence("value"), name="b")]

    spanish = make_class(*checks, language="es")
    english = make_class(*checks, language="en")

    assert "7,50" in student_page(spanish.students[0], spanish, Feedback.HINT)
    assert "7.50" in student_page(english.students[0], english, Feedback.HINT)


def test_a_class_of_nobody_has_a_page():
    page = class_page(class_of(), {}, Feedback.HINT, "es")

    assert "Todavía no hay ninguna nota." in page


def test_class_page_says_who_needs_a_look_and_why():
    notes = (("broken-notebook", {"file": "losses.ipynb"}), ("ignored", {"count": "3", "names": ".DS_Store"}))
    topic = TopicResult("losses", None, (make_check(Verdict.NOT_RUN, Evidence("file-missing")),))
    student = StudentResult("1", "Ana", "es", (topic,), notes)

    page = class_page(class_of(student), {"1": "students/1.html"}, Feedback.HINT, "en")

    looks = page[page.index('id="looks"') : page.index('id="faults"')]
    assert "losses.ipynb is damaged, or no notebook" in looks
    assert ".DS_Store" not in looks
    assert ".DS_Store" in page


def test_class_page_names_who_holds_a_misconception_and_counts_each_once():
    functions = ("softmax", "cross_entropy")
    checks = tuple(make_check(Verdict.FAILED, Evidence("value"), name=name, function=name) for name in functions)
    holds = TopicResult("losses", "losses.py", checks, tuple(make_misconception(name) for name in functions))
    does_not = TopicResult("losses", "losses.py", checks)
    absent = TopicResult("losses", None, checks)
    people = [("1", "Ana", holds), ("2", "Eva", does_not), ("3", "Leo", absent)]
    result = class_of(*(StudentResult(key, name, "en", (topic,)) for key, name, topic in people))

    page = class_page(result, {key: f"students/{key}.html" for key, _, _ in people}, Feedback.HINT, "en")
    beliefs = page[page.index('id="beliefs"') : page.index('id="hardest"')]

    assert "Has summed over columns" in beliefs
    assert "50%" in beliefs
    assert "1 of 2" in beliefs
    assert '<a href="students/1.html">Ana</a>' in beliefs
    assert "Eva" not in beliefs


def test_property_with_a_backtick_is_code():
    result = make_class(make_check(Verdict.FAILED, Evidence("value"), says=Text("Usa `exp`", "Uses `exp`")))

    assert "Uses <code>exp</code>" in student_page(result.students[0], result, Feedback.HINT)


def test_what_is_said_alike_of_two_checks_is_worth_what_each_is_worth():
    cheap = make_check(Verdict.PASSED, name="test_a", points=0.25)
    dear = make_check(Verdict.PASSED, name="test_b", points=2.5)
    shown = make_check(Verdict.PASSED, name="test_c", points=0.25, hidden=False)

    for language, says, numbers in (("en", "Rows add up to 1.", "0.25 2.5"), ("es", "Las filas suman 1.", "0,25 2,5")):
        result = make_class(cheap, dear, shown, language=language)
        page = student_page(result.students[0], result, Feedback.HINT)
        pieces = [piece.split("</li>")[0] for piece in page.split(f"<li>{says}")[1:]]

        assert [number in piece for number, piece in zip(numbers.split(), pieces, strict=False)] == [True, True]
        assert ["tag" in piece for piece in pieces] == [False, False, True]


def test_markup_that_reads_like_a_text_is_not_taken_for_it():
    named = [html("pages.student-title", "en", name=one) for one in ("<b>", Markup("<b>"), "<b>")]

    assert ["<b>" in one for one in named] == [False, True, False]
    assert [authored(one) for one in ("<b>", Markup("<b>"), "<b>")] == ["&lt;b&gt;", "<b>", "&lt;b&gt;"]
