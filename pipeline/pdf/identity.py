"""A PDF's identifier, in which stands what it was made from and whether somebody has changed it."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

_ID = re.compile(rb"/ID \[<([0-9a-f]{32})><([0-9a-f]{32})>\]")


class Identity(NamedTuple):
    """What a PDF says of itself: the digest of what it was made from, and whether its bytes are as they were then."""

    made_of: str
    untouched: bool


def identified(data: bytes, made_of: str) -> bytes:
    """Return a PDF whose identifier says what it was made from, and how its bytes are."""
    found = list(_ID.finditer(data))
    assert len(found) == 1, "qpdf writes the identifier once"
    start, end = found[0].span()
    blank = data[:start] + b"/ID [<" + made_of[:32].encode() + b"><" + b"0" * 32 + b">]" + data[end:]
    whole = hashlib.sha256(blank).hexdigest()[:32].encode()
    return blank[: end - 34] + whole + blank[end - 2 :]


def identity(data: bytes) -> Identity | None:
    """Return what a PDF of ours was made from, and whether somebody has changed it; None for another's."""
    found = list(_ID.finditer(data))
    if not found:
        return None
    start, end = found[-1].span(2)
    whole = hashlib.sha256(data[:start] + b"0" * 32 + data[end:]).hexdigest()[:32]
    return Identity(found[-1][1].decode(), found[-1][2].decode() == whole)
