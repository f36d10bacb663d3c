"""Pack the sample class as Moodle's "Download all submissions" does; the same bytes every time.

Run it after a change of the sources: `python grader/sample_class/build.py`.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUBMISSIONS = HERE / "submissions"
ARCHIVE = HERE / "sample_class.zip"

_TIME = (2025, 1, 31, 23, 54, 0)
# A file of 3 MB is no good reading: its table is made here and stands nowhere in the sources.
_LARGE = "Nicolás Rey Manzano_4142_assignsubmission_file/losses.py"
_LARGE_BYTES = 3_000_000


def members() -> Iterator[tuple[str, bytes]]:
    """Give the name and the content of every member of the archive, sorted by name.

    Yields
    ------
    (str, bytes)
    """
    found = {}
    for path in SUBMISSIONS.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            # Some file systems decompose accents.
            name = unicodedata.normalize("NFC", path.relative_to(SUBMISSIONS).as_posix())
            found[name] = path.read_bytes()
    found[_LARGE] = _with_a_large_table(found[_LARGE])
    yield from sorted(found.items())


def build(target: Path) -> None:
    """Write the archive.

    Parameters
    ----------
    target : Path
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members():
            info = zipfile.ZipInfo(name, _TIME)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED, 9)


def _with_a_large_table(source: bytes) -> bytes:
    rows = []
    size = 0
    number = 0
    while size < _LARGE_BYTES:
        rows.append(f"    [{', '.join(str((number * k) // 3 % 10) for k in range(1, 33))}],\n")
        size += len(rows[-1])
        number += 1
    return source.replace(b"DATOS = []", f"DATOS = [\n{''.join(rows)}]".encode())


if __name__ == "__main__":
    build(ARCHIVE)
