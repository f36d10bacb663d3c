"""Sources in whatever encoding, turned into UTF-8 that Python reads the same way, line by line."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# PEP 263; only the first two lines count, the second only after a blank line or a comment.
_COOKIE = re.compile(rb"[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]{1,40})")
_BLANK_OR_COMMENT = re.compile(rb"[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_FIRST_LINES = re.compile(rb"(?:[^\r\n]*(?:\r\n|\r|\n)?){2}")
# Encodings of text alone: no hex, zip, rot13, idna, unicode_escape, utf-7.
_TEXT_CODECS = re.compile(
    r"ascii|utf-8|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|johab|tis-620"
)
_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# EBCDIC and the like would move the ends of lines.
_PLAIN = b"\n\r\t #\"'()*+,-.0123456789:=ABCXYZ[]_abcxyz"
_DIRECTION = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
_LANGUAGE = re.compile(r"#\s*gradiente:.*[·|]\s*(es|en)\b")

Remarks = list[tuple[str, dict[str, str]]]


@dataclass(frozen=True)
class Decoded:
    """A source in UTF-8, and what had to be done to it: kinds of notes with their details."""

    source: bytes
    remarks: tuple[tuple[str, dict[str, str]], ...] = ()


def to_utf8(raw: bytes) -> Decoded:
    """Return a source as UTF-8 without byte order mark.

    Valid UTF-8 is otherwise left as it is. A declared encoding is honoured, then turned into a plain comment.
    """
    remarks: Remarks = []
    source = _recoded(raw, remarks)
    if (cookie := _cookie(source)) and _codec(cookie) != "utf-8":
        source = _without_cookie(source)
    if b"\0" in source:
        remarks.append(("nul", {}))
    if _DIRECTION.search(source):
        remarks.append(("hidden-marks", {}))
    return Decoded(source, tuple(remarks))


def language_of(source: bytes) -> str | None:
    """Return the language that the header of a stub names: `es`, `en` or None."""
    found = _LANGUAGE.search(source[:2048].decode("utf-8", "replace"))
    return found[1] if found else None


def _recoded(raw: bytes, remarks: Remarks) -> bytes:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            remarks.append(("encoding", {"encoding": encoding.upper()}))
            return raw.decode(encoding, "replace").encode("utf-8", "replace")
    if raw.startswith(codecs.BOM_UTF8):
        return _utf8_or_western(raw.removeprefix(codecs.BOM_UTF8), remarks)
    if (cookie := _cookie(raw)) and (codec := _codec(cookie)) != "utf-8":
        try:
            return raw.decode(codec or "undefined").encode("utf-8")
        except UnicodeError:
            remarks.append(("cookie", {"cookie": cookie}))
    return _utf8_or_western(raw, remarks)


def _utf8_or_western(raw: bytes, remarks: Remarks) -> bytes:
    try:
        raw.decode("utf-8")
        return raw
    except UnicodeDecodeError:
        pass
    try:
        text, encoding = raw.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, encoding = raw.decode("latin-1"), "Latin-1"
    remarks.append(("encoding", {"encoding": encoding}))
    return text.encode("utf-8")


def _cookie(source: bytes) -> str | None:
    found = _COOKIE.match(source)
    if found is None and (first := _BLANK_OR_COMMENT.match(source)):
        found = _COOKIE.match(source, first.end())
    return found[1].decode("ascii", "replace") if found else None


def _codec(cookie: str) -> str | None:
    """Return the codec that a cookie names, if it is one of text."""
    try:
        name = codecs.lookup(re.sub(r"-(?:unix|dos|mac)$", "", cookie)).name  # as Emacs writes it
    except (LookupError, ValueError):
        return None
    name = "utf-8" if name == "utf-8-sig" else name
    if not _TEXT_CODECS.fullmatch(name) or _PLAIN.decode(name, "replace") != _PLAIN.decode("ascii"):
        return None
    return name


def _without_cookie(source: bytes) -> bytes:
    """Make declarations of an encoding in the first two lines plain comments: the text is UTF-8 now."""
    head = _FIRST_LINES.match(source)
    end = head.end() if head else 0
    lines = source[:end].splitlines(keepends=True)
    plain = [re.sub(rb"coding(?=[:=])", b"coding ", line) if _COOKIE.match(line) else line for line in lines]
    return b"".join(plain) + source[end:]
