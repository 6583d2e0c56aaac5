"""The table of contents: entries and links that are true, in the template's own field.

Without a layout engine nobody knows a page number, so the field has the switch that leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from pipeline.docx.part_text import escaped, escaped_attribute, text_element, words_in
from pipeline.docx.styles import Styles
from pipeline.docx.xml import inner, w

_HERE = "handlingsplan-innehall"


@dataclass(frozen=True)
class Contents:
    """The template's field: its instruction, the heading levels it lists, and the section break it ends with."""

    instruction: str
    levels: range
    section: str


def taken_out(root: etree._Element) -> Contents | None:
    """Return the contents field of a document and leave a sign in its place; None when there is none.

    The field may span several paragraphs: Word has then written entries of its own into the template.
    """
    body = root.find(w("body"))
    paragraphs = [] if body is None else [p for p in body.iter(w("p")) if p.getparent() is not None]
    start = next((n for n, p in enumerate(paragraphs) if _instruction(p).startswith("TOC")), None)
    if start is None:
        return None
    depth, end = 0, start
    for end in range(start, len(paragraphs)):
        kinds = [mark.get(w("fldCharType")) for mark in paragraphs[end].iter(w("fldChar"))]
        depth += kinds.count("begin") - kinds.count("end")
        if depth <= 0:
            break
    first = paragraphs[start]
    section = inner(paragraphs[end].find(f"{w('pPr')}/{w('sectPr')}"))
    instruction = _instruction(first)
    parent = first.getparent()
    assert parent is not None
    parent.insert(parent.index(first), etree.ProcessingInstruction(_HERE))
    for paragraph in paragraphs[start : end + 1]:
        holder = paragraph.getparent()
        assert holder is not None
        holder.remove(paragraph)
    match = re.search(r'\\o\s+"(\d)-(\d)"', instruction)
    levels = range(int(match[1]), int(match[2]) + 1) if match else range(1, 4)
    if "\\n" not in instruction:
        instruction += " \\n"
    return Contents(instruction, levels, section)


def _instruction(paragraph: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(w("instrText"))).strip()


def with_contents(text: str, contents: Contents | None, styles: Styles) -> str:
    """Return a finished document's XML with every heading bookmarked and the field's entries in their place."""
    entries: list[tuple[str, int, str]] = []

    def bookmarked(match: re.Match[str]) -> str:
        heading = words_in(_BREAK.sub("<w:t> </w:t>", match[3])).strip()
        if not heading:
            return match[0]
        number = len(entries) + 1
        name = f"_Toc{number:08d}"
        entries.append((name, styles.levels[match[2]], heading))
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{match[1]}{start}{match[3]}<w:bookmarkEnd w:id="{number}"/></w:p>'

    text = _headings(tuple(styles.levels)).sub(bookmarked, text)
    if contents is None:
        return text
    assert _SIGN in text, "the sign that stands for the contents is lost"
    listed = [entry for entry in entries if entry[1] in contents.levels] or [("", 1, "")]
    return text.replace(_SIGN, "".join(_paragraphs(listed, contents, styles)), 1)


_BREAK = re.compile(r"<w:(?:br|tab)/>")
_SIGN = f"<?{_HERE} ?>"  # as lxml writes it


@cache
def _headings(styles: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches a paragraph in one of `styles`: its properties, the style, the rest up to its end."""
    ids = "|".join(re.escape(escaped_attribute(style)) for style in styles) or "(?!)"
    return re.compile(rf'(<w:pPr><w:pStyle w:val="({ids})"/>.*?</w:pPr>)(.*?)</w:p>', re.S)


def _paragraphs(entries: list[tuple[str, int, str]], contents: Contents, styles: Styles) -> Iterator[str]:
    link = styles.id("character", "hyperlink")
    field = "".join(
        f"<w:r>{mark}</w:r>"
        for mark in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {escaped(contents.instruction)} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
        )
    )
    for number, (name, level, text) in enumerate(entries):
        style = styles.id("paragraph", f"toc {level}") or styles.id("paragraph", "toc 1")
        last = number == len(entries) - 1
        run = f'<w:r><w:rPr><w:rStyle w:val="{link}"/></w:rPr>{text_element(text)}</w:r>' if text else ""
        anchor = f'<w:hyperlink w:anchor="{name}" w:history="1">{run}</w:hyperlink>' if name else ""
        yield (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{contents.section if last else ""}</w:pPr>'
            f"{field if number == 0 else ''}{anchor}"
            + ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' if last else "")
            + "</w:p>"
        )
