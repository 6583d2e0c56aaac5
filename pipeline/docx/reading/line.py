"""The inside of a paragraph: runs, links, fields, notes, comments, controls and what is anchored in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.docx.reading.model import (
    Block,
    Break,
    CommentSpan,
    Control,
    ControlSpan,
    Inline,
    Look,
    NoteMark,
    Picture,
    Words,
)
from pipeline.docx.reading.styles import StyleBook, is_on, value, whole
from pipeline.docx.xml import r, w

_LINK_FIELD = re.compile(r'^\s*HYPERLINK\s+(?:(?P<local>\\l)\s+)?"(?P<target>[^"]+)"', re.I)
_CONTENTS_FIELD = re.compile(r"^\s*TOC\b", re.I)
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_BOX = w("txbxContent")
# A bullet that was set with a sign of a picture font.
_SIGNS = {"F0B7": "•", "F0A7": "▪", "F02D": "–", "F0D8": "▸", "F0E0": "→", "F0FC": "✓", "F0FE": "☒", "F0A8": "☐"}
_THROUGH = {
    *map(w, ("smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase", "fldSimple")),
    f"{_MC}AlternateContent",
    f"{_MC}Choice",
    f"{_MC}Fallback",
}
TAKEN = {"accepted": (w("ins"), w("moveTo")), "rejected": (w("del"), w("moveFrom"))}
DROPPED = {"accepted": (w("del"), w("moveFrom")), "rejected": (w("ins"), w("moveTo"))}


@dataclass
class OpenField:
    """A field that has begun and not ended; it may go over paragraphs, as a table of contents does."""

    instruction: str = ""
    result: bool = False

    @property
    def href(self) -> str | None:
        """Return the address that the field links to, or None."""
        match = _LINK_FIELD.match(self.instruction)
        return (f"#{match['target']}" if match["local"] else match["target"]) if match else None


@dataclass
class State:
    """What a story carries from one paragraph to the next."""

    view: str
    links: dict[str, str]
    fields: list[OpenField] = field(default_factory=list)
    comments: set[str] = field(default_factory=set)
    control: Callable[[etree._Element], Control] = lambda _: Control(0)
    change: Callable[[etree._Element, str, str], None] = lambda *_: None
    boxes: Callable[[etree._Element], tuple[Block, ...]] = lambda _: ()

    @property
    def in_contents(self) -> bool:
        """Return whether a table of contents' field is open."""
        return any(_CONTENTS_FIELD.match(f.instruction) for f in self.fields)


