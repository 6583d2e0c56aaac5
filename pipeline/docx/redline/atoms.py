"""A paragraph as atoms: words, spaces, signs, notes, pictures, whole fields. What is marked is whole atoms."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from pipeline.docx.part_text import R
from pipeline.docx.redline.side import Element, Side, canon, look_of
from pipeline.docx.xml import r, w

# A word with what holds it together: förhands-, SISAB:s, 3.6, 2022/23, 2021–2024.
_TOKEN = re.compile(r"\w+(?:[-‑–:.,/’'&@]\w+)*|\s+|.", re.S)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = {w(f"{what}{end}") for what in ("bookmark", "commentRange", "perm") for end in ("Start", "End")}
_THROUGH = {w("smartTag"), w("customXml"), w("sdt"), w("sdtContent"), w("dir"), w("bdo")}
_NOTHING = {w("pPr"), w("proofErr"), w("sdtPr"), w("sdtEndPr"), w("smartTagPr"), w("customXmlPr")}
_SKIPPED = {w("rPr"), w("lastRenderedPageBreak")}
# What these fields show is counted by Word, so it is no change.
_COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")


class Link(NamedTuple):
    """Where a hyperlink leads, whatever its id is."""

    target: str
    anchor: str
    tip: str


@dataclass(slots=True)
class Atom:
    """The least that is marked. Two with equal `key` say the same; `look` is their form.

    `text` is empty for what is not letters; then `content` holds its elements: what a run has in it, or, when
    `whole`, runs. `before` are the bookmarks and comments that stand before it.
    """

    key: Hashable
    look: str
    form: Element | None
    link: Link | None
    text: str = ""
    content: Sequence[Element] = ()
    whole: bool = False
    note: str | None = None
    before: list[Element] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Return whether it is white space alone."""
        return bool(self.text) and self.text.isspace()


@dataclass(slots=True)
class Line:
    """A paragraph's content: pieces as long as their look, link and marks allow, and the marks after the last."""

    pieces: list[Atom]
    after: list[Element]

    @property
    def key(self) -> Hashable:
        """Return what makes two paragraphs' contents the same, look and links too."""
        return tuple((piece.key, piece.look) for piece in merged(self.pieces))

    @property
    def text(self) -> str:
        """Return the letters."""
        return "".join(piece.text for piece in self.pieces)

    def atoms(self) -> list[Atom]:
        """Return the content as atoms."""
        return [atom for piece in merged(self.pieces, keep_marks=True) for atom in _split(piece)]


def merged(pieces: Sequence[Atom], *, keep_marks: bool = False) -> list[Atom]:
    """Return pieces with neighbours in the same form joined: how a text is cut into runs means nothing."""
    out: list[Atom] = []
    for piece in pieces:
        last = out[-1] if out else None
        if (
            last and last.text and piece.text and last.look == piece.look and last.link == piece.link
            and not (keep_marks and piece.before)
        ):  # fmt: skip
            text = last.text + piece.text
            out[-1] = replace(last, text=text, key=(text, last.link))
        else:
            out.append(piece)
    return out


def _split(piece: Atom) -> Iterator[Atom]:
    if not piece.text:
        yield piece
        return
    before = piece.before
    for token in _TOKEN.findall(piece.text):
        yield Atom((token, piece.link), piece.look, piece.form, piece.link, token, before=before)
        before = []


def line(paragraph: Element, side: Side, part: str) -> Line:
    """Return the content of a paragraph of `part`."""
    reader = _Reader(side, part)
    reader.read(paragraph, None)
    return Line(reader.pieces, reader.marks)


