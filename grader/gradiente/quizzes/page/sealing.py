"""Seal what must not be read before its time.

The page works without a server, so whatever it can open, a determined reader of its source can open too. What this
prevents is seeing an answer by accident, searching the source for it, or reading on with a browser's tools: answers
are salted hashes, what is said to an answer opens with that answer, the explanation with the right answer or, slowly,
by giving up. Hashes are SHA-256 throughout, because a page opened from disk has no WebCrypto in every browser;
`sealing.js` is the other half.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

# Giving up costs this many rounds, which nobody notices at one question.
ROUNDS = 5000


def salt_of(code: str) -> str:
    """Return a variant's salt; the same at every build, so that building twice gives the same page."""
    return hashlib.sha256(f"gradiente-quiz-page|{code}".encode()).hexdigest()[:16]


def key_of(salt: str, label: str) -> bytes:
    """Return the key that a label (an answer, say) gives."""
    return hashlib.sha256(f"{salt}|{label}".encode()).digest()


def mark_of(salt: str, label: str) -> str:
    """Return what is stored of a label to recognise it by."""
    return hashlib.sha256(f"{salt}|mark|{label}".encode()).hexdigest()[:16]


def slow_key(salt: str) -> bytes:
    """Return the key that giving up gives."""
    key = key_of(salt, "give-up")
    for _ in range(ROUNDS):
        key = hashlib.sha256(key).digest()
    return key


def seal(key: bytes, content: Any) -> str:
    """Encrypt plain data: its JSON, added to a stream of hashes of the key and a counter; a key seals one thing."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    blocks = -(-len(plain) // 32)
    stream = b"".join(hashlib.sha256(key + number.to_bytes(4, "big")).digest() for number in range(blocks))
    mixed = int.from_bytes(plain, "big") ^ int.from_bytes(stream[: len(plain)], "big")
    return base64.b64encode(mixed.to_bytes(len(plain), "big")).decode()


def unseal(key: bytes, sealed: str) -> Any:
    """Decrypt what `seal` has made.

    Raises
    ------
    ValueError
        If the key is another one.
    """
    mixed = base64.b64decode(sealed)
    blocks = -(-len(mixed) // 32)
    stream = b"".join(hashlib.sha256(key + number.to_bytes(4, "big")).digest() for number in range(blocks))
    plain = int.from_bytes(mixed, "big") ^ int.from_bytes(stream[: len(mixed)], "big")
    return json.loads(plain.to_bytes(len(mixed), "big"))
