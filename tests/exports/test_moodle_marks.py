"""Moodle's worksheet filled in place, and the zip of feedback files."""

import csv
import io
import re
import zipfile

import pytest

SPANISH = (
    'Identificador,"Nombre completo","Dirección de correo",Estado,Calificación,"Calificación máxima",'
    '"La calificación puede ser cambiada","Última modificación (entrega)","Última modificación (calificación)",'
    '"Comentarios de retroalimentación"\r\n'
    '"Participante 4102","José Núñez",j@x.es,Enviado,,"20,00",Sí,"domingo, 22 de marzo de 2026, 10:15",-,""\r\n'
    '"Participante 4101","Ana Gil",a@x.es,Enviado,"3,00","20,00",Sí,"viernes, 20 de marzo de 2026, 20:00",-,bien\r\n'
    '"Participante 4999","Nadie",n@x.es,-,,"20,00",Sí,-,-,\r\n'
)
FINNISH = (
    "\ufeffTunniste;Nimi;Arvosana;Enimmäisarvosana;Lukittu;Palautettu;Arvioitu;Palaute\n"
    "Osallistuja 4101;Ana;;10.00;Ei;-;-;\n"
    "Osallistuja 4102;José;;10.00;Ei;-;-;\n"
)


@pytest.fixture
def worksheet(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "given" / "worksheet.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write


def rows(content, separator=","):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_only_grades_change(worksheet, export, tmp_path):
    said = export("moodle", "--worksheet", worksheet(SPANISH), "--out", tmp_path / "out")

    content = (tmp_path / "out" / "worksheet.csv").read_bytes()
    late = rows(content)[1][4]
    assert rows(content)[2][4] == "20,00"
    assert re.fullmatch(r"\d{1,2},\d\d", late)
    assert content.decode() == SPANISH.replace('Enviado,,"20,00"', f'Enviado,"{late}","20,00"').replace(
        '"3,00"', '"20,00"'
    )
    assert "Marks filled in: 2, of which 1 replace another one." in said
    assert "Students without a row: Eva Sanz (4103), Grupo suelto (Grupo suelto)." in said
    assert "Rows without a student here, left as they were: Participante 4999." in said
    assert "Grupo suelto (Grupo suelto) has no participant's number." in said


def test_the_mark_that_leaves_is_the_one_after_lateness(worksheet, export, tmp_path):
    export("moodle", "--worksheet", worksheet(SPANISH), "--comments", "--out", tmp_path / "out")

    late = rows((tmp_path / "out" / "worksheet.csv").read_bytes())[1]
    mark, before = re.fullmatch(r"losses: (\d,\d\d) \((\d,\d\d), −20\N{NO-BREAK SPACE}%\)", late[9]).groups()
    after, judged = (float(text.replace(",", ".")) for text in (mark, before))
    assert after == pytest.approx(0.8 * judged, abs=0.006)
    assert float(late[4].replace(",", ".")) == pytest.approx(2 * after, abs=0.011)


def test_columns_are_found_in_a_language_that_nobody_foresaw(worksheet, export, tmp_path):
    export("moodle", "--worksheet", worksheet(FINNISH), "--out", tmp_path / "out")

    content = (tmp_path / "out" / "worksheet.csv").read_bytes()
    late = rows(content, ";")[2][2]
    assert content.decode() == FINNISH.replace("Ana;;", "Ana;10.00;").replace("José;;", f"José;{late};")


@pytest.mark.parametrize(
    ("old", "new", "options", "what"),
    [
        ("10.00", "Hyväksytty", (), "which column is the grade is not clear"),
        ("Osallistuja 4102", "Osallistuja 4101", (), "rows 2 and 3 are both of 4101"),
        ("10.00", "10", (), "say --decimal"),
        ("", "", ("--comments",), "--comments-column"),
        ("", "", ("--grade-column", "Nota"), "no single column 'Nota'"),
        ("", "", ("--topic", "parameters"), "was not graded"),
    ],
)
def test_nothing_is_guessed_and_nothing_written(old, new, options, what, worksheet, export, tmp_path):
    path = worksheet(FINNISH.replace(old, new) if old else FINNISH)

    assert what in export("moodle", "--worksheet", path, "--out", tmp_path / "out", *options, code=2)
    assert not (tmp_path / "out" / "worksheet.csv").exists()


def test_the_decimal_mark_can_be_said(worksheet, export, tmp_path):
    export(
        "moodle", "--worksheet", worksheet(FINNISH.replace("10.00", "10")), "--decimal", ",", "--out", tmp_path / "o"
    )

    assert rows((tmp_path / "o" / "worksheet.csv").read_bytes(), ";")[1][2] == "10,00"


def test_the_only_copy_of_what_moodle_gave_is_not_overwritten(worksheet, export):
    path = worksheet(SPANISH)

    assert "over itself" in export("moodle", "--worksheet", path, "--out", path.parent, code=2)
    assert path.read_bytes() == SPANISH.encode()


def test_moodle_finds_each_feedback_files_student(export, report, tmp_path):
    export("moodle", "--out", tmp_path)

    with zipfile.ZipFile(tmp_path / "feedback.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        pages = {name: archive.read(name) for name in names}
    for name in names:
        # As `mod/assign/feedback/file/importziplib.php` reads it.
        _, participant, kind, plugin, file = name.split("_", 4)
        assert (kind, plugin, file) == ("assignsubmission", "file", "feedback.html")
        assert pages[name] == (report / "students" / f"{participant}.html").read_bytes()
    assert sorted(name.split("_")[0] for name in names) == ["Ana Gil", "Eva Sanz", "José Núñez"]
