"""Which file belongs to which topic."""

import pytest

from gradiente.intake.topic_index import TopicIndex, defined_names, imported_names


def kinds(submission):
    return {n.kind for n in submission.notes}


def contents(helpers):
    return {name: text.read() for name, text in helpers.items()}


def odd(intake):
    return [(o.path, o.note.kind) for o in intake.odd]


@pytest.mark.parametrize(
    "name",
    [
        "02_losses.py",
        "Losses.py",
        "LOSSES.PY",
        "losses (1).py",
        "losses_final.py",
        "losses-v2.py",
        "losses2.py",
        "Copia de losses.py",
        "losses.py.txt",
        "ejercicio02_losses.py",
    ],
)
def test_a_name_that_is_close_enough_is_taken_with_a_note(name, make_folder, only):
    submission = only(make_folder({name: "x = 1\n"}))

    assert [f.topic for f in submission.files] == ["losses"]
    assert kinds(submission) == ({"by-name"} if name != "losses.py.txt" else set())


@pytest.mark.parametrize("name", ["batch_norm.py", "BatchNorm.py", "batch-norm.py", "03 batch norm.py"])
def test_separators_and_case_do_not_matter(name, make_folder, only):
    assert [f.topic for f in only(make_folder({name: ""})).files] == ["batch_norm"]


@pytest.mark.parametrize("name", ["lossesx.py", "my_glosses.py", "perdidas.py"])
def test_another_name_does_not_match_by_itself(name, make_folder, only):
    assert only(make_folder({name: "x = 1\n"})).files == ()


def test_a_wrong_name_is_recognised_by_the_functions(make_folder, only, source):
    submission = only(make_folder({"perdidas.py": source("softmax", "mean_squared_error", "main")}))

    (note,) = submission.notes
    assert [f.topic for f in submission.files] == ["losses"]
    assert note.kind == "by-functions"
    assert note.details["functions"] == "softmax, mean_squared_error"


def test_a_number_needs_a_function_of_that_topic(make_folder, take, source):
    with_function = make_folder({"ejercicio02.py": source("softmax")}, name="with")
    without = make_folder({"ejercicio02.py": "x = 1\n"}, name="without")
    other = make_folder({"ejercicio01.py": source("softmax")}, name="other")

    assert [len(take(root).submissions[0].files) for root in (with_function, without, other)] == [1, 0, 0]


def test_as_many_functions_of_two_topics_are_no_majority(make_folder, take, source):
    intake = take(make_folder({"todo.py": source("softmax", "cross_entropy", "normalise", "running_statistics")}))

    assert intake.submissions[0].files == ()
    assert odd(intake) == [("todo.py", "unclear")]


def test_the_exact_name_wins_over_more_functions(make_folder, take, source):
    intake = take(make_folder({"losses.py": "", "losses_final.py": source("softmax", "cross_entropy")}))

    assert [f.path for f in intake.submissions[0].files] == ["losses.py"]
    assert odd(intake) == [("losses_final.py", "same-topic")]


def test_without_the_exact_name_more_functions_win(make_folder, take, source):
    intake = take(make_folder({"losses_v1.py": source("softmax"), "losses_v2.py": source("softmax", "cross_entropy")}))

    assert [f.path for f in intake.submissions[0].files] == ["losses_v2.py"]
    assert odd(intake) == [("losses_v1.py", "same-topic")]


def test_a_copy_is_told_apart_from_a_rival(make_folder, take):
    intake = take(make_folder({"losses.py": "x", "losses (1).py": "x"}))

    assert odd(intake) == [("losses (1).py", "copy")]


def test_a_name_that_contradicts_the_functions_is_noted(make_folder, only, source):
    submission = only(make_folder({"losses.py": source("dense_parameters", "conv_parameters")}))

    assert [f.topic for f in submission.files] == ["losses"]
    assert kinds(submission) == {"contradiction"}


def test_an_empty_file_is_matched_with_a_note(make_folder, only):
    submission = only(make_folder({"losses.py": "\n"}))

    assert [f.topic for f in submission.files] == ["losses"]
    assert kinds(submission) == {"empty"}


