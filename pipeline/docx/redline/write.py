"""The comparison written as Word's own tracked changes."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.docx.redline.atoms import Atom, Link
from pipeline.docx.redline.blocks import Contents, Paragraph, Row, Table, inside
from pipeline.docx.redline.carry import Carrier
from pipeline.docx.redline.compare import RowStep, Step
from pipeline.docx.redline.marking import Span
from pipeline.docx.redline.marks import DELETED, INSERTED, KEPT, Out, settled
from pipeline.docx.redline.side import Element, made, replace_blocks
from pipeline.docx.xml import r, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DELETED_TAGS = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_FOREIGN = "{http://schemas.microsoft.com/office/word/"
Parts = tuple[str, str]


@dataclass(frozen=True)
class Piece:
    """An atom with what is done to it; `before` is a kept atom as it was."""

    kind: str
    atom: Atom
    before: Atom | None = None

    @property
    def form(self) -> tuple[str, Link | None, str, str]:
        """Return what pieces in one run have in common."""
        return (self.kind, self.atom.link, self.atom.look, self.before.look if self.before else self.atom.look)


class Writer:
    """Writes blocks with tracked changes by `author`; `parts` name where the old came from and where the new goes."""

    def __init__(self, carrier: Carrier, author: str, date: str | None) -> None:
        self.carrier = carrier
        self.stamp = {"author": author, **({"date": date} if date else {})}

    def change(self, tag: str) -> Element:
        """Return an element that says who changed something, and when. It is numbered when all is written."""
        return made(tag, id="0", **self.stamp)

    def blocks(self, steps: Sequence[Step], parts: Parts) -> list[Element]:
        """Return the elements of a body, a cell, a header or a note that is in both documents."""
        return [element for block in settled(steps) for element in self._block(block, parts)]

    def note(self, steps: Sequence[Step], parts: Parts) -> list[Element]:
        """Return the elements of a note that is in one of the documents alone: the last mark stays with the note."""
        outs = settled(steps, closed=False)
        last = outs[-1]
        last.mark = KEPT
        last.before = last.after = last.before or last.after
        return [element for block in outs for element in self._block(block, parts)]

    def _block(self, block: Out, parts: Parts) -> Iterator[Element]:
        old, new = block.step.old, block.step.new
        if isinstance(new, Contents):
            yield from new.elements
        elif isinstance(old, Contents):
            return
        elif block.is_paragraph:
            yield self._paragraph(block, parts)
        elif isinstance(old, Table) and isinstance(new, Table):
            yield self._table(new, block.step.rows, parts) if block.step.rows is not None else new.element
        elif isinstance(old or new, Table):
            yield self._whole_table(old or new, block.kind, parts)  # type: ignore[arg-type]

    def _paragraph(self, block: Out, parts: Parts) -> Element:
        before, after = block.before, block.after
        step = block.step
        own = not block.mark and step.spans is None and before is step.old and after is step.new
        if own and after and not self._reformed(before, after):
            return after.element
        paragraph = made("p")
        properties = self._properties(block)
        if len(properties):
            paragraph.append(properties)
        self._content(paragraph, list(_pieces(block.spans)), parts)
        if isinstance(block.step.new, Paragraph):
            paragraph.extend([copy.deepcopy(mark) for mark in block.step.new.line.after])
        return paragraph

    def _properties(self, block: Out) -> Element:
        shown = block.before if block.mark == DELETED else block.after
        properties = self.carrier.properties(shown) if shown else made("pPr")
        if block.mark:
            _add_mark(properties, self.change(block.mark))
        elif block.before and block.after and self._reformed(block.before, block.after):
            change, former = self.change("pPrChange"), self.carrier.properties(block.before)
            for child in former.findall(w("rPr")) + former.findall(w("sectPr")):
                former.remove(child)
            change.append(former)
            properties.append(change)
        return properties

    def _reformed(self, before: Paragraph | None, after: Paragraph | None) -> bool:
        """Return whether a paragraph's properties have changed, its list among them."""
        if before is None or after is None or (before.look == after.look and not after.list_id):
            return False
        number = self.carrier.list_id(before.list_id) if before.list_id else ""
        return before.look_with(number) != after.look_with(after.list_id)

    def _content(self, paragraph: Element, pieces: Sequence[Piece], parts: Parts) -> None:
        """Add runs to a paragraph, in links and in marks of insertion and deletion where they belong."""
        link: Link | None = None
        kind = KEPT
        holder = host = paragraph
        for form, group in groupby(_with_breaks(pieces), key=lambda piece: piece[0]):
            together = [piece for _, piece in group]
            for mark in together[0].atom.before if form[1] != DELETED else ():
                paragraph.append(copy.deepcopy(mark))
                holder = host = paragraph
                link, kind = None, KEPT
            if form[2] != link:
                link = form[2]
                holder = host = paragraph if link is None else self._link(paragraph, link, parts[1])
                kind = KEPT
            if form[1] != kind:
                kind = form[1]
                host = holder
                if kind:
                    host = self.change(kind)
                    holder.append(host)
            self._run(host, together, parts)

    def _link(self, paragraph: Element, link: Link, part: str) -> Element:
        hyperlink = made("hyperlink")
        if link.target:
            hyperlink.set(r("id"), self.carrier.link_id(part, link))
        if link.anchor:
            hyperlink.set(w("anchor"), link.anchor)
        if link.tip:
            hyperlink.set(w("tooltip"), link.tip)
        hyperlink.set(w("history"), "1")
        paragraph.append(hyperlink)
        return hyperlink

    def _run(self, host: Element, pieces: Sequence[Piece], parts: Parts) -> None:
        """Add pieces of one form as one run; a whole field is runs of its own."""
        kind = pieces[0].kind
        came_from = parts if kind == DELETED else None
        run: Element | None = None
        for is_text, group in groupby(pieces, key=lambda piece: bool(piece.atom.text)):
            together = list(group)
            if is_text:
                run = self._run_in(host, run, together[0])
                text = made("delText" if kind == DELETED else "t")
                text.text = "".join(piece.atom.text for piece in together)
                if text.text != text.text.strip():
                    text.set(_SPACE, "preserve")
                run.append(text)
                continue
            for piece in together:
                content = [self.carrier.copied(element, came_from) for element in piece.atom.content]
                for element in content if kind == DELETED else ():
                    _delete(element)
                if piece.atom.whole:
                    host.extend(content)
                    run = None
                    continue
                if piece.atom.note:  # two in one run are one to pandoc and Docxodus
                    self._note(content[0], kind, piece.atom.note)
                    run = None
                run = self._run_in(host, run, piece)
                run.extend(content)
                run = None if piece.atom.note else run

    def _run_in(self, host: Element, run: Element | None, piece: Piece) -> Element:
        """Return the run that is being written, or a new one in a piece's form."""
        if run is not None:
            return run
        run = made("r")
        form = self.carrier.form(piece.atom.form, old=piece.kind == DELETED)
        if piece.before and piece.before.look != piece.atom.look:
            change = self.change("rPrChange")
            change.append(self.carrier.form(piece.before.form, old=True))
            form.append(change)
        if len(form):
            run.append(form)
        host.append(run)
        return run

    def _note(self, reference: Element, kind: str, number: str) -> None:
        if kind == DELETED:
            reference.set(w("id"), self.carrier.note(number))
        elif kind == INSERTED:
            self.carrier.inserted_notes.add(number)

    def _table(self, table: Table, steps: Iterable[RowStep], parts: Parts) -> Element:
        rows = [row for step in steps for row in self._row(step, parts)]
        for child in list(table.element):
            if child.tag not in (w("tblPr"), w("tblGrid")):
                table.element.remove(child)
        table.element.extend(rows)
        return table.element

    def _row(self, step: RowStep, parts: Parts) -> Iterator[Element]:
        if step.old and step.new:
            if step.cells is not None:
                for cell, steps in zip(list(inside(step.new.element, "tc")), step.cells, strict=True):
                    replace_blocks(cell, self.blocks(steps, parts))
            yield step.new.element
        elif step.old:
            yield self._whole_row(step.old, DELETED, parts)
        elif step.new:
            yield self._whole_row(step.new, INSERTED, parts)

    def _whole_table(self, table: Table, kind: str, parts: Parts) -> Element:
        whole = copy.deepcopy(table.element) if kind == DELETED else table.element
        if kind == DELETED:
            self._cleaned(whole)
        rows = [self._whole_row(row, kind, parts) for row in table.rows]
        for child in list(whole):
            if child.tag not in (w("tblPr"), w("tblGrid")):
                whole.remove(child)
        whole.extend(rows)
        return whole

    def _whole_row(self, row: Row, kind: str, parts: Parts) -> Element:
        whole = row.element
        if kind == DELETED:
            whole = copy.deepcopy(whole)
            self._cleaned(whole)
        for cell, content in zip(list(inside(whole, "tc")), row.cells, strict=True):
            steps = [Step(block, None) if kind == DELETED else Step(None, block) for block in content]
            outs = settled(steps, closed=False)
            replace_blocks(cell, [element for block in outs for element in self._block(block, parts)])
        properties = whole.find(w("trPr"))
        if properties is None:
            properties = made("trPr")
            exception = whole.find(w("tblPrEx"))
            if exception is not None:
                exception.addnext(properties)
            else:
                whole.insert(0, properties)
        properties.append(self.change(kind))
        return whole

    def _cleaned(self, element: Element) -> None:
        """Bring the styles of an old table over, and leave its paragraphs' and rows' own ids behind."""
        for child in element.iter():
            for name in [name for name in child.attrib if str(name).startswith(_FOREIGN)]:
                del child.attrib[name]
        for style in element.iter(w("tblStyle")):
            self.carrier.style(str(style.get(w("val"))))


