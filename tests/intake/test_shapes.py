"""Folders, zips and files that do not come from Moodle."""

import pytest

from gradiente.errors import GradienteError
from gradiente.intake import collect, collect_each


def keys(intake):
    return [s.key for s in intake.submissions]


def test_a_file_named_for_a_topic_belongs_to_its_folder(make_folder, only):
    root = make_folder({"losses.py": ""}, name="ana")

    assert only(root / "losses.py").key == "ana"


def test_a_file_of_another_name_names_the_student(make_folder, only, source):
    root = make_folder({"ana.py": source("softmax", "cross_entropy")})

    submission = only(root / "ana.py")

    assert submission.key == "ana"
    assert [f.topic for f in submission.files] == ["losses"]


def test_files_side_by_side_given_one_by_one_are_one_submission(make_folder, only):
    root = make_folder({"losses.py": "", "parameters.py": ""}, name="ana")

    submission = only(root / "losses.py", root / "parameters.py")

    assert submission.key == "ana"
    assert [f.path for f in submission.files] == ["parameters.py", "losses.py"]
    assert "same-student" not in {n.kind for n in submission.notes}


@pytest.mark.parametrize("wrapper", ["", "entregas/"])
def test_a_folder_of_students_holds_one_folder_a_student(wrapper, make_folder, make_zip, take):
    files = {f"{wrapper}ana/losses.py": "", f"{wrapper}luis/src/losses.py": "", f"{wrapper}eva/memo.pdf": b"%PDF"}

    assert keys(take(make_folder(files))) == ["ana", "eva", "luis"]
    assert take(make_zip(files)) == take(make_folder(files))


@pytest.mark.parametrize(
    "files",
    [
        {"losses.py": "", "aid.py": ""},
        {"02_losses.py": ""},
        {"losses.py": "", "old/losses.py": "x", "old/notes.txt": ""},
        {"01_parameters/parameters.py": "", "02_losses/losses.py": ""},
        {"losses.ipynb": "{}"},
    ],
    ids=["topics", "numbered", "topics and a folder", "folders of topics", "a notebook"],
)
def test_a_folder_with_topics_in_it_is_one_student(files, make_folder, make_zip, take):
    assert keys(take(make_folder(files, name="ana"))) == ["ana"]
    assert keys(take(make_zip(files, name="ana.zip"))) == ["ana"]


def test_a_zip_of_one_folder_is_the_student_of_that_name(make_zip, only):
    assert only(make_zip({"ana/losses.py": "", "ana/parameters.py": ""})).key == "ana"


def test_a_file_beside_the_students_folders_is_nobodys(make_folder, take):
    intake = take(make_folder({"ana/losses.py": "", "luis/losses.py": "", "losses.py": "the answer"}))

    assert keys(intake) == ["ana", "luis"]
    assert [(o.path, o.note.kind) for o in intake.odd] == [("losses.py", "no-student")]


def test_a_folder_of_zips_holds_one_student_a_zip(make_folder, zipped, take):
    intake = take(make_folder({"ana.zip": zipped({"losses.py": ""}), "luis.zip": zipped({"losses.py": ""})}))

    assert [(s.key, s.files[0].path) for s in intake.submissions] == [
        ("ana", "ana.zip/losses.py"),
        ("luis", "luis.zip/losses.py"),
    ]


def test_files_of_the_same_topic_under_other_names_are_a_student_each(make_folder, take, source):
    text = source("softmax", "cross_entropy")

    assert keys(take(make_folder({"ana.py": text, "luis.py": text + "#"}))) == ["ana", "luis"]


def test_files_of_different_topics_under_other_names_are_one_student(make_folder, only, source):
    files = {"uno.py": source("dense_parameters", "conv_parameters"), "dos.py": source("softmax", "cross_entropy")}

    assert [f.topic for f in only(make_folder(files, name="ana")).files] == ["parameters", "losses"]


def test_an_empty_folder_of_a_student_is_a_submission_without_files(make_folder, take):
    root = make_folder({"ana/losses.py": ""})
    (root / "luis").mkdir()

    luis = take(root).submissions[1]

    assert (luis.key, luis.files, [n.kind for n in luis.notes]) == ("luis", (), ["nothing"])


def test_several_paths_are_merged(make_folder, take):
    one = make_folder({"ana/losses.py": ""}, name="one")
    two = make_folder({"luis/losses.py": ""}, name="two")

    assert keys(take(two, one)) == ["ana", "luis"]
    assert take(two, one) == take(one, two)


def test_a_student_in_two_paths_is_one_submission_with_a_note(make_folder, take):
    one = make_folder({"ana/losses.py": "one"}, name="one")
    two = make_folder({"ana/losses.py": "two", "ana/parameters.py": ""}, name="two")

    intake = take(one, two)

    (ana,) = intake.submissions
    assert [f.path for f in ana.files] == ["two/parameters.py", "one/losses.py"]
    assert [n.details for n in ana.notes if n.kind == "same-student"] == [{"sources": "one, two"}]
    assert [(o.path, o.note.kind) for o in intake.odd] == [("two/losses.py", "same-topic")]


def test_the_same_path_twice_is_read_once(make_folder, take):
    root = make_folder({"ana/losses.py": ""})

    assert take(root, root / "." / "ana" / "..") == take(root)


def test_hundreds_of_zips_do_not_exhaust_the_open_files(make_zip, take):
    paths = [make_zip({"losses.py": ""}, name=f"student{number:04}.zip") for number in range(1500)]

    assert len(take(*paths).submissions) == 1500


def test_submissions_come_one_at_a_time_too(make_folder, topics, take):
    root = make_folder({"ana/losses.py": "", "luis/x.pdf": "", "leeme.txt": ""})

    first, *parts = collect_each([root], topics)

    assert [o.path for o in first.odd] == ["leeme.txt"]
    assert [[s.key for s in part.submissions] for part in parts] == [["ana"], ["luis"]]
    assert tuple(o for part in (first, *parts) for o in part.odd) == take(root).odd


def test_no_path_is_an_error(topics):
    with pytest.raises(GradienteError, match="No submissions were given"):
        collect([], topics)


def test_a_missing_path_is_an_error(tmp_path, take):
    with pytest.raises(GradienteError, match="does not exist"):
        take(tmp_path / "nowhere")


def test_a_folder_without_anything_is_an_error(make_folder, take):
    with pytest.raises(GradienteError, match="holds no submissions"):
        take(make_folder({".DS_Store": "", "__MACOSX/x": ""}))


def test_a_zip_without_anything_is_an_error(make_zip, take):
    with pytest.raises(GradienteError, match="holds no submissions"):
        take(make_zip({}))


def test_a_document_is_an_error(make_folder, take):
    with pytest.raises(GradienteError, match=r"neither a \.py file, a folder, a zip nor a tarball"):
        take(make_folder({"memo.pdf": b"%PDF"}) / "memo.pdf")


def test_an_error_is_one_sentence(tmp_path, take):
    with pytest.raises(GradienteError) as caught:
        take(tmp_path / "no\nsuch\x1b[31m")

    assert str(caught.value).isprintable()
    assert str(caught.value).endswith(".")
