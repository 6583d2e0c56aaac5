"""What surrounds the text: where a body ends, bookmarks between paragraphs, headers and footers, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree

from pipeline.docx.package import DOCUMENT
from pipeline.docx.redline.side import FOOTNOTES_KIND, Element, Side, made
from pipeline.docx.xml import w

_CHANGES = (w("ins"), w("del"), w("pPrChange"), w("rPrChange"))
_MARKS = (w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"), w("commentRangeEnd"))
_TRACKED = (*_CHANGES, w("moveFrom"), w("moveTo"), w("cellIns"), w("cellDel"), w("tblPrChange"), w("trPrChange"))


def is_tracked(side: Side) -> bool:
    """Return whether somebody's tracked changes are in a document already."""
    return any(next(side.tree(part).iter(*_TRACKED), None) is not None for part in _texts(side))


def changes(side: Side) -> int:
    """Return how many stretches and rows are marked, and how many paragraphs have another look."""
    marks = (mark for part in _texts(side) for mark in side.tree(part).iter(*_CHANGES))
    return sum(1 for mark in marks if not _is_mark_of_paragraph(mark))


def _is_mark_of_paragraph(mark: Element) -> bool:
    parent = mark.getparent()
    return parent is not None and parent.tag == w("rPr") and mark.tag in (w("ins"), w("del"))


def _texts(side: Side) -> list[str]:
    """Return the parts that hold text, each once."""
    notes = side.related(FOOTNOTES_KIND)
    return list(dict.fromkeys((DOCUMENT, *([notes] if notes else []), *(part for _, part in side.running()))))


def settled_frame(body: Element) -> None:
    """Let a body end in a paragraph, and let bookmarks that stand between paragraphs stand in one."""
    for mark in [child for child in body if child.tag in _MARKS]:
        following = next((e for e in mark.itersiblings(w("p"))), None)
        preceding = next((e for e in mark.itersiblings(w("p"), preceding=True)), None)
        body.remove(mark)
        if following is not None:
            properties = following.find(w("pPr"))
            following.insert(0 if properties is None else 1, mark)
        elif preceding is not None:
            preceding.append(mark)
    content = [child for child in body if child.tag in (w("p"), w("tbl"), w("sdt"))]
    if not content:
        body.insert(0, made("p"))
    elif content[-1].tag != w("p"):
        content[-1].addnext(made("p"))


def running_pairs(old: Side, new: Side) -> Iterator[tuple[str, str]]:
    """Yield the headers and footers that stand in the same place in both documents, each part once."""
    here = dict(old.running())
    seen: set[str] = set()
    for place, part in new.running():
        if place in here and part not in seen:
            seen.add(part)
            yield here[place], part


def numbered(side: Side) -> None:
    """Give every tracked change a number of its own, above those of bookmarks and comments, and every picture one."""
    document = side.tree(DOCUMENT)
    taken = (str(mark.get(w("id"))) for mark in document.iter(*_MARKS))
    numbers = count(1 + max((int(number) for number in taken if number.isdigit()), default=0))
    for tree in side.trees():
        for change in tree.iter(*_CHANGES):
            change.set(w("id"), str(next(numbers)))
    pictures = (e for e in document.iter() if isinstance(e.tag, str) and etree.QName(e).localname == "docPr")
    for number, picture in enumerate(pictures, 1):
        picture.set("id", str(number))
