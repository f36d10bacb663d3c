"""A student's day, from the kit to the grader, in both languages."""

import io
import json
import os
import shutil
import sys
import time
import zipfile
from datetime import UTC, datetime

import pytest

from gradiente.course import find_course
from gradiente.errors import GradienteError
from gradiente.intake import TopicNames, collect
from gradiente.intake.manifests import MANIFEST, read_manifest
from gradiente.student.handing_in import hand_in, readiness, verify
from gradiente.student.kit import KIT, KitFiles, find_kit
from gradiente.student.looking import look_at
from gradiente.student.progress import function_for_hint, next_hint, progress_of
from gradiente.student.starting import start
from gradiente.student.workspace import Workspace, find_workspace

COURSE = find_course()
TOPICS = [TopicNames(one.topic, one.number, tuple(f.name for f in one.functions)) for one in COURSE.exercises]
SOLUTION = COURSE.exercise("losses").solution
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
SAID = {
    "es": ("por escribir", "Todos los ejemplos superados", "pista 2 de", "sin escribir", "Tu recibo es", "byte a byte"),
    "en": ("not written yet", "All examples passed", "hint 2 of", "not written", "Your receipt is", "byte for byte"),
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_from_the_kit_to_the_grader(language, home, kit, tmp_path):
    unwritten, passed, second, missing, receipt_said, same = SAID[language]
    locale = {"es": "es_ES.UTF-8", "en": "en_GB.UTF-8"}[language]

    def run(*words, **more):
        return home.run(*words, cwd=folder, lang=locale, **more)

    folder = tmp_path
    assert "gradiente watch" in run("start", "cnn", "--kit", str(kit))
    folder = tmp_path / "cnn"
    work = folder / "02_losses" / "losses.py"
    assert f"· {language}" in work.read_text(encoding="utf-8").splitlines()[0]
    assert unwritten in run("check", "losses", status=1)
    run("hint", "softmax")
    assert second in run("hint", "softmax")

    work.write_text(SOLUTION.read_text(encoding="utf-8"), encoding="utf-8")
    assert passed in run("check")
    (losses,) = [row for row in json.loads(run("list", "--json")) if row["topic"] == "losses"]
    assert (losses["written"], losses["examples_passed"], losses["points_within_reach"]) == (8, 12, 10)
    assert "losses" in run("list")
    assert "1" in run("quiz", "losses", "--count", "1", "--seed", "1", answers="q\n")

    work.write_text(work.read_text(encoding="utf-8").replace("def softmax(", "def sofmax("), encoding="utf-8")
    assert missing in run("submit", "--name", "Ana Ruiz", "--id", "ana@uni.es", status=2)
    assert not list(folder.glob("*.zip"))
    assert receipt_said in run("submit", "--name", "Ana Ruiz", "--id", "ana@uni.es", "--yes")
    (archive,) = folder.glob("*.zip")
    (receipt,) = folder.glob("*.receipt.json")
    assert same in run("submit", "--verify", receipt.name)

    (submission,) = collect([archive], TOPICS).submissions
    assert (submission.key, submission.name) == ("ana@uni.es", "Ana Ruiz")
    assert [(file.topic, file.text.read()) for file in submission.files] == [("losses", work.read_bytes())]


def test_commands_outside_a_workspace_say_what_to_do_in_the_language_of_the_locale(home, tmp_path):
    assert "haz una con `gradiente start`" in home.run("list", cwd=tmp_path, status=2)
    assert "make one with `gradiente start`" in home.run("quiz", cwd=tmp_path, status=2, lang="C.UTF-8")
    assert "Ve a la carpeta" in home.run("start", cwd=tmp_path, status=2)


# start


def test_start_never_writes_over_work_and_replaces_what_is_untouched(kit, tmp_path):
    found = find_kit(kit, "es")
    folder = tmp_path / "cnn"
    first = start(folder, found, "es")
    mine, statement = folder / "02_losses/losses.py", folder / "02_losses/README.md"
    mine.write_text("# mine\n")

    again = start(folder, found, "es")
    assert (again.written, again.updated, again.beside, again.kept) == ([], [], [], ["02_losses/losses.py"])
    assert len(first.written) == 7

    changed = {"es/02_losses/losses.py": b"# newer stub\n", "es/02_losses/README.md": b"# newer\n"}
    third = start(folder, KitFiles(found.kit, {**found.content, **changed}), "es")
    assert (third.updated, third.beside) == (["02_losses/README.md"], ["02_losses/losses.py"])
    assert mine.read_text() == "# mine\n"
    assert statement.read_text() == "# newer\n"
    assert (folder / "02_losses/losses.py.new").read_text() == "# newer stub\n"

    fourth = start(folder, KitFiles(found.kit, {**found.content, **changed}), "es")
    assert fourth.kept == ["02_losses/losses.py"]


def test_start_in_a_folder_with_files_of_ones_own_keeps_them(kit, tmp_path):
    (tmp_path / "02_losses").mkdir()
    (tmp_path / "02_losses/losses.py").write_text("# before\n")

    started = start(tmp_path, find_kit(kit, "en"), "en")

    assert started.beside == ["02_losses/losses.py"]
    assert (tmp_path / "02_losses/losses.py").read_text() == "# before\n"


def test_a_kit_is_found_in_a_folder_in_a_zip_and_beside(kit, tmp_path, monkeypatch):
    with zipfile.ZipFile(kit) as archive:
        archive.extractall(tmp_path)
    unpacked = find_kit(tmp_path / "gradiente-kit", "en")
    assert unpacked.content == find_kit(kit, "en").content
    shutil.copy(kit, tmp_path / "any name.zip")
    monkeypatch.chdir(tmp_path)
    assert find_kit(None, "en").kit == unpacked.kit


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no zip", "is damaged"),
        (b'{"format_version": 1}', "is damaged"),
        (b'{"format_version": 99}', "another version"),
    ],
)
def test_a_damaged_kit_is_said_in_a_sentence(content, sentence, tmp_path):
    path = tmp_path / "kit.zip"
    if content.startswith(b"{"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"gradiente-kit/{KIT}", content)
    else:
        path.write_bytes(content)

    with pytest.raises(GradienteError, match=sentence):
        find_kit(path, "en")