@dataclass
class Line:
    """What a paragraph's inside has given so far."""

    book: StyleBook
    state: State
    style: str
    pieces: list[Inline] = field(default_factory=list)
    length: int = 0
    spans: list[ControlSpan] = field(default_factory=list)
    comments: list[CommentSpan] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    boxes: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    shade: str = ""
    contents: bool = False  # whether words of it lie in a table of contents

    def read(self, paragraph: etree._Element) -> None:
        """Take in a paragraph; comments that are open go on from its beginning."""
        self.opened |= dict.fromkeys(self.state.comments, self.length)
        self._walk(paragraph, None)
        for key in sorted(self.state.comments):
            self._comment_ends(key, keep=True)

    def inlines(self) -> tuple[Inline, ...]:
        """Return the inlines, neighbours in one form joined."""
        out: list[Inline] = []
        for piece in self.pieces:
            last = out[-1] if out else None
            if isinstance(piece, Words) and isinstance(last, Words) and piece[1:] == last[1:]:
                out[-1] = last._replace(text=last.text + piece.text)
            else:
                out.append(piece)
        return tuple(out)

    def look(self) -> Look:
        """Return what is common to the looks of all words."""
        if not self.looks:
            return Look(base=self.book.base)
        colours = tuple(dict.fromkeys(pair for look in self.looks for pair in look.colours))
        return Look(
            bold=all(look.bold for look in self.looks),
            italic=all(look.italic for look in self.looks),
            underlined=all(look.underlined for look in self.looks),
            capitals=all(look.capitals for look in self.looks),
            size=min(look.size for look in self.looks),
            base=self.book.base,
            colours=colours,
            direct=any(look.direct for look in self.looks),
        )

    def _walk(self, node: etree._Element, href: str | None) -> None:
        for child in node:
            tag = child.tag
            if tag == w("r"):
                self._run(child, href)
            elif tag == w("hyperlink"):
                target = self.state.links.get(str(child.get(r("id"))))
                anchor = child.get(w("anchor"))
                self._walk(child, target or (f"#{anchor}" if anchor else None) or href)
            elif tag == w("sdt"):
                self._control(child, href)
            elif tag in TAKEN[self.state.view]:
                self._tracked(child, href)
            elif tag in DROPPED[self.state.view]:
                self.state.change(child, _kind(child), words_in(child))
            elif tag == f"{_MC}AlternateContent":
                self._walk(_chosen(child), href)
            elif tag in _THROUGH or tag == w("ruby"):
                self._walk(child, href)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                text = "".join(t.text or "" for t in child.iter(f"{_MATH}t"))
                self._add(Words(text, href=href)) if text else None
            elif tag == w("commentRangeStart"):
                key = str(child.get(w("id")))
                self.state.comments.add(key)
                self.opened[key] = self.length
            elif tag == w("commentRangeEnd"):
                self._comment_ends(str(child.get(w("id"))))

    def _control(self, sdt: etree._Element, href: str | None) -> None:
        control, start = self.state.control(sdt), self.length
        place = len(self.spans)
        content = sdt.find(w("sdtContent"))
        if content is not None:
            self._walk(content, href)
        self.spans.insert(place, ControlSpan(control, start, self.length))

    def _tracked(self, change: etree._Element, href: str | None) -> None:
        self.state.change(change, _kind(change), words_in(change))
        self._walk(change, href)

    def _comment_ends(self, key: str, *, keep: bool = False) -> None:
        start = self.opened.pop(key, None)
        if start is not None:
            self.comments.append(CommentSpan(key, start, self.length))
        if not keep:
            self.state.comments.discard(key)

    def _add(self, piece: Inline) -> None:
        self.pieces.append(piece)
        self.contents = self.contents or self.state.in_contents
        self.length += len(piece.text) if isinstance(piece, Words) else 1 if isinstance(piece, Break) else 0

    def _run(self, run: etree._Element, href: str | None) -> None:
        rPr = run.find(w("rPr"))
        if rPr is not None and self.state.view == "rejected":
            old = rPr.find(f"{w('rPrChange')}/{w('rPr')}")
            rPr = old if old is not None else rPr
        if rPr is not None and rPr.find(w("rPrChange")) is not None:
            self.state.change(rPr, "formaterat", words_in(run))
        properties = _Run(self.book, self.style, rPr)
        if properties.hidden:
            return
        for child in run:
            self._inside_run(child, properties, href)

    def _inside_run(self, child: etree._Element, run: _Run, href: str | None) -> None:
        tag, state = child.tag, self.state
        if tag == w("fldChar"):
            self._field_sign(str(child.get(w("fldCharType"))))
        elif tag == w("instrText"):
            if state.fields:
                state.fields[-1].instruction += child.text or ""
        elif any(not f.result for f in state.fields):
            return  # between a field's beginning and its result there is nothing that a reader sees
        elif tag == w("footnoteReference"):
            self._add(NoteMark(f"fotnot {child.get(w('id'))}"))
        elif tag == w("endnoteReference"):
            self._add(NoteMark(f"slutnot {child.get(w('id'))}"))
        elif tag in (w("br"), w("cr")):
            if child.get(w("type")) in (None, "textWrapping"):
                self._add(Break())
        elif tag == w("commentReference"):
            key = str(child.get(w("id")))
            if all(span.key != key for span in self.comments) and key not in state.comments:
                self.comments.append(CommentSpan(key, self.length, self.length))
        elif tag in (w("drawing"), w("pict"), w("object"), f"{_MC}AlternateContent"):
            self._drawn(_chosen(child) if tag == f"{_MC}AlternateContent" else child)
        elif text := _signs(child, state.view):
            link = next((f.href for f in reversed(state.fields) if f.href), href)
            self._add(Words(text, run.bold, run.italic, link, run.raised))
            if text.strip():
                self.looks.append(run.look(text, self.shade))

    def _field_sign(self, kind: str) -> None:
        fields = self.state.fields
        if kind == "begin":
            fields.append(OpenField())
        elif fields and kind == "separate":
            fields[-1].result = True
        elif fields and kind == "end":
            fields.pop()

    def _drawn(self, drawing: etree._Element) -> None:
        for box in _outermost(drawing, _BOX):
            self.boxes += self.state.boxes(box)
        for shown in drawing.iter(f"{_WP}docPr"):
            if _outside_boxes(shown, drawing) and drawing.find(f".//{_BOX}") is None:
                mark = shown.find(f".//{_DECORATIVE}")
                decorative = mark is not None and mark.get("val") in ("1", "true")
                alt = shown.get("descr") or shown.get("title") or ""
                self.pictures.append(Picture(shown.get("name") or "", alt, decorative))
        for shape in drawing.iter(f"{_VML}imagedata"):
            parent = shape.getparent()
            alt = (parent.get("alt") if parent is not None else "") or ""
            self.pictures.append(Picture(shape.get(_O_TITLE) or "", alt))
        for text in drawing.iter(f"{_A}t"):  # words of a drawing without a box
            if text.text and _outside_boxes(text, drawing):
                self._add(Words(text.text))


