"""When students handed in, as Moodle's worksheet or a table says it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from gradiente.errors import GradienteError
from gradiente.intake import Choices
from gradiente.intake.times import moment_in, read_times

MADRID = ZoneInfo("Europe/Madrid")
LATE = datetime(2026, 3, 20, 23, 59, tzinfo=MADRID)


@pytest.mark.parametrize(
    "text",
    [
        "viernes, 20 de marzo de 2026, 23:59",
        "Friday, 20 March 2026, 11:59 PM",
        "Friday, March 20, 2026, 11:59 p.m.",
        "Freitag, 20. März 2026, 23:59",
        "vendredi 20 mars 2026, 23:59",
        "divendres, 20 de març 2026, 23:59",
        "sexta-feira, 20 de março de 2026 às 23:59",
        "piątek, 20 marca 2026, 23:59",
        "2026-03-20 23:59",
        "2026-03-20T23:59:00",
    ],
)
def test_a_time_is_read_in_its_language(text):
    assert moment_in(text) == datetime(2026, 3, 20, 23, 59)


@pytest.mark.parametrize(
    "text",
    [
        "20/03/2026 23:59",
        "03/20/26",
        "2026-03-20",
        "20 de marzo de 2026",
        "marzo abril 20 2026 10:00",
        "31 abril 2026, 10:00",
        "20 marzo 2026, 13:00 PM",
        "hoy",
    ],
)
def test_what_is_not_clear_is_not_guessed(text):
    assert moment_in(text) is None


def worksheet(tmp_path, heading, *rows):
    path = tmp_path / "worksheet.csv"
    path.write_text("\ufeff" + "\r\n".join([heading, *rows, ""]), encoding="utf-8", newline="")
    return path


def test_a_worksheet_of_moodle_gives_times_by_participant(tmp_path):
    path = worksheet(
        tmp_path,
        'Identificador,"Nombre completo",Estado,Calificación,"Última modificación (entrega)"',
        '"Participante 12",Ana,Enviado,,"viernes, 20 de marzo de 2026, 23:59"',
        '"Participante 34",Luis,-,,-',
    )

    assert read_times(path, MADRID) == {"12": LATE}


def test_a_worksheet_in_an_unknown_language_is_read_by_its_order(tmp_path):
    path = worksheet(
        tmp_path,
        "Tunniste;Nimi;Tila;Muokattu (palautus);Muokattu (arviointi)",
        "Osallistuja 12;Aino;-;Friday, 20 March 2026, 11:59 PM;Sunday, 22 March 2026, 1:00 PM",
    )

    assert read_times(path, MADRID) == {"12": LATE}


def test_one_column_of_times_alone_could_be_that_of_grades(tmp_path):
    path = worksheet(tmp_path, "Tunniste,A,B", 'Osallistuja 12,"Friday, 20 March 2026, 11:59 PM",-')

    with pytest.raises(GradienteError, match="needs a column `key` and a column `time`"):
        read_times(path, MADRID)


def test_a_table_with_offsets_needs_no_zone(tmp_path):
    path = worksheet(tmp_path, "key,time", "ana,2026-03-20T22:59:00Z", "luis,")

    assert read_times(path, None) == {"ana": datetime(2026, 3, 20, 22, 59, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (["ana,2026-03-20T22:59:00"], "name no time zone"),
        (["ana,20/03/2026 23:59"], "is no time that is clear"),
        (["ana,2026-03-20T22:59:00Z", "ana,2026-03-21T22:59:00Z"], "two different times"),
    ],
)
def test_times_that_are_not_clear_are_an_error(rows, what, tmp_path):
    with pytest.raises(GradienteError, match=what):
        read_times(worksheet(tmp_path, "key,time", *rows), None)


def test_times_reach_the_submissions_and_not_those_of_the_zip(make_zip, take):
    intake = take(make_zip({"ana/losses.py": "", "luis/losses.py": ""}), choices=Choices(times={"ana": LATE}))

    assert [s.submitted for s in intake.submissions] == [LATE, None]
