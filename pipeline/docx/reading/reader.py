"""From the parts of a Word file to its blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from lxml import etree

from pipeline.docx.reading.line import DROPPED, TAKEN, Line, State, words_in
from pipeline.docx.reading.model import (
    Block,
    Cell,
    Change,
    Control,
    Paragraph,
    Place,
    Row,
    Table,
    shown,
)
from pipeline.docx.reading.styles import StyleBook, is_on, value, whole
from pipeline.docx.xml import w

View = Literal["accepted", "rejected"]
_MC_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WRAPPERS = {w("customXml"), w("smartTag")}
_CONTENTS = "Table of Contents"
_LONGEST_HEADING = 110
_ENDS_A_SENTENCE = (".", ";", ",", ":")


def looks_like_heading(paragraph: Paragraph) -> bool:
    """Return whether a person would take a paragraph for a heading, styled as one or only made to look like it."""
    text = paragraph.text.strip()
    if not text or paragraph.contents:
        return False
    if paragraph.level is not None:
        return True
    look = paragraph.look
    made = (look.bold and not look.italic) or look.larger or (look.capitals and len(text) > 3)
    short = len(text) <= _LONGEST_HEADING and not text.endswith(_ENDS_A_SENTENCE) and "\t" not in text
    return made and short and (paragraph.listed is None or look.larger or look.bold) and paragraph.style != "title"


class Story:
    """One run of text: the body, a note, a header, a comment. Carries what goes over several paragraphs."""

    def __init__(self, book: StyleBook, links: dict[str, str], view: View, name: str = "") -> None:
        self._book, self._view, self._name = book, view, name
        self._place = Place(story=name)
        self._tables = self._controls = 0
        self._contents = False
        self.changes: list[Change] = []
        self._state = State(view, links, control=self._control, change=self._changed, boxes=self._box)

    def blocks(self, parent: etree._Element) -> tuple[Block, ...]:
        """Return the blocks inside an element."""
        return tuple(self._blocks(parent, (), 0))

    def _blocks(
        self, parent: etree._Element, controls: tuple[Control, ...], depth: int, shade: str = ""
    ) -> list[Block]:
        out: list[Block] = []
        joined: Line | None = None  # a paragraph whose mark is gone: its words go before those of the next
        for child, around in self._flat(parent, controls):
            if child.tag == w("p"):
                line = self._line(child, joined, shade)
                if self._mark_is_gone(child):
                    joined = line
                    continue
                out.append(self._paragraph(child, line, around, depth))
            elif child.tag == w("tbl"):
                if joined is not None and joined.pieces:
                    out.append(self._paragraph(None, joined, around, depth))
                out.append(self._table(child, around, depth))
            joined = None
        if joined is not None and joined.pieces:
            out.append(self._paragraph(None, joined, controls, depth))
        return out

    def _flat(
        self, parent: etree._Element, controls: tuple[Control, ...], wanted: tuple[str, ...] = ("p", "tbl")
    ) -> Iterator[tuple[etree._Element, tuple[Control, ...]]]:
        """Yield the paragraphs and tables (or rows, or cells) in an element, with the controls around each."""
        for child in parent:
            if child.tag in map(w, wanted):
                yield child, controls
            elif child.tag == w("sdt"):
                yield from self._in_control(child, controls, wanted)
            elif child.tag == _MC:
                forms = child.findall(_MC_CHOICE) or list(child)
                yield from self._flat(forms[0], controls, wanted) if forms else ()
            elif child.tag in _WRAPPERS or child.tag in TAKEN[self._view]:
                yield from self._flat(child, controls, wanted)

    def _in_control(
        self, sdt: etree._Element, controls: tuple[Control, ...], wanted: tuple[str, ...]
    ) -> Iterator[tuple[etree._Element, tuple[Control, ...]]]:
        content = sdt.find(w("sdtContent"))
        if content is None:
            return
        before = self._contents
        gallery = sdt.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        self._contents = before or value(gallery) == _CONTENTS
        yield from self._flat(content, (*controls, self._control(sdt)), wanted)
        self._contents = before

    def _control(self, sdt: etree._Element) -> Control:
        self._controls += 1
        properties = sdt.find(w("sdtPr"))
        if properties is None:
            return Control(self._controls)
        placeholder = bool(is_on(properties.find(w("showingPlcHdr"))))
        tag, alias = value(properties.find(w("tag"))), value(properties.find(w("alias")))
        return Control(self._controls, tag, alias, placeholder)

    def _changed(self, element: etree._Element, kind: str, words: str) -> None:
        source = element.find(w("rPrChange")) if kind == "formaterat" else element
        source = source if source is not None else element
        author, date = str(source.get(w("author"), "")), str(source.get(w("date"), ""))
        known: dict[str, Literal["insatt", "borttaget", "flyttat", "formaterat"]] = {
            "insatt": "insatt",
            "borttaget": "borttaget",
            "flyttat": "flyttat",
        }
        place = self._place._replace(words=shown(words))
        self.changes.append(Change(known.get(kind, "formaterat"), author, date, words, place))

    def _mark_is_gone(self, paragraph: etree._Element) -> bool:
        mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        if mark is None:
            return False
        for tag in (w("ins"), w("del"), w("moveFrom"), w("moveTo")):
            tracked = mark.find(tag)
            if tracked is not None and not any(t.tag in (*TAKEN["accepted"], *DROPPED["accepted"]) for t in paragraph):
                self._changed(tracked, "insatt" if tag == w("ins") else "borttaget", "¶")
        return any(mark.find(tag) is not None for tag in DROPPED[self._view])

    def _properties(self, paragraph: etree._Element | None) -> etree._Element | None:
        pPr = paragraph.find(w("pPr")) if paragraph is not None else None
        change = pPr.find(w("pPrChange")) if pPr is not None else None
        if pPr is None or paragraph is None or change is None:
            return pPr
        self._changed(change, "formaterat", words_in(paragraph))
        old = change.find(w("pPr"))
        return old if old is not None and self._view == "rejected" else pPr

    def _style(self, pPr: etree._Element | None) -> str:
        own = pPr.find(w("pStyle")) if pPr is not None else None
        return value(own) or self._book.default

    def _line(self, paragraph: etree._Element, before: Line | None, shade: str) -> Line:
        style = self._style(paragraph.find(w("pPr")))
        line = Line(self._book, self._state, style)
        if before is not None:
            line.pieces, line.length, line.spans = before.pieces, before.length, before.spans
            line.comments, line.boxes, line.pictures, line.looks = (
                *(before.comments, before.boxes, before.pictures, before.looks),
            )
        shd = paragraph.find(f"{w('pPr')}/{w('shd')}")
        if shd is None:
            shd = self._book.paragraph_property(style, "shd")
        fill = str(shd.get(w("fill"), "")) if shd is not None else ""
        line.shade = fill if len(fill) == 6 and fill != "auto" else shade
        line.read(paragraph)
        return line

    def _paragraph(
        self, paragraph: etree._Element | None, line: Line, controls: tuple[Control, ...], depth: int
    ) -> Paragraph:
        in_contents = self._contents or line.contents
        pPr = self._properties(paragraph)
        style = self._style(pPr)
        name = self._book.name(style)
        inlines = line.inlines()
        text = "".join(getattr(i, "text", "") for i in inlines)
        made = Paragraph(
            inlines=inlines,
            style=name,
            level=self._book.level(style, pPr),
            listed=self._book.listed(style, pPr),
            look=line.look(),
            controls=controls,
            spans=tuple(line.spans),
            comments=tuple(line.comments),
            boxes=tuple(line.boxes),
            pictures=tuple(line.pictures),
            contents=in_contents or name.startswith(("toc ", "innehåll ", "table of figures")),
        )
        if depth == 0 and not self._name and looks_like_heading(made):
            self._place = self._place._replace(heading=shown(text))
        return replace(made, place=self._place._replace(words=shown(text)))

    def _box(self, content: etree._Element) -> tuple[Block, ...]:
        outer, fields = self._place, self._state.fields
        self._place, self._state.fields = outer._replace(story="textruta"), []
        blocks = tuple(self._blocks(content, (), 1))
        self._place, self._state.fields = outer, fields
        return blocks

    def _table(self, table: etree._Element, controls: tuple[Control, ...], depth: int) -> Table:
        outer = self._place
        if depth == 0:
            self._tables += 1
            self._place = outer._replace(table=self._tables, row=0, column=0, words="")
        properties = table.find(w("tblPr"))
        number = self._tables if depth == 0 else 0
        rows: list[Row] = []
        for tr, around in self._flat(table, (), ("tr",)):
            row = self._row(tr, around, len(rows) + 1, depth)
            if row is not None:
                rows.append(row)
        alt = ""
        if properties is not None:
            alt = value(properties.find(w("tblDescription"))) or value(properties.find(w("tblCaption")))
        self._place = outer
        words = shown(" | ".join(cell.text for cell in rows[0].cells)) if rows else ""
        place = outer._replace(table=number or outer.table, words=words)
        return Table(tuple(rows), number, controls, place, alt)

    def _row(self, tr: etree._Element, controls: tuple[Control, ...], number: int, depth: int) -> Row | None:
        trPr = tr.find(w("trPr"))
        before = self._place
        if depth == 0:
            self._place = before._replace(row=number)
        if trPr is not None:
            for tag, kind in ((w("ins"), "insatt"), (w("del"), "borttaget")):
                change = trPr.find(tag)
                if change is not None:
                    self._changed(change, kind, " | ".join(words_in(tc) for tc in tr.iter(w("tc"))))
            if any(trPr.find(tag) is not None for tag in DROPPED[self._view]):
                self._place = before
                return None
        cells: list[Cell] = []
        skipped = trPr.find(w("gridBefore")) if trPr is not None else None
        column = whole(value(skipped)) if skipped is not None else 0
        for tc, around in self._flat(tr, (), ("tc",)):
            cell = self._cell(tc, around, column, depth)
            if cell is not None:
                cells.append(cell)
                column += cell.span
        head = trPr is not None and bool(is_on(trPr.find(w("tblHeader"))))
        words = shown(" | ".join(cell.text for cell in cells if cell.text))
        place = self._place._replace(column=0, words=words)
        self._place = before
        return Row(tuple(cells), head, controls, place)

    def _cell(self, tc: etree._Element, controls: tuple[Control, ...], column: int, depth: int) -> Cell | None:
        tcPr = tc.find(w("tcPr"))
        if depth == 0:
            self._place = self._place._replace(column=column + 1)
        if tcPr is None:
            return Cell(tuple(self._blocks(tc, (), depth + 1)), column, 1, False, controls)
        gone = {"accepted": w("cellDel"), "rejected": w("cellIns")}[self._view]
        if tcPr.find(gone) is not None:
            return None
        merge = tcPr.find(w("vMerge"))
        shd = tcPr.find(w("shd"))
        fill = str(shd.get(w("fill"), "")) if shd is not None else ""
        shade = fill if len(fill) == 6 else ""
        blocks = tuple(self._blocks(tc, (), depth + 1, shade))
        merged = merge is not None and value(merge, "continue") == "continue"
        span = min(max(whole(value(tcPr.find(w("gridSpan"))), 1), 1), 63)
        return Cell(blocks, column, span, merged, controls, shade)
