"""What stands before the first chapter: the plan's board, year, coordinator and decisions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline import words
from pipeline.board import Board
from pipeline.docx.reading import Block, Document, NoteMark, Paragraph, paragraphs_of
from pipeline.from_word.fields import consultation, decision, keeps
from pipeline.handwritten.texts import plain

_YEAR = re.compile(r"(?<![\d/:.-])(20\d\d)(?![\d/:-])")
_REPRINTED = (
    "Handlingsplan mot våldsbejakande extremism",
    "Lokal handlingsplan mot våldsbejakande extremism för",
    "Utkast – ej beslutad",
)
_STATUS = {
    "utkast": "utkast",
    "under samråd": "samråd",
    "beslutad av nämnden, ännu inte godkänd av kommunstyrelsen": "nämndbehandlad",
    "godkänd av kommunstyrelsen": "godkänd",
}
_TITLE = 120  # signs; a longer line is running text, and its years may be any
_LABEL = re.compile(r"(?P<label>[^\t:]{3,40})(?:\t|:\s+)(?P<value>\S.*)")


@dataclass
class Cover:
    """What is known of the plan as a whole, and the blocks whose words it does not hold."""

    year: int | None
    board: str | None
    head: dict[str, Any] = field(default_factory=dict)
    left: list[Block] = field(default_factory=list)


def year_of(document: Document, before: Sequence[Block]) -> int | None:
    """Return the year that a document says it is for, in its title or in what stands first."""
    lines = [document.title, *(p.text for p in paragraphs_of(tuple(before))), *_running(document)]
    lines = [line.strip() for line in lines if len(line) < _TITLE and not line.strip().endswith(".")]
    titles = [line for line in lines if "plan" in line.lower()]
    for line in [*titles, *lines]:
        years = _YEAR.findall(line)
        if years:
            return int(years[-1] if "plan" in line.lower() else years[0])
    return None


def board_of(document: Document, before: Sequence[Block], boards: Mapping[str, Board]) -> str | None:
    """Return the id of the board that is named first: in the title, on the cover, in headers, then in the text."""
    cover = [document.title, *(p.text for p in paragraphs_of(tuple(before))), *_running(document), document.author]
    rest = (p.text for p in document.paragraphs())
    return _named(cover, boards) or _named(rest, boards, whole=True)


def _named(lines: Iterable[str], boards: Mapping[str, Board], *, whole: bool = False) -> str | None:
    for line in lines:
        text = plain(line)
        found = [
            key
            for key, board in boards.items()
            if words.mentions(text, [board.namnd, board.forvaltning, *_forms(board)])
            or (not whole and board.typ == "stadsdelsnämnd" and words.mentions(text, [board.namn]))
        ]
        if found:
            # "Hägersten-Älvsjö" also names Älvsjö; the longest name is meant.
            return max(found, key=lambda key: len(boards[key].namn))
    return None


def _forms(board: Board) -> list[str]:
    return [words.genitive(board.namnd), board.omrade] if board.omrade else [board.namn]


def _running(document: Document) -> list[str]:
    return [p.text for _, blocks in document.running for p in paragraphs_of(blocks)]


def cover(document: Document, before: Sequence[Block], boards: Mapping[str, Board]) -> Cover:
    """Return what the beginning of a document says of the plan; a line that says something else is left."""
    found = Cover(year_of(document, before), board_of(document, before, boards))
    board = boards.get(found.board or "")
    printed = " ".join(
        [*_REPRINTED, *([board.namnd, board.forvaltning, board.located, board.genitive] if board else [])]
    )
    printed += f" {found.year or ''}"
    for block in _unboxed(before):
        if isinstance(block, Paragraph):
            text = plain(block.text)
            labelled = _LABEL.fullmatch(block.text.strip())
            if labelled and _take(found, labelled["label"].strip(), plain(labelled["value"])):
                continue
            noted = any(isinstance(inline, NoteMark) for inline in block.inlines)
            if not noted and (not text or (keeps(text, printed) and not block.pictures)):
                continue
        found.left.append(block)
    return found


def _unboxed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks with the text boxes of covers after the paragraphs that they hang on."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(block, boxes=())
            yield from _unboxed(block.boxes)
        else:
            yield block


def _take(found: Cover, label: str, value: str) -> bool:
    """Take in a labelled fact; whether it was one that a plan has a place for."""
    head = found.head
    match label.lower():
        case "status" if value.lower() in _STATUS:
            head["status"] = _STATUS[value.lower()]
        case "lokal samordnare" | "samordnare":
            head["samordnare"] = value
        case "samråd":
            head.setdefault("samrad", []).append(consultation(value, None) or {"part": value})
        case "nämndens beslut" if step := decision(value):
            head["namnd"] = step
        case "kommunstyrelsens godkännande" if step := decision(value):
            head["kommunstyrelsen"] = step
        case "dnr" | "diarienummer" if not re.search(r"tilldelas", value):
            head.setdefault("namnd", {}).setdefault("dnr", []).append(value)
        case _:
            return False
    return True
