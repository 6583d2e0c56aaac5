"""What the old document has and the new one lacks, brought over: lists, styles, links, pictures, notes."""

from __future__ import annotations

import copy
import posixpath
from collections import Counter
from collections.abc import Sequence

from pipeline.docx.package import CONTENT_TYPES, DOCUMENT, EMPTY_RELS, Parts, rels_name, with_part, with_relationships
from pipeline.docx.part_text import R, escaped_attribute
from pipeline.docx.redline.atoms import Link
from pipeline.docx.redline.blocks import Paragraph
from pipeline.docx.redline.side import (
    NUMBERING_KIND,
    STYLES_KIND,
    Element,
    Relation,
    Side,
    abstract_key,
    made,
    value,
)
from pipeline.docx.xml import parsed, r, serialised, w

_LINK = f"{R}/hyperlink"
_BY_ID = r("")  # attributes that lead to another part


class Carrier:
    """Brings things from `old` into `new`, each once; `finished` gives the new document's parts."""

    def __init__(self, old: Side, new: Side, lists: Sequence[tuple[str, str]]) -> None:
        self.old, self.new = old, new
        self.lists = _paired(old, new, lists)
        self.notes: dict[str, str] = {}
        self.inserted_notes: set[str] = set()
        self._added: dict[str, list[str]] = {}
        self._parts: dict[str, str] = {}
        self._styles: set[str] = set()

    def properties(self, paragraph: Paragraph) -> Element:
        """Return a paragraph's properties, as they are to stand in the new document."""
        found = paragraph.element.find(w("pPr"))
        properties = copy.deepcopy(found) if found is not None else made("pPr")
        for change in properties.findall(w("pPrChange")):
            properties.remove(change)
        if paragraph.side is self.old:
            for section in properties.findall(w("sectPr")):  # sections are the new document's
                properties.remove(section)
            for number in properties.iter(w("numId")):
                number.set(w("val"), self.list_id(str(number.get(w("val")))))
            self.style(value(properties, "pStyle"))
        return properties

    def form(self, form: Element | None, *, old: bool) -> Element:
        """Return a run's properties."""
        properties = copy.deepcopy(form) if form is not None else made("rPr")
        for change in properties.findall(w("rPrChange")):
            properties.remove(change)
        if old:
            self.style(value(properties, "rStyle"))
        return properties

    def copied(self, element: Element, parts: tuple[str, str] | None) -> Element:
        """Return a copy of an element; with `parts` it comes from one of the old document to one of the new."""
        found = copy.deepcopy(element)
        if parts is None:
            return found
        for child in found.iter():
            for name in list(child.attrib):
                if str(name).startswith(_BY_ID):
                    relation = self.old.relations(parts[0]).get(str(child.attrib[name]))
                    if relation:
                        child.set(name, self._related(parts[1], relation))
        return found

    def link_id(self, part: str, link: Link) -> str:
        """Return the id that leads from a part of the new document to a link's target."""
        return self._related(part, Relation(_LINK, link.target, external=True))

    def note(self, number: str) -> str:
        """Return the id that an old note has in the new document until all notes are numbered."""
        return self.notes.setdefault(number, f"old-{number}")

    def list_id(self, number: str) -> str:
        """Return the id in the new document of a list in the old one."""
        if number not in self.lists:
            self.lists[number] = self._list(number) if number in self.old.lists else "0"
        return self.lists[number]

    def _list(self, number: str) -> str:
        root = self._numbering()
        source = next(n for n in self._old_tree(NUMBERING_KIND).findall(w("num")) if n.get(w("numId")) == number)
        found = copy.deepcopy(source)
        abstract = found.find(w("abstractNumId"))
        assert abstract is not None
        abstract.set(w("val"), self._abstract(root, str(abstract.get(w("val")))))
        nums = root.findall(w("num"))
        new = str(max((int(str(n.get(w("numId")))) for n in nums), default=0) + 1)
        found.set(w("numId"), new)
        after = nums[-1] if nums else root.findall(w("abstractNum"))[-1]
        after.addnext(found)
        return new

    def _abstract(self, root: Element, number: str) -> str:
        source = next(
            a for a in self._old_tree(NUMBERING_KIND).findall(w("abstractNum")) if a.get(w("abstractNumId")) == number
        )
        here = root.findall(w("abstractNum"))
        for abstract in here:
            if abstract_key(abstract) == abstract_key(source):
                return str(abstract.get(w("abstractNumId")))
        found = copy.deepcopy(source)
        new = str(max((int(str(a.get(w("abstractNumId")))) for a in here), default=0) + 1)
        found.set(w("abstractNumId"), new)
        for level in found.iter(w("pStyle")):  # a style belongs to one definition
            parent = level.getparent()
            assert parent is not None
            parent.remove(level)
        if here:
            here[-1].addnext(found)
        else:
            root.insert(0, found)
        return new

    def _numbering(self) -> Element:
        part = self.new.related(NUMBERING_KIND)
        if part is None:
            part = "word/numbering.xml"
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
            data = serialised(made("numbering"))
            self.new.parts = with_part(self.new.parts, part, data, kind)
            self._related(DOCUMENT, Relation(NUMBERING_KIND, part, external=False))
        return self.new.tree(part)

    def _old_tree(self, kind: str) -> Element:
        part = self.old.related(kind)
        assert part is not None
        return self.old.tree(part)

    def style(self, name: str) -> None:
        """Bring a style over, and those it builds on, unless the new document has one with that id."""
        part = self.new.related(STYLES_KIND)
        while name and part and name not in self.new.styles and name not in self._styles and name in self.old.styles:
            self._styles.add(name)
            style = copy.deepcopy(self.old.styles[name])
            for number in style.iter(w("numId")):
                number.set(w("val"), self.list_id(str(number.get(w("val")))))
            self.new.tree(part).append(style)
            for other in ("link", "next"):
                self.style(value(style, other))
            name = value(style, "basedOn")

    def _related(self, part: str, relation: Relation) -> str:
        """Return the id in a part of the new document of a relation like one in the old."""
        own = relation.external or relation.kind == NUMBERING_KIND
        target = relation.target if own else self._part(relation.target)
        wanted = relation._replace(target=target)
        known = self.new.relations(part)
        for identifier, other in known.items():
            if other == wanted:
                return identifier
        number = 1 + sum(map(len, self._added.values()))
        while f"rIdHpTidigare{number}" in known:
            number += 1
        identifier = f"rIdHpTidigare{number}"
        known[identifier] = wanted
        written = target if relation.external else posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        mode = ' TargetMode="External"' if relation.external else ""
        self._added.setdefault(part, []).append(
            f'<Relationship Id="{identifier}" Type="{escaped_attribute(relation.kind)}" '
            f'Target="{escaped_attribute(written)}"{mode}/>'
        )
        return identifier

    def _part(self, name: str) -> str:
        """Return the name in the new document of a part of the old, such as a picture, with all that it leads to."""
        if name in self._parts:
            return self._parts[name]
        if name not in self.old.parts:
            return name
        if self.new.parts.get(name) == self.old.parts[name]:
            self._parts[name] = name
            return name
        stem, extension = posixpath.splitext(name)
        number = 1
        while f"{stem}-tidigare{number}{extension}" in self.new.parts:
            number += 1
        new = self._parts[name] = f"{stem}-tidigare{number}{extension}"
        self.new.parts = with_part(self.new.parts, new, self.old.parts[name], _content_type(self.old.parts, name))
        inner = self.old.relations(name)
        if inner:
            entries = []
            for identifier, relation in inner.items():
                target = relation.target if relation.external else f"/{self._part(relation.target)}"
                mode = ' TargetMode="External"' if relation.external else ""
                entries.append(
                    f'<Relationship Id="{escaped_attribute(identifier)}" Type="{escaped_attribute(relation.kind)}" '
                    f'Target="{escaped_attribute(target)}"{mode}/>'
                )
            self.new.parts[rels_name(new)] = with_relationships(EMPTY_RELS, entries)
        return new

    def finished(self) -> Parts:
        """Return the parts of the new document, with all that was brought over and all that was changed in trees."""
        parts = self.new.finished()
        for part, entries in self._added.items():
            parts[rels_name(part)] = with_relationships(parts.get(rels_name(part), EMPTY_RELS), entries)
        return parts


def _paired(old: Side, new: Side, lists: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return which list became which: the one that most items say, each used once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    same = [(number, number) for number in old.lists if not old.lists[number].overrides]
    for here, there in (*(pair for pair, _ in Counter(lists).most_common()), *same):
        if here not in found and there not in taken and there in new.lists and old.lists.get(here) == new.lists[there]:
            found[here] = there
            taken.add(there)
    return found


def _content_type(parts: Parts, name: str) -> str:
    extension = posixpath.splitext(name)[1].lstrip(".").lower()
    default = "application/octet-stream"
    for entry in parsed(parts[CONTENT_TYPES]):
        if entry.get("PartName") == f"/{name}":
            return str(entry.get("ContentType"))
        if str(entry.get("Extension") or "").lower() == extension:
            default = str(entry.get("ContentType"))
    return default
