"""The styles and lists of any Word file, inherited properties followed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.docx.reading.model import ListItem
from pipeline.docx.xml import w

_HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])")  # without a space: the id of a style that the file lacks
_DEEPER = re.compile(r"(?:list bullet|list number|punktlista|numrerad lista) ([2-5])")
_BODY_SIZE = 20  # half-points that Word takes where nothing is said
_DEEPEST = 8
Elements = Mapping[str, etree._Element]


def value(element: etree._Element | None, default: str = "") -> str:
    """Return the `w:val` of an element, or the default when there is none."""
    return default if element is None else str(element.get(w("val"), default))


def is_on(element: etree._Element | None) -> bool | None:
    """Return what an on-or-off property says, None when it is absent."""
    return None if element is None else value(element, "true") not in ("0", "false", "none", "off")


def whole(text: str, default: int = 0) -> int:
    """Return `text` as a whole number; files made by other programs hold all kinds of things."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text.strip()) else default


@dataclass(frozen=True)
class StyleBook:
    """The styles of a file by id, and its lists."""

    styles: Elements
    root: etree._Element | None
    numbering: etree._Element | None

    @cached_property
    def default(self) -> str:
        """Return the id of the style of a paragraph that names none."""
        return next((i for i, s in self.styles.items() if s.get(w("default")) in ("1", "true") and _kind(s)), "")

    @cached_property
    def base(self) -> int:
        """Return the size of running text in half-points."""
        size = self.run_property(self.default, "sz")
        return whole(value(size), _BODY_SIZE)

    @cached_property
    def language(self) -> str:
        """Return the language of the file's text, or the empty string."""
        own = self.run_property(self.default, "lang")
        return value(own)

    def name(self, identifier: str) -> str:
        """Return a style's canonical name in small letters; its id when it has none."""
        style = self.styles.get(identifier)
        name = value(style.find(w("name")), identifier) if style is not None else identifier
        return name.lower() or "normal"

    def paragraph_property(self, identifier: str, tag: str) -> etree._Element | None:
        """Return a paragraph property of a style or of those that it is based on."""
        return self._inherited(identifier, "pPr", tag)

    def run_property(self, identifier: str, tag: str) -> etree._Element | None:
        """Return a run property of a style, of those that it is based on, or of the file's defaults."""
        found = self._inherited(identifier, "rPr", tag)
        if found is None and self.root is not None:
            found = self.root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w(tag)}")
        return found

    def own_run_property(self, identifier: str, tag: str) -> etree._Element | None:
        """Return a run property of a style or of those that it is based on, the file's defaults left out."""
        return self._inherited(identifier, "rPr", tag)

    def level(self, identifier: str, pPr: etree._Element | None) -> int | None:
        """Return a paragraph's outline level from 1, by its own word, its style's, or its style's name."""
        own = pPr.find(w("outlineLvl")) if pPr is not None else None
        found = own if own is not None else self.paragraph_property(identifier, "outlineLvl")
        if found is not None:
            number = whole(value(found), 9)
            return number + 1 if 0 <= number < 9 else None
        match = next((m for name in self._names(identifier) if (m := _HEADING.fullmatch(name))), None)
        return int(match[1]) if match else None

    def _names(self, identifier: str) -> list[str]:
        return [self.name(i) for i in self._chain(identifier) or [identifier]]

    def listed(self, identifier: str, pPr: etree._Element | None) -> ListItem | None:
        """Return what makes a paragraph an item of a list, or None."""
        number, level = "", None
        for numPr in (
            self.paragraph_property(identifier, "numPr"),
            pPr.find(w("numPr")) if pPr is not None else None,
        ):
            if numPr is not None:
                number = value(numPr.find(w("numId"))) or number
                ilvl = numPr.find(w("ilvl"))
                level = whole(value(ilvl)) if ilvl is not None else level
        if not number or number == "0":
            return None
        deeper = next((m for name in self._names(identifier) if (m := _DEEPER.fullmatch(name))), None)
        shown = min(max(level or (int(deeper[1]) - 1 if deeper else 0), 0), _DEEPEST)
        form, start = self._form(number, level or 0)
        return ListItem("bullet" if form in ("bullet", "none", "") else "number", shown, number, start, form)

    def _form(self, number: str, level: int) -> tuple[str, int]:
        num = self._nums.get(number)
        if num is None:
            return "", 1
        override = next((o for o in num.findall(w("lvlOverride")) if o.get(w("ilvl")) == str(level)), None)
        own = override.find(w("lvl")) if override is not None else None
        found = own if own is not None else self._abstract_level(value(num.find(w("abstractNumId"))), level)
        start = value(found.find(w("start"))) if found is not None else ""
        if override is not None:
            start = value(override.find(w("startOverride"))) or start
        return (value(found.find(w("numFmt")), "decimal") if found is not None else ""), whole(start, 1)

    def _abstract_level(self, identifier: str, level: int, depth: int = 0) -> etree._Element | None:
        abstract = self._abstracts.get(identifier)
        if abstract is None or depth > _DEEPEST:
            return None
        link = value(abstract.find(w("numStyleLink")))
        if link:
            linked = self.paragraph_property(link, "numPr")
            num = self._nums.get(value(linked.find(w("numId")))) if linked is not None else None
            return (
                self._abstract_level(value(num.find(w("abstractNumId"))), level, depth + 1) if num is not None else None
            )
        return next((lvl for lvl in abstract.findall(w("lvl")) if lvl.get(w("ilvl")) == str(level)), None)

    @cached_property
    def _nums(self) -> Elements:
        root = self.numbering
        return {str(n.get(w("numId"))): n for n in root.findall(w("num"))} if root is not None else {}

    @cached_property
    def _abstracts(self) -> Elements:
        root = self.numbering
        return {str(a.get(w("abstractNumId"))): a for a in root.findall(w("abstractNum"))} if root is not None else {}

    def _chain(self, identifier: str) -> list[str]:
        chain: list[str] = []
        while identifier in self.styles and identifier not in chain:
            chain.append(identifier)
            identifier = value(self.styles[identifier].find(w("basedOn")))
        return chain

    def _inherited(self, identifier: str, group: str, tag: str) -> etree._Element | None:
        key = (identifier, group, tag)
        if key not in self._cache:
            found = (self.styles[i].find(f"{w(group)}/{w(tag)}") for i in self._chain(identifier))
            self._cache[key] = next((f for f in found if f is not None), None)
        return self._cache[key]

    @cached_property
    def _cache(self) -> dict[tuple[str, str, str], etree._Element | None]:
        return {}


def _kind(style: etree._Element) -> bool:
    return style.get(w("type"), "paragraph") == "paragraph"


def style_book(styles: etree._Element | None, numbering: etree._Element | None) -> StyleBook:
    """Return the styles and lists of a file; either part may be missing."""
    found = {str(s.get(w("styleId"))): s for s in styles.findall(w("style"))} if styles is not None else {}
    return StyleBook(found, styles, numbering)
