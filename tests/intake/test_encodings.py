"""Sources in whatever encoding reach the grader as UTF-8 that Python reads the same way."""

import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente.intake.encodings import to_utf8

TEXT = "# año\nx = 'ñandú'\n"


def remarks(raw):
    return [kind for kind, _ in to_utf8(raw).remarks]


@pytest.mark.parametrize(
    "raw", [b"", b"x = 1", TEXT.encode(), b"# coding: utf-8\r\nx\r\ry\n", b"# -*- coding: UTF8 -*-\n"]
)
def test_utf8_is_left_as_it_is(raw):
    assert to_utf8(raw).source == raw
    assert remarks(raw) == []


def test_a_byte_order_mark_is_taken_off():
    assert to_utf8(codecs.BOM_UTF8 + TEXT.encode()).source == TEXT.encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_with_a_mark_is_decoded_with_a_note(encoding):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")

    assert to_utf8(mark + TEXT.encode(encoding)).source == TEXT.encode()
    assert remarks(mark + TEXT.encode(encoding)) == ["encoding"]


@pytest.mark.parametrize(
    ("cookie", "encoding"),
    [
        ("# -*- coding: latin-1 -*-", "latin-1"),
        ("# vim: set fileencoding=cp1252 :", "cp1252"),
        ("# coding=iso-8859-15", "iso-8859-15"),
        ("# coding: latin-1-unix", "latin-1"),
        ("\t# coding: mac-roman", "mac-roman"),
    ],
)
@pytest.mark.parametrize("first", ["", "#!/usr/bin/env python\n", "\n"])
def test_a_declared_encoding_is_honoured_and_the_declaration_neutralised(cookie, encoding, first):
    raw = f"{first}{cookie}\nx = 'ñandú'\n".encode(encoding)
    scope: dict[str, object] = {}

    decoded = to_utf8(raw)
    exec(compile(decoded.source, "<test>", "exec"), scope)

    assert scope["x"] == "ñandú"
    assert decoded.source.count(b"\n") == raw.count(b"\n")
    assert decoded.remarks == ()


def test_a_second_declaration_does_not_come_to_life_when_the_first_is_neutralised():
    decoded = to_utf8("# coding: latin-1 coding: koi8-r\n# coding: cp500\nx = 'ñ'\n".encode("latin-1"))
    scope: dict[str, object] = {}

    exec(compile(decoded.source, "<test>", "exec"), scope)

    assert scope["x"] == "ñ"


@pytest.mark.parametrize(
    "cookie",
    [
        "klingon",
        "hex",
        "zip",
        "rot13",
        "utf-7",
        "unicode_escape",
        "undefined",
        "idna",
        "utf-16",
        "ascii",
        "..",
        "os",
        "cp500",
    ],
)
def test_a_declaration_that_does_not_hold_is_ignored_with_a_note(cookie):
    raw = f"# coding: {cookie}\nx = 'ñ'\n".encode()
    scope: dict[str, object] = {}

    exec(compile(to_utf8(raw).source, "<test>", "exec"), scope)

    assert scope["x"] == "ñ"
    assert remarks(raw) == ["cookie"]


def test_a_declaration_on_the_third_line_is_a_comment():
    raw = b"\n\n# coding: latin-1\n"

    assert to_utf8(raw).source == raw


def test_a_declaration_after_code_is_a_comment():
    raw = "x = 1\n# coding: klingon\ny = 'ñ'\n".encode()

    assert to_utf8(raw).source == raw


def test_bytes_that_are_no_utf8_are_read_as_windows_1252_with_a_note():
    decoded = to_utf8("x = '€ñ'\n".encode("cp1252"))

    assert decoded.source == "x = '€ñ'\n".encode()
    assert decoded.remarks == (("encoding", {"encoding": "Windows-1252"}),)


def test_any_bytes_at_all_are_read():
    decoded = to_utf8(bytes(range(1, 256)))

    assert len(decoded.source.decode()) == 255
    assert decoded.remarks == (("encoding", {"encoding": "Latin-1"}),)


def test_nul_bytes_and_marks_of_direction_are_kept_and_noted():
    assert to_utf8(b"x\0").source == b"x\0"
    assert remarks(b"x\0") == ["nul"]
    assert remarks("x = 'a\u202e'".encode()) == ["hidden-marks"]


def test_surrogates_in_utf16_become_replacement_characters():
    assert to_utf8(codecs.BOM_UTF16_LE + b"\x00\xd8a\x00").source.decode()


def test_line_endings_are_left_alone():
    raw = "a = 'ñ'\r\nb\rc\n".encode("cp1252")

    assert to_utf8(raw).source == "a = 'ñ'\r\nb\rc\n".encode()


def test_the_digest_is_that_of_the_bytes_handed_in(make_folder, only):
    raw = codecs.BOM_UTF8 + b"x = 1\n"
    (file,) = only(make_folder({"losses.py": raw})).files

    assert file.digest == hashlib.sha256(raw).hexdigest()
    assert file.text.read() == b"x = 1\n"


@given(
    st.sampled_from(
        [b"", b"# coding: latin-1\n", b"#\r# coding=gb18030\n", b"# coding: x\n", b"\xef\xbb\xbf# coding:big5\n"]
    ),
    st.binary(max_size=80),
)
def test_whatever_comes_in_is_utf8_with_the_same_lines_coming_out(head, body):
    raw = head + body
    source = to_utf8(raw).source

    assert source.decode("utf-8") is not None
    if not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert source.count(b"\n") == raw.count(b"\n")
