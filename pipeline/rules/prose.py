"""The board's running text, and its sentences with the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.diagnostics import Path
from pipeline.dossier import Dossier

_NOT_PROSE = ("kallor", "beslut", "samordnare", "till", "handlaggare", "underskrift", "beslutad")
_ITEM = r"(?:[-+*]|\d{1,9}[.)])[ \t]+"
_END = re.compile(
    rf"(?<![ \t])[ \t]*\n(?:[ \t]*\n)+[ \t]*(?:{_ITEM})?"  # a blank line
    rf"|(?<![ \t])[ \t]*\n[ \t]*{_ITEM}"
    r"|(?<=[.!?])(?P<closing>(?:[\"”»)]|\*\*?|\[\^[^\]]+\])*)\s+(?=[\"”»(*_]*[A-ZÅÄÖ0-9])"  # a capital follows
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:t\.ex|bl\.a|m\.fl|m\.m|d\.v\.s|dvs|s\.k|f\.d|o\.s\.v|osv|fr\.o\.m|t\.o\.m|kap|st|nr|ca|s|resp|inkl|exkl|"
    r"prop|jfr|prof|dr|tel)|\b[A-ZÅÄÖ])\.$",
    re.I,
)


def prose(dossier: Dossier) -> Iterator[tuple[Path, str]]:
    """Yield the board's own texts that are running text or table cells; sources and decisions are not."""
    goals = dossier.plan.goals()
    numbers = (*goals[0], "mal") if goals else ()
    for path, text in dossier.own_texts():
        if path[0] not in _NOT_PROSE and path[: len(numbers)] != numbers:
            yield path, text


@lru_cache(maxsize=512)  # several rules read the same texts
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets (start, end) of each sentence of a text field; a list item ends one, a wrapped line not."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    first = re.match(rf"\s*(?:{_ITEM})?", text)
    start = first.end() if first else 0
    for match in _END.finditer(text, start):
        full_stop = match["closing"] is not None
        if not (full_stop and _ABBREVIATION.search(text[start : match.start()])):
            yield start, match.end("closing") if full_stop else match.start()
            start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())
