"""Every file is in exactly one place: graded, a helper, odd, or counted as ignored; whatever the order."""

import io
import string
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradiente.intake import ASKS_FOR_A_PERSON, NOTE_KINDS, NOTE_KINDS_ES, TopicNames, collect, sentence

TOPICS = (TopicNames("losses", 2, ("softmax", "cross_entropy")), TopicNames("parameters", 1, ("dense", "conv")))

FILES = st.sampled_from(
    [
        *("losses.py", "parameters.py", "02_losses.py", "Losses (1).py", "aid.py", "a b.py", "numpy.py", "dos.py"),
        *("losses.ipynb", "memo.pdf", ".DS_Store", "onlinetext.html", "x.rar", "losses.py.txt", "w.zip"),
    ]
)
FOLDERS = st.sampled_from(
    [
        *("ana", "luis", "src", "02_losses", "__MACOSX", ".git", "x.py", "Ana_1_assignsubmission_file"),
        *("Luis_2_assignsubmission_file_", "Equipo_assignsubmission_file", "Ana_1_assignsubmission_onlinetext"),
    ]
)
CONTENTS = st.sampled_from(
    [
        *(b"", b"x = 1\n", b"def softmax(x): pass\n", b"def dense(x): pass\ndef conv(x): pass\n", b"\xff\xfe", b"\0"),
        *(b"def softmax(x): pass\ndef cross_entropy(x): pass\n", "# coding: latin-1\n# ñ".encode("latin-1")),
    ]
)
TREES = st.dictionaries(
    st.tuples(st.lists(FOLDERS, max_size=3), FILES).map(lambda at: "/".join([*at[0], at[1]])),
    CONTENTS,
    min_size=1,
    max_size=12,
)


def write_zip(path, files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())


def accounted_for(intake):
    """Count the files in the four places."""
    graded = sum(len(s.files) for s in intake.submissions)
    helpers = sum(len(s.helpers) for s in intake.submissions)
    notes = [*intake.notes, *(note for s in intake.submissions for note in s.notes)]
    ignored = sum(int(note.details["count"]) for note in notes if note.kind == "ignored")
    return graded + helpers + len(intake.odd) + ignored


@settings(max_examples=300, deadline=None)
@given(TREES, st.randoms(use_true_random=False))
def test_every_member_of_a_zip_is_accounted_for_whatever_the_order(tree, random):
    tree = tree | {"zz/losses.py": b"x"}
    entries = sorted(tree.items())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"
        write_zip(path, entries)
        intake = collect([path], TOPICS)
        random.shuffle(entries)
        write_zip(path, entries)
        shuffled = collect([path], TOPICS)

    assert accounted_for(intake) == len(tree)
    assert shuffled == intake


@settings(max_examples=100, deadline=None)
@given(TREES)
def test_a_folder_reads_as_the_zip_of_it(tree):
    tree = {name: text for name, text in tree.items() if ".git" not in name} | {"zz/losses.py": b"x"}
    taken = {name for name in tree if any(other.startswith(f"{name}/") for other in tree)}
    tree = {name: text for name, text in tree.items() if name not in taken and "__MACOSX" not in name}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"
        write_zip(path, tree.items())
        root = Path(folder) / "class"
        for name, content in tree.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

        assert collect([root], TOPICS) == collect([path], TOPICS)


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_keys_are_unique_and_sorted_and_every_note_can_be_said(tree):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"
        write_zip(path, (tree | {"zz/losses.py": b"x"}).items())
        intake = collect([path], TOPICS)

    keys = [s.key for s in intake.submissions]
    assert keys == sorted(set(keys))
    notes = [*intake.notes, *(o.note for o in intake.odd), *(n for s in intake.submissions for n in s.notes)]
    assert all(sentence(note, language) for note in notes for language in ("es", "en"))
    assert all(o.student is None or o.student in keys for o in intake.odd)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=40))
def test_any_name_at_all_is_listed_and_shown_safely(name):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"
        try:
            write_zip(path, [(name, b"x"), ("zz/losses.py", b"")])
        except (UnicodeEncodeError, UserWarning):
            return
        intake = collect([path], TOPICS)

    assert all(s.key.isprintable() and s.key for s in intake.submissions)
    assert all(o.path.isprintable() for o in intake.odd)


@pytest.mark.parametrize("kind", NOTE_KINDS)
def test_every_kind_is_said_in_both_languages_with_the_same_details(kind):
    def placeholders(text):
        return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field)

    assert placeholders(NOTE_KINDS[kind]) == placeholders(NOTE_KINDS_ES[kind])
    assert NOTE_KINDS[kind].endswith(".")
    assert NOTE_KINDS_ES[kind].endswith(".")


def test_there_are_no_other_kinds():
    assert set(NOTE_KINDS) == set(NOTE_KINDS_ES) > ASKS_FOR_A_PERSON
