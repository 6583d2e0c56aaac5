"""What a document, a cell or a note holds: paragraphs, tables, and the table of contents, which is left alone."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.docx.redline.atoms import Line, line
from pipeline.docx.redline.side import Element, Side, canon, value
from pipeline.docx.xml import w

_WORD = re.compile(r"\w+")
_NOT_COMPARED = {w("rPr"), w("sectPr"), w("pPrChange")}


class Bag:
    """The words of a block, to tell how like two blocks are."""

    def __init__(self, text: str) -> None:
        self.words = Counter(_WORD.findall(text.casefold()))
        self.size = sum(len(word) * count for word, count in self.words.items())

    def likeness(self, other: Bag) -> float:
        """Return the share of the letters that stand in words that both have: 0 to 1."""
        if not self.size or not other.size:
            return float(self.size == other.size)
        less, more = (self, other) if len(self.words) <= len(other.words) else (other, self)
        common = sum(len(word) * min(count, more.words.get(word, 0)) for word, count in less.words.items())
        return 2 * common / (self.size + other.size)


@dataclass
class Paragraph:
    """A paragraph; `list_id` is its own `w:numId`, or ""."""

    element: Element
    side: Side
    part: str

    @cached_property
    def line(self) -> Line:
        """Return its content."""
        return line(self.element, self.side, self.part)

    @cached_property
    def key(self) -> Hashable:
        """Return what makes two paragraphs the same."""
        return ("p", self.look, self.line.key)

    @cached_property
    def look(self) -> str:
        """Return its properties as text; in place of a list's id, what the list is like."""
        numbering = self.side.lists.get(self.list_id)
        return self.look_with(f"{numbering}")

    def look_with(self, numbering: str) -> str:
        """Return its properties as text, with `numbering` in place of the id of its list."""
        compared = []
        for child in self.element.iterfind(f"{w('pPr')}/*"):
            if child.tag in _NOT_COMPARED or (child.tag == w("pStyle") and not self.style):
                continue
            if child.tag == w("numPr"):
                child = copy.deepcopy(child)
                for number in child.findall(w("numId")):
                    number.set(w("val"), numbering)
            compared.append(canon(child))
        return "".join(compared)

    @cached_property
    def list_id(self) -> str:
        """Return the id of the list that it is an item of, or ""."""
        properties = self.element.find(w("pPr"))
        return value(properties.find(w("numPr")), "numId") if properties is not None else ""

    @property
    def style(self) -> str:
        """Return the id of its style; "" for the one that a paragraph has when it names none."""
        name = value(self.element.find(w("pPr")), "pStyle")
        return "" if name == self.side.default_style else name

    @cached_property
    def bag(self) -> Bag:
        """Return its words."""
        return Bag(self.line.text)


@dataclass
class Row:
    """A table's row."""

    element: Element
    cells: tuple[tuple[Block, ...], ...]

    @cached_property
    def key(self) -> Hashable:
        """Return what makes two rows the same."""
        return tuple(tuple(block.key for block in cell) for cell in self.cells)

    @cached_property
    def bag(self) -> Bag:
        """Return its words."""
        return _joined(block.bag for cell in self.cells for block in cell)

    @cached_property
    def name(self) -> str:
        """Return the first paragraph's text when it can be what the row is called, such as F2; or ""."""
        first = self.cells[0][0] if self.cells and self.cells[0] else None
        text = first.line.text.strip() if isinstance(first, Paragraph) else ""
        return text if len(text) <= 30 else ""

    @cached_property
    def has_lists(self) -> bool:
        """Return whether a paragraph in it has a list of its own."""
        return any(True for _ in self.element.iter(w("numId")))

    @property
    def is_head(self) -> bool:
        """Return whether the row is repeated at the top of each page."""
        return self.element.find(f"{w('trPr')}/{w('tblHeader')}") is not None


@dataclass
class Table:
    """A table."""

    element: Element
    rows: tuple[Row, ...]

    @cached_property
    def key(self) -> Hashable:
        """Return what makes two tables the same."""
        return ("tbl", tuple(row.key for row in self.rows))

    @cached_property
    def bag(self) -> Bag:
        """Return its words."""
        return _joined(row.bag for row in self.rows)

    @cached_property
    def has_lists(self) -> bool:
        """Return whether a paragraph in it has a list of its own."""
        return any(True for _ in self.element.iter(w("numId")))


@dataclass
class Contents:
    """A table of contents, or another field over several paragraphs: what Word makes itself."""

    elements: tuple[Element, ...]
    key: Hashable = ("contents",)
    bag: Bag = Bag("")  # noqa: RUF009 - it has no words, and nobody changes it


Block = Paragraph | Table | Contents


def blocks(parent: Element, side: Side, part: str) -> tuple[Block, ...]:
    """Return what stands in a body, a cell, a note, a header or a footer."""
    out: list[Block] = []
    open_field: list[Element] = []
    depth = 0
    for child in _children(parent):
        if child.tag == w("sdt"):
            out.append(Contents((child,)))
            continue
        turns = [mark.get(w("fldCharType")) for mark in child.iter(w("fldChar"))] if child.tag == w("p") else []
        depth += turns.count("begin") - turns.count("end")
        if open_field or depth > 0 or (turns and _is_contents(child)):
            open_field.append(child)
            if depth <= 0:
                out.append(Contents(tuple(open_field)))
                open_field, depth = [], 0
        elif child.tag == w("p"):
            out.append(Paragraph(child, side, part))
        else:
            out.append(Table(child, tuple(_rows(child, side, part))))
    if open_field:
        out.append(Contents(tuple(open_field)))
    return tuple(out)


def _children(parent: Element) -> Iterator[Element]:
    """Yield paragraphs, tables and controls round a table of contents; other controls are looked through."""
    for child in parent:
        generated = child.tag == w("sdt") and next(child.iter(w("docPartObj")), None) is not None
        if generated or child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            yield from _children(child)


def _rows(table: Element, side: Side, part: str) -> Iterator[Row]:
    for element in inside(table, "tr"):
        yield Row(element, tuple(blocks(cell, side, part) for cell in inside(element, "tc")))


def inside(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the children with a tag, controls looked through."""
    for child in parent:
        if child.tag == w(tag):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            yield from inside(child, tag)


def _is_contents(paragraph: Element) -> bool:
    words = "".join(t.text or "" for t in paragraph.iter(w("instrText")))
    return words.strip().upper().startswith("TOC")


def _joined(bags: Iterator[Bag]) -> Bag:
    whole = Bag("")
    for bag in bags:
        whole.words.update(bag.words)
        whole.size += bag.size
    return whole
