"""What a built web page was made from, in the page itself; so that a person's edits are never overwritten."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict
from html import escape, unescape
from pathlib import Path as File

from pipeline.docx.provenance import Built, Provenance

_STAMP = re.compile(r'<html lang="sv"((?: data-handlingsplan-[a-z]+="[^"]*")+)>')
_ENTRY = re.compile(r' data-handlingsplan-([a-z]+)="([^"]*)"')
_UNKNOWN = "0" * 64


def stamp_of(provenance: Provenance, content: str = _UNKNOWN) -> str:
    """Return the attributes of a page's `html` element that say what it was made from, and how it looked."""
    values = {**asdict(provenance), "content": content}
    return "".join(f' data-handlingsplan-{name}="{escape(value)}"' for name, value in values.items())


def stamped_page(page: str, provenance: Provenance) -> bytes:
    """Return the bytes of a page that was made with `stamp_of(provenance)`, with its own digest put in."""
    return page.replace(stamp_of(provenance), stamp_of(provenance, _digest(page)), 1).encode()


def read_page_provenance(file: File) -> Built | None:
    """Return what a page was made from and whether a person has changed it since; None if there is no file.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        page = file.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return None
    stamp = _STAMP.search(page)
    values = {name: unescape(value) for name, value in _ENTRY.findall(stamp[1])} if stamp else {}
    content = values.pop("content", "")
    if set(values) != set(Provenance.__dataclass_fields__):
        return Built(None, edited=True)
    edited = _digest(page.replace(content, _UNKNOWN, 1)) != content
    return Built(Provenance(**values), edited)


def _digest(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()
