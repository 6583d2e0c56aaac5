"""The last look: are the words of both documents in the redline, each where accepting and rejecting will look?"""

from __future__ import annotations

from collections.abc import Container, Iterator

from pipeline.docx.package import DOCUMENT
from pipeline.docx.redline.blocks import Contents, blocks
from pipeline.docx.redline.side import Element, Side
from pipeline.docx.xml import w
from pipeline.errors import LostText

_ACCEPTED, _REJECTED = "del", "ins"  # what goes away
_FIELD, _TURN, _NOTE, _ROW, _PARAGRAPH = (w(t) for t in ("fldChar", "fldCharType", "footnoteReference", "tr", "p"))
_LETTERS, _NOT_READ = (w("t"), w("delText")), (w("pPr"), w("fldSimple"))


def words(side: Side, gone: str = "") -> str:
    """Return the letters of a document, a line for each paragraph; of what is `gone`, nothing.

    Notes stand where they are referred to. What Word makes itself, such as the contents, is left out.
    """
    made = {e for b in blocks(side.body, side, DOCUMENT) if isinstance(b, Contents) for e in b.elements}
    running = (text for _, part in sorted(side.running()) for text in ("\f", *_read(side.tree(part), side, gone, ())))
    return "".join((*_read(side.body, side, gone, made), *running))


def check(made: Side, old: str, new: str) -> None:
    """Return if accepting all gives the new words, and rejecting all the old ones.

    Raises:
        LostText: it does not; the fault is ours.
    """
    for gone, expected, what in ((_ACCEPTED, new, "nya"), (_REJECTED, old, "gamla")):
        found = words(made, gone)
        if found != expected:
            at = next((n for n, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), 0)
            near = " ".join(expected[max(0, at - 30) : at + 30].split())
            raise LostText(
                f"markeringarna skulle inte återge den {what} texten vid ”{near}”; ingen fil skrivs, "
                "och felet är programmets: skicka de två filerna till den som sköter det"
            )


def _read(root: Element, side: Side, gone: str, skipped: Container[Element]) -> Iterator[str]:
    fields, gone_tag = 0, w(gone) if gone else ""
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, is_end = waiting.pop()
        tag = element.tag
        if element in skipped:
            continue
        if is_end:
            if not fields and not _mark_is(element, gone):
                yield "\n"
            continue
        if tag == _FIELD:
            fields += {"begin": 1, "end": -1}.get(str(element.get(_TURN)), 0)
        elif not fields and tag in _LETTERS:
            yield element.text or ""
        elif not fields and tag == _NOTE:
            note = side.footnotes.get(str(element.get(w("id"))))
            if note is not None:
                yield "[^"
                yield from _read(note, side, gone, ())
                yield "]"
        elif tag == _ROW and gone and element.find(f"{w('trPr')}/{w(gone)}") is not None:
            continue
        elif tag not in _NOT_READ and tag != gone_tag:
            if tag == _PARAGRAPH:
                waiting.append((element, True))
            waiting += [(child, False) for child in reversed(element)]


def _mark_is(paragraph: Element, gone: str) -> bool:
    return bool(gone) and paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(gone)}") is not None
