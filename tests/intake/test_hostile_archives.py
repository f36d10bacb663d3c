"""Archives that lie: each costs its own student a file at most, and nobody else anything."""

import io
import os
import stat
import struct
import time
import warnings
import zipfile
import zlib

import pytest

from gradiente.errors import GradienteError
from gradiente.intake import Limits

GOOD = ("luis/losses.py", "x = 1\n")
BLANKS = b" " * 10_000_000


def entry(name, mode=0, method=zipfile.ZIP_STORED, flags=0):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    info.compress_type = method
    info.flag_bits |= flags
    return info


def odd(intake):
    return [(o.path, o.note.kind, o.student) for o in intake.odd]


def graded(intake):
    return {s.key: [f.path for f in s.files] for s in intake.submissions}


@pytest.mark.parametrize(
    "name",
    [
        "../losses.py",
        "ana/../../losses.py",
        "/etc/losses.py",
        "C:/losses.py",
        "c:losses.py",
        "..\\losses.py",
        "\\\\srv\\losses.py",
    ],
)
def test_a_path_that_leads_out_is_never_read(name, make_zip, take):
    intake = take(make_zip([(name, "evil"), GOOD, ("eva/losses.py", "")]))

    assert graded(intake) == {"eva": ["losses.py"], "luis": ["losses.py"]}
    assert odd(intake) == [(name, "unsafe-path", None)]


def test_a_path_that_leads_out_of_a_students_zip_is_that_students(make_zip, zipped, take):
    intake = take(make_zip([("ana/work.zip", zipped({"../losses.py": "evil", "losses.py": ""})), GOOD]))

    assert graded(intake) == {"ana": ["work.zip/losses.py"], "luis": ["losses.py"]}
    assert odd(intake) == [("work.zip/../losses.py", "unsafe-path", "ana")]


def test_backslashes_separate(make_zip, take):
    assert graded(take(make_zip([("ana\\losses.py", ""), ("luis\\losses.py", "")]))) == {
        "ana": ["losses.py"],
        "luis": ["losses.py"],
    }


@pytest.mark.parametrize(
    ("mode", "kind"),
    [(stat.S_IFLNK, "link"), (stat.S_IFIFO, "special"), (stat.S_IFCHR, "special"), (stat.S_IFSOCK, "special")],
)
def test_what_is_no_regular_file_is_not_read(mode, kind, make_zip, take):
    intake = take(make_zip([(entry("ana/losses.py", mode | 0o777), "/etc/passwd"), GOOD]))

    assert graded(intake) == {"ana": [], "luis": ["losses.py"]}
    assert odd(intake) == [("losses.py", kind, "ana")]


def test_a_folder_named_like_a_topic_is_a_folder(make_zip, take):
    intake = take(make_zip([(entry("ana/losses.py/"), ""), ("ana/losses.py/parameters.py", "x = 1"), GOOD]))

    assert graded(intake)["ana"] == ["losses.py/parameters.py"]
    assert [n.kind for n in intake.submissions[0].notes] == ["folder-named-py"]


@pytest.mark.parametrize("name", ["ana", "Ana_1_assignsubmission_file"])
def test_a_file_of_the_name_of_a_students_folder_is_that_students(name, make_zip, take):
    intake = take(make_zip([(name, "x"), (f"{name}/losses.py", "")]))

    key = intake.submissions[0].key
    assert graded(intake) == {key: ["losses.py"]}
    assert odd(intake) == [(name, "not-python", key)]


def test_a_folder_that_holds_bytes_is_odd(make_zip, take):
    path = make_zip([("ana/losses.py_", "data"), GOOD])
    path.write_bytes(path.read_bytes().replace(b"losses.py_", b"losses.py/"))

    assert odd(take(path)) == [("losses.py", "special", "ana")]


def test_an_encrypted_member_is_not_read(make_zip, take):
    path = make_zip([("ana/losses.py", "secret"), GOOD])
    raw = bytearray(path.read_bytes())
    first = raw.index(b"PK\x01\x02")
    raw[first + 8] |= 1  # the flag bits of the first entry
    path.write_bytes(raw)

    assert odd(take(path)) == [("losses.py", "encrypted", "ana")]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_whose_memory_cannot_be_bounded_are_not_read(method, make_zip, take):
    intake = take(make_zip([(entry("ana/losses.py", method=method), BLANKS), GOOD]))

    assert odd(intake) == [("losses.py", "compression", "ana")]


def test_a_member_that_unpacks_too_far_is_not_read(make_zip, take):
    intake = take(make_zip([(entry("ana/losses.py", method=zipfile.ZIP_DEFLATED), BLANKS[:1_000_000]), GOOD]))

    assert odd(intake) == [("losses.py", "inflated", "ana")]


