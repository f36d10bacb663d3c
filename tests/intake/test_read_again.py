"""What students wrote is read again when it is to be judged, and only as it was when it was listed."""

import os

import pytest

from gradiente.intake import ChangedError
from gradiente.intake.texts import Memory

OTHERS = {"Ana/losses.py": b"a = 1\n", "Ana/aid.py": b"b = 2\n"}


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(Memory, "get", lambda self, digest: None)


@pytest.fixture
def places(make_folder, make_zip, zipped, tmp_path):
    """The same file handed in as part of a folder, a zip, a zip in a zip, and alone: name and the path to give."""
    alone = tmp_path / "losses.py"
    alone.write_bytes(b"c = 3\n")
    inner = zipped({"src/losses.py": b"c = 3\n"})
    return {
        "folder": make_folder({**OTHERS, "Luis/losses.py": b"c = 3\n"}),
        "zip": make_zip({**OTHERS, "Luis/losses.py": b"c = 3\n"}),
        "zip in a zip": make_zip({**OTHERS, "Luis/work.zip": inner}, name="nested.zip"),
        "alone": alone,
    }


def last_text(intake):
    return intake.submissions[-1].files[0].text


@pytest.mark.parametrize("place", ["folder", "zip", "zip in a zip", "alone"])
def test_a_file_can_be_read_again_wherever_it_lies(places, place, take):
    intake = take(places[place])

    texts = [file.text for submission in intake.submissions for file in submission.files]
    wanted = [b"a = 1\n", b"c = 3\n"][-len(texts) :]
    assert [text.read() for text in texts] == wanted
    assert [text.read() for text in reversed(texts)] == wanted[::-1]


@pytest.mark.parametrize("place", ["folder", "alone"])
def test_a_file_that_was_changed_meanwhile_is_not_taken_for_what_it_was(places, place, take):
    text = last_text(take(places[place]))
    (places["folder"] / "Luis" / "losses.py").write_bytes(b"c = 4\n")
    places["alone"].write_bytes(b"c = 4\n")

    with pytest.raises(ChangedError, match=r"losses\.py was changed or removed"):
        text.read()


@pytest.mark.parametrize("place", ["folder", "zip", "zip in a zip", "alone"])
def test_a_file_that_is_gone_is_said_to_be(places, place, take):
    text = last_text(take(places[place]))
    for path in (places["folder"] / "Luis" / "losses.py", *places.values()):
        if not path.is_dir():
            os.unlink(path)

    with pytest.raises(ChangedError, match=r"losses\.py was changed or removed"):
        text.read()


def test_a_zip_put_in_place_of_another_gives_nobody_another_ones_file(places, take, make_zip):
    text = last_text(take(places["zip"]))
    make_zip({**OTHERS, "Luis/losses.py": b"d = 3\n"})

    with pytest.raises(ChangedError):
        text.read()


def test_a_student_in_another_encoding_reads_the_same_again(make_folder, only):
    raw = "# coding: latin-1\nx = 'ñ'\n".encode("latin-1")
    text = only(make_folder({"losses.py": raw})).files[0].text

    assert "x = 'ñ'" in text.read().decode()


def test_what_was_read_last_is_remembered_within_bounds(monkeypatch):
    monkeypatch.undo()
    memory = Memory(room=10)
    for name in (b"a", b"b", b"c"):
        memory.keep(name, 4 * name)
    memory.keep(b"d", b"much too long")

    assert [memory.get(name) for name in (b"a", b"b", b"c", b"d")] == [None] * 4

    memory.keep(b"e", b"short")
    assert memory.get(b"e") == b"short"
