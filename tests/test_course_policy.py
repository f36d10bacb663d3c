"""What `course.toml` says about lateness, and what it costs."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from gradiente.course_policy import CoursePolicy, read_policy
from gradiente.errors import GradienteError
from gradiente.intake import AttemptRule
from gradiente.results import CheckResult, Override, StudentResult, Text, TopicResult, Verdict, Visibility

MADRID = ZoneInfo("Europe/Madrid")
WHOLE = """\
format_version = 1
[attempts]
counts = "last"
[late]
timezone = "Europe/Madrid"
deadline = 2026-03-27T23:59:59
grace_minutes = 10
penalty_per_day = 0.1
most_penalty = 0.5
cutoff_days = 7
[late.deadlines]
losses = "2026-04-03T12:00:00+00:00"
[late.extensions]
"12" = 2
ana = 2026-03-30T12:00:00
eva = 2026-01-01T00:00:00
"""


@pytest.fixture
def policy(tmp_path):
    def write(text=WHOLE):
        (tmp_path / "course.toml").write_text(text, encoding="utf-8")
        return read_policy(tmp_path, frozenset({"losses", "parameters"}))

    return write


def at(day, hour=23, minute=59, second=59, month=3):
    return datetime(2026, month, day, hour, minute, second, tzinfo=MADRID)


def test_no_file_and_nothing_is_late(tmp_path):
    policy = read_policy(tmp_path, frozenset({"losses"}))

    assert policy == CoursePolicy()
    assert policy.late.lateness("losses", "1", at(30)) is None


def test_a_file_without_a_deadline_costs_nothing(policy):
    assert policy("format_version = 1\n").late.lateness("losses", "1", at(30)) is None


@pytest.mark.parametrize(
    ("submitted", "days", "penalty"),
    [
        (at(27), None, None),
        (at(28, 0, 9, 59), None, None),
        (at(28, 0, 10, 0), 1, 0.1),
        (at(28, 23, 59, 59), 1, 0.1),
        # The clocks were put forward in between: two days of clocks are less than 48 hours.
        (at(29, 23, 59, 59), 2, 0.2),
        (at(30, 0, 59, 59), 2, 0.2),
        (at(30, 1, 0, 0), 3, 0.3),
        (at(3, 12, 0, 0, month=4), 7, 0.5),
        (at(5, month=4), 9, 1.0),
    ],
)
def test_days_are_counted_from_the_deadline(submitted, days, penalty, policy):
    late = policy().late.lateness("parameters", "1", submitted)

    assert (late and late.days, late and late.penalty) == (days, penalty)


def test_times_are_compared_across_zones(policy):
    late = policy().late
    new_york = timezone(timedelta(hours=-4))

    assert late.lateness("losses", "1", datetime(2026, 4, 3, 8, 0, tzinfo=new_york)) is None
    found = late.lateness("losses", "1", datetime(2026, 4, 3, 8, 11, tzinfo=new_york))
    assert (found.submitted, found.deadline) == ("2026-04-03T14:11:00+02:00", "2026-04-03T14:00:00+02:00")


def test_extensions_move_the_deadline_and_never_shorten_it(policy):
    late = policy().late

    assert late.deadline_of("parameters", "12") == at(29)
    assert late.deadline_of("parameters", "ana") == at(30, 12, 0, 0)
    assert late.deadline_of("parameters", "eva") == at(27)
    assert late.deadline_of("losses", "ana") == datetime(2026, 4, 3, 12, tzinfo=ZoneInfo("UTC"))


def test_the_rule_for_attempts_is_read(policy):
    assert policy().attempts is AttemptRule.LAST


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"Europe/Madrid"', '"Madrid"', "late.timezone is no time zone's name"),
        ('timezone = "Europe/Madrid"\n', "", "late.deadline names no time zone"),
        ("2026-03-27T23:59:59", "2026-03-27", "write 2026-03-27T23:59:59"),
        ("2026-03-27T23:59:59", '"next friday"', "is no time"),
        (
            "penalty_per_day = 0.1",
            "penalty_per_day = 10",
            "late.penalty_per_day must be a number",
        ),
        ("grace_minutes = 10", "grace_minutes = true", "late.grace_minutes must be a number"),
        ("cutoff_days = 7", "cut_off = 7", "late.cut_off is not a key that we know"),
        ("losses =", "losess =", "names no topic"),
        ('"last"', '"latest"', "must be one of together, last, best"),
        ('"12" = 2', '"12" = -2', "must be a number of days"),
        ("format_version = 1", "format_version = 2", "format_version must be 1"),
        ("[attempts]", "attempts = 3\n[x]", "is not a key|must be a table"),
        ("[late]", "[late", "Expected|Unclosed|Invalid|at line"),
    ],
)
def test_what_is_not_understood_is_an_error_with_its_key(old, new, what, policy):
    assert old in WHOLE
    with pytest.raises(GradienteError, match=what):
        policy(WHOLE.replace(old, new, 1))


def test_the_mark_is_cut_topic_by_topic_and_the_judged_one_stays(policy):
    check = CheckResult("c", "f", 1.0, Visibility.PUBLIC, Text("", ""), Verdict.PASSED)
    topics = (TopicResult("losses", "losses.py", (check,)), TopicResult("parameters", "parameters.py", (check,)))
    late = policy().late.lateness("parameters", "1", at(28))
    student = StudentResult("1", "Ana", "es", topics, late=(late,))

    assert [student.mark_in(topic) for topic in topics] == [10.0, 9.0]
    assert [topic.mark for topic in topics] == [10.0, 10.0]
    assert (student.mark, student.mark_in_time) == (9.5, 10.0)


def test_lateness_is_taken_from_a_mark_set_by_hand_too(policy):
    check = CheckResult("c", "f", 1.0, Visibility.PUBLIC, Text("", ""), Verdict.FAILED)
    by_hand = Override("", 6.0, 0.0, "Handed in on paper.", "lecturer", "2026-04-01T10:00:00+00:00")
    topic = TopicResult("parameters", "parameters.py", (check,), overrides=(by_hand,))
    late = policy().late.lateness("parameters", "1", at(28))

    assert topic.mark == 6.0
    assert StudentResult("1", "Ana", "es", (topic,), late=(late,)).mark == 5.4
