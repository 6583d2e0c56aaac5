"""One of the two documents: its parts as trees that can be changed, their relationships, and its numbering."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from pipeline.docx.package import DOCUMENT, Parts, rels_name
from pipeline.docx.part_text import R, W
from pipeline.docx.xml import parsed, r, serialised, w

Element = etree._Element
FOOTNOTES_KIND, NUMBERING_KIND, STYLES_KIND = f"{R}/footnotes", f"{R}/numbering", f"{R}/styles"
_DEFAULT = (("paragraph", "1"), ("paragraph", "true"))
_LINK_ID = re.compile(r' r:id="[^"]*"')
# What means nothing: who typed when, and that something is on, which the element alone says.
_NOTHING = re.compile(r' (?:w:rsid\w*|w14:\w+)="[^"]*"| w:val="(?:true|on)"')


class Relation(NamedTuple):
    """What an id in a part leads to: another part by its name in the package, or an address outside."""

    kind: str
    target: str
    external: bool


class Numbering(NamedTuple):
    """A list: the look and the start of its levels, whatever their ids are."""

    abstract: str
    overrides: str


class Side:
    """A document's parts. A tree is read once; what is changed in it is written back by `finished`."""

    def __init__(self, parts: Parts) -> None:
        self.parts = dict(parts)
        self._trees: dict[str, Element] = {}
        self._relations: dict[str, dict[str, Relation]] = {}

    def tree(self, part: str) -> Element:
        """Return the root of a part."""
        if part not in self._trees:
            self._trees[part] = parsed(self.parts[part])
        return self._trees[part]

    def trees(self) -> Iterator[Element]:
        """Yield the roots of the parts that have been read, by the parts' names."""
        yield from (self._trees[part] for part in sorted(self._trees))

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by id."""
        if part not in self._relations:
            data = self.parts.get(rels_name(part))
            self._relations[part] = {
                str(e.get("Id")): _relation(e, part) for e in (parsed(data) if data else ()) if e.get("Id")
            }
        return self._relations[part]

    def related(self, kind: str) -> str | None:
        """Return the name of the document's part of a kind, or None."""
        found = (t.target for t in self.relations(DOCUMENT).values() if t.kind == kind and not t.external)
        return next((name for name in found if name in self.parts), None)

    @property
    def body(self) -> Element:
        """Return the document's body."""
        body = self.tree(DOCUMENT).find(w("body"))
        assert body is not None
        return body

    @cached_property
    def footnotes(self) -> dict[str, Element]:
        """Return the document's own footnotes by id; the lines that part them from the text are not among them."""
        part = self.related(FOOTNOTES_KIND)
        notes = self.tree(part).findall(w("footnote")) if part else []
        return {str(note.get(w("id"))): note for note in notes if note.get(w("type")) in (None, "normal")}

    @cached_property
    def note_keys(self) -> dict[str, str]:
        """Return what makes two notes the same: their paragraphs without ids."""
        return {
            number: _LINK_ID.sub("", "".join(canon(child) for child in note)) + self._note_links(note)
            for number, note in self.footnotes.items()
        }

    def _note_links(self, note: Element) -> str:
        relations = self.relations(self.related(FOOTNOTES_KIND) or "")
        ids = (str(e.get(r("id"))) for e in note.iter(w("hyperlink")) if e.get(r("id")))
        return "\n".join(relations[i].target if i in relations else "" for i in ids)

    @cached_property
    def lists(self) -> dict[str, Numbering]:
        """Return each list by its id (`w:numId`)."""
        part = self.related(NUMBERING_KIND)
        if part is None:
            return {}
        root = self.tree(part)
        abstracts = {str(a.get(w("abstractNumId"))): abstract_key(a) for a in root.findall(w("abstractNum"))}
        return {
            str(num.get(w("numId"))): Numbering(
                abstracts.get(value(num, "abstractNumId"), ""),
                "".join(canon(child) for child in num if child.tag == w("lvlOverride")),
            )
            for num in root.findall(w("num"))
        }

    @cached_property
    def styles(self) -> dict[str, Element]:
        """Return the styles by id."""
        part = self.related(STYLES_KIND)
        return {str(s.get(w("styleId"))): s for s in self.tree(part).findall(w("style"))} if part else {}

    def finished(self) -> Parts:
        """Return the parts with every tree that was read written anew."""
        return {**self.parts, **{part: serialised(tree) for part, tree in self._trees.items()}}

    @cached_property
    def default_style(self) -> str:
        """Return the id of the style that a paragraph has when it names none."""
        kinds = ((style.get(w("type")), style.get(w("default"))) for style in self.styles.values())
        found = (name for name, kind in zip(self.styles, kinds, strict=True) if kind in _DEFAULT)
        return next(found, "")

    def running(self) -> Iterator[tuple[tuple[int, str, str], str]]:
        """Yield the headers and footers: which section (counted from the last), kind and pages; and the part's name."""
        for number, section in enumerate(reversed(list(self.tree(DOCUMENT).iter(w("sectPr"))))):
            for reference in section:
                if reference.tag in (w("headerReference"), w("footerReference")):
                    relation = self.relations(DOCUMENT).get(str(reference.get(r("id"))))
                    if relation and relation.target in self.parts:
                        kind = etree.QName(reference).localname
                        yield (number, kind, str(reference.get(w("type")))), relation.target


def _relation(entry: Element, part: str) -> Relation:
    kind, target = str(entry.get("Type")), str(entry.get("Target"))
    external = entry.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/" + posixpath.dirname(part), target)).lstrip("/")
    return Relation(kind, target, external)


def made(tag: str, **attributes: str) -> Element:
    """Return a new element with attributes of the same namespace."""
    return etree.Element(w(tag), {w(name): text for name, text in attributes.items()}, {"w": W})


def replace_blocks(parent: Element, content: Iterable[Element]) -> None:
    """Put new paragraphs and tables in the place of those that stand in a body, a cell, a note or a header."""
    before = [child for child in parent if child.tag == w("tcPr")]
    after = [child for child in parent if child.tag == w("sectPr")]
    parent[:] = [*before, *content, *after]


def value(parent: Element | None, tag: str) -> str:
    """Return the `w:val` of a child, or ""."""
    child = parent.find(w(tag)) if parent is not None else None
    return str(child.get(w("val"))) if child is not None else ""


def canon(element: Element | None) -> str:
    """Return an element as text that is the same when it means the same; "" for None."""
    if element is None:
        return ""
    text = etree.tostring(element, method="c14n", exclusive=True, with_tail=False).decode()
    return _NOTHING.sub("", text)


def look_of(form: Element | None) -> str:
    """Return a run's properties as text; none at all is the same as an empty list of them."""
    return canon(form) if form is not None and len(form) else ""


def abstract_key(abstract: Element) -> str:
    """Return what makes two definitions of lists the same: their levels."""
    return "".join(canon(child) for child in abstract if child.tag in (w("multiLevelType"), w("lvl")))
