"""Page numbers in the table of contents of a finished document, from a layout that was read back."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence

from lxml import etree

from pipeline.docx.package import DOCUMENT, Parts
from pipeline.docx.template import STYLES
from pipeline.docx.xml import element, parsed, serialised, w
from pipeline.errors import PipelineError
from pipeline.words import normalised

_ENTRY = re.compile(r"_Toc(\d{8})")
_A4 = 9072  # twips between margins of 25 mm
# What w:pPr has before w:tabs, by its schema.
_BEFORE_TABS = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"}
_BEFORE_TABS |= {"suppressLineNumbers", "pBdr", "shd"}


class LayoutFault(PipelineError):
    """The laid-out document does not have the headings that its Word file has."""


def has_contents(parts: Parts) -> bool:
    """Return whether a document has a table of contents with entries."""
    return b'<w:hyperlink w:anchor="_Toc' in parts[DOCUMENT]


def with_page_numbers(parts: Parts, headings: Sequence[tuple[str, int]]) -> Parts:
    """Return a document whose contents have page numbers: fields that hold them, after a dotted line.

    `headings` are all headings of the document with their pages, in order.

    Raises:
        LayoutFault: they are not the document's headings.
    """
    root = parsed(parts[DOCUMENT])
    used = set()
    for link in root.iter(w("hyperlink")):
        entry = _ENTRY.fullmatch(str(link.get(w("anchor"))))
        if entry is None:
            continue
        words = normalised("".join(text.text or "" for text in link.iter(w("t"))))
        number = int(entry[1]) - 1
        # A heading that Word numbers has its number before the words in the outline.
        if number >= len(headings) or not normalised(headings[number][0]).endswith(words):
            found = f"”{headings[number][0]}”" if number < len(headings) else "ingen rubrik"
            raise LayoutFault(f"innehållsförteckningen har ”{words}” där den utlagda sidan har {found}; bygget avbryts")
        _number(link, entry[0], headings[number][1])
        used.add(_style(link))
    for instruction in root.iter(w("instrText")):
        if (instruction.text or "").strip().startswith("TOC"):
            instruction.text = re.sub(r'\s\\n(\s+"[^"]*")?', "", instruction.text or "")
    return {**parts, DOCUMENT: serialised(root), STYLES: _with_leaders(parts[STYLES], used, _width(root))}


def _number(link: etree._Element, bookmark: str, page: int) -> None:
    """Put a tab and a field with the page after the words of an entry."""
    for mark in (
        "<w:tab/>",
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{page}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        link.append(element(f"<w:r>{mark}</w:r>"))


def _style(link: etree._Element) -> str:
    paragraph = next(link.iterancestors(w("p")))
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return str(style.get(w("val"))) if style is not None else ""


def _width(root: etree._Element) -> int:
    """Return the width of the text in twips, in the section that the contents stand in."""
    entry = next(link for link in root.iter(w("hyperlink")) if _ENTRY.fullmatch(str(link.get(w("anchor")))))
    seen = False
    for found in root.iter(w("hyperlink"), w("sectPr")):
        seen = seen or found is entry
        size, margins = found.find(w("pgSz")), found.find(w("pgMar"))
        if seen and size is not None and margins is not None:
            return int(str(size.get(w("w")))) - sum(int(str(margins.get(w(side)))) for side in ("left", "right"))
    return _A4


def _with_leaders(styles: bytes, used: set[str], width: int) -> bytes:
    """Return a styles part in which the entries' styles have a right tab with dots, unless they have one already."""
    root = parsed(styles)
    tabs = element(f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>')
    for style in root.findall(w("style")):
        if style.get(w("styleId")) not in used or style.find(f".//{w('tabs')}") is not None:
            continue
        properties = style.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            look = style.find(w("rPr"))
            style.insert(len(style) if look is None else style.index(look), properties)
        before = [n for n, child in enumerate(properties) if etree.QName(child).localname in _BEFORE_TABS]
        properties.insert(max(before, default=-1) + 1, copy.deepcopy(tabs))
    return serialised(root)