# hints and progress


def test_hints_come_one_by_one_and_end(make_workspace):
    workspace = make_workspace()
    where = function_for_hint(workspace, "softmax")

    steps = [next_hint(workspace, *where) for _ in range(5)]

    assert [len(hint.steps) for hint in steps] == [1, 2, 3, 3, 3]
    assert [hint.is_last_again for hint in steps] == [False, False, False, True, True]


def test_without_a_name_the_hint_is_for_what_was_begun(make_workspace):
    workspace = make_workspace({"02_losses/losses.py": "x = 1"})

    assert function_for_hint(workspace, None)[1].name == "mean_squared_error"
    assert function_for_hint(workspace, "1")[0].topic == "parameters"
    with pytest.raises(GradienteError, match="Did you mean softmax"):
        function_for_hint(workspace, "sotfmax")
    with pytest.raises(GradienteError, match="gradiente list"):
        function_for_hint(workspace, "qqqqqq")


def test_progress_says_when_the_file_has_changed(make_workspace):
    workspace = make_workspace({"02_losses/losses.py": "def softmax(z):\n    return z\n"})
    topic = workspace.kit.topic("losses", "en")
    before = progress_of(workspace, topic)
    assert (before.is_started, before.written, before.examples, before.is_stale) == (True, 1, 0, False)

    workspace.remember(
        "progress", {"losses": {"digest": "another", "functions": {"softmax": [2, 2], "cross_entropy": [0, 1]}}}
    )
    after = progress_of(workspace, topic)
    assert (after.passed, after.examples, after.within_reach, after.is_stale) == (2, 3, 1.0, True)


def test_what_is_remembered_may_be_damaged(make_workspace):
    workspace = make_workspace()
    (workspace.memory / "progress.json").write_text("[")
    assert progress_of(workspace, workspace.kit.topic("losses", "en")).passed == 0
    (workspace.memory / KIT).write_text("{}")
    with pytest.raises(GradienteError, match="damaged"):
        _ = Workspace(workspace.folder, "en").kit


def test_a_workspace_is_found_from_any_folder_in_it(make_workspace):
    workspace = make_workspace(language="es")

    assert find_workspace(workspace.folder / "02_losses") == workspace
    assert find_workspace(workspace.folder / "02_losses", "en").language == "en"


@pytest.mark.parametrize("source", ["def f(:", "\0", "(" * 5000])
def test_a_file_that_python_does_not_understand_is_looked_at(source, make_workspace):
    workspace = make_workspace({"02_losses/losses.py": source})
    topic = workspace.kit.topic("losses", "en")

    assert look_at(workspace.work_of(topic), topic).broken is not None
    ready = readiness(workspace, [])
    assert any("does not understand losses.py" in line for line in ready.missing)


# submit


def handed_in(workspace, **more):
    ready = readiness(workspace, [])
    who = {"name": "Íñigo Etxeberria", "identifier": "42", **more}
    return hand_in(workspace, ready.topics, who["name"], who["identifier"], None, NOW)


def test_the_manifest_says_who_what_and_with_what(make_workspace):
    workspace = make_workspace(
        {"02_losses/losses.py": "def softmax(z):\n    return z\n", "02_losses/tools.py": "x = 1"}
    )
    done = handed_in(workspace)

    with zipfile.ZipFile(done.archive) as archive:
        manifest = read_manifest(archive.read(MANIFEST))
        assert archive.namelist() == [MANIFEST, "02_losses/losses.py", "02_losses/tools.py"]
    assert (manifest.id, manifest.name, manifest.made) == ("42", "Íñigo Etxeberria", "2026-11-28T12:00:00+00:00")
    assert done.archive.name == "42-20261128-120000.zip"
    assert done.remarks == ()


