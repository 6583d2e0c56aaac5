"""What a Word file says when all tracked changes are accepted, or all rejected: read here from the standard alone.

It knows nothing of how `pipeline.docx.redline` works, and shares no code with it. A reading is nested tuples: blocks
with their properties, runs with theirs, lists by their definition and instance, notes where they are referred to,
headers and footers by the page they stand on. Left out are what the redline leaves alone: the table of contents,
bookmarks, the page set-up, and the look of paragraph marks.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NEITHER, ACCEPTED, REJECTED = "", "del", "ins"  # the view, and the mark of what goes away in it
_UNSEEN = {f"{W}{tag}" for tag in ("bookmarkStart", "bookmarkEnd", "proofErr", "sectPr")}
_CHANGES = {f"{W}{tag}" for tag in ("ins", "del", "pPrChange", "rPrChange")}


class Unsound(AssertionError):
    """The file cannot be read in this view: Word would not know what to do."""


class Reading:
    """One reading of a file's parts in a view."""

    def __init__(self, parts: Mapping[str, bytes], view: str = NEITHER) -> None:
        self.parts, self.view = parts, view
        self.instances: dict[str, int] = {}
        self.notes = self._notes()
        self.lists = self._lists()

    def whole(self) -> Any:
        """Return the body, then headers and footers."""
        root = etree.fromstring(self.parts["word/document.xml"])
        body = self.blocks(root[0], "word/document.xml")
        if len(body) > 1 and body[-2][0] == "table" and body[-1] == ("p", (), ()):
            body = body[:-1]  # Word gives a body that ends in a table an empty paragraph
        sections = list(root.iter(f"{W}sectPr"))
        running = []
        for section in sections:
            for reference in section:
                if reference.tag in (f"{W}headerReference", f"{W}footerReference"):
                    part = self.target("word/document.xml", reference.get(f"{R}id"))
                    element = etree.fromstring(self.parts[part])
                    running.append((reference.tag, reference.get(f"{W}type"), self.blocks(element, part)))
        return ("document", body, tuple(running))

    def blocks(self, parent: Any, part: str, gone: bool = False) -> tuple[Any, ...]:
        """Return the blocks of a body, cell, note, header; `gone` when it goes away whole."""
        out: list[Any] = []
        waiting: list[Any] | None = None
        depth = 0
        for child in parent:
            if child.tag == f"{W}p":
                instruction = "".join(t.text or "" for t in child.iter(f"{W}instrText"))
                turns = [mark.get(f"{W}fldCharType") for mark in child.iter(f"{W}fldChar")]
                was_inside = depth > 0
                depth += turns.count("begin") - turns.count("end")
                if was_inside or depth > 0 or instruction.strip().startswith("TOC"):
                    if waiting:
                        raise Unsound("what stands before the contents runs into them")
                    waiting = None
                    continue
                content = [*(waiting or ()), *self.runs(child, part, None)]
                if self.mark_goes(child):
                    waiting = content
                    continue
                out.append(("p", self.paragraph_properties(child), joined(content)))
                waiting = None
            elif child.tag == f"{W}tbl":
                rows = tuple(self.rows(child, part))
                if not rows and child.find(f"{W}tr") is not None:
                    continue
                if waiting is not None:
                    raise Unsound("a paragraph mark goes away before a table that stays")
                properties = tuple(plain(child.find(f"{W}{tag}")) for tag in ("tblPr", "tblGrid"))
                out.append(("table", properties, rows))
            elif child.tag not in (*_UNSEEN, f"{W}tcPr"):
                raise Unsound(f"unknown block {child.tag}")
        if waiting is not None and not gone:
            raise Unsound("the last paragraph mark goes away")
        return tuple(out)

    def rows(self, table: Any, part: str) -> Iterator[Any]:
        """Yield the rows that stay."""
        for row in table.findall(f"{W}tr"):
            properties = row.find(f"{W}trPr")
            marks = [] if properties is None else [m.tag for m in properties if m.tag in _CHANGES]
            goes = bool(self.view) and f"{W}{self.view}" in marks
            cells = tuple(
                (plain(cell.find(f"{W}tcPr")), self.blocks(cell, part, goes or bool(marks)))
                for cell in row.findall(f"{W}tc")
            )
            if not goes:
                yield ("row", plain(properties), cells)
            elif any(content for _, blocks in cells for block in blocks for content in (block[2],)):
                raise Unsound("a row goes away, and not all that is in it")

    def mark_goes(self, paragraph: Any) -> bool:
        """Return whether a paragraph's mark goes away in this view."""
        return bool(self.view) and paragraph.find(f"{W}pPr/{W}rPr/{W}{self.view}") is not None

    def paragraph_properties(self, paragraph: Any) -> Any:
        """Return the properties; before they were changed, when changes are rejected."""
        properties = paragraph.find(f"{W}pPr")
        change = None if properties is None else properties.find(f"{W}pPrChange")
        if change is not None and self.view == NEITHER:
            raise Unsound("tracked already")
        if change is not None and self.view == REJECTED:
            properties = change.find(f"{W}pPr")
        out = []
        for child in () if properties is None else properties:
            if child.tag == f"{W}numPr":
                level = child.find(f"{W}ilvl")
                out.append(("list", None if level is None else level.get(f"{W}val"), self.list_of(child)))
            elif child.tag not in (f"{W}rPr", f"{W}sectPr", f"{W}pPrChange"):
                out.append(plain(child))
        return tuple(out)

    def list_of(self, numbering: Any) -> Any:
        """Return a list by its definition, and which of the document's lists it is, counted as they come."""
        number = numbering.find(f"{W}numId")
        if number is None:
            return None
        name = number.get(f"{W}val")
        return (self.lists[name], self.instances.setdefault(name, len(self.instances)))

    def runs(self, parent: Any, part: str, link: Any) -> Iterator[Any]:
        """Yield what stands in a paragraph: (what, form, link)."""
        for child in parent:
            name = child.tag.removeprefix(W)
            if name == "r":
                yield from self.run(child, part, link)
            elif name in ("ins", "del"):
                if self.view == NEITHER:
                    raise Unsound("tracked already")
                self.check_letters(child, name)
                if name != self.view:
                    yield from self.runs(child, part, link)
            elif name == "hyperlink":
                number = child.get(f"{R}id")
                target = self.target(part, number) if number else ""
                yield from self.runs(child, part, (target, child.get(f"{W}anchor"), child.get(f"{W}tooltip")))
            elif child.tag not in _UNSEEN and name != "pPr":
                raise Unsound(f"unknown in a paragraph: {child.tag}")

    def check_letters(self, change: Any, name: str) -> None:
        """Deleted letters have elements of their own, and no others have."""
        wrong = ("t", "instrText") if name == "del" else ("delText", "delInstrText")
        if any(True for _ in change.iter(*(f"{W}{tag}" for tag in wrong))):
            raise Unsound(f"letters of the wrong kind in w:{name}")

    def run(self, run: Any, part: str, link: Any) -> Iterator[Any]:
        """Yield what a run holds."""
        form = run.find(f"{W}rPr")
        change = None if form is None else form.find(f"{W}rPrChange")
        if change is not None and self.view == REJECTED:
            form = change.find(f"{W}rPr")
        look = tuple(sorted(plain(c) for c in (() if form is None else form) if c.tag not in _CHANGES))
        for child in run:
            name = child.tag.removeprefix(W)
            if name in ("t", "delText"):
                yield (child.text or "", look, link)
            elif name in ("instrText", "delInstrText"):
                yield (("field", " ".join((child.text or "").split())), look, link)
            elif name == "footnoteReference":
                yield (("note", self.notes[child.get(f"{W}id")]), look, link)
            elif name == "drawing":
                yield (("picture", tuple(self.pictures(child, part))), look, link)
            elif name != "rPr":
                yield (plain(child), look, link)

    def pictures(self, drawing: Any, part: str) -> Iterator[Any]:
        """Yield the bytes and the words of a picture."""
        for element in drawing.iter():
            if element.get(f"{R}embed"):
                yield self.parts[self.target(part, element.get(f"{R}embed"))]
            if element.get("descr"):
                yield element.get("descr")

    def target(self, part: str, number: str | None) -> str:
        """Return what an id in a part leads to."""
        folder, name = posixpath.split(part)
        for relation in etree.fromstring(self.parts[f"{folder}/_rels/{name}.rels"]):
            if relation.get("Id") == number:
                target = str(relation.get("Target"))
                return target if relation.get("TargetMode") else posixpath.normpath(posixpath.join(folder, target))
        raise Unsound(f"{part}: nothing is called {number}")

    def _notes(self) -> dict[str | None, Any]:
        data = self.parts.get("word/footnotes.xml")
        notes: dict[str | None, Any] = {}
        order = []
        self.lists = self._lists()
        for note in etree.fromstring(data) if data else ():
            number = str(note.get(f"{W}id"))
            if note.get(f"{W}type") is None:
                notes[number] = self.blocks(note, "word/footnotes.xml")
                order.append(number)
        references = etree.fromstring(self.parts["word/document.xml"]).iter(f"{W}footnoteReference")
        wanted = [str(e.get(f"{W}id")) for e in references]
        if order != wanted or [int(n) for n in order] != sorted(map(int, order)):
            raise Unsound(f"notes {order} for references {wanted}")
        return notes

    def _lists(self) -> dict[str | None, Any]:
        data = self.parts.get("word/numbering.xml")
        root = etree.fromstring(data) if data else []
        levels = {
            a.get(f"{W}abstractNumId"): tuple(plain(level, without=(f"{W}pStyle",)) for level in a.findall(f"{W}lvl"))
            for a in root
            if a.tag == f"{W}abstractNum"
        }
        return {
            num.get(f"{W}numId"): (
                levels[num.find(f"{W}abstractNumId").get(f"{W}val")],
                tuple(plain(o) for o in num.findall(f"{W}lvlOverride")),
            )
            for num in root
            if num.tag == f"{W}num"
        }


