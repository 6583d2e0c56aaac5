"""What any Word file says, as frozen values: paragraphs, tables, notes, comments and what was tracked.

Here Word is read and no plan is known. Offsets count in a paragraph's `text`, where a line break is one sign and a
note's mark is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

_SHOWN = 60  # signs of a block that are enough to find it by


class Words(NamedTuple):
    """Running text in one form. Bold and italic are the run's own, over what the paragraph's style gives it."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None
    raised: bool = False  # superscript


class NoteMark(NamedTuple):
    """The place of a note; `key` is that of `Document.notes`: `fotnot 3`, `slutnot 1`."""

    key: str


class Break(NamedTuple):
    """A line break inside a paragraph."""


Inline = Words | NoteMark | Break


class Place(NamedTuple):
    """Where a person finds a block in Word, whatever page it is on. Tables, rows and columns count from 1."""

    heading: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    story: str = ""  # what is not the running text: `fotnot 3`, `sidhuvud`, `textruta`, `kommentar`
    words: str = ""

    @property
    def told(self) -> str:
        """Return the place in Swedish: `under ”Analys”, tabell 2, rad 3: ”Fältassistenterna arbetar …”`."""
        steps = [f"under ”{self.heading}”" if self.heading else "", self.story]
        counted = (("tabell", self.table), ("rad", self.row), ("kolumn", self.column))
        steps += [f"{name} {number}" for name, number in counted if number]
        where = ", ".join(step for step in steps if step)
        shown = f"”{self.words}”" if self.words and self.words != self.heading else ""
        return f"{where}: {shown}" if where and shown else where or shown


NOWHERE = Place()


class Control(NamedTuple):
    """A content control. `number` tells two with one tag apart; `placeholder` when nothing was filled in."""

    number: int
    tag: str = ""
    alias: str = ""
    placeholder: bool = False


class ControlSpan(NamedTuple):
    """The stretch of a paragraph that lies in a content control."""

    control: Control
    start: int
    end: int


class CommentSpan(NamedTuple):
    """The stretch of a paragraph that a comment is about; `key` is that of `Document.comments`."""

    key: str
    start: int
    end: int


class ListItem(NamedTuple):
    """What makes a paragraph an item. `level` counts from 0, `instance` tells lists apart."""

    kind: Literal["bullet", "number"]
    level: int
    instance: str
    start: int = 1
    format: str = ""  # Word's own name: decimal, lowerLetter, bullet


class Look(NamedTuple):
    """How all words of a paragraph look, style and runs together; sizes are half-points."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    size: int = 0
    base: int = 0  # the size of the file's running text
    colours: tuple[tuple[str, str], ...] = ()  # pairs of text and background, RRGGBB; what is not known is left out
    direct: bool = False  # whether a run has a look of its own

    @property
    def larger(self) -> bool:
        """Return whether the words are larger than running text."""
        return self.size > self.base


class Picture(NamedTuple):
    """A picture, drawing or chart, with the text that stands for it."""

    name: str
    alt: str
    decorative: bool = False


PLAIN = Look()


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `style` is the style's canonical name in small letters; `level` is the outline's, from 1.

    `controls` are those round the block inside its body or cell, the outermost first; `boxes` are the blocks of
    text boxes that are anchored here.
    """

    inlines: tuple[Inline, ...] = ()
    style: str = "normal"
    level: int | None = None
    listed: ListItem | None = None
    look: Look = PLAIN
    controls: tuple[Control, ...] = ()
    spans: tuple[ControlSpan, ...] = ()
    comments: tuple[CommentSpan, ...] = ()
    boxes: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    contents: bool = False  # a line of a table of contents that Word keeps
    place: Place = NOWHERE

    @property
    def text(self) -> str:
        """Return the words alone."""
        return text_of(self.inlines)


@dataclass(frozen=True)
class Cell:
    """A cell; `column` counts from 0 in the table's grid, `span` its columns."""

    blocks: tuple[Block, ...]
    column: int = 0
    span: int = 1
    merged: bool = False  # the cell continues the one above it
    controls: tuple[Control, ...] = ()
    shade: str = ""

    @property
    def text(self) -> str:
        """Return the words of all blocks, a line for each."""
        return "\n".join(words for words in words_of(self.blocks) if words)


@dataclass(frozen=True)
class Row:
    """A row; `head` when it is marked as one, to be repeated on each page."""

    cells: tuple[Cell, ...]
    head: bool = False
    controls: tuple[Control, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True)
class Table:
    """A table; `number` counts the outer tables of the body from 1."""

    rows: tuple[Row, ...]
    number: int = 0
    controls: tuple[Control, ...] = ()
    place: Place = NOWHERE
    alt: str = ""


Block = Paragraph | Table


@dataclass(frozen=True)
class Note:
    """A footnote or an endnote. `number` is what the reader sees; 0 when nothing refers to it."""

    key: str
    blocks: tuple[Block, ...]
    number: int = 0


@dataclass(frozen=True)
class Comment:
    """A comment in the margin; `parent` is the key of the one that it answers, `about` the words it is set at."""

    key: str
    author: str
    date: str
    blocks: tuple[Block, ...]
    parent: str | None = None
    done: bool = False
    about: str = ""
    place: Place = NOWHERE

    @property
    def text(self) -> str:
        """Return the comment's words, a line for each paragraph."""
        return "\n".join(words_of(self.blocks))


class Change(NamedTuple):
    """A tracked change that is still in the file."""

    kind: Literal["insatt", "borttaget", "flyttat", "formaterat"]
    author: str
    date: str
    words: str
    place: Place


class External(NamedTuple):
    """Something outside that the file refers to, other than by a link in its text. It is never fetched."""

    kind: str  # the last word of the relationship's type: image, attachedTemplate, oleObject
    target: str


@dataclass(frozen=True)
class Document:
    """A Word file, read with its tracked changes as accepted, or as rejected."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, Note] = field(default_factory=dict)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    running: tuple[tuple[str, tuple[Block, ...]], ...] = ()  # headers and footers, by part
    title: str = ""
    language: str = ""
    author: str = ""
    application: str = ""
    external: tuple[External, ...] = ()
    unread: tuple[str, ...] = ()  # what the file holds in other forms: a chart, an embedded file

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph of the body in order, those in cells and text boxes too."""
        return paragraphs_of(self.blocks)

    def tables(self) -> Iterator[Table]:
        """Yield the outer tables of the body in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def parted(self, begins: Callable[[Paragraph], bool]) -> tuple[Document, tuple[Block, ...]]:
        """Return the document before the first paragraph that begins something else, and what stands from there on."""
        for number, block in enumerate(self.blocks):
            if isinstance(block, Paragraph) and not block.contents and begins(block):
                return replace(self, blocks=self.blocks[:number]), self.blocks[number:]
        return self, ()


def text_of(inlines: tuple[Inline, ...]) -> str:
    """Return the words alone, a break as a line end, notes left out."""
    return "".join(i.text if isinstance(i, Words) else "\n" if isinstance(i, Break) else "" for i in inlines)


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield every paragraph in `blocks` in order, those in cells and text boxes too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from paragraphs_of(block.boxes)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.blocks)


def words_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the text of every paragraph in `blocks`."""
    return (paragraph.text for paragraph in paragraphs_of(blocks))


def shown(text: str) -> str:
    """Return the beginning of `text`, enough to find it by."""
    text = " ".join(text.replace("\u00ad", "").split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
