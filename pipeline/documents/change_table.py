"""Changes since the former plan as a Word document: a table by chapter with what, before and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from pipeline.change import ChangeSet, How
from pipeline.content import Properties, Rich
from pipeline.diagnostics import item
from pipeline.documents.document import Maker
from pipeline.documents.samples import two
from pipeline.dossier import Dossier
from pipeline.markup import Block, Blocks, Words, literal
from pipeline.report.changes import SAME, Row, by_chapter, heading, rows, summary
from pipeline.report.changes.wording import Mark, Piece
from pipeline.words import capitalised

TITLE = "Ändringar sedan föregående plan"
NOTHING_THERE = "–"


@dataclass(frozen=True)
class Changed:
    """What the document is made of: the changes, and the new plan, whose board sends it."""

    changes: ChangeSet
    new: Dossier


class ChangeRow(NamedTuple):
    """One change: what has happened, what stood there, what stands there now. Words that differ are bold."""

    vad: Rich
    fore: Rich
    nu: Rich


class Chapter(NamedTuple):
    """The changes of one chapter; `oforandrade` names the activities that it carries over, if there are any."""

    rubrik: Rich
    oforandrade: Rich | None
    rader: tuple[ChangeRow, ...]


class ChangeTableContent(NamedTuple):
    """The names that `templates/andringar.docx` may use. `exempeldata` may be empty."""

    titel: str
    namnd: str
    forvaltning: str
    ar: str
    jamforelse: str
    sammanfattning: str
    exempeldata: str
    kapitel: tuple[Chapter, ...]


def content(changed: Changed) -> ChangeTableContent:
    """Return what the table prints: every change once."""
    plan, board = changed.new.plan, changed.new.board
    told = rows(changed.changes)
    numbered = {id(row): number for number, row in enumerate(told)}
    return ChangeTableContent(
        titel=TITLE,
        namnd=board.title if board else capitalised(plan.namnd),
        forvaltning=board.office if board else "",
        ar=str(plan.ar),
        jamforelse=heading(changed.changes),
        sammanfattning=summary(changed.changes),
        exempeldata=plan.exempeldata or "",
        kapitel=tuple(
            _chapter(position, chapter, [(numbered[id(row)], row) for row in group])
            for position, (chapter, group) in enumerate(by_chapter(told).items())
        ),
    )


def _chapter(position: int, name: str, group: Sequence[tuple[int, Row]]) -> Chapter:
    path = ("andringar", item(position))
    carried = [row.change.place.name for _, row in group if row.change.how is How.CARRIED]
    line = f"{SAME}{', '.join(carried)}."
    return Chapter(
        Rich((*path, "rubrik"), literal(name)),
        Rich((*path, "oforandrade"), literal(line)) if carried else None,
        tuple(_row((*path, item(n)), row) for n, row in group if row.change.how is not How.CARRIED),
    )


def _row(path: tuple[str, ...], row: Row) -> ChangeRow:
    what = literal(row.what) + (literal(capitalised(row.remark) + ".") if row.remark else ())
    renamed = row.change.how is How.RENAMED
    before = _marked(row.pieces, Mark.DELETED) if row.pieces and not renamed else _lines(row.before)
    after = _marked(row.pieces, Mark.INSERTED) if row.pieces and not renamed else _lines(row.after)
    nothing = literal(NOTHING_THERE)
    return ChangeRow(
        Rich((*path, "vad"), what), Rich((*path, "fore"), before or nothing), Rich((*path, "nu"), after or nothing)
    )


def _lines(text: str) -> Blocks:
    return tuple(Block((Words(line.strip()),)) for line in text.split("\n") if line.strip())


def _marked(pieces: Sequence[Piece], side: Mark) -> Blocks:
    """Return one side's paragraphs, its own words bold."""
    paragraphs: list[list[tuple[bool, str]]] = [[]]
    rewritten = not any(piece.mark is Mark.SAME for piece in pieces)  # all of it differs: bold would say nothing
    for mark, words in pieces:
        if mark not in (Mark.SAME, side):
            continue
        for word in words:
            if word == "\n":
                paragraphs.append([])
            else:
                paragraphs[-1].append((mark is side and not rewritten, word))
    return tuple(Block(tuple(_runs(words))) for words in paragraphs if words)


def _runs(words: Sequence[tuple[bool, str]]) -> Iterator[Words]:
    """Yield words of one look together; a space between two looks is never bold."""
    looks = [(bold, [word for _, word in run]) for bold, run in groupby(words, key=lambda word: word[0])]
    for number, (bold, run) in enumerate(looks):
        before = " " if number and not bold else ""
        after = " " if number + 1 < len(looks) and not bold else ""
        yield Words(before + " ".join(run) + after, bold=bold)


def properties(changed: Changed) -> Properties:
    """Return the document's properties; it is as old as the new plan's last decision."""
    plan, board = changed.new.plan, changed.new.board
    name = board.title if board else capitalised(plan.namnd)
    return Properties(
        title=f"{TITLE} – {name} {plan.ar}",
        subject=heading(changed.changes),
        author=board.office if board else name,
        keywords=("handlingsplan", "ändringar", board.namn if board else name, str(plan.ar)),
        status="Underlag",
        date=plan.beslut.kommunstyrelsen.datum or plan.beslut.namnd.datum,
    )


def sample() -> ChangeTableContent:
    """Return content with two chapters, all that may be absent, and texts of two paragraphs."""

    def chapter(number: int) -> Chapter:
        listed = tuple(ChangeRow(*(two(f"{what} {number} {n}") for what in ("vad", "före", "nu"))) for n in (1, 2))
        return Chapter(Rich(("prov",), literal(f"rubrik {number}")), two(f"oförändrade {number}"), listed)

    chapters = (chapter(1), chapter(2))
    return ChangeTableContent("titel", "nämnd", "förvaltning", "2024", "jämförelse", "summa", "exempel", chapters)


CHANGE_TABLE = Maker(ChangeTableContent, content, properties, sample, every_page=("exempeldata",))
