"""Changes since the former plan as a Word document: a table by chapter with what, before and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from pipeline.change import ChangeSet, How
from pipeline.changes import difference
from pipeline.content import Properties, Rich
from pipeline.documents.document import Maker
from pipeline.documents.samples import one, two
from pipeline.dossier import Dossier
from pipeline.markup import Block, Blocks, Words, literal
from pipeline.report.changes import SAME, Row, by_chapter, heading, rows, summary
from pipeline.report.changes.wording import BULLET, Mark, Piece
from pipeline.words import capitalised

TITLE = "Ändringar sedan föregående plan"
APPENDIX = f"Bilaga: {TITLE}"
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


class Compared(NamedTuple):
    """What differs from one plan: which it is, how much of what, and the changes chapter by chapter."""

    jamforelse: str
    sammanfattning: str
    kapitel: tuple[Chapter, ...]


class Appendix(NamedTuple):
    """The table as an appendix of the plan itself: what differs from each of the plans that it follows on."""

    rubrik: str
    jamforelser: tuple[Compared, ...]


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
    found = compared(changed.changes)
    return ChangeTableContent(
        titel=TITLE,
        namnd=board.title if board else capitalised(plan.namnd),
        forvaltning=board.office if board else "",
        ar=str(plan.ar),
        jamforelse=found.jamforelse,
        sammanfattning=found.sammanfattning,
        exempeldata=plan.exempeldata or "",
        kapitel=found.kapitel,
    )


def appendix(new: Dossier) -> Appendix | None:
    """Return the table against last year's plan, or against each that the board took over; None if there is none.

    That the plan has the appendix is no change that a reader of it needs to be told.
    """
    found = [difference(past.whole, new) for past in (new.history[0] if new.history else ()) if past.whole]
    told = [replace(f, changes=tuple(c for c in f.changes if c.field != "andringar_som_bilaga")) for f in found]
    return Appendix(APPENDIX, tuple(map(compared, told))) if told else None


def compared(changes: ChangeSet) -> Compared:
    """Return what a table prints of some changes: every change once."""
    chapters = by_chapter(rows(changes)).items()
    return Compared(heading(changes), summary(changes), tuple(_chapter(name, group) for name, group in chapters))


def _chapter(name: str, group: Sequence[Row]) -> Chapter:
    carried = [row.change.place.name for row in group if row.change.how is How.CARRIED]
    line = f"{SAME}{', '.join(carried)}."
    return Chapter(
        _made(literal(name)),
        _made(literal(line)) if carried else None,
        tuple(_row(row) for row in group if row.change.how is not How.CARRIED),
    )


def _row(row: Row) -> ChangeRow:
    what = literal(row.what) + (literal(capitalised(row.remark) + ".") if row.remark else ())
    renamed = row.change.how is How.RENAMED
    before = _marked(row.pieces, Mark.DELETED) if row.pieces and not renamed else _lines(row.before)
    after = _marked(row.pieces, Mark.INSERTED) if row.pieces and not renamed else _lines(row.after)
    nothing = literal(NOTHING_THERE)
    return ChangeRow(_made(what), _made(before or nothing), _made(after or nothing))


def _made(blocks: Blocks) -> Rich:
    """Return a text that stands nowhere in the definition, and so has no path to be brought home to."""
    return Rich((), blocks)


def _lines(text: str) -> Blocks:
    return tuple(_block([(False, word) for word in line.split()]) for line in text.split("\n") if line.strip())


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
    return tuple(_block(words) for words in paragraphs if words)


def _block(words: Sequence[tuple[bool, str]]) -> Block:
    """Return a paragraph, or an item of a list where the words begin with the sign of one."""
    is_item = words[0][1] == BULLET and len(words) > 1
    return Block(tuple(_runs(words[1:])), "bullet") if is_item else Block(tuple(_runs(words)))


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
    """Return content with all that may be absent."""
    return ChangeTableContent(
        *("titel", "nämnd", "förvaltning", "2024", "jämförelse", "summa", "exempel"), sample_chapters("")
    )


def sample_appendix() -> Appendix:
    """Return an appendix that compares with two plans."""
    compared = (Compared(f"jämförelse {n}", f"summa {n}", sample_chapters(f"{n} ")) for n in (1, 2))
    return Appendix("bilaga", tuple(compared))


def sample_chapters(mark: str) -> tuple[Chapter, ...]:
    """Return two chapters with all that may be absent, and texts of two paragraphs that hold `mark`."""

    def chapter(name: str) -> Chapter:
        listed = tuple(ChangeRow(*(two(f"{what} {name} {n}") for what in ("vad", "före", "nu"))) for n in (1, 2))
        return Chapter(one(f"rubrik {name}"), two(f"oförändrade {name}"), listed)

    return chapter(f"{mark}1"), chapter(f"{mark}2")


CHANGE_TABLE = Maker(ChangeTableContent, content, properties, sample, every_page=("exempeldata",))
