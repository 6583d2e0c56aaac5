"""What has been changed in the appendix that we make: told, and never brought home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.documents.change_table import APPENDIX
from pipeline.docx.reading import Block, Document, Paragraph, Place, Table
from pipeline.pulling.extract import Unplaced

_MADE = "bilagan görs av planen och förra årets plan"
_CHANGED = f"{_MADE}; det som ändras i den kan inte hämtas hem"
_GONE = f"borttaget, men {_MADE} och kommer tillbaka när dokumentet byggs"
_ALL_GONE = "bilagan är borttagen; ska den inte vara med tar du bort `andringar_som_bilaga` ur planen"


def without_appendix(rendering: Document, edited: Document) -> tuple[Document, Document, list[Unplaced]]:
    """Return both documents without the appendix of changes, and what somebody has changed in it."""
    rendering, printed = rendering.parted(_is_heading)
    # What stands after the heading finds it too, when somebody has changed or deleted the heading.
    known = {_words(b.text) for b in printed if isinstance(b, Paragraph) and b.level != 3 and b.text.strip()}
    edited, kept = edited.parted(lambda paragraph: _is_heading(paragraph) or _words(paragraph.text) in known)
    return rendering, edited, list(_changed(list(_lines(printed)), list(_lines(kept))))


def _is_heading(paragraph: Paragraph) -> bool:
    return bool(paragraph.level) and _words(paragraph.text) == APPENDIX


def _words(text: str) -> str:
    return " ".join(text.split())


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[str, Place]]:
    for block in blocks:
        rows = (
            [(" | ".join(cell.text for cell in row.cells), row.place) for row in block.rows]
            if isinstance(block, Table)
            else [(block.text, block.place)]
        )
        yield from ((_words(words), place) for words, place in rows if words.strip(" |"))


def _changed(old: list[tuple[str, Place]], new: list[tuple[str, Place]]) -> Iterator[Unplaced]:
    if old and not new:
        yield Unplaced(APPENDIX, Place(), _ALL_GONE)
        return
    matcher = SequenceMatcher(None, [words for words, _ in old], [words for words, _ in new], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "delete":
            yield from (Unplaced(words, place, _GONE) for words, place in old[start:end])
        elif tag != "equal":
            yield from (Unplaced(words, place, _CHANGED) for words, place in new[new_start:new_end])
