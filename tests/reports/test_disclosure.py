"""Of a hidden check a student reads no more than the instructor chose."""

import pytest
from made_by_hand import make_check, make_class, make_misconception

from gradiente import texts
from gradiente.reports.student_page import student_page
from gradiente.results import Evidence, Feedback, Text, Verdict

SECRET = "S3CRET"
NAMES = ("got", "want", "message", "name", "largest", "tolerance", "quantity", "error", "function", "status", "other")
KINDS = [*texts.table("evidence"), f"{SECRET}-kind"]


def secret_evidence(kind):
    details = {name: f"{SECRET}-{name}" for name in NAMES}
    return Evidence(kind, details, *(f"{SECRET}-{part}" for part in ("call", "got", "want", "traceback")))


@pytest.mark.parametrize("feedback", [Feedback.HINT, Feedback.SCORE])
@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_a_hidden_check_saw_is_on_the_page(kind, language, feedback):
    checks = [make_check(verdict, secret_evidence(kind), name=f"test_{verdict.name}") for verdict in Verdict]
    result = make_class(*checks, language=language)

    page = student_page(result.students[0], result, feedback)

    assert SECRET not in page


@pytest.mark.parametrize("feedback", Feedback)
def test_message_of_our_own_fault_is_not_on_the_page(feedback):
    evidence = Evidence("grader-fault", {"message": f"TypeError: {SECRET}"})
    result = make_class(
        make_check(Verdict.GRADER_FAULT, evidence), make_check(Verdict.GRADER_FAULT, evidence, hidden=False)
    )

    assert SECRET not in student_page(result.students[0], result, feedback)


@pytest.mark.parametrize("feedback", Feedback)
@pytest.mark.parametrize("hidden", [False, True])
def test_call_and_values_are_shown_of_public_checks_and_at_full(hidden, feedback):
    evidence = Evidence("value", {"largest": "0.25"}, call="softmax([7])", got="[0.75]", want="[1.0]")
    result = make_class(make_check(Verdict.FAILED, evidence, hidden=hidden))

    page = student_page(result.students[0], result, feedback)

    is_shown = not hidden or feedback is Feedback.FULL
    for text in ("softmax([7])", "[0.75]", "[1.0]", "the largest difference is 0.25"):
        assert (text in page) == is_shown


def test_hint_says_the_property_the_kind_of_failure_and_the_misconception():
    evidence = Evidence("shape", {"got": "(2,)", "want": "()"})
    result = make_class(make_check(Verdict.FAILED, evidence), misconceptions=(make_misconception(),))

    page = student_page(result.students[0], result, Feedback.HINT)

    assert "Rows add up to 1." in page
    assert "<code>softmax</code> returned an array of another shape." in page
    assert "You seem to have summed over columns" in page
    assert "Every column adds up to 1." in page


def test_score_says_the_points_and_neither_property_nor_misconception_nor_how_many_checks():
    checks = [make_check(Verdict.FAILED, Evidence("value"), name=f"test_{n}", points=0.5) for n in range(3)]
    result = make_class(*checks, misconceptions=(make_misconception(),))

    page = student_page(result.students[0], result, Feedback.SCORE)

    assert "0 of 1.5 points" in page
    assert "Rows add up to 1." not in page
    assert "summed over columns" not in page
    assert "another value" not in page


def test_name_of_an_exception_class_is_shown_only_if_it_is_pythons_own():
    def page_of(name):
        result = make_class(make_check(Verdict.FAILED, Evidence("raised", {"got": name, "message": SECRET})))
        return student_page(result.students[0], result, Feedback.HINT)

    assert "raised <code>IndexError</code>." in page_of("IndexError")
    assert "raised an exception." in page_of(f"{SECRET}Error")
    # A class of ours or a module of Python's is no exception, whatever it is called.
    assert "raised an exception." in page_of("__name__")


def test_symbol_that_a_check_measures_is_not_said_of_a_hidden_check():
    def page_of(quantity):
        evidence = Evidence("measured", {"quantity": quantity, "tolerance": "0.1"}, got="3", want="4")
        result = make_class(make_check(Verdict.FAILED, evidence))
        return student_page(result.students[0], result, Feedback.HINT)

    assert "the standard deviation" in page_of("std")
    assert "P(|w|" not in page_of("P(|w| > 3.7)")


def test_lines_of_a_file_that_could_not_be_loaded_are_shown():
    error = Evidence("syntax-error", {"message": "expected ':'"}, traceback="losses.py, line 3: def softmax(z)")
    result = make_class(make_check(Verdict.NOT_RUN, Evidence("not-loaded")), load_error=error)

    page = student_page(result.students[0], result, Feedback.SCORE)

    assert "Python does not understand it: expected &#39;:&#39;." in page
    assert "losses.py, line 3: def softmax(z)" in page


def test_a_property_of_a_hidden_check_is_not_a_way_into_the_page():
    says = Text("<b>uno</b>", "<b>one</b>")
    result = make_class(make_check(Verdict.FAILED, Evidence("value"), says=says))

    assert "&lt;b&gt;one&lt;/b&gt;" in student_page(result.students[0], result, Feedback.HINT)


def test_spent_memory_is_said_as_such_however_it_was_noticed():
    evidence = Evidence("raised", {"got": "MemoryError", "message": ""})
    result = make_class(make_check(Verdict.OUT_OF_MEMORY, evidence))

    page = student_page(result.students[0], result, Feedback.HINT)

    assert "<code>softmax</code> asked for more memory than there is." in page
