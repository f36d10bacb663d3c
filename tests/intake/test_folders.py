"""Folders on disk that lie."""

import os
import socket

import pytest

from gradiente.errors import GradienteError
from gradiente.intake import Limits
from gradiente.intake.folders import read_regular_file
from gradiente.intake.members import UnreadableError


def odd(intake):
    return [(o.path, o.note.kind, o.student) for o in intake.odd]


def test_links_are_not_followed(make_folder, tmp_path, take):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "parameters.py").write_text("SECRET = 1\n")
    root = make_folder({"ana/aid.py": "", "luis/losses.py": ""})
    (root / "ana" / "losses.py").symlink_to(secret / "parameters.py")
    (root / "ana" / "lib").symlink_to(secret)
    (root / "ana" / "loop").symlink_to(root)
    (root / "ana" / "dangling.py").symlink_to("/nowhere")
    (root / "eva").symlink_to(secret)

    intake = take(root)

    assert [s.key for s in intake.submissions] == ["ana", "luis"]
    assert odd(intake) == [("eva", "link", None)] + [
        (name, "link", "ana") for name in ("dangling.py", "lib", "loop", "losses.py")
    ]
    assert "SECRET" not in repr(intake)


def test_a_link_that_the_instructor_names_is_followed(make_folder, tmp_path, take):
    root = make_folder({"ana/losses.py": ""})
    link = tmp_path / "link"
    link.symlink_to(root)

    assert take(link) == take(root)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no fifos here")
def test_fifos_and_sockets_are_not_opened(make_folder, take, monkeypatch):
    root = make_folder({"ana/parameters.py": ""})
    os.mkfifo(root / "ana" / "losses.py")
    monkeypatch.chdir(root / "ana")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("batch_norm.py")
        intake = take(root)

    assert odd(intake) == [("batch_norm.py", "special", "ana"), ("losses.py", "special", "ana")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no fifos here")
def test_a_fifo_named_by_the_instructor_is_an_error(tmp_path, take):
    os.mkfifo(tmp_path / "losses.py")

    with pytest.raises(GradienteError, match="neither a file nor a folder"):
        take(tmp_path / "losses.py")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no fifos here")
def test_a_fifo_that_took_a_files_place_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "losses.py")

    with pytest.raises(UnreadableError) as caught:
        read_regular_file(tmp_path / "losses.py", 10)

    assert caught.value.kind == "special"


def test_a_file_that_vanished_or_became_a_folder_is_unreadable(tmp_path):
    for path, kind in ((tmp_path / "gone.py", "unreadable"), (tmp_path, "special")):
        with pytest.raises(UnreadableError) as caught:
            read_regular_file(path, 10)
        assert caught.value.kind == kind


def test_a_folder_called_like_a_topic_is_a_folder(make_folder, take):
    intake = take(make_folder({"ana/losses.py/parameters.py": "x = 1", "luis/losses.py": ""}))

    ana = intake.submissions[0]
    assert [f.topic for f in ana.files] == ["parameters"]
    assert [n.kind for n in ana.notes] == ["folder-named-py"]


def test_a_large_file_costs_only_itself(make_folder, take):
    root = make_folder({"ana/losses.py": "", "luis/losses.py": ""})
    with (root / "ana" / "losses.py").open("wb") as stream:
        stream.truncate(1 << 33)  # sparse: claims 8 GiB

    assert odd(take(root)) == [("losses.py", "too-large", "ana")]


def test_leftovers_are_not_entered_and_noted_once(make_folder, only):
    files = {f".git/objects/{n}": "" for n in range(50)} | {"__pycache__/losses.pyc": "", ".DS_Store": ""}
    submission = only(make_folder({f"ana/{name}": text for name, text in files.items()} | {"ana/losses.py": "x = 1"}))

    (note,) = submission.notes
    assert (note.kind, note.details) == ("ignored", {"count": "3", "names": ".DS_Store, .git, __pycache__"})


def test_leftovers_beside_the_students_are_noted_too(make_folder, take):
    intake = take(make_folder({"ana/losses.py": "", "luis/losses.py": "", ".DS_Store": "", "__MACOSX/x": ""}))

    assert [s.key for s in intake.submissions] == ["ana", "luis"]
    assert [n.details["count"] for n in intake.notes] == ["2"]


def test_names_that_are_no_text_are_shown_safely(make_folder, take):
    root = make_folder({"ana/losses.py": "", "luis/losses.py": ""})
    try:
        (root / "ana" / os.fsdecode(b"\xff\xfe.pdf")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system refuses such names")

    (found,) = take(root).odd
    assert found.path.isprintable()


def test_a_very_deep_folder_ends(make_folder, take):
    root = make_folder({"ana/losses.py": "", "luis/losses.py": ""})
    (root / "ana" / "/".join("d" * 500)).mkdir(parents=True)

    assert len(take(root).submissions) == 2


def test_more_entries_than_allowed_are_an_error(make_folder, take):
    with pytest.raises(GradienteError, match="more than 20 files"):
        take(make_folder({f"s{n}/losses.py": "" for n in range(30)}), limits=Limits(members=20))


def test_a_large_file_named_by_the_instructor_is_an_error(make_folder, take):
    root = make_folder({"losses.py": "x" * 100})

    with pytest.raises(GradienteError, match="larger than 50 bytes"):
        take(root / "losses.py", limits=Limits(file_bytes=50))
