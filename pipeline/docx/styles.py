"""The styles of a template, found by their canonical names: Swedish Word has ids of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.docx.xml import parsed, serialised, w

# What every document needs though a template may never have used it. Small, and in the template's own font.
_DEFAULTS = {
    ("character", "footnote reference"): '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
    ("paragraph", "footnote text"): "",
    ("character", "hyperlink"): '<w:rPr><w:color w:val="0B4F6C"/><w:u w:val="single"/></w:rPr>',
    ("paragraph", "toc 1"): "",
    ("paragraph", "toc 2"): '<w:pPr><w:ind w:left="220"/></w:pPr>',
    ("paragraph", "toc 3"): '<w:pPr><w:ind w:left="440"/></w:pPr>',
}
LIST_STYLES = {"bullet": "List Bullet", "number": "List Number", "continued": "List Continue"}


@dataclass(frozen=True)
class Styles:
    """Ids by kind and name in lower case, outline levels (1–9) and list instances by id."""

    ids: Mapping[tuple[str, str], str]
    levels: Mapping[str, int]
    numberings: Mapping[str, tuple[str, str]]  # style id -> (numId, ilvl)

    def id(self, kind: str, name: str) -> str | None:
        """Return the id of the style with that kind and canonical name, or None."""
        return self.ids.get((kind, name.lower()))

    def list_style(self, kind: str, level: int) -> str | None:
        """Return the paragraph style of a list at a level from 0, or of the deepest level there is."""
        name = LIST_STYLES[kind]
        deeper = [self.id("paragraph", f"{name} {n + 1}") for n in range(min(level, 4), 0, -1)]
        return next((found for found in deeper if found), None) or self.id("paragraph", name)


def completed(data: bytes) -> bytes:
    """Return a styles part that has the styles for notes, links and contents, added where missing."""
    root = parsed(data)
    styles = read_styles(root)
    for (kind, name), properties in _DEFAULTS.items():
        if styles.id(kind, name) is None:
            based = '<w:basedOn w:val="{}"/>'.format(styles.id("paragraph", "Normal")) if kind == "paragraph" else ""
            identifier = "Hp" + name.title().replace(" ", "")
            root.append(
                parsed(
                    f'<w:style xmlns:w="{root.nsmap["w"]}" w:type="{kind}" w:styleId="{identifier}">'
                    f'<w:name w:val="{name}"/>{based}{properties}</w:style>'
                )
            )
    return serialised(root)


def read_styles(root: etree._Element) -> Styles:
    """Return the styles of a styles part."""
    elements = {str(s.get(w("styleId"))): s for s in root.findall(w("style"))}
    ids = {}
    for identifier, element in elements.items():
        name = element.find(w("name"))
        if name is not None:
            ids[(str(element.get(w("type"))), str(name.get(w("val"))).lower())] = identifier
    levels = {}
    numberings = {}
    for identifier in elements:
        level = _inherited(elements, identifier, f"{w('pPr')}/{w('outlineLvl')}")
        if level is not None and int(str(level.get(w("val")))) < 9:
            levels[identifier] = int(str(level.get(w("val")))) + 1
        numbering = _inherited(elements, identifier, f"{w('pPr')}/{w('numPr')}")
        number = numbering.find(w("numId")) if numbering is not None else None
        if numbering is not None and number is not None:
            ilvl = numbering.find(w("ilvl"))
            numberings[identifier] = (str(number.get(w("val"))), str(ilvl.get(w("val"))) if ilvl is not None else "0")
    return Styles(ids, levels, numberings)


def _inherited(elements: Mapping[str, etree._Element], identifier: str, path: str) -> etree._Element | None:
    seen = set()
    while identifier in elements and identifier not in seen:
        seen.add(identifier)
        found = elements[identifier].find(path)
        if found is not None:
            return found
        based = elements[identifier].find(w("basedOn"))
        identifier = str(based.get(w("val"))) if based is not None else ""
    return None
