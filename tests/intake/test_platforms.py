"""Downloads of Canvas and exports of Gradescope."""

from datetime import UTC, datetime

import pytest

from gradiente.errors import GradienteError

METADATA = """\
submission_11:
  :submitters:
  - :name: Ana Gil
    :sid: '4101'
    :email: ana@example.org
  :created_at: 2026-03-20 22:15:30.384951000 Z
  :score: 7.5
  :status: processed
  :results:
    :tests:
    - :name: "test: with a colon"
submission_12:
  :submitters:
  - :name: José Ruiz
    :sid: ''
    :email: jose@example.org
  - :name: Eva Sanz
    :sid: '4103'
    :email: eva@example.org
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: &1 2026-03-21 08:00:00.000000000 Z
    zone: !ruby/object:ActiveSupport::TimeZone
      name: Etc/UTC
    time: 2026-03-21 09:00:00.000000000 Z
"""


def graded(intake):
    return {s.key: [f.path for f in s.files] for s in intake.submissions}


def kinds(submission):
    return [note.kind for note in submission.notes]


@pytest.mark.parametrize("wrapper", ["", "CNN-losses submissions/"])
def test_canvas_students_go_by_their_id(wrapper, make_zip, take):
    files = {
        "doejane_1234_98765_losses.py": "x = 1\n",
        "doejane_1234_98766_parameters-1.py": "",
        "ruizjosé_LATE_55_98767_losses-2.py": "x = 2\n",
        "paz_77_text.html": "<p>hi</p>",
    }
    intake = take(make_zip({wrapper + name: text for name, text in files.items()}))

    assert graded(intake) == {"1234": ["parameters.py", "losses.py"], "55": ["losses.py"], "77": []}
    assert [(s.name, s.is_flagged_late) for s in intake.submissions] == [
        ("doejane", False),
        ("ruizjosé", True),
        ("paz", False),
    ]


def test_canvas_anonymous_students_go_by_their_letters(make_zip, take):
    intake = take(make_zip({"anon_aB3xY_98765_losses.py": "x = 1\n", "anon_Zz9Qq_LATE_98766_losses.py": ""}))

    assert graded(intake) == {"Zz9Qq": ["losses.py"], "aB3xY": ["losses.py"]}
    assert [s.is_flagged_late for s in intake.submissions] == [True, False]


def test_canvas_zips_of_students_are_opened(make_zip, zipped, take):
    intake = take(make_zip({"a_1_2_work.zip": zipped({"losses.py": ""}), "b_3_4_work.zip": zipped({"losses.py": ""})}))

    assert graded(intake) == {"1": ["work.zip/losses.py"], "3": ["work.zip/losses.py"]}


def test_one_file_of_another_name_and_it_is_not_canvas(make_zip, take):
    intake = take(make_zip({"v_1_2_losses.py": "", "losses.py": "x = 1\n"}, name="ana.zip"))

    assert list(graded(intake)) == ["ana"]


@pytest.mark.parametrize("wrapper", ["", "assignment_5_export/"])
def test_gradescope_says_whose_and_when(wrapper, make_zip, take):
    intake = take(
        make_zip(
            {
                f"{wrapper}submission_metadata.yml": METADATA,
                f"{wrapper}submission_11/losses.py": "x = 1\n",
                f"{wrapper}submission_12/src/losses.py": "x = 2\n",
                f"{wrapper}submission_13/losses.py": "",
            }
        )
    )

    assert graded(intake) == {"4101": ["losses.py"], "4103": ["src/losses.py"], "jose@example.org": ["src/losses.py"]}
    first, second, third = intake.submissions
    assert first.submitted == datetime(2026, 3, 20, 22, 15, 30, 384951, UTC)
    assert second.submitted == third.submitted == datetime(2026, 3, 21, 8, 0, tzinfo=UTC)
    assert (second.name, third.name) == ("Eva Sanz", "José Ruiz")
    assert kinds(second) == kinds(third) == ["group"]
    assert second.group == third.group != first.group == ""
    assert [(odd.path.removeprefix(wrapper), odd.student) for odd in intake.odd] == [("submission_13/losses.py", None)]


def test_a_gradescope_export_with_one_submission_is_still_that_students(make_zip, take):
    intake = take(
        make_zip({"e/submission_metadata.yml": METADATA.split("submission_12")[0], "e/submission_11/losses.py": ""})
    )

    assert graded(intake) == {"4101": ["losses.py"]}


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: [", "a: 1\n", "!!python/object/apply:os.system ['true']\n"])
def test_metadata_that_are_none_are_an_error(text, make_zip, take):
    with pytest.raises(GradienteError, match="export the submissions again"):
        take(make_zip({"submission_metadata.yml": text, "submission_1/losses.py": ""}))