def test_a_large_member_is_not_read(make_zip, take):
    intake = take(make_zip([("ana/losses.py", BLANKS), GOOD]))

    assert odd(intake) == [("losses.py", "too-large", "ana")]


@pytest.mark.parametrize("claimed", [0, 3, 1 << 20, 0xFFFFFFF0])
def test_a_member_that_lies_about_its_size_costs_only_itself(claimed, make_zip, take):
    path = make_zip([("ana/losses.py", "y = 2\n" * 20), GOOD], compression=zipfile.ZIP_DEFLATED)
    raw = bytearray(path.read_bytes())
    first = raw.index(b"PK\x01\x02")
    raw[first + 24 : first + 28] = struct.pack("<I", claimed)
    path.write_bytes(raw)

    intake = take(path)

    assert graded(intake)["luis"] == ["losses.py"]
    assert graded(intake)["ana"] == ["losses.py"] or odd(intake) == [("losses.py", "broken", "ana")]


def test_a_damaged_member_costs_only_itself(make_zip, take):
    path = make_zip([("ana/losses.py", "UNIQUE CONTENT"), GOOD])
    path.write_bytes(path.read_bytes().replace(b"UNIQUE", b"BROKEN"))

    intake = take(path)

    assert graded(intake) == {"ana": [], "luis": ["losses.py"]}
    assert odd(intake) == [("losses.py", "broken", "ana")]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_members_of_one_name_the_fuller_is_taken_whatever_their_order(order, make_zip, take, source):
    pair = [("ana/losses.py", source("softmax")), ("ana/losses.py", source("softmax", "cross_entropy"))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile remarks on the second
        path = make_zip([*pair[::order], GOOD])

    intake = take(path)

    assert intake.submissions[0].files[0].text.read() == pair[1][1].encode()
    assert odd(intake) == [("losses.py", "same-topic", "ana")]


def test_control_characters_in_names_are_not_shown(make_zip, take):
    intake = take(make_zip([("a\x1b[31mna\n/los\u202eses.py\x07.pdf", "x"), GOOD]))

    shown = [
        intake.submissions[0].key,
        intake.submissions[0].name,
        intake.odd[0].path,
        *intake.odd[0].note.details.values(),
    ]
    assert all(text.isprintable() for text in shown)


def test_students_whose_names_look_alike_stay_apart(make_zip, take):
    intake = take(
        make_zip([("ana\x01/losses.py", "1"), ("ana\x02/losses.py", "2"), ("an\u0303a/x.py", ""), ("aña/x.py", "")])
    )

    assert len({s.key for s in intake.submissions}) == len(intake.submissions) == 4


def test_a_nul_byte_in_a_name_hides_nothing(make_zip, take):
    path = make_zip([("ana/losses.py_.png", "x"), GOOD])
    path.write_bytes(path.read_bytes().replace(b"losses.py_.png", b"losses.py\0.png"))

    intake = take(path)

    assert graded(intake) == {"luis": ["losses.py"]}
    assert [kind for _, kind, _ in odd(intake)] == ["unsafe-path"]


def test_a_very_long_name_is_shortened_and_keeps_its_end(make_zip, take):
    intake = take(make_zip([("ana/" + "x/" * 30_000 + "losses.py", ""), GOOD]))

    path = intake.submissions[0].files[0].path
    assert len(path) <= 201
    assert path.endswith("losses.py")


def test_more_files_than_allowed_are_odd_and_topics_come_first(make_zip, take):
    files = [(f"ana/aaa{number}.py", "") for number in range(30)]
    intake = take(make_zip([*files, ("ana/deep/losses.py", ""), GOOD]), limits=Limits(student_files=10))

    assert graded(intake)["ana"] == ["deep/losses.py"]
    assert len(intake.submissions[0].helpers) == 9
    assert [o.note.kind for o in intake.odd] == ["too-many-files"] * 21


def test_many_large_files_of_a_student_stop_at_the_limit(make_zip, take):
    files = [(f"ana/a{number}.py", os.urandom(400).hex()) for number in range(10)]
    intake = take(make_zip([*files, GOOD]), limits=Limits(student_bytes=3000))

    assert len(intake.submissions[0].helpers) == 3
    assert {o.note.kind for o in intake.odd} == {"too-much"}


def test_the_bytes_of_all_students_are_limited(make_zip, take):
    with pytest.raises(GradienteError, match="more than 5 bytes together"):
        take(make_zip([GOOD]), limits=Limits(total_bytes=5))


def test_the_members_of_a_class_are_limited(make_zip, take):
    with pytest.raises(GradienteError, match="more than 10 files"):
        take(make_zip({f"s{number}/losses.py": "" for number in range(11)}), limits=Limits(members=10))


def test_thirty_thousand_members_in_a_students_zip_are_not_listed(make_zip, zipped, take):
    bomb = zipped({f"{number}.py": "" for number in range(30_000)})
    intake = take(make_zip([("ana/work.zip", bomb), GOOD]))

    assert odd(intake) == [("work.zip", "too-many-members", "ana")]


def test_a_zip_that_contains_itself_ends(make_zip, zipped, take):
    inner = zipped({"losses.py": ""})
    for _ in range(8):
        inner = zipped({"a.zip": inner, "b.zip": inner})[: 1 << 24]

    intake = take(make_zip([("ana/work.zip", inner), GOOD]), limits=Limits(archive_bytes=1 << 28))

    assert {kind for _, kind, _ in odd(intake)} == {"nested-archive"}


def test_many_archives_of_a_student_share_one_limit(make_zip, zipped, take):
    inner = zipped({"data.bin": os.urandom(3000)})
    files = [(f"ana/{number}.zip", inner) for number in range(5)]
    intake = take(make_zip([*files, GOOD]), limits=Limits(archive_bytes=7000))

    assert sorted(kind for _, kind, _ in odd(intake)) == ["not-python"] * 2 + ["too-large"] * 3


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + b"\xff" * 18])
def test_a_broken_zip_of_a_student_costs_only_that_file(content, make_zip, take):
    intake = take(make_zip([("ana/work.zip", content), ("ana/losses.py", ""), GOOD]))

    assert graded(intake) == {"ana": ["losses.py"], "luis": ["losses.py"]}
    assert odd(intake) == [("work.zip", "broken-archive", "ana")]


