"""A part as a tree, and the names of WordprocessingML."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.docx.part_text import DECLARATION, R, W

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False)
_DECLARED = re.compile(r' xmlns(?::\w+)?="[^"]*"')


def w(tag: str) -> str:
    """Return a tag or attribute of WordprocessingML as lxml names it."""
    return f"{{{W}}}{tag}"


def r(tag: str) -> str:
    """Return an attribute of the relationships namespace as lxml names it."""
    return f"{{{R}}}{tag}"


def parsed(data: bytes | str) -> etree._Element:
    """Return the root of an XML part; entities are never resolved.

    Raises:
        etree.XMLSyntaxError: the part is not well formed.
    """
    return etree.fromstring(data.encode() if isinstance(data, str) else data, _PARSER)


def serialised(root: etree._Element) -> bytes:
    """Return a part's bytes, always in the same form."""
    return DECLARATION.encode() + etree.tostring(root, encoding="UTF-8", xml_declaration=False)


def element(fragment: str) -> etree._Element:
    """Return the element that a fragment written with the prefixes w and r means."""
    return parsed(f'<x xmlns:w="{W}" xmlns:r="{R}">{fragment}</x>')[0]


def inner(element: etree._Element | None) -> str:
    """Return an element as text for use inside a part that declares the usual prefixes; "" for None."""
    if element is None:
        return ""
    return _DECLARED.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
