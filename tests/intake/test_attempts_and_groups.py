"""Several attempts of one student, and one submission of several students."""

from datetime import UTC, datetime

import pytest

from gradiente.errors import GradienteError
from gradiente.intake import AttemptRule, Choices, Person
from gradiente.intake.groups import read_groups

LAST, BEST = (Choices(attempts=rule) for rule in (AttemptRule.LAST, AttemptRule.BEST))


def texts(submission):
    return {file.topic: file.text.read() for file in submission.files}


def kinds(submission):
    return [note.kind for note in submission.notes]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("attempt 2", "attempt 10"),
        ("Intento_1", "intento_2"),
        ("v1", "v2"),
        ("2026-03-20", "2026-03-20T10-15"),
        ("20260320_0900", "20260320_1000"),
    ],
)
def test_the_last_of_several_folders_counts(first, last, make_zip, take):
    files = {f"ana/{first}/losses.py": "x = 1\n", f"ana/{last}/losses.py": "x = 2\n", "luis/losses.py": "x = 3\n"}

    ana, luis = take(make_zip(files), choices=LAST).submissions

    assert texts(ana) == {"losses": b"x = 2\n"}
    assert [(n.kind, n.details) for n in ana.notes] == [("attempts-last", {"count": "2", "chosen": last})]
    assert kinds(luis) == []


@pytest.mark.parametrize("folders", [("1", "2"), ("attempt 1", "tools"), ("01_parameters", "02_losses")])
def test_folders_that_say_nothing_of_attempts_are_one_submission(folders, make_zip, take):
    files = {
        f"ana/{folders[0]}/parameters.py": "",
        f"ana/{folders[1]}/losses.py": "x = 2\n",
        "luis/losses.py": "x = 3\n",
    }

    ana, _ = take(make_zip(files), choices=LAST).submissions

    assert set(texts(ana)) == {"parameters", "losses"}


def test_of_several_downloads_the_one_given_last_counts(make_folder, take):
    first = make_folder({"ana/losses.py": "x = 1\n", "luis/losses.py": "x = 5\n"}, name="b")
    second = make_folder({"ana/losses.py": "x = 2\n", "eva/losses.py": ""}, name="a")

    assert {s.key: texts(s)["losses"] for s in take(first, second, choices=LAST).submissions} == {
        "ana": b"x = 2\n",
        "eva": b"",
        "luis": b"x = 5\n",
    }
    assert texts(take(second, first, choices=LAST).submissions[0]) == {"losses": b"x = 1\n"}


def test_known_times_go_before_the_order_of_the_paths(make_zip, take):
    def export(name, hour, text):
        metadata = (
            "submission_1:\n  :submitters:\n  - :name: Ana\n    :sid: '1'\n"
            f"  :created_at: 2026-03-20 {hour:02}:00:00 Z\n"
        )
        return make_zip({"submission_metadata.yml": metadata, "submission_1/losses.py": text}, name=name)

    (ana,) = take(export("new.zip", 9, "x = 2\n"), export("old.zip", 8, "x = 1\n"), choices=LAST).submissions

    assert texts(ana) == {"losses": b"x = 2\n"}
    assert ana.submitted == datetime(2026, 3, 20, 9, tzinfo=UTC)


def test_where_the_best_counts_all_are_kept(make_zip, take):
    files = {f"ana/attempt {number}/losses.py": f"x = {number}\n" for number in range(1, 25)}
    (ana,) = take(make_zip({**files, "luis/losses.py": ""}), choices=BEST).submissions[:1]

    assert [texts(one)["losses"] for one in (*ana.attempts, ana)] == [b"x = %d\n" % n for n in range(5, 25)]
    assert kinds(ana) == ["attempts-many"]
    assert ana.attempt == "attempt 24"


def test_without_a_rule_everything_is_put_together(make_folder, take):
    first, second = (make_folder({"ana/losses.py": "", f"{name}/losses.py": ""}, name=name) for name in ("a", "b"))

    assert "same-student" in kinds(next(s for s in take(first, second).submissions if s.key == "ana"))


@pytest.fixture
def groups(tmp_path):
    def write(text):
        path = tmp_path / "groups.csv"
        path.write_text(text, encoding="utf-8")
        return read_groups(path)

    return write


def test_each_member_gets_the_groups_submission(groups, make_zip, take):
    members = groups("Grupo;Clave;Nombre\nGrupo 3;Participante 12;Ana\nGrupo 3;34;Luis\nGrupo 9;55;Eva\n")
    team = {"Grupo 3_7_assignsubmission_file/losses.py": "x = 1\n", "Sol_77_assignsubmission_file/losses.py": ""}
    intake = take(make_zip(team), choices=Choices(groups=members))

    assert [(s.key, s.name, s.group) for s in intake.submissions] == [
        ("12", "Ana", "Grupo 3"),
        ("34", "Luis", "Grupo 3"),
        ("77", "Sol", ""),
    ]
    assert texts(intake.submissions[0]) == texts(intake.submissions[1])
    assert [n.details for n in intake.submissions[0].notes] == [{"group": "Grupo 3", "people": "Ana, Luis"}]
    assert [(n.kind, n.details) for n in intake.notes] == [("groups-without-work", {"groups": "Grupo 9"})]


def test_a_group_is_found_by_its_id_too(groups, make_zip, take):
    members = groups("group,key\n7,12\n7,34\n")
    team = {"Grupo 3_7_assignsubmission_file/notes.txt": "", "Sol_77_assignsubmission_file/losses.py": ""}
    intake = take(make_zip(team), choices=Choices(groups=members))

    assert [s.key for s in intake.submissions] == ["12", "34", "77"]
    assert [(odd.student, odd.note.kind) for odd in intake.odd] == [("12", "not-python"), ("34", "not-python")]


def test_a_member_who_also_handed_in_alone_is_for_a_person(groups, make_zip, take):
    members = {"Trio": (Person("ana", "ana"), Person("eva", "eva"))}
    files = {"Trio/losses.py": "x = 1\n", "ana/losses.py": "x = 2\n", "luis/losses.py": "x = 3\n"}
    intake = take(make_zip(files), choices=Choices(groups=members))

    found = {s.key: (texts(s)["losses"], kinds(s)) for s in intake.submissions}
    assert found["ana"] == (b"x = 1\n", ["group", "group-and-alone"])
    assert found["ana (2)"] == (b"x = 2\n", ["group-and-alone"])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("group,key\nA,1\nB,1\n", "1 is in A and in B"),
        ("team,student\nA,1\n", "needs a column `group` and a column `key`"),
        ("group,key\nA,\n", "lacks its group or its key"),
        ("", "is empty"),
    ],
)
def test_a_list_of_groups_that_is_not_clear_is_an_error(text, what, groups):
    with pytest.raises(GradienteError, match=what):
        groups(text)