def test_a_truncated_class_archive_is_an_error_that_says_what_to_do(make_zip, take):
    path = make_zip([GOOD, ("ana/losses.py", "x" * 5000)])
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(GradienteError, match=r"class\.zip is no zip or only a part of one: download it again\."):
        take(path)


def test_archives_that_overlap_are_read_within_the_limits(make_zip, take):
    """Many entries of the directory point at one member: the small archive that unpacks to a huge one."""
    path = make_zip({f"ana/a{number:03}.py": "x" for number in range(50)})
    raw = path.read_bytes()
    start = raw.index(b"PK\x01\x02")
    at = start
    out = bytearray(raw)
    for _ in range(50):
        out[at + 42 : at + 46] = struct.pack("<I", 0)
        at += 46 + len("ana/a000.py")
    path.write_bytes(out)

    assert sum(len(s.helpers) for s in take(path).submissions) <= 1


def test_damage_anywhere_ends_in_submissions_or_in_one_sentence(make_zip, zipped, take):
    """Every byte of a small archive turned over, and every length: never any other exception."""
    path = make_zip({"ana/losses.py": "x = 1\n", "luis/w.zip": zipped({"losses.py": "y"})}, compression=8)
    raw = path.read_bytes()
    damaged = [raw[:length] for length in range(len(raw))]
    damaged += [
        raw[:at] + bytes([raw[at] ^ flip]) + raw[at + 1 :] for at in range(len(raw)) for flip in (1, 0x80, 0xFF)
    ]

    outcomes = {"read": 0, "refused": 0}
    for content in damaged:
        path.write_bytes(content)
        try:
            take(path)
        except GradienteError:
            outcomes["refused"] += 1
        else:
            outcomes["read"] += 1

    assert min(outcomes.values()) > 100


def test_a_class_of_ten_thousand_is_read_in_seconds(make_zip, take):
    names = (f"Student {n}_{n}_assignsubmission_file/{file}" for n in range(10_000) for file in ("losses.py", "aid.py"))
    path = make_zip([(name, "x = 1\n" * 50) for name in names], compression=zipfile.ZIP_DEFLATED)

    begun = time.perf_counter()
    intake = take(path)

    assert len(intake.submissions) == 10_000
    assert time.perf_counter() - begun < 60


def test_a_hundred_thousand_entries_do_not_hang(make_zip, take):
    buffer = io.BytesIO()
    body = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, zlib.crc32(b""), 0, 0, 0, 0)
    buffer.write(body)
    start = buffer.tell()
    for number in range(100_000):
        name = b"ana/%d.png" % number
        fields = (b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0)
        buffer.write(struct.pack("<4s4B4HL2L5H2L", *fields) + name)
    size = buffer.tell() - start
    buffer.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, size, start, 0))
    path = make_zip([])
    path.write_bytes(buffer.getvalue())

    begun = time.perf_counter()
    intake = take(path)

    assert len(intake.odd) == 100_000
    assert time.perf_counter() - begun < 60
