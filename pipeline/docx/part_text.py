"""A part as text, without its tree: names, markers, letters made safe, and the check that it is well formed.

Here lxml is not needed, so a build with nothing to do need not load it.
"""

from __future__ import annotations

import re
from html import unescape
from pyexpat import ParserCreate

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Two private-use characters open and close a marker; the model refuses them in text.
OPEN, CLOSE = "\ue000", "\ue001"
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")


def check_well_formed(data: bytes) -> None:
    """Return if a part is well formed, its prefixes declared; three times as fast as building its tree.

    Raises:
        ExpatError: it is not.
    """
    ParserCreate(namespace_separator=" ").Parse(data, True)


def words_in(text: str) -> str:
    """Return the words of a part, all runs joined, as a reader of the file would find them."""
    return unescape("".join(TEXT.findall(text)))


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


def text_element(words: str) -> str:
    """Return the element that holds `words`, of which there is at least one letter; white space at its ends is kept."""
    if words[0].isspace() or words[-1].isspace():
        return f'<w:t xml:space="preserve">{escaped(words)}</w:t>'
    return f"<w:t>{escaped(words)}</w:t>"
