"""Two papers that carry no definition, compared line by line: a paragraph, a table's row, a line of plain text."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from pipeline.change import Change, Field, How, Kind, Place, Value
from pipeline.diagnostics import item
from pipeline.markup import literal

_ROWS = ("row", "head")
_CHAPTERS = ("heading 1", "Rubrik 1 på ny sida")


def differing_lines(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """Return what differs between two papers, whose lines are `style  words`, `row | cell | cell |` or words alone."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    changes: list[Change] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for was, now in zip_longest(range(start, end), range(new_start, new_end)):
            before, after = (_field(old, was), _field(new, now))
            how = How.CHANGED if before and after else How.ADDED if after else How.REMOVED
            sides = (_place(old, was), _place(new, now))
            changes.append(Change(how, Kind.ENTRY, "text", *sides, before, after))
    return tuple(changes)


def _field(lines: Sequence[str], number: int | None) -> tuple[Field, ...]:
    if number is None:
        return ()
    return (Field("text", "Text", Value(lines[number], literal(_parted(lines[number])[1]))),)


def _parted(line: str) -> tuple[str, str]:
    """Return what kind of line it is, and its words."""
    kind, _, words = line.partition(" ")
    if kind in _ROWS:
        return "Tabellraden", words.strip(" |")
    style, found, words = line.partition("  ")
    return ("Stycket", words) if found else ("Raden", style)


def _place(lines: Sequence[str], number: int | None) -> Place | None:
    if number is None:
        return None
    headings = (line for line in reversed(lines[: number + 1]) if line.partition("  ")[0] in _CHAPTERS)
    name, chapter = _parted(lines[number])[0], _parted(next(headings, ""))[1]
    return Place(("rad", item(number + 1)), str(number + 1), name, chapter, "", (), "rader", number, number)
