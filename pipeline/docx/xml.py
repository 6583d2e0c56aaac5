"""Names of WordprocessingML, and text made safe for it."""

from __future__ import annotations

import re
from html import unescape
from pyexpat import ParserCreate

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Two private-use characters open and close a marker; the model refuses them in text.
OPEN, CLOSE = "\ue000", "\ue001"
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")

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


def check_well_formed(data: bytes) -> None:
    """Return if a part is well formed, its prefixes declared; three times as fast as building its tree.

    Raises:
        ExpatError: it is not.
    """
    ParserCreate(namespace_separator=" ").Parse(data, True)


def words_in(text: str) -> str:
    """Return the words of a part, all runs joined, as a reader of the file would find them."""
    return unescape("".join(TEXT.findall(text)))


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


def escaped(text: str) -> str:
    """Return `text` as element content."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def escaped_attribute(text: str) -> str:
    """Return `text` as the content of an attribute in double quotes."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
