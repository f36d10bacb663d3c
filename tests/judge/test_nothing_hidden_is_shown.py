"""What a public check shows was found before the student had seen anything hidden."""

from dataclasses import replace

from in_process import InProcessSession

from gradiente.judge.grading import judge_session
from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.suite import load_suite
from gradiente.results import Visibility


def counting(functions):
    """Functions that answer with the number of calls so far: whatever they show depends on what they have seen."""
    calls = []

    def count(*_, **__):
        calls.append(None)
        return -len(calls)

    return dict.fromkeys(functions, count)


def test_public_evidence_is_the_same_without_the_hidden_checks(course):
    for topic in ("parameters", "losses"):
        exercise = course.exercise(topic)
        suite = load_suite(exercise)
        names = [function.name for function in exercise.functions]
        public = replace(suite, checks=tuple(one for one in suite.checks if one.visibility is Visibility.PUBLIC))

        whole = judge_session(PreparedSuite(suite, "a seed"), InProcessSession(counting(names)))
        alone = judge_session(PreparedSuite(public, "a seed"), InProcessSession(counting(names)))

        assert alone.checks
        for name, record in alone.checks.items():
            assert whole.checks[name].evidence == record.evidence, name
