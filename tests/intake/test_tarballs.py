"""Tarballs of a class and inside submissions: read as zips are, and as hostile as they may be."""

import bz2
import gzip
import io
import lzma
import shutil
import subprocess
import tarfile
import zlib

import pytest

from gradiente.errors import GradienteError
from gradiente.intake import Limits

CLASS = {"ana/losses.py": b"x = 1\n", "luis/losses.py": b"x = 2\n", "luis/parameters.py": b""}
PACK = {
    ".tar": bytes,
    ".tar.gz": gzip.compress,
    ".tgz": gzip.compress,
    ".tar.bz2": bz2.compress,
    ".tar.xz": lzma.compress,
}


def tar_bytes(files, *, format=tarfile.PAX_FORMAT):  # noqa: A002 - tarfile's own word
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=format) as archive:
        for name, content in files.items():
            info = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(name)
            if not isinstance(content, tarfile.TarInfo):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                archive.addfile(info)
    return buffer.getvalue()


def member(name, kind, target="/etc/passwd"):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def graded(intake):
    return {s.key: {f.path: f.text.read() for f in s.files} for s in intake.submissions}


def odd(intake):
    return [(o.path, o.note.kind, o.student) for o in intake.odd]


@pytest.fixture
def write(tmp_path):
    def to(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return to


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("format", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_a_class_reads_as_its_zip(ending, format, write, take, make_zip):  # noqa: A002
    path = write(f"class{ending}", PACK[ending](tar_bytes(CLASS, format=format)))

    assert graded(take(path)) == graded(take(make_zip(CLASS)))


@pytest.mark.parametrize("ending", [".tar", ".tar.gz"])
def test_a_single_students_tarball_has_its_name(ending, write, only):
    assert only(write(f"ana{ending}", PACK[ending](tar_bytes({"losses.py": b""})))).key == "ana"


def test_a_students_tarball_is_read_wherever_it_lies(make_zip, zipped, take):
    tarball = gzip.compress(tar_bytes({"tarea/losses.py": b"x = 1\n"}))
    intake = take(make_zip({"ana/w.tar.gz": tarball, "luis/all.zip": zipped({"w.tgz": tarball}), "eva/losses.py": ""}))

    assert graded(intake) == {
        "ana": {"w.tar.gz/tarea/losses.py": b"x = 1\n"},
        "eva": {"losses.py": b""},
        "luis": {"all.zip/w.tgz/tarea/losses.py": b"x = 1\n"},
    }


@pytest.mark.parametrize("format", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_and_accented_names_are_read(format, write, take):  # noqa: A002
    deep = "/".join(["José Núñez", *["una carpeta con un nombre muy largo"] * 8])
    files = {f"{deep}/losses.py": b"x = 1\n", "ana/losses.py": b""}

    assert set(graded(take(write("c.tar", tar_bytes(files, format=format))))) == {"José Núñez", "ana"}


@pytest.mark.skipif(shutil.which("tar") is None, reason="there is no tar")
def test_what_the_systems_tar_packs_is_read(make_folder, take):
    root = make_folder(CLASS)
    subprocess.run(["tar", "czf", "../class.tgz", "."], cwd=root, check=True)

    assert graded(take(root.parent / "class.tgz")) == graded(take(root))


@pytest.mark.parametrize(
    ("name", "what", "kind"),
    [
        ("ana/losses.py", tarfile.SYMTYPE, "link"),
        ("ana/losses.py", tarfile.LNKTYPE, "link"),
        ("ana/losses.py", tarfile.FIFOTYPE, "special"),
        ("ana/losses.py", tarfile.CHRTYPE, "special"),
        ("../ana/losses.py", tarfile.REGTYPE, "unsafe-path"),
        ("/ana/losses.py", tarfile.REGTYPE, "unsafe-path"),
    ],
)
def test_what_is_no_regular_file_inside_is_not_read(name, what, kind, write, take):
    path = write("c.tar", tar_bytes({"x": member(name, what), "luis/losses.py": b"", "eva/losses.py": b""}))

    intake = take(path)

    assert [note for _, note, _ in odd(intake)] == [kind]
    assert {"luis", "eva"} <= set(graded(intake))


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tar.xz", ".tar.bz2"])
def test_one_that_is_cut_off_is_an_error_and_loses_nothing_silently(ending, write, take):
    whole = PACK[ending](tar_bytes(CLASS))
    cut = whole[: 512 * 3] if ending == ".tar" else whole[: len(whole) // 2]

    with pytest.raises(GradienteError, match="download it again"):
        take(write(f"c{ending}", cut))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_a_bomb_costs_its_student_that_file(pack, make_zip, take):
    bomb = pack(tar_bytes({"losses.py": b" " * (12 << 20)}))
    intake = take(make_zip([("ana/work.tar.gz", bomb), ("luis/losses.py", "")]), limits=Limits(archive_bytes=8 << 20))

    assert graded(intake) == {"ana": {}, "luis": {"losses.py": b""}}
    assert odd(intake) == [("work.tar.gz", "unpacks-to-too-much", "ana")]


def test_a_dictionary_that_claims_a_gigabyte_is_not_made(make_zip, take):
    greedy = bytearray(lzma.compress(tar_bytes({"losses.py": b""}), filters=[{"id": lzma.FILTER_LZMA2, "preset": 0}]))
    greedy[greedy.index(b"\x21\x01") + 2] = 36  # the block's header: a dictionary of 1 GiB
    greedy[20:24] = zlib.crc32(bytes(greedy[12:20])).to_bytes(4, "little")
    intake = take(make_zip([("ana/work.tar.xz", bytes(greedy)), ("luis/losses.py", "")]))

    assert odd(intake) == [("work.tar.xz", "broken-archive", "ana")]


def test_a_class_that_unpacks_to_too_much_is_said_so(write, take):
    path = write("c.tar.gz", gzip.compress(tar_bytes({"ana/losses.py": b" " * 100_000, "eva/losses.py": b""})))

    with pytest.raises(GradienteError, match="unpacks to more than 50000 bytes"):
        take(path, limits=Limits(unpacked_bytes=50_000))


def test_too_many_members_are_not_listed(make_zip, take):
    many = tar_bytes({f"{number}.py": b"" for number in range(30)})
    intake = take(make_zip([("ana/w.tar", many), ("luis/losses.py", "")]), limits=Limits(archive_members=20))

    assert odd(intake) == [("w.tar", "too-many-members", "ana")]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda raw: raw[:124] + b"-0000000001\0" + raw[136:], id="a negative size"),
        pytest.param(lambda raw: raw[:124] + b"77777777777\0" + raw[136:], id="a size beyond the end"),
        pytest.param(lambda raw: raw[:148] + b"0000000\0" + raw[156:], id="a wrong sum"),
        pytest.param(lambda raw: raw[:156] + b"x" + raw[157:], id="a pax header that is none"),
    ],
)
def test_headers_that_lie_cost_one_student(spoil, make_zip, take):
    raw = bytearray(spoil(tar_bytes({"losses.py": b"x = 1\n" * 200})))
    if raw[148:156] != b"0000000\0":
        raw[148:156] = b" " * 8
        raw[148:156] = f"{sum(raw[:512]):06o}\0 ".encode()
    intake = take(make_zip([("ana/w.tar", bytes(raw)), ("luis/losses.py", "x = 2\n")]))

    assert graded(intake) == {"ana": {}, "luis": {"losses.py": b"x = 2\n"}}
    assert [(path, student) for path, _, student in odd(intake)] == [("w.tar", "ana")]


def test_every_cut_of_a_tarball_ends_in_a_note_or_a_reading(make_zip, take):
    whole = tar_bytes({"a/losses.py": b"x = 1\n", "l": member("l", tarfile.SYMTYPE), "ñ" * 120: b""})
    for length in range(0, len(whole), 97):
        intake = take(make_zip([("ana/w.tar", whole[:length]), ("luis/losses.py", "")]))
        assert set(graded(intake)) == {"ana", "luis"}
