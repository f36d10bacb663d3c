"""Small classes made by hand."""

from gradiente.results import (
    CheckResult,
    ClassResult,
    GradedFunction,
    NamedMisconception,
    StudentResult,
    Text,
    TopicGuide,
    TopicResult,
    Visibility,
)

SOFTMAX = Text("Las filas suman 1.", "Rows add up to 1.")


def make_check(verdict, evidence=None, *, name="test_rows", function="softmax", points=1.0, hidden=True, says=SOFTMAX):
    visibility = Visibility.HIDDEN if hidden else Visibility.PUBLIC
    return CheckResult(name, function, points, visibility, says, verdict, evidence)


def make_class(*checks, name="Ana", key="1", language="en", file="losses.py", **topic):
    """One student with these checks in one topic."""
    result = TopicResult("losses", file, tuple(checks), isolation="full", **topic)
    return class_of(StudentResult(key, name, language, (result,)))


def class_of(*students, **more):
    names = dict.fromkeys(check.function for one in students for topic in one.topics for check in topic.checks)
    functions = tuple(GradedFunction(name, 1.0, Text(f"Pista de `{name}`.", f"Hint for `{name}`.")) for name in names)
    guide = TopicGuide("losses", Text("Clase, tema 2", "Lecture, part 2"), functions)
    return ClassResult(
        students=students,
        topics=(("losses", Text("Funciones de coste", "Loss functions")),),
        odd_files=(),
        isolation="full",
        versions={"gradiente": "0.1.0", "numpy": "2.4.6", "python": "3.12.1"},
        guides=(guide,),
        **more,
    )


def make_misconception(function="softmax"):
    return NamedMisconception(
        "losses/softmax-over-the-batch",
        function,
        Text("sumado por columnas", "summed over columns"),
        Text("Suma 1 cada columna.", "Every column adds up to 1."),
        Text("Conceptos básicos", "Basic concepts"),
    )
