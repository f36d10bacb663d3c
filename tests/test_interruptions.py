"""Killed, out of disk or locked out: nothing that was graded is lost, and the same command goes on."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from gradiente import store as store_module
from gradiente.course import COURSE_VARIABLE
from gradiente.errors import ExitCode, GradienteError
from gradiente.store import FILE_NAME, Store

OUTPUTS = ("marks.csv", "results.json", "index.html", "students")


@pytest.fixture(scope="module", autouse=True)
def impatient_course(course, tmp_path_factory):
    """The commands grade with one topic, in which a call that hangs is given up after 0.7 s."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("solutions/01_parameters", "grader/checks"):
        shutil.copytree(course.folder / name, folder / name)
    with (folder / "solutions" / "01_parameters" / "exercise.toml").open("a", encoding="utf-8") as description:
        description.write("\n[limits]\ncall_s = 0.7\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(COURSE_VARIABLE, str(folder))
        yield


@pytest.fixture(scope="module")
def class_folder(course, tmp_path_factory):
    """Ten students: right, wrong in two ways, and one that hangs."""
    folder = tmp_path_factory.mktemp("class")
    right = course.exercise("parameters").solution.read_text(encoding="utf-8")
    wrong = right.replace("return n_inputs * n_outputs + (n_outputs if bias else 0)", "return n_inputs * n_outputs")
    hangs = right.replace("return n_inputs * n_outputs + (n_outputs if bias else 0)", "while True: pass")
    assert len({right, wrong, hangs}) == 3
    for number in range(10):
        text = {0: wrong, 1: wrong.replace("return 2 * channels", "return 4 * channels"), 2: hangs}.get(number, right)
        path = folder / f"student{number}" / "parameters.py"
        path.parent.mkdir()
        path.write_text(f"{text}\n# {number}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """An output folder that holds a secret seed and nothing else, to be copied."""
    folder = tmp_path_factory.mktemp("seeded")
    with Store(folder) as store:
        store.secret_seed()
    return folder


@pytest.fixture(scope="module")
def uninterrupted(class_folder, seeded, tmp_path_factory):
    """What comes out if nothing happens."""
    out = tmp_path_factory.mktemp("whole") / "out"
    shutil.copytree(seeded, out)
    assert ended(grade(class_folder, out))[0] == ExitCode.SOMETHING_FAILED
    return contents(out)


def grade(class_folder, out, **how):
    command = [sys.executable, "-m", "gradiente", "grade", str(class_folder), "--out", str(out), "--lang", "en"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **how)


def ended(process):
    """Wait for a process; returns its exit code and what it said."""
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def contents(out):
    found = {}
    for name in OUTPUTS:
        for path in sorted([out / name, *(out / name).rglob("*")]):
            if path.is_file():
                found[path.relative_to(out).as_posix()] = path.read_bytes()
    return found


def kept(out):
    with sqlite3.connect(out / FILE_NAME) as connection:
        count = connection.execute("SELECT COUNT(*) FROM records").fetchone()[0]
    connection.close()
    return count


def below(process):
    return psutil.Process(process.pid).children(recursive=True)


def test_killed_at_any_moment_the_same_command_goes_on_to_the_same_bytes(class_folder, seeded, uninterrupted, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(seeded, out)
    chance = random.Random(20)
    kills, counts, left_behind = 0, [], []
    for moment in [*(chance.uniform(0.3, 2.5) for _ in range(14)), 120]:
        process = grade(class_folder, out)
        deadline = time.monotonic() + moment
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        if process.poll() is None:
            left_behind += below(process)
            process.send_signal(signal.SIGKILL)
            kills += 1
        ended(process)
        counts.append(kept(out))

    assert process.returncode == ExitCode.SOMETHING_FAILED
    assert kills >= 2
    assert counts == sorted(counts), "what was graded is gone"
    assert contents(out) == uninterrupted
    _, alive = psutil.wait_procs(left_behind, timeout=5)
    assert alive == []


def test_killed_while_the_pages_are_written_they_are_written_anew(class_folder, uninterrupted, seeded, tmp_path):
    """With every verdict in the store the command does nothing but write: kill it there."""
    out = tmp_path / "out"
    shutil.copytree(seeded, out)
    ended(grade(class_folder, out))
    chance = random.Random(3)
    for _ in range(6):
        for name in OUTPUTS:
            shutil.rmtree(out / name) if (out / name).is_dir() else (out / name).unlink(missing_ok=True)
        process = grade(class_folder, out)
        while process.poll() is None and not (out / chance.choice(OUTPUTS)).exists():
            time.sleep(0.001)
        process.kill()
        ended(process)
        for name, data in contents(out).items():
            assert data == uninterrupted[name], "half a file under its final name"
    ended(grade(class_folder, out))

    assert contents(out) == uninterrupted


def test_an_interrupt_says_that_the_same_command_goes_on(class_folder, tmp_path):
    # Whoever runs the tests in the background of a shell has interrupts ignored, and so would the command.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = grade(class_folder, tmp_path / "out", start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, before)
    while not (tmp_path / "out" / FILE_NAME).exists() or not kept_or_none(tmp_path / "out"):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    code, said = ended(process)

    assert code == 130
    assert "what was graded is kept, the same command goes on" in said
    assert "Traceback" not in said


def kept_or_none(out):
    try:
        return kept(out)
    except sqlite3.OperationalError:  # not made yet
        return 0


def test_a_full_disk_is_told_in_a_sentence_and_keeps_what_was_graded(class_folder, tmp_path):
    """No file may grow beyond 100 KiB: to SQLite and to us that is a disk without room."""
    out = tmp_path / "out"
    process = grade(
        class_folder, out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100 << 10, 100 << 10))
    )
    code, said = ended(process)
    before = kept(out)

    assert code == ExitCode.WRONG_USAGE
    assert "Traceback" not in said
    assert said.strip().splitlines()[-1].startswith("gradiente: ")
    assert ended(grade(class_folder, out))[0] == ExitCode.SOMETHING_FAILED
    assert kept(out) >= before > 0


def test_a_store_that_another_program_holds_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(store_module, "PATIENCE_S", 0.1)
    with Store(tmp_path):
        pass
    holder = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")

    with pytest.raises(GradienteError, match=r"grading\.sqlite cannot be used"):
        Store(tmp_path)

    holder.close()
    Store(tmp_path).close()


def test_a_damaged_store_is_named_whatever_the_damage(class_folder, seeded, tmp_path):
    """Noise over any page: the store still answers, or one sentence says that it is damaged."""
    chance = random.Random(5)
    whole = (seeded / FILE_NAME).read_bytes()
    for number in range(12):
        out = tmp_path / str(number)
        out.mkdir()
        damaged = bytearray(whole)
        at = chance.randrange(len(damaged) - 512)
        damaged[at : at + 512] = chance.randbytes(512)
        (out / FILE_NAME).write_bytes(damaged)
        try:
            with Store(out) as store:
                store.secret_seed()
        except GradienteError as error:
            assert FILE_NAME in str(error)  # noqa: PT017 - no error is as good an answer


@pytest.mark.parametrize(
    ("path", "words"), [("nothing/here.zip", "nothing/here.zip"), ("empty", "holds no submissions")]
)
def test_a_path_with_nothing_in_it_is_told_in_a_sentence(tmp_path, path, words):
    (tmp_path / "empty").mkdir()
    code, said = ended(grade(Path(tmp_path, path), tmp_path / "out"))

    assert code == ExitCode.WRONG_USAGE
    assert words in said
    assert "Traceback" not in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")
def test_an_unreadable_file_is_listed_and_costs_the_others_nothing(class_folder, tmp_path):
    shutil.copytree(class_folder, tmp_path / "class")
    (tmp_path / "class" / "student3" / "parameters.py").chmod(0)

    assert ended(grade(tmp_path / "class", tmp_path / "out"))[0] == ExitCode.SOMETHING_FAILED
    assert "student3" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