_O_TITLE = "{urn:schemas-microsoft-com:office:office}title"


class _Run:
    """What a run's properties say, with those of its character style and its paragraph's style."""

    def __init__(self, book: StyleBook, style: str, rPr: etree._Element | None) -> None:
        self._book, self._style, self._rPr = book, style, rPr
        self._character = value(rPr.find(w("rStyle"))) if rPr is not None else ""
        self.bold = bool(self._own_flag("b"))
        self.italic = bool(self._own_flag("i"))
        self.hidden = bool(self._own_flag("vanish"))
        self.raised = value(self._own("vertAlign")) == "superscript" or whole(value(self._own("position"))) >= 4

    def look(self, text: str, shade: str) -> Look:
        """Return how the run's words look; `shade` is the background that its paragraph and cell give."""
        capitals = bool(is_on(self._any("caps"))) or (text.isupper() and len(text.strip()) > 3)
        return Look(
            bold=bool(is_on(self._any("b"))),
            italic=bool(is_on(self._any("i"))),
            underlined=value(self._any("u"), "none") != "none",
            capitals=capitals,
            size=whole(value(self._any("sz")), self._book.base),
            base=self._book.base,
            colours=self._colours(shade),
            direct=self._rPr is not None and any(e.tag in _DIRECT for e in self._rPr),
        )

    def _own(self, tag: str) -> etree._Element | None:
        found = self._rPr.find(w(tag)) if self._rPr is not None else None
        if found is None and self._character:
            found = self._book.own_run_property(self._character, tag)
        return found

    def _own_flag(self, tag: str) -> bool | None:
        return is_on(self._own(tag))

    def _any(self, tag: str) -> etree._Element | None:
        own = self._own(tag)
        return own if own is not None else self._book.run_property(self._style, tag)

    def _colours(self, shade: str) -> tuple[tuple[str, str], ...]:
        colour = value(self._any("color"), "auto")
        own = self._own("shd")
        fill = str(own.get(w("fill"), "auto")) if own is not None else ""
        marked = _HIGHLIGHTS.get(value(self._own("highlight")), "")
        ground = marked or (fill if _is_colour(fill) else "") or shade or "FFFFFF"
        return ((colour.upper(), ground.upper()),) if _is_colour(colour) and _is_colour(ground) else ()


_DIRECT = {w(tag) for tag in ("b", "i", "sz", "color", "rFonts", "u", "caps", "highlight", "shd")}
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
}


def _is_colour(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Fa-f]{6}", text) is not None


def _signs(element: etree._Element, view: str) -> str:
    """Return the signs that an element inside a run stands for."""
    tag = element.tag
    if tag == w("t") or (tag == w("delText") and view == "rejected"):
        return element.text or ""
    if tag in (w("tab"), w("ptab")):
        return "\t"
    if tag == w("noBreakHyphen"):
        return "\u2011"
    if tag == w("softHyphen"):
        return "\u00ad"
    if tag == w("sym"):
        sign = str(element.get(w("char"), "")).upper()
        return _SIGNS.get(sign, "•" if sign.startswith("F0") else chr(int(sign, 16)) if _is_sign(sign) else "")
    return ""


def _is_sign(text: str) -> bool:
    return re.fullmatch(r"[0-9A-F]{4}", text) is not None and text >= "0020" and not "D800" <= text <= "DFFF"


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return one of the forms in which one thing is written, so that nothing is read twice."""
    forms = [e for e in alternatives if e.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    return forms[0] if forms else alternatives


def _outermost(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    return (found for found in node.iter(tag) if _outside_boxes(found, node))


def _outside_boxes(element: etree._Element, top: etree._Element) -> bool:
    """Return whether an element is in no text box, and in no second form of one, below `top`."""
    for parent in element.iterancestors():
        if parent is top:
            return True
        if parent.tag == _BOX:
            return False
        if parent.tag == f"{_MC}AlternateContent" and element not in _chosen(parent).iter(element.tag):
            return False
    return True


def words_in(node: etree._Element) -> str:
    """Return the words of a tracked change, kept or deleted."""
    return "".join(t.text or "" for t in node.iter(w("t"), w("delText")))


def _kind(change: etree._Element) -> str:
    name = etree.QName(change).localname
    return {"ins": "insatt", "del": "borttaget"}.get(name, "flyttat")
