"""CSV files in which single cells are replaced, and every other byte stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gradiente.errors import GradienteError

_BOM = b"\xef\xbb\xbf"
_SEPARATORS = (b",", b";", b"\t")


@dataclass(frozen=True)
class Cell:
    """One cell: where it lies in the file, quotes and all, and what it says."""

    start: int
    end: int
    text: str
    is_quoted: bool


class Sheet:
    """A CSV file as somebody else's program wrote it.

    Attributes
    ----------
    separator : str
    rows : list of list of Cell
        With the heading; a last empty line is no row.

    Parameters
    ----------
    path : Path

    Raises
    ------
    GradienteError
        If it cannot be read, or is no CSV in an encoding in which a comma is a byte.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._raw = path.read_bytes()
        except OSError as error:
            raise GradienteError(f"{path} cannot be read: {error.strerror}.") from None
        if self._raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in self._raw:
            raise GradienteError(f"{path} is in UTF-16 or no text: download it again, or save it as CSV in UTF-8.")
        try:
            self._raw.decode("utf-8")
            self._encoding = "utf-8"
        except UnicodeDecodeError:
            self._encoding = "cp1252"
        start = len(_BOM) if self._raw.startswith(_BOM) else 0
        first_line = self._raw[start:].split(b"\n", 1)[0]
        self._separator = max(_SEPARATORS, key=first_line.count)
        self.separator = self._separator.decode()
        self.rows = self._read(start)
        self._new: dict[int, tuple[Cell, bytes]] = {}
        if not self.rows:
            raise GradienteError(f"{path} is empty.")

    @property
    def heading(self) -> list[str]:
        """What the first row says."""
        return [cell.text.strip() for cell in self.rows[0]]

    def text(self, row: int, column: int) -> str:
        """Return what a cell says, stripped; "" where a row is shorter."""
        cells = self.rows[row]
        return cells[column].text.strip() if column < len(cells) else ""

    def put(self, row: int, column: int, text: str) -> None:
        """Replace a cell's text; a cell that was quoted stays so, and one is quoted that needs to be.

        Raises
        ------
        GradienteError
            If the row has no such cell: its end is not ours to change.
        """
        if column >= len(self.rows[row]):
            raise GradienteError(f"{self.path}, row {row + 1}: it has fewer cells than the heading.")
        cell = self.rows[row][column]
        if text == cell.text:
            self._new.pop(cell.start, None)
            return
        needs_quotes = any(sign in text for sign in (self.separator, '"', "\n", "\r"))
        needs_quotes |= not text and len(self.rows[row]) == 1  # else the line would be empty, and no row
        if cell.is_quoted or needs_quotes:
            text = '"' + text.replace('"', '""') + '"'
        try:
            self._new[cell.start] = cell, text.encode(self._encoding)
        except UnicodeEncodeError:
            raise GradienteError(f"{self.path} is in Windows-1252, which cannot hold {text!r}.") from None

    def content(self) -> bytes:
        """Return the whole file with what was put."""
        pieces, at = [], 0
        for start in sorted(self._new):
            cell, new = self._new[start]
            pieces += [self._raw[at:start], new]
            at = cell.end
        return b"".join([*pieces, self._raw[at:]])

    def _read(self, at: int) -> list[list[Cell]]:
        raw, rows = self._raw, []
        row: list[Cell] = []
        while at < len(raw):
            cell = self._cell(at)
            row.append(cell)
            at = cell.end
            if raw[at : at + 1] == self._separator:
                at += 1
                if at == len(raw):  # the file ends with an empty cell and no line's end
                    row.append(Cell(at, at, "", is_quoted=False))
                continue
            if raw[at : at + 2] == b"\r\n":
                at += 2
            elif at < len(raw):
                at += 1
            if len(row) > 1 or row[0].text:
                rows.append(row)
            row = []
        if row:
            rows.append(row)
        return rows

    def _cell(self, start: int) -> Cell:
        raw = self._raw
        if raw[start : start + 1] != b'"':
            end = start
            while end < len(raw) and raw[end : end + 1] not in (self._separator, b"\r", b"\n"):
                end += 1
            return Cell(start, end, raw[start:end].decode(self._encoding), is_quoted=False)
        end = start + 1
        while True:
            end = raw.find(b'"', end)
            if end < 0:
                raise GradienteError(f"{self.path}: a quotation mark that opens a cell is never closed.")
            if raw[end + 1 : end + 2] != b'"':
                break
            end += 2
        text = raw[start + 1 : end].replace(b'""', b'"').decode(self._encoding)
        end += 1
        if end < len(raw) and raw[end : end + 1] not in (self._separator, b"\r", b"\n"):
            line = raw.count(b"\n", 0, end) + 1
            raise GradienteError(f"{self.path}, line {line}: something stands after a closing quotation mark.")
        return Cell(start, end, text, is_quoted=True)
