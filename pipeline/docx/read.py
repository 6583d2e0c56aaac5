"""A Word file as lines of text that a reviewer can read: style, words, notes, links, rows.

A paragraph is `style  text`; a table's row `row | … | … |`; a note's mark `[^1]` and its text `note 1  …`; a link
`[words](address)`; emphasis `**bold**` and `*italic*`; a field `{TOC}`. Tracked changes are `[+inserted+]` and
`[-deleted-]`, of a whole row `row+ | … |` and `row- | … |`, of a paragraph mark `[+¶+]` and `[-¶-]`; `[~]` follows what
has another form than before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.docx.controls import without_controls
from pipeline.docx.notes import FOOTNOTES
from pipeline.docx.package import DOCUMENT, Parts, rels_name
from pipeline.docx.template import RUNNING, STYLES
from pipeline.docx.xml import parsed, r, w

_SIGNS = {"ins": "+", "del": "-"}


@dataclass(frozen=True)
class _Part:
    """What the words of one part need: its links' targets and the names of styles."""

    links: Mapping[str, str]
    names: Mapping[str, str]


def lines(parts: Parts) -> Iterator[str]:
    """Yield the body, then the notes, then headers and footers, line by line; content controls are seen through."""
    parts = without_controls(parts)
    names = {
        str(style.get(w("styleId"))): str(name.get(w("val")))
        for style in parsed(parts[STYLES]).findall(w("style"))
        if (name := style.find(w("name"))) is not None
    }
    body = parsed(parts[DOCUMENT]).find(w("body"))
    if body is not None:
        yield from _blocks(body, _Part(_links(parts, DOCUMENT), names))
    notes = _Part(_links(parts, FOOTNOTES), names)
    for note in parsed(parts[FOOTNOTES]) if FOOTNOTES in parts else ():
        number = str(note.get(w("id")))
        if number.isdigit() and number != "0":
            yield f"note {number}  " + " / ".join(_text(p, notes).strip() for p in note.iter(w("p")))
    for running in sorted(filter(RUNNING.fullmatch, parts)):
        for line in _blocks(parsed(parts[running]), _Part(_links(parts, running), names)):
            yield f"{running.removeprefix('word/').removesuffix('.xml')}: {line}"


def _links(parts: Parts, part: str) -> dict[str, str]:
    data = parts.get(rels_name(part))
    return {str(e.get("Id")): str(e.get("Target")) for e in parsed(data)} if data else {}


def _blocks(parent: etree._Element, part: _Part) -> Iterator[str]:
    for child in parent:
        if child.tag == w("p"):
            style = child.find(f"{w('pPr')}/{w('pStyle')}")
            name = part.names.get(str(style.get(w("val"))), "?") if style is not None else "Normal"
            yield f"{name}  {_text(child, part)}".rstrip()
        elif child.tag == w("tbl"):
            yield from _rows(child, part)


def _rows(table: etree._Element, part: _Part) -> Iterator[str]:
    for row in table.iter(w("tr")):
        head = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        cells = [" / ".join(t for p in cell.iter(w("p")) if (t := _text(p, part))) for cell in row.findall(w("tc"))]
        sign = "".join(s for tag, s in _SIGNS.items() if row.find(f"{w('trPr')}/{w(tag)}") is not None)
        yield f"{'head' if head else 'row'}{sign} | {' | '.join(cells)} |"


def _text(paragraph: etree._Element, part: _Part) -> str:
    text = _pieces(paragraph, part)
    for tag, sign in _SIGNS.items():
        if paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(tag)}") is not None:
            text += f"[{sign}¶{sign}]"
    return text + "[~]" * (paragraph.find(f"{w('pPr')}/{w('pPrChange')}") is not None)


def _pieces(parent: etree._Element, part: _Part) -> str:
    pieces = []
    for child in parent:
        if child.tag == w("hyperlink"):
            target = part.links.get(str(child.get(r("id")))) or f"#{child.get(w('anchor'))}"
            pieces.append(f"[{_pieces(child, part)}]({target})")
        elif child.tag == w("r"):
            pieces.append(_run(child))
        else:
            for tag, sign in _SIGNS.items():
                if child.tag == w(tag):
                    pieces.append(f"[{sign}{_pieces(child, part)}{sign}]")
    return "".join(pieces)


def _run(run: etree._Element) -> str:
    out = ""
    for child in run:
        if child.tag in (w("t"), w("delText")):
            out += child.text or ""
        elif child.tag == w("tab"):
            out += "\t"
        elif child.tag == w("br"):
            out += " ⏎ "
        elif child.tag == w("instrText"):
            out += "{" + re.sub(r"\s+", " ", child.text or "").strip().split(" ")[0] + "}"
        elif child.tag == w("footnoteReference"):
            out += f"[^{child.get(w('id'))}]"
    look = run.find(w("rPr"))
    for tag, sign in (("b", "**"), ("i", "*")):
        if out.strip() and look is not None and look.find(w(tag)) is not None:
            out = f"{sign}{out}{sign}"
    return out + "[~]" * (look is not None and look.find(w("rPrChange")) is not None)
