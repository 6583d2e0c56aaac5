"""The places that a paper has for text, learnt from a rendering of it in which nothing that may be absent is.

No list of headings, columns and labels is kept beside the template: what stands where is read from the document that
the template makes. A slot holds the text of one path, or one paragraph of the template's own; a grid is a table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from pipeline import words
from pipeline.diagnostics import Path
from pipeline.docx.reading import Document, Paragraph, Row, Table, paragraphs_of
from pipeline.pulling.structure import path_of

Origin = Callable[[str], str]


@dataclass(frozen=True)
class Slot:
    """A place for one text. `path` is () for the template's own words, and `own` is false for what is not the paper's.

    `lines` are the paragraphs that stand in it as the paper was made, whole; none when it was absent there. `label` and
    `tail` stand before and after the text in its paragraph. `shape` is the look of its first paragraph, `many` says
    that it takes more than one. `origin` names the field that gave words which have no path.
    """

    number: int
    path: Path = ()
    own: bool = False
    lines: tuple[str, ...] = ()
    label: str = ""
    tail: str = ""
    shape: tuple[str, int] = ("", 0)
    level: int | None = None
    many: bool = False
    flag: bool = False  # its words are always the same: they are there or not
    entry: Path = ()  # of a list in the running text: the path of the whole entry
    origin: str = ""

    @property
    def named(self) -> bool:
        """Return whether words before the text say what it is."""
        return any(letter.isalpha() for letter in self.label)


@dataclass(frozen=True)
class GridRow:
    """A row of a table: the step of its entry, the slots of each cell, its words and those of its first cell."""

    step: str
    cells: tuple[tuple[Slot, ...], ...]
    words: str
    key: str

    @property
    def slots(self) -> Iterator[Slot]:
        """Yield the slots of all cells."""
        for cell in self.cells:
            yield from cell


@dataclass(frozen=True)
class Grid:
    """A table whose rows are the entries of the list at `path`; their steps are ids of the plan's unless `open`."""

    path: Path
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def open(self) -> bool:
        """Return whether a person may put a row in: it begins with words of the paper's own, not with the plan's id."""
        return next(self.rows[0].slots).own

    def blank(self, step: str) -> GridRow:
        """Return the slots of a new row."""
        model, at = self.rows[0], len(self.path)
        cells = tuple(
            tuple(replace(s, path=(*s.path[:at], step, *s.path[at + 1 :]), lines=()) for s in cell if s.path)
            for cell in model.cells
        )
        return GridRow(step, cells, "", "")


@dataclass(frozen=True)
class About:
    """What a paper's file knows of its paths: which are its own, take several paragraphs, are a list's, or say yes."""

    own: Callable[[Path], bool]
    many: Callable[[Path], bool]
    lists: Collection[str]
    flags: Collection[str]
    origin: Origin
    present: Collection[Path]
    tail: str  # where words after a text in its paragraph stand
    tags: Mapping[str, str]


class SlotReader:
    """The slots of one rendering, numbered in order."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.numbers = count()

    def pieces(self, document: Document) -> list[Slot | Grid]:
        """Return the slots and the grids of a document."""
        found: list[Slot | Grid] = []
        for block in document.blocks:
            if isinstance(block, Table):
                found += self._grid(block)
            elif block.text.strip():
                self._enter(block, found)
        return found

    def _enter(self, paragraph: Paragraph, found: list[Slot | Grid]) -> None:
        """Put a paragraph in the slot of the text that it goes on with, or in a new one."""
        slot = self._slot(paragraph)
        last = found[-1] if found else None
        if isinstance(last, Slot) and slot.path and last.path == slot.path:
            found[-1] = replace(last, lines=last.lines + slot.lines)
        else:
            found.append(slot)

    def _slot(self, paragraph: Paragraph) -> Slot:
        text = paragraph.text
        shape, level = shape_of(paragraph), paragraph.level
        spans = [span for span in paragraph.spans if span.control.tag]
        if not spans:
            return Slot(next(self.numbers), (), False, (plain(text),), "", "", shape, level, origin=self._origin(text))
        path = path_of(spans[0].control.tag, self.about.tags)
        own = self.about.own(path)
        flag = own and path[0] in self.about.flags
        lines = (plain(text),) if path in self.about.present or flag or not own else ()
        label, tail = text[: spans[0].start], text[spans[0].end :]
        entry = path[:2] if own and path[0] in self.about.lists else ()
        many = own and self.about.many(path)
        return Slot(
            next(self.numbers), path, own, lines, label, tail, shape, level, many, flag, entry, self._origin(text)
        )

    def _origin(self, text: str) -> str:
        return self.about.origin(plain(text))

    def _grid(self, table: Table) -> list[Grid]:
        """Return a table as a grid; nothing for one whose rows hold nothing of the paper's own."""
        rows: list[GridRow] = []
        whole: Path = ()
        for row in table.rows:
            if row.head:
                continue
            cells = tuple(self._cell(paragraphs_of(cell.blocks)) for cell in row.cells)
            paths = [slot.path for cell in cells for slot in cell if slot.own]
            if not paths:
                continue
            entry = entry_of(paths)
            whole = entry[:-1]
            said = row_words(row)
            rows.append(GridRow(entry[-1], cells, said if _is_present(cells) else "", plain(row.cells[0].text)))
        return [Grid(whole, heads_of(table), tuple(rows))] if rows else []

    def _cell(self, paragraphs: Iterator[Paragraph]) -> tuple[Slot, ...]:
        found: list[Slot | Grid] = []
        for paragraph in paragraphs:
            if paragraph.text.strip():
                self._enter(paragraph, found)
        return tuple(slot for slot in found if isinstance(slot, Slot))


def _is_present(cells: Sequence[Sequence[Slot]]) -> bool:
    return any(slot.lines for cell in cells for slot in cell if slot.own)


def entry_of(paths: Sequence[Path]) -> Path:
    """Return the path of the innermost entry of a list that all of `paths` are in."""
    first, last = min(paths), max(paths)
    shared = 0
    while shared < min(len(first), len(last)) and first[shared] == last[shared]:
        shared += 1
    while shared and not first[shared - 1].startswith("["):
        shared -= 1
    return first[:shared]


def shape_of(paragraph: Paragraph) -> tuple[str, int]:
    """Return what tells the first paragraph of an entry from what follows in it: style and level."""
    return paragraph.style, paragraph.listed.level if paragraph.listed else 0


def plain(text: str) -> str:
    """Return words as they are compared: on one line, hyphenation left out."""
    return words.normalised(text.replace("\u00ad", ""))


def row_words(row: Row) -> str:
    """Return all words of a row on one line."""
    return " | ".join(said for cell in row.cells if (said := plain(cell.text)))


def heads_of(table: Table) -> tuple[str, ...]:
    """Return the words of a table's head, column by column."""
    return tuple(plain(cell.text) for row in table.rows[:1] for cell in row.cells if row.head)


def slots_in(pieces: Sequence[Slot | Grid]) -> Iterator[Slot]:
    """Yield every slot, those in tables too."""
    for piece in pieces:
        if isinstance(piece, Slot):
            yield piece
        else:
            yield from (slot for row in piece.rows for slot in row.slots)
