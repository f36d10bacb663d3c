"""The sample class that ships with the course: every verdict on every submission, word for word."""

import zipfile
from collections import Counter

import pytest

from gradiente.results import StudentResult, TopicResult, Verdict

PASSED, FAILED, NOT_RUN = Verdict.PASSED, Verdict.FAILED, Verdict.NOT_RUN
TIMED_OUT, CRASHED, OUT_OF_MEMORY = Verdict.TIMED_OUT, Verdict.CRASHED, Verdict.OUT_OF_MEMORY


@pytest.fixture(scope="session")
def students(sample_class) -> dict[str, StudentResult]:
    return {student.key: student for student in sample_class.result.students}


def topic_of(student: StudentResult, topic: str) -> TopicResult:
    return next(one for one in student.topics if one.topic == topic)


def named(result: TopicResult) -> dict[str, set[str]]:
    """Names of misconceptions by the function that holds them, without the topic."""
    found: dict[str, set[str]] = {}
    for one in result.misconceptions:
        found.setdefault(one.function, set()).add(one.id.removeprefix(f"{result.topic}/"))
    return found


def verdicts(result: TopicResult) -> dict[str, set[Verdict]]:
    """Verdicts by function, where one is not "passed"."""
    found: dict[str, set[Verdict]] = {}
    for check in result.checks:
        found.setdefault(check.function, set()).add(check.verdict)
    return {function: seen for function, seen in found.items() if seen != {PASSED}}


RIGHT = {
    "4101": "all four, vectorised",
    "4102": "all four, one-liners and itertools",
    "4103": "losses and initialization, float32 inside",
    "4104": "prints everywhere, while it is loaded too",
    "4105": "Windows-1252 text, Spanish names",
    "4106": "classes of their own",
    "4107": "a module of their own beside the files",
    "4108": "UTF-16 text",
    "4109": "Windows line ends",
    "4110": "wrong file names, known by their functions",
    "4111": "warnings at every call",
    "4112": "a thread that never rests",
}


@pytest.mark.parametrize("key", RIGHT, ids=lambda key: f"{key} {RIGHT[key]}")
def test_right_answers_have_ten_points_whatever_their_style(students, key):
    handed_in = [topic for topic in students[key].topics if topic.file is not None]

    assert handed_in
    assert [(topic.topic, topic.mark, verdicts(topic)) for topic in handed_in] == [
        (topic.topic, 10.0, {}) for topic in handed_in
    ]
    assert not students[key].needs_a_look


MISCONCEPTIONS = [
    ("4113", "parameters", "no-bias", {"dense_parameters", "conv2d_parameters", "network_parameters"}, 5.5),
    ("4114", "parameters", "output-volume", {"network_parameters"}, 8.5),
    ("4115", "parameters", "padding-on-one-side", {"conv2d_output_shape"}, 9.0),
    ("4116", "parameters", "running-statistics-counted", {"batch_norm_parameters", "network_parameters"}, 8.5),
    ("4117", "losses", "prediction-and-target-swapped", {"binary_cross_entropy"}, 8.5),
    ("4118", "losses", "mean-over-samples-and-classes", {"cross_entropy"}, 8.5),
    ("4119", "losses", "softmax-over-the-batch", {"softmax", "softmax_cross_entropy_gradient"}, 7.5),
    ("4120", "losses", "gradient-without-batch-size", {"mean_squared_error_gradient", "binary_cross_entropy_gradient",
                                                      "softmax_cross_entropy_gradient"}, 6.5),
    ("4121", "gradient_descent", "truncates-to-integers", {"gradient_descent"}, 9.0),
    ("4122", "gradient_descent", "forward-difference", {"numerical_gradient"}, 8.25),
    ("4123", "gradient_descent", "missing-two", {"fit_proportional"}, 8.25),
    ("4124", "initialization", "variance-as-standard-deviation", {"xavier_normal", "lecun_normal", "he_normal"}, 8.5),
    ("4125", "initialization", "uniform-limit-is-the-standard-deviation", {"xavier_uniform", "he_uniform"}, 9.0),
]  # fmt: skip


@pytest.mark.parametrize(("key", "topic", "name", "functions", "mark"), MISCONCEPTIONS)
def test_a_misconception_costs_its_functions_alone_and_is_named(students, key, topic, name, functions, mark):
    result = topic_of(students[key], topic)

    assert named(result) == {function: {name} for function in functions}
    assert set(verdicts(result)) == functions
    assert result.mark == mark


def test_a_stub_as_handed_out_has_no_points(students):
    marks = {topic.topic: topic.mark for topic in students["4126"].topics}

    assert marks == {"parameters": 0.0, "losses": 0.0, "gradient_descent": 0.0, "initialization": 0.0}
    assert all(topic.misconceptions == () for topic in students["4126"].topics)


