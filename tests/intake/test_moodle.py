"""Moodle's "Download all submissions", in every shape it takes."""

import pytest

ANA = "Ana Gil_12_assignsubmission_file"
LUIS = "Luis Paz_34_assignsubmission_file"


def files_by_key(intake):
    return {s.key: {f.topic: f.path for f in s.files} for s in intake.submissions}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([f"{ANA}/losses.py", f"{LUIS}/losses.py"], id="folders"),
        pytest.param([f"{ANA}_/losses.py", f"{LUIS}_/losses.py"], id="folders ending in an underscore"),
        pytest.param([f"{ANA}_losses.py", f"{LUIS}_losses.py"], id="no folders"),
        pytest.param([f"CNN-Tarea-77/{ANA}/losses.py", f"CNN-Tarea-77/{LUIS}/losses.py"], id="wrapped"),
        pytest.param([f"a/b/{ANA}/losses.py", f"a/b/{LUIS}/losses.py"], id="wrapped twice"),
    ],
)
def test_students_go_by_their_id_and_keep_their_name(names, make_zip, take):
    intake = take(make_zip(dict.fromkeys(names, "x = 1\n")))

    assert files_by_key(intake) == {"12": {"losses": "losses.py"}, "34": {"losses": "losses.py"}}
    assert [s.name for s in intake.submissions] == ["Ana Gil", "Luis Paz"]
    assert intake.odd == ()


def test_an_unpacked_download_reads_as_its_zip(make_zip, make_folder, take):
    files = {f"{ANA}/losses.py": "x = 1\n", f"{ANA}/tools.py": "", f"{LUIS}/notes.pdf": b"%PDF"}

    assert take(make_folder(files)) == take(make_zip(files))


def test_blind_marking_leaves_the_participants_number(make_zip, only):
    submission = only(make_zip({"Participant_123_assignsubmission_file/losses.py": ""}))

    assert (submission.key, submission.name) == ("123", "Participant")


def test_a_team_without_an_id_goes_by_its_name(make_zip, only):
    submission = only(make_zip({"Default group_assignsubmission_file/losses.py": ""}))

    assert (submission.key, submission.name) == ("Default group", "Default group")


def test_the_online_text_is_odd_and_belongs_to_the_same_student(make_zip, take):
    intake = take(
        make_zip(
            {
                f"{ANA}/losses.py": "",
                "Ana Gil_12_assignsubmission_onlinetext/onlinetext.html": "<p>Hola</p>",
            }
        )
    )

    (odd,) = intake.odd
    assert [s.key for s in intake.submissions] == ["12"]
    assert (odd.student, odd.note.kind) == ("12", "onlinetext")


def test_a_mangled_name_does_not_matter_where_there_is_an_id(make_zip, take):
    intake = take(
        make_zip(
            {
                "Jos\u251c\u2310_12_assignsubmission_file/losses.py": "",
                "Jos__12_assignsubmission_onlinetext/onlinetext.html": "",
            }
        )
    )

    assert [s.key for s in intake.submissions] == ["12"]


def test_a_name_in_utf8_without_the_flag_is_repaired(make_zip, only):
    path = make_zip({"Josxx_12_assignsubmission_file/losses.py": ""})
    path.write_bytes(path.read_bytes().replace(b"Josxx", "José".encode()))  # as macOS writes it

    assert only(path).name == "José"


def test_several_files_and_folders_inside_a_students_folder(make_zip, only):
    submission = only(
        make_zip({f"{ANA}/01_parameters/parameters.py": "", f"{ANA}/deep/er/losses.py": "", f"{ANA}/lib/aid.py": "a=1"})
    )

    assert {f.path for f in submission.files} == {"01_parameters/parameters.py", "deep/er/losses.py"}
    assert {name: text.read() for name, text in submission.helpers.items()} == {"aid.py": b"a=1"}


def test_no_student_can_pass_for_another_by_a_files_name(make_zip, take):
    intake = take(make_zip({f"{ANA}_Luis Paz_34_assignsubmission_file_losses.py": "", f"{LUIS}_losses.py": "1"}))

    assert {s.key: len(s.files) for s in intake.submissions} == {"12": 0, "34": 1}


def test_one_students_folder_alone_keeps_the_id(make_folder, only):
    assert only(make_folder({"losses.py": ""}, name=ANA)).key == "12"


def test_what_lies_beside_the_students_is_nobodys(make_zip, take):
    intake = take(make_zip({f"{ANA}/losses.py": "", "leeme.txt": "hola", "solution/losses.py": ""}))

    assert [(o.path, o.student, o.note.kind) for o in intake.odd] == [
        ("leeme.txt", None, "no-student"),
        ("solution/losses.py", None, "no-student"),
    ]


def test_zips_in_zips_in_a_submission_are_read(make_zip, zipped, take):
    more = zipped({"parameters.py": "", "last.zip": zipped({"batch_norm.py": "", "deeper.zip": zipped({"x.py": ""})})})
    inner = zipped({"tarea/losses.py": "x = 1\n", "more.zip": more, "__MACOSX/._losses.py": ""})
    intake = take(make_zip({f"{ANA}/work.zip": inner}))

    (submission,) = intake.submissions
    assert [f.path for f in submission.files] == [
        "work.zip/more.zip/parameters.py",
        "work.zip/tarea/losses.py",
        "work.zip/more.zip/last.zip/batch_norm.py",
    ]
    assert [f.text.read() for f in submission.files] == [b"", b"x = 1\n", b""]
    deepest = "work.zip/more.zip/last.zip/deeper.zip"
    assert [(o.path, o.note.kind, o.student) for o in intake.odd] == [(deepest, "nested-archive", "12")]
    assert [n.details["count"] for n in submission.notes if n.kind == "ignored"] == ["1"]


def test_a_whole_class_inside_a_submission_is_not_opened(make_zip, zipped, take):
    intake = take(make_zip({f"{ANA}/all.zip": zipped({f"{LUIS}/losses.py": ""})}))

    assert [s.key for s in intake.submissions] == ["12"]
    assert [o.note.kind for o in intake.odd] == ["class-archive"]
