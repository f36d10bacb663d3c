"""The corpus of attacks, graded as one class with honest students in between: every verdict is the honest one."""

import getpass
import hashlib
import importlib.util
import json
import os
import re
import socket
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest
from corpus import COURSE, HERE, LEVELS, TIMES_VARIABLE, Attack, attacks, timed_judge, write_class

from gradiente import judges
from gradiente.classroom import grade_class, read_submissions
from gradiente.course import Course
from gradiente.reports import results_json, write_reports
from gradiente.reports.file_names import page_names
from gradiente.results import ClassResult, Feedback, StudentResult, TopicResult, Verdict, Visibility
from gradiente.store import Store
from gradiente.wall.isolation import examine
from gradiente.wall.launch import Level

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="only Linux isolates")]

HAS_TORCH = importlib.util.find_spec("torch") is not None
CORPUS = tuple(attack for attack in attacks() if HAS_TORCH or attack.topic != "tensors")
SECRET = "environment-secret-77120953"
MARGIN_S = 6.0  # for a busy machine, and for replacing workers; a submission has 2 s (with torch 3 s) of its own


@dataclass(frozen=True)
class Graded:
    """A graded class, and what there was to see around it."""

    level: Level
    result: ClassResult
    who: dict[str, Attack | None]
    out: Path
    course: Path
    times: dict[str, float]
    left_behind: dict[str, object]
    wall_s: float

    def student(self, attack: Attack) -> StudentResult:
        """The student who handed in an attack."""
        return next(one for one in self.result.students if self.who[one.key] == attack)

    def topic(self, attack: Attack) -> TopicResult:
        """What became of it in its topic."""
        return next(one for one in self.student(attack).topics if one.topic == attack.topic)

    def page(self, student: StudentResult) -> str:
        """What the student reads."""
        names = page_names(one.key for one in self.result.students)
        return (self.out / "students" / names[student.key]).read_text(encoding="utf-8")


def grade(level: Level, folder: Path, hostile: tuple[Attack, ...]) -> Graded:
    """Grade a class whose submissions are some attacks and the honest students."""
    who = write_class(folder / "submissions", hostile)
    course = copied_course(folder)
    out, empty = folder / "out", folder / "empty"
    empty.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(empty)
        patch.syspath_prepend(str(HERE))  # where a judge finds `timed_judge`
        patch.setenv(TIMES_VARIABLE, str(folder / "times"))
        patch.setenv("GRADIENTE_ATTACK_SECRET", SECRET)
        patch.setattr(judges.desk, "judge", timed_judge)
        before = surroundings(course.folder, empty)
        begun = time.monotonic()
        with Store(out) as store:
            store.fact("seed", "the seed of the corpus")
            result = grade_class(
                course,
                read_submissions(course, [folder / "submissions"]),
                [one for one in course.exercises if HAS_TORCH or one.topic != "tensors"],
                store,
                level,
                language="en",
                processes=2,
                on_result=lambda *_: None,
            )
            result = replace(result, students=tuple(result.students))
        wall_s = time.monotonic() - begun
        left = {name: now for name, now in surroundings(course.folder, empty).items() if now != before[name]}
    write_reports(result, out, Feedback.HINT, "en")
    times: dict[str, float] = {}
    for line in (folder / "times").read_text(encoding="ascii").splitlines():
        digest, seconds = line.split()
        times[digest] = max(times.get(digest, 0.0), float(seconds))
    return Graded(level, result, who, out, course.folder, times, left, wall_s)


