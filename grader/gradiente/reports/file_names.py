"""Names of files for keys that may hold anything."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

# Windows keeps these to itself, whatever their ending.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))],
)
_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def page_names(keys: Iterable[str]) -> dict[str, str]:
    """Give every key a name of a file that is safe, and no other's, on any system.

    A key of lower-case ASCII letters and digits is its own name, as an id of an LMS is; any other gets what can
    be read of it and a digest.

    Parameters
    ----------
    keys : iterable of str

    Returns
    -------
    dict of str to str
        The name, with `.html`, by key.
    """
    keys = list(keys)
    names = {key: key for key in keys if _SAFE.fullmatch(key) and key not in _DEVICES}
    taken = set(names.values())
    for key in keys:
        if key in names:
            continue
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        length = 10
        while (name := f"{_readable(key)}-{digest[:length]}") in taken and length < len(digest):
            length += 1
        names[key] = name
        taken.add(name)
    return {key: f"{names[key]}.html" for key in keys}


def _readable(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "student"
