"""What two have made of the same thing, as lines that a person can compare: who, where, and which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.diagnostics import address
from pipeline.markup import parse
from pipeline.pulling.merging import Conflict, Version
from pipeline.report.changes.text import wrapped
from pipeline.report.changes.wording import Mark, Piece, marked, said

_SHORT = 90  # letters of a value that are taken in at a glance, so that nothing has to be marked
SIGNS = "{+så+} har lagts till och [-så-] tagits bort sedan filen byggdes; stycken som är som förut visas inte"


def conflict_lines(conflict: Conflict) -> Iterator[str]:
    """Yield the versions of what two have changed, each with its place and with what it has changed marked."""
    yield f"  {address(conflict.path)}: ändrat på två håll; ingenting har skrivits över"
    values = [told(version.value) for version in conflict.versions]
    long = any(len(value) > _SHORT or "\n" in value for value in values)
    for version in conflict.versions:
        yield f"    {version.origin}{f', {version.place}' if version.place else ''}"
        yield from _version(version, conflict.base, mark=long)
    if long and _is_marked(conflict):
        yield f"    ({SIGNS})"


def _is_marked(conflict: Conflict) -> bool:
    return conflict.base is not None and any(version.value is not None for version in conflict.versions)


def _version(version: Version, base: Any, *, mark: bool) -> Iterator[str]:
    if version.edit is not None and version.edit.kind == "move":
        yield f"      (flyttat till {address(version.value)})"
    elif version.value is None or base is None or not mark:
        yield from text_lines(version.value)
    else:
        yield from wrapped(_changed(marked(told(base), told(version.value))))


def text_lines(value: Any) -> Iterator[str]:
    """Yield a value whole, on lines that are not too wide."""
    yield from wrapped(tuple(Piece(Mark.SAME, (*line.split(), "\n")) for line in told(value).split("\n")))


def told(value: Any) -> str:
    """Return a value as a person reads it, with nothing left out; a text has a line for each paragraph."""
    if value is None:
        return "(borttaget)"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {told(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(told(inner) for inner in value)
    return said(parse(str(value)), emphasis=True, links=True) or "(tomt)"


def _changed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces without the paragraphs in which nothing has changed, a sign in the place of each stretch."""
    kept: list[Piece] = []
    for paragraph in _paragraphs(pieces):
        if any(piece.mark is not Mark.SAME for piece in paragraph):
            kept += paragraph
        elif not kept or kept[-1].words != ("…", "\n"):
            kept.append(Piece(Mark.SAME, ("…", "\n")))
    only = [piece for piece in kept if piece.words != ("…", "\n")]
    return tuple(kept if only else pieces)


def _paragraphs(pieces: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    """Yield the pieces of each paragraph, the line end that closes it last."""
    line: list[Piece] = []
    for mark, words in pieces:
        for word in words:
            if line and line[-1].mark is mark:
                line[-1] = Piece(mark, (*line[-1].words, word))
            else:
                line.append(Piece(mark, (word,)))
            if word == "\n":
                yield line
                line = []
    if line:
        yield line