def copied_course(folder: Path) -> Course:
    """A copy of the course, so that what appears in it was put there by an attack."""
    for path in sorted(COURSE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            target = folder / "course" / path.relative_to(COURSE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return Course(folder / "course")


def surroundings(course: Path, here: Path) -> dict[str, object]:
    """Everything around a grading that an attack could have changed; other programs of this machine may go on.

    Attacks give what they leave behind a name with `evil` in it.
    """
    places = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/run"), Path.home(), HERE.parents[1])
    return {
        "files": {str(path) for place in places if place.is_dir() for path in place.glob("*evil*")},
        "course": {path for path in course.rglob("*") if "__pycache__" not in path.parts},
        "here": set(here.rglob("*")),
        "mounts": Path("/proc/self/mountinfo").read_text(),
        "children": {child.pid for child in psutil.Process().children(recursive=True) if is_ours(child)},
        "processes": {path.parent for path in Path("/proc").glob("[0-9]*/comm") if "evil" in read(path)},
        "host": socket.gethostname(),
        "environment": dict(os.environ),
    }


def is_ours(child: psutil.Process) -> bool:
    """Whether a process was started for the grading; multiprocessing's own helper stays for the next one."""
    try:
        return "resource_tracker" not in " ".join(child.cmdline())
    except psutil.Error:
        return False


def read(path: Path) -> str:
    """Read a file that may go away."""
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


@pytest.fixture(scope="module", params=LEVELS)
def graded(request, tmp_path_factory) -> Graded:
    """The whole corpus, graded once a level."""
    level = Level(request.param)
    finding = examine(level)
    if not finding.granted:
        pytest.skip(finding.reason)
    return grade(level, tmp_path_factory.mktemp(level.value), CORPUS)


@pytest.fixture(scope="module")
def alone(graded, tmp_path_factory) -> Graded:
    """The honest students of the same class, without any attacker."""
    return grade(graded.level, tmp_path_factory.mktemp(f"{graded.level.value}-alone"), ())


ids = pytest.mark.parametrize("attack", CORPUS, ids=lambda attack: attack.name)


def test_there_are_more_than_a_hundred_attacks_and_each_says_what_it_tries():
    assert len(attacks()) > 100
    assert all(attack.tries and (attack.says or attack.mark == 10) for attack in attacks())


@ids
def test_the_verdict_is_the_honest_one(graded, attack):
    result = graded.topic(attack)
    words = {check.verdict.value for check in result.checks if check.verdict is not Verdict.PASSED}

    assert result.mark == attack.mark or (attack.by_chance and result.mark < attack.mark), sorted(words)
    assert words <= set(attack.says)
    assert attack.must_say is None or attack.must_say in words
    assert (result.load_error.kind if result.load_error else "none") in attack.load
    kinds = {check.evidence.kind for check in result.checks if check.evidence is not None}
    assert attack.evidence is None or attack.evidence in kinds


def test_no_fault_is_ours(graded):
    faults = [
        (student.key, check.check, check.evidence)
        for student in graded.result.students
        for topic in student.topics
        for check in topic.faults
    ]

    assert faults == []


def test_honest_neighbours_have_to_the_byte_what_they_have_without_attackers(graded, alone):
    honest = {student.key: student for student in graded.result.students if graded.who.get(student.key) is None}
    undisturbed = {student.key: student for student in alone.result.students}

    assert honest.keys() == undisturbed.keys()
    assert {student.topics[0].mark for student in honest.values()} == {10.0, 8.0}
    ours, theirs = (
        {one["key"]: one for one in json.loads(results_json(result))["students"]}
        for result in (graded.result, alone.result)
    )
    for key in honest:
        assert ours[key] == theirs[key]
        assert graded.page(honest[key]) == alone.page(undisturbed[key])


def test_nothing_survives_and_nothing_was_left_behind(graded):
    assert graded.left_behind == {}


def test_every_submission_stays_within_its_time(graded):
    slow = {}
    for attack in CORPUS:
        limit_s = 3.0 if attack.topic == "tensors" else 2.0
        taken = graded.times[hashlib.sha256(main_source(graded, attack)).hexdigest()]
        if taken > limit_s + MARGIN_S:
            slow[attack.name] = taken

    assert slow == {}


def main_source(graded: Graded, attack: Attack) -> bytes:
    from gradiente.intake.encodings import to_utf8

    return to_utf8(attack.files[f"{attack.topic}.py"]).source


def sentinels(course: Path) -> set[str]:
    """Ways to write a number that stands in hidden inputs and right answers alone."""
    found = set()
    for page in (course / "grader" / "checks").glob("*.py"):
        (numbers,) = re.findall(r"^SENTINELS = \((.*)\)$", page.read_text(), re.M)
        for number in numbers.split(","):
            digits = re.sub(r"\D", "", number.partition(".")[0])
            found |= {digits[:6], f"{digits[0]}.{digits[1:6]}", f"{digits[:-3]},{digits[-3:]}"}
    return found


def public_part(student: dict) -> str:
    """What may be said of a student to the student: everything but what hidden checks saw."""
    shown = {**student, "topics": []}
    for topic in student["topics"]:
        checks = [check for check in topic["checks"] if check["check"] in PUBLIC]
        shown["topics"].append({**topic, "checks": checks})
    return json.dumps(shown, ensure_ascii=False)


PUBLIC = {"test_line", "test_mean", "test_sums", "test_shape_of_the_noise", "test_one_and_two"}


def said_to_students(graded: Graded) -> dict[str, str]:
    plain = {one["key"]: one for one in json.loads(results_json(graded.result))["students"]}
    return {
        student.key: graded.page(student) + public_part(plain[student.key]) for student in graded.result.students
    }


def test_public_checks_are_those_of_the_course(graded):
    public = {
        check.check
        for student in graded.result.students
        for topic in student.topics
        for check in topic.checks
        if check.visibility is Visibility.PUBLIC
    }

    assert public <= PUBLIC


def test_no_hidden_number_reaches_a_student(graded):
    numbers = sentinels(graded.course)
    leaks = {
        key: found
        for key, text in said_to_students(graded).items()
        if (found := [number for number in numbers if number in text])
    }

    assert len(numbers) >= 20
    assert leaks == {}


def test_nothing_of_this_machine_reaches_a_student(graded):
    paths = [str(graded.out.parent), str(Path.home()), str(HERE.parents[1]), sys.prefix, sys.base_prefix, SECRET]
    paths = [path for path in paths if len(path) > 4]
    names = re.compile(rf"evil-host.*\b({socket.gethostname()}|{getpass.getuser()})\b")
    leaks = {}
    for key, text in said_to_students(graded).items():
        attack = graded.who.get(key)
        if attack is not None and graded.level.value not in attack.levels:
            continue
        found = [path for path in paths if re.search(rf"(?<!\w){re.escape(path)}", text)] + names.findall(text)
        if found:
            leaks[key] = found

    assert leaks == {}


def test_what_students_write_acts_on_no_page_and_no_terminal(graded):
    for key, text in said_to_students(graded).items():
        assert "<script>alert" not in text.replace("<\\", "<") or "&lt;script" in text, key
        page = text.partition("</html>")[0]
        assert "<img src=x" not in page
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page), key
        assert "1343433" not in page, key  # 7 * 191919, computed by a template


def test_no_attack_says_that_it_worked(graded):
    worked = {
        attack.name: evidence
        for attack in CORPUS
        for check in graded.topic(attack).checks
        if check.evidence is not None and (evidence := re.search(r"evil: .*", str(check.evidence.got)))
    }

    assert worked == {}


def test_the_whole_corpus_takes_little_more_than_a_minute(graded, record_property):
    record_property("wall_s", f"{graded.wall_s:.1f}")
    print(f"{graded.level}: {len(CORPUS)} attacks in {graded.wall_s:.1f} s")

    assert graded.wall_s < 300
