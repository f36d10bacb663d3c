"""What is counted, on classes small enough to count by hand."""

from made_by_hand import class_of, make_check

from gradiente.reports.statistics import count_class
from gradiente.results import Evidence, StudentResult, TopicResult, Verdict


def student(key, *verdicts, file="losses.py", load_error=None):
    checks = tuple(
        make_check(verdict, None if verdict is Verdict.PASSED else Evidence("value"), name=f"test_{number}")
        for number, verdict in enumerate(verdicts)
    )
    return StudentResult(key, key, "en", (TopicResult("losses", file, checks, load_error=load_error),))


def test_histogram_counts_a_ten_apart_from_a_nine():
    # Of ten checks 10, 9, 5 and 0 pass: marks 10, 9, 5, 0.
    people = [student(str(n), *[Verdict.PASSED] * n, *[Verdict.FAILED] * (10 - n)) for n in (10, 9, 5, 0)]

    count = count_class(class_of(*people))

    assert count.histogram == (1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1)
    assert (count.mean, count.median) == (6.0, 7.0)


def test_topic_leaves_out_who_did_not_hand_in():
    people = [
        student("a", Verdict.PASSED, Verdict.PASSED),
        student("b", Verdict.FAILED, Verdict.FAILED),
        student("c", Verdict.NOT_RUN, Verdict.NOT_RUN, file=None),
    ]

    (topic,) = count_class(class_of(*people)).topics

    assert (topic.handed_in, topic.mean, topic.at_best, topic.below_pass) == (2, 5.0, 1, 1)


def test_hardest_check_leaves_out_our_faults_files_that_did_not_load_and_who_did_not_hand_in():
    people = [
        student("a", Verdict.PASSED),
        student("b", Verdict.TIMED_OUT),
        student("c", Verdict.GRADER_FAULT),
        student("d", Verdict.NOT_RUN, load_error=Evidence("syntax-error")),
        student("e", Verdict.NOT_RUN, file=None),
    ]

    (check,) = count_class(class_of(*people)).hardest

    assert (check.not_passed, check.judged, check.share) == (1, 2, 0.5)


def test_checks_that_everybody_passed_are_not_hard():
    assert count_class(class_of(student("a", Verdict.PASSED))).hardest == ()