class _Reader:
    def __init__(self, side: Side, part: str) -> None:
        self.side, self.part = side, part
        self.pieces: list[Atom] = []
        self.marks: list[Element] = []
        self.field: list[Element] = []
        self.depth = 0

    def read(self, parent: Element, link: Link | None) -> None:
        for child in parent:
            tag = child.tag
            if tag == w("r"):
                self._run(child, link)
            elif tag == w("hyperlink"):
                self.read(child, self._link(child))
            elif tag == w("fldSimple"):
                self._simple_field(child, link)
            elif tag in _THROUGH:
                self.read(child, link)
            elif tag in _MARKS:
                self.marks.append(child)
            elif tag not in _NOTHING and isinstance(tag, str):
                self._add(Atom((canon(child),), "", None, link, content=(copy.deepcopy(child),), whole=True))

    def _add(self, atom: Atom) -> None:
        atom.before, self.marks = self.marks, []
        self.pieces.append(atom)

    def _link(self, hyperlink: Element) -> Link:
        relation = self.side.relations(self.part).get(str(hyperlink.get(r("id"))))
        target = relation.target if relation else ""
        return Link(target, hyperlink.get(w("anchor")) or "", hyperlink.get(w("tooltip")) or "")

    def _run(self, run: Element, link: Link | None) -> None:
        turns = [str(mark.get(w("fldCharType"))) for mark in run.iter(w("fldChar"))]
        if self.depth or turns:
            self.field.append(run)
            self.depth += turns.count("begin") - turns.count("end")
            if self.depth <= 0:
                self._end_field(link)
            return
        form = run.find(w("rPr"))
        look = look_of(form)
        for child in run:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == w("t"):
                if child.text:
                    self._add(Atom((child.text, link), look, form, link, child.text))
            elif child.tag in (w("commentReference"), w("annotationRef")):
                self.marks.append(_run_with(form, child))
            elif child.tag == w("footnoteReference"):
                number = str(child.get(w("id")))
                key = ("note", self.side.note_keys.get(number, ""))
                self._add(Atom(key, look, form, link, content=(child,), note=number))
            else:
                self._add(Atom((self._key(child), link), look, form, link, content=(child,)))

    def _key(self, child: Element) -> str:
        """Return what makes two things in a run the same; a picture is its bytes, whatever its ids are."""
        if child.tag not in (w("drawing"), w("pict"), w("object")) and not child.tag.endswith("AlternateContent"):
            return canon(child)
        child = copy.deepcopy(child)
        whole = hashlib.sha256()
        for element in child.iter():
            for name in [name for name in element.attrib if str(name).startswith(f"{{{R}}}")]:
                relation = self.side.relations(self.part).get(str(element.attrib.pop(name)))
                if relation:
                    data = b"" if relation.external else self.side.parts.get(relation.target, b"")
                    whole.update(data or relation.target.encode())
            if isinstance(element.tag, str) and etree.QName(element).localname == "docPr":
                element.attrib.pop("id", "")
        whole.update(canon(child).encode())
        return f"picture {whole.hexdigest()}"

    def _simple_field(self, simple: Element, link: Link | None) -> None:
        """Read a field in one element as one in runs, which can be marked."""
        mark = '<w:fldChar xmlns:w="{0}" w:fldCharType="{1}"/>'
        namespace = etree.QName(simple).namespace
        instruction = etree.Element(w("instrText"), {_SPACE: "preserve"})
        instruction.text = str(simple.get(w("instr")))
        self.field.append(_run_with(None, etree.fromstring(mark.format(namespace, "begin"))))
        self.field.append(_run_with(None, instruction))
        self.field.append(_run_with(None, etree.fromstring(mark.format(namespace, "separate"))))
        self.field += [copy.deepcopy(run) for run in simple.iter(w("r"))]
        self.field.append(_run_with(None, etree.fromstring(mark.format(namespace, "end"))))
        if not self.depth:
            self._end_field(link)

    def _end_field(self, link: Link | None) -> None:
        runs, self.field, self.depth = self.field, [], 0
        words = " ".join("".join(t.text or "" for run in runs for t in run.iter(w("instrText"))).split())
        counted = words.split(" ")[0].upper() in _COUNTED
        shown = "" if counted else "".join(canon(run) for run in runs)
        look = look_of(runs[0].find(w("rPr")))
        self._add(Atom(("field", words, shown, link), look if counted else "", None, link, content=runs, whole=True))


def _run_with(form: Element | None, child: Element) -> Element:
    run = etree.Element(w("r"))
    if form is not None:
        run.append(copy.deepcopy(form))
    run.append(copy.deepcopy(child))
    return run