def plain(element: Any, without: tuple[str, ...] = ()) -> Any:
    """Return an element as tuples, without tracked changes in it."""
    if element is None:
        return ()
    children = tuple(plain(c, without) for c in element if c.tag not in _CHANGES and c.tag not in without)
    if not children and not element.attrib and element.tag == f"{W}trPr":
        return ()
    return (element.tag, tuple(sorted(element.attrib.items())), (element.text or "").strip(), children)


def joined(content: list[Any]) -> tuple[Any, ...]:
    """Return runs with neighbours of one form joined: how letters are cut into runs means nothing."""
    out: list[Any] = []
    for what, look, link in content:
        if what == "":
            continue
        if out and isinstance(what, str) and isinstance(out[-1][0], str) and out[-1][1:] == (look, link):
            out[-1] = (out[-1][0] + what, look, link)
        else:
            out.append((what, look, link))
    return tuple(out)


def read(parts: Mapping[str, bytes], view: str = NEITHER) -> Any:
    """Return what a file says in a view."""
    return Reading(parts, view).whole()


def first_difference(found: Any, wanted: Any, path: str = "") -> str:
    """Return where two readings part, and what stands there; "" when they are the same."""
    if found == wanted:
        return ""
    if isinstance(found, tuple) and isinstance(wanted, tuple):
        for number, (a, b) in enumerate(zip(found, wanted, strict=False)):
            if a != b:
                return first_difference(a, b, f"{path}/{number}")
        return f"{path}: {len(found)} for {len(wanted)}: {str((found, wanted)[len(found) < len(wanted)][-1])[:300]}"
    return f"{path}: {str(found)[:300]!r} for {str(wanted)[:300]!r}"