BROKEN = [
    # what is wrong, student, topic, mark, the functions that pay and how
    ("two functions missing", "4127", "losses", 7.5, {"binary_cross_entropy_gradient": {FAILED},
                                                      "softmax_cross_entropy_gradient": {FAILED}}),
    ("endless loop", "4131", "gradient_descent", 7.0, {"gradient_descent_until": {TIMED_OUT, NOT_RUN}}),
    ("sleep", "4132", "losses", 9.0, {"softmax": {TIMED_OUT, NOT_RUN}}),
    ("sys.exit in a function", "4133", "losses", 9.0, {"mean_squared_error_gradient": {FAILED}}),
    ("an array of 10 GB", "4134", "initialization", 9.0, {"he_normal": {OUT_OF_MEMORY}}),
    ("segfault", "4134", "losses", 8.5, {"cross_entropy": {CRASHED, FAILED}}),
    ("fork bomb", "4135", "parameters", 9.0, {"dense_parameters": {FAILED}}),
    ("endless print", "4135", "losses", 8.5, {"binary_cross_entropy": {TIMED_OUT, NOT_RUN}}),
    ("network", "4138", "gradient_descent", 8.0, {"fit_proportional": {FAILED}}),
    ("endless recursion", "4142", "gradient_descent", 8.0, {"fit_proportional": {TIMED_OUT, NOT_RUN}}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "topic", "mark", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_what_breaks_costs_the_function_that_breaks_alone(students, key, topic, mark, expected):
    result = topic_of(students[key], topic)

    assert verdicts(result) == expected
    assert result.mark == mark
    assert result.misconceptions == ()


NOT_LOADED = [
    ("4128", "losses", "syntax-error"),
    ("4130", "initialization", "syntax-error"),
    ("4133", "parameters", "left"),
    ("4138", "parameters", "load-error"),
    ("4140", "parameters", "import-error"),
]


@pytest.mark.parametrize(("key", "topic", "kind"), NOT_LOADED)
def test_a_file_that_cannot_be_loaded_has_no_points_and_says_why(students, key, topic, kind):
    result = topic_of(students[key], topic)

    assert result.mark == 0.0
    assert result.load_error is not None
    assert result.load_error.kind == kind
    assert {check.verdict for check in result.checks} == {NOT_RUN}
    assert "not-loaded" in students[key].needs_a_look


HOSTILE = [
    ("comparisons that always please", "4136", "gradient_descent"),
    ("sys.settrace and frames", "4136", "losses"),
    ("a forged results file", "4138", "parameters"),
    ("reading the grader's files", "4138", "losses"),
    ("a table of the public examples", "4141", "losses"),
    ("a table of the public examples", "4141", "parameters"),
]


@pytest.mark.parametrize(("what", "key", "topic"), HOSTILE)
def test_no_trick_earns_a_point(students, what, key, topic):
    assert topic_of(students[key], topic).mark == 0.0


def test_objects_that_lie_pass_no_check_and_the_honest_functions_beside_them_keep_their_points(students):
    losses, initialization = (topic_of(students["4137"], topic) for topic in ("losses", "initialization"))

    lying = {"mean_squared_error", "binary_cross_entropy", "cross_entropy"}
    assert {function: seen for function, seen in verdicts(losses).items() if function in lying} == {
        function: {FAILED} for function in lying
    }
    assert losses.mark == 6.0
    assert verdicts(initialization) == {"constant": {FAILED}, "lecun_normal": {FAILED}}


def test_a_function_that_is_right_at_its_first_call_alone_has_no_points(students):
    result = topic_of(students["4141"], "gradient_descent")

    earned = Counter()
    for check in result.checks:
        earned[check.function] += check.earned
    assert (earned["numerical_gradient"], earned["fit_proportional"]) == (0, 0)
    assert result.mark == 6.0


def test_global_state_and_changed_inputs_cost_their_clause(students):
    losses, descent, initialization = (
        topic_of(students["4139"], topic) for topic in ("losses", "gradient_descent", "initialization")
    )

    assert set(verdicts(losses)) == {"softmax"}
    assert named(descent) == {"gradient_descent": {"changes-the-start-in-place"}}
    assert named(initialization) == {
        "small_normal": {"global-random-state"},
        "he_uniform": {"global-random-state"},
    }


def test_files_that_belong_to_no_topic_are_listed_with_their_owner_and_none_is_lost(sample_class, students):
    odd = {
        (key, kind, details["file"])
        for key, student in students.items()
        for kind, details in student.notes
        if kind in ("broken-notebook", "not-python", "too-large")
    }

    assert odd == {
        ("4129", "not-python", "memoria.pdf"),
        ("4142", "too-large", "losses.py"),
    }
    assert sample_class.result.odd_files == ()
    with zipfile.ZipFile(sample_class.archive) as archive:
        members = len(archive.namelist())
    graded = sum(topic.file is not None for student in students.values() for topic in student.topics)
    helpers = 1  # utilidades.py of 4107
    assert graded + helpers + len(odd) == members


def test_no_fault_is_ours(students):
    assert [topic.faults for student in students.values() for topic in student.topics if topic.faults] == []


def test_the_archive_is_what_the_sources_make(sample_class, tmp_path, course):
    import importlib.util

    spec = importlib.util.spec_from_file_location("build", course.folder / "grader" / "sample_class" / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    build.build(tmp_path / "again.zip")

    with zipfile.ZipFile(tmp_path / "again.zip") as again, zipfile.ZipFile(sample_class.archive) as shipped:
        assert {info.filename: info.CRC for info in again.infolist()} == {
            info.filename: info.CRC for info in shipped.infolist()
        }