def _pieces(spans: Iterable[Span]) -> Iterator[Piece]:
    for span in spans:
        if span.kept:
            yield from (Piece(KEPT, new, old) for old, new in zip(span.old, span.new, strict=True))
        else:
            yield from (Piece(DELETED, atom) for atom in span.old)
            yield from (Piece(INSERTED, atom) for atom in span.new)


def _with_breaks(pieces: Sequence[Piece]) -> Iterator[tuple[tuple[int, str, Link | None, str, str], Piece]]:
    """Yield pieces with a key that is the same for those of one run: bookmarks stand between runs."""
    number = 0
    for piece in pieces:
        if piece.atom.before and piece.kind != DELETED:
            number += 1
        yield (number, *piece.form), piece


def _delete(element: Element) -> None:
    """Rename what holds letters to what holds deleted letters."""
    for child in element.iter(*_DELETED_TAGS):
        child.tag = _DELETED_TAGS[str(child.tag)]


def _add_mark(properties: Element, mark: Element) -> None:
    """Put the sign that a paragraph mark is inserted or deleted first among the mark's own properties."""
    form = properties.find(w("rPr"))
    if form is None:
        form = made("rPr")
        section = properties.find(w("sectPr"))
        if section is not None:
            section.addprevious(form)
        else:
            properties.append(form)
    form.insert(0, mark)
