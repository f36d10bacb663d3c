"""A cell is replaced and no other byte is touched, in whatever dialect the file came."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente.errors import GradienteError
from gradiente.exports.sheets import Sheet

CELLS = st.text(alphabet="ab1,;\t\"\n\r' ñ€", max_size=6)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=5)
)


def read(content, separator):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


@given(
    table=TABLES,
    separator=st.sampled_from([",", ";", "\t"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\r\n", "\n"]),
    with_mark=st.booleans(),
    text=CELLS,
    data=st.data(),
)
def test_the_cell_says_what_was_put_and_the_rest_stays(
    table, separator, quoting, end, with_mark, text, data, tmp_path_factory
):
    text = text.replace("\r", "")
    buffer = io.StringIO()
    heading = [f"c{number}" for number in range(len(table[0]))]
    csv.writer(buffer, delimiter=separator, quoting=quoting, lineterminator=end).writerows([heading, *table])
    raw = (b"\xef\xbb\xbf" if with_mark else b"") + buffer.getvalue().encode()
    path = tmp_path_factory.mktemp("sheet") / "s.csv"
    path.write_bytes(raw)

    sheet = Sheet(path)
    # Not of the table: a lone carriage return ends a row, too.
    row = data.draw(st.integers(1, len(sheet.rows) - 1))
    column = data.draw(st.integers(0, len(sheet.rows[row]) - 1))
    assert sheet.content() == raw
    expected = [[cell.text for cell in cells] for cells in sheet.rows]
    assert expected == [cells for cells in read(raw, separator) if cells]
    start, stop = sheet.rows[row][column].start, sheet.rows[row][column].end
    sheet.put(row, column, text)
    expected[row][column] = text
    new = sheet.content()

    assert [cells for cells in read(new, separator) if cells] == expected
    assert new.startswith(raw[:start])
    assert new.endswith(raw[stop:])


def test_windows_1252_stays_so(tmp_path):
    path = tmp_path / "s.csv"
    path.write_bytes("Nombre;Nota\r\nJosé;\r\n".encode("cp1252"))
    sheet = Sheet(path)
    sheet.put(1, 1, "7,50 ñ")

    assert sheet.content() == "Nombre;Nota\r\nJosé;7,50 ñ\r\n".encode("cp1252")
    with pytest.raises(GradienteError, match="cannot hold"):
        sheet.put(1, 1, "→")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        ("a,b\n".encode("utf-16"), "UTF-16"),
        (b'a,"b\n', "never closed"),
        (b'a,b\n"x"y,1\n', "line 2: something stands after"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_csv_is_an_error(raw, what, tmp_path):
    (tmp_path / "s.csv").write_bytes(raw)

    with pytest.raises(GradienteError, match=what):
        Sheet(tmp_path / "s.csv")


def test_the_only_cell_of_a_row_is_never_an_empty_line(tmp_path):
    (tmp_path / "s.csv").write_bytes(b"mark\n7\n8\n")
    sheet = Sheet(tmp_path / "s.csv")
    sheet.put(1, 0, "")

    assert sheet.content() == b'mark\n""\n8\n'
    assert read(sheet.content(), ",") == [["mark"], [""], ["8"]]