def test_other_modules_are_helpers(make_folder, only, source):
    submission = only(make_folder({"losses.py": "import aid\n", "lib/aid.py": "a = 1\n", "test_public.py": ""}))

    assert contents(submission.helpers) == {"aid.py": b"a = 1\n", "test_public.py": b""}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("mis notas.py", "helper-name"),
        ("class.py", "helper-name"),
        ("__init__.py", "helper-name"),
        ("numpy.py", "shadow"),
        ("json.py", "shadow"),
        ("conftest.py", "shadow"),
        ("sitecustomize.py", "shadow"),
    ],
)
def test_a_module_that_nobody_can_or_should_import_is_odd(name, kind, make_folder, take):
    intake = take(make_folder({"losses.py": "", name: "a = 1\n"}))

    assert intake.submissions[0].helpers == {}
    assert odd(intake) == [(name, kind)]


def test_two_helpers_of_one_name_are_not_both_kept(make_folder, take):
    intake = take(make_folder({"losses.py": "", "aid.py": "a = 1\n", "deep/aid.py": "a = 2\n"}))

    assert contents(intake.submissions[0].helpers) == {"aid.py": b"a = 1\n"}
    assert odd(intake) == [("deep/aid.py", "same-helper")]


def test_functions_moved_to_a_module_stay_importable(make_folder, take, source):
    files = {"losses.py": "from common import softmax\n", "common.py": source("softmax", "cross_entropy")}
    intake = take(make_folder(files))

    assert [f.path for f in intake.submissions[0].files] == ["losses.py"]
    assert list(intake.submissions[0].helpers) == ["common.py"]
    assert kinds(intake.submissions[0]) == {"helper-defines"}
    assert intake.odd == ()


def test_a_graded_file_is_importable_under_the_name_its_author_gave_it(make_folder, only, source):
    files = {
        "ejercicio2.py": source("softmax", "cross_entropy"),
        "ejercicio3.py": "from ejercicio2 import softmax\n" + source("normalise", "running_statistics"),
    }
    submission = only(make_folder(files))

    assert [f.topic for f in submission.files] == ["losses", "batch_norm"]
    assert list(submission.helpers) == ["ejercicio2.py"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", "not-python"), ("a.docx", "not-python"), ("a", "not-python"), ("a.rar", "other-archive")],
)
def test_other_files_are_odd(name, kind, make_folder, take):
    assert odd(take(make_folder({"losses.py": "", name: b"\x89PNG"}))) == [(name, kind)]


def test_the_language_is_that_of_most_headers(make_folder, only):
    files = {
        "parameters.py": "# gradiente: parameters · es\n",
        "losses.py": "# gradiente: losses | es\n",
        "batch_norm.py": "# gradiente: batch_norm · en\n",
    }

    assert only(make_folder(files)).language == "es"


@pytest.mark.parametrize(
    "header", ["", "# gradiente: losses\n", "# gradiente: losses · fr\n", "\n" * 3000 + "# gradiente: x · es"]
)
def test_without_a_header_no_language_is_guessed(header, make_folder, only):
    assert only(make_folder({"losses.py": header + "x = 1\n"})).language is None


def test_only_definitions_at_line_starts_count():
    source = b"def a(x): ...\r  def b(x): ...\rasync  def c (x): ...\nclass D:\n    def e(self): ...\n# def f(x)\n"

    assert defined_names(source) == {"a", "c", "D"}


def test_imported_modules_are_found_without_parsing():
    source = b"import a.b, c as d\nfrom e.f import g\n  from .h import i\nimportant = 1\n"

    assert imported_names(source) == {"a", "c", "e", "h"}


@pytest.mark.parametrize(
    "bomb",
    [
        b"def " * 300_000,
        b"def " + b"a" * 1_000_000,
        b"import " + b"a," * 500_000,
        b"async " * 200_000,
        b"\t" * 1_000_000,
    ],
)
def test_no_text_makes_the_scan_slow(bomb):
    assert defined_names(bomb) == frozenset()
    imported_names(bomb)


def test_deeply_nested_source_is_never_parsed(make_folder, only):
    submission = only(make_folder({"losses.py": "(" * 500_000}))

    assert len(submission.files[0].text.read()) == 500_000


def test_a_name_that_two_topics_share_means_neither(topics):
    twins = (*topics, type(topics[0])("lo_sses", 4, ("f",)))

    assert TopicIndex(twins).by_name("Losses") is None
    assert TopicIndex(twins).by_name("losses") == "losses"
