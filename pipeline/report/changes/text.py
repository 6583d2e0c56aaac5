"""Changes as a person reads them in a terminal: summary first, then chapter by chapter with the words marked."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.change import ChangeSet, How
from pipeline.report.changes.telling import Row, by_chapter, heading, rows, sign, summary
from pipeline.report.changes.wording import Mark, Piece
from pipeline.report.telling import printable

WIDTH = 100
_INDENT = " " * 6
_MANY, _SHOWN = 16, 6  # a longer stretch without change is cut, and so many words on each side of the cut are kept
_SIGNS = {Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}")}
_COLOURS = {Mark.DELETED: "31", Mark.INSERTED: "32"}
_SIGN_COLOURS = {"+": "32", "-": "31", ">": "36", "~": "33", "=": "2"}


def text(changes: ChangeSet, *, colour: bool = False) -> str:
    """Return the changes as text; marked with signs, or with `colour`."""
    told = rows(changes)
    lines = [printable(heading(changes)), summary(changes)]
    for chapter, group in by_chapter(told).items():
        lines += ["", _painted(printable(chapter), "1", colour)]
        for row in group:
            lines += _row(row, colour)
    return "\n".join(lines) + "\n"


def _row(row: Row, colour: bool) -> Iterator[str]:
    mark = sign(row)
    place = _painted(f"[{printable(row.path)}]", "2", colour)
    yield f"  {_painted(mark, _SIGN_COLOURS[mark], colour)} {printable(row.what)}  {place}"
    if row.remark:
        yield f"{_INDENT}({printable(row.remark)})"
    if row.change.how is not How.RENAMED:
        yield from _words(row, colour)


def _words(row: Row, colour: bool) -> Iterator[str]:
    if row.pieces and row.before != row.after:
        yield from wrapped(shortened(row.pieces), colour)
    elif row.before == row.after:
        return
    else:
        for mark, words in ((Mark.DELETED, row.before), (Mark.INSERTED, row.after)):
            for line in words.split("\n") if words else ():
                yield from wrapped((Piece(mark, tuple(line.split())),), colour)


def shortened(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with long stretches that are the same cut to their ends: `… de möts varje`."""
    out = []
    for number, piece in enumerate(pieces):
        words = piece.words
        if piece.mark is Mark.SAME and len(words) > _MANY:
            head = words[:_SHOWN] if number else ()
            tail = words[-_SHOWN:] if number + 1 < len(pieces) else ()
            words = (*head, "…", *tail)
        out.append(Piece(piece.mark, words))
    return tuple(out)


def wrapped(pieces: tuple[Piece, ...], colour: bool = False) -> Iterator[str]:
    """Yield the words on lines that are not too wide; a mark is closed at a line's end and opened on the next."""
    line: list[tuple[Mark, list[str]]] = []
    width = 0
    for mark, words in pieces:
        for word in words:
            shown = printable(word)
            if word == "\n" or width + len(shown) + 1 > WIDTH - len(_INDENT):
                if line:
                    yield _line(line, colour)
                line, width = [], 0
            if word == "\n":
                continue
            if not line or line[-1][0] is not mark:
                line.append((mark, []))
                width += 0 if mark is Mark.SAME or colour else 4
            line[-1][1].append(shown)
            width += len(shown) + 1
    if line:
        yield _line(line, colour)


def _line(line: list[tuple[Mark, list[str]]], colour: bool) -> str:
    return _INDENT + " ".join(_marked(mark, " ".join(words), colour) for mark, words in line)


def _marked(mark: Mark, words: str, colour: bool) -> str:
    if mark is Mark.SAME:
        return words
    if colour:
        return _painted(words, _COLOURS[mark] + (";9" if mark is Mark.DELETED else ""), colour)
    before, after = _SIGNS[mark]
    return f"{before}{words}{after}"


def _painted(words: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if colour else words