def test_what_the_grader_would_remark_is_said_before(make_workspace):
    workspace = make_workspace({"02_losses/losses.py": "x = 1", "02_losses/numpy.py": "y = 2"})

    assert "02_losses/numpy.py has the name of a library" in handed_in(workspace).remarks[0]


def test_a_receipt_tells_a_changed_zip_and_changed_work(make_workspace):
    workspace = make_workspace({"02_losses/losses.py": "x = 1"})
    done = handed_in(workspace)
    assert verify(done.receipt, "en").good

    (workspace.folder / "02_losses/losses.py").write_text("x = 2")
    verified = verify(done.receipt, "en")
    assert verified.good
    assert "Changed in your workspace since: 02_losses/losses.py." in verified.lines

    done.archive.write_bytes(done.archive.read_bytes() + b" ")
    assert not verify(done.receipt, "en").good
    done.archive.unlink()
    assert "is not beside the receipt" in verify(done.receipt, "en").lines[1]


def test_a_changed_receipt_is_none(make_workspace):
    done = handed_in(make_workspace({"02_losses/losses.py": "x = 1"}))
    stored = json.loads(done.receipt.read_text(encoding="utf-8"))
    done.receipt.write_text(json.dumps({**stored, "made": "2026-11-27T12:00:00+00:00"}))

    with pytest.raises(GradienteError, match="no receipt, or it was changed"):
        verify(done.receipt, "en")


def test_in_a_moodle_download_the_lms_says_who_it_is_and_the_manifest_is_remarked(make_workspace, tmp_path):
    done = handed_in(make_workspace({"02_losses/losses.py": "def softmax(z): return z\n"}))
    path = tmp_path / "entregas.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("Eva Gil_7_assignsubmission_file/", "Ana Ruiz_8_assignsubmission_file/"):
            archive.writestr(name + done.archive.name, done.archive.read_bytes())

    submissions = collect([path], TOPICS).submissions

    assert [(one.key, one.name) for one in submissions] == [("7", "Eva Gil"), ("8", "Ana Ruiz")]
    for one in submissions:
        assert [file.topic for file in one.files] == ["losses"]
        (note,) = [note for note in one.notes if note.kind == "manifest"]
        assert (note.details["id"], note.details["name"]) == ("42", "Íñigo Etxeberria")


def test_a_folder_of_zips_is_a_class_known_by_manifests(make_workspace, tmp_path):
    workspace = make_workspace({"02_losses/losses.py": "def softmax(z): return z\n"})
    folder = tmp_path / "class"
    folder.mkdir()
    for number in ("1", "2"):
        done = handed_in(workspace, identifier=f"s{number}", name=f"Student {number}")
        shutil.copy(done.archive, folder / f"upload ({number}).zip")

    assert [(one.key, one.name) for one in collect([folder], TOPICS).submissions] == [
        ("s1", "Student 1"),
        ("s2", "Student 2"),
    ]


def test_a_zip_that_was_changed_after_it_was_made_asks_for_a_person(make_workspace, tmp_path):
    done = handed_in(make_workspace({"02_losses/losses.py": "def softmax(z): return z\n"}))
    stream = io.BytesIO()
    with zipfile.ZipFile(done.archive) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"return z", b"return 1"))
    path = tmp_path / "changed.zip"
    path.write_bytes(stream.getvalue())

    (submission,) = collect([path], TOPICS).submissions
    assert "manifest-changed" in {note.kind for note in submission.notes}


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"format_version": 1}', '{"format_version": 1, "student": {"id": "", "name": "x"}, "files": {}}'],
)
def test_a_damaged_manifest_is_an_odd_file(content, make_folder_of):
    intake = collect([make_folder_of({"losses.py": "", MANIFEST: content})], TOPICS)

    assert [(odd.path, odd.note.kind) for odd in intake.odd] == [(MANIFEST, "not-python")]


@pytest.fixture
def make_folder_of(tmp_path):
    def make(files):
        folder = tmp_path / "someone"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        return folder

    return make


# watch


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
def test_watch_checks_what_is_saved_and_obeys_its_keys(home, make_workspace):
    import pty
    import subprocess

    workspace = make_workspace()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", "gradiente", "watch"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=workspace.folder,
        env={**home.environment(), "TERM": "xterm", "COLUMNS": "160"},
    )
    os.close(theirs)
    heard = b""

    def wait_for(*texts):
        nonlocal heard
        until = time.monotonic() + 120
        while not all(text.encode() in heard for text in texts):
            assert time.monotonic() < until, heard.decode("utf-8", "replace")
            heard += os.read(ours, 4096)
        heard = b""

    try:
        wait_for("Watching", "dense_parameters", "q quit")
        (workspace.folder / "02_losses/losses.py").write_text("def softmax(z):\n    return z\n")
        wait_for("losses", "softmax", "0 of 2 examples", "q quit")
        os.write(ours, b"h")
        wait_for("hint 1 of", "q quit")
        os.write(ours, b"n")
        wait_for("Next is", "q quit")
        os.write(ours, b"q")
        wait_for("See you.")
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
