"""What a plan carried to a new year needs: a list to print and tick off, made of the marks that are left in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline import naming
from pipeline.comments import renewal_marks
from pipeline.content import Properties, Rich
from pipeline.documents.document import Maker
from pipeline.dossier import Dossier
from pipeline.markup import literal
from pipeline.words import capitalised, counted

TITLE = "Att förnya i handlingsplanen"
BOX = "☐"
_HEAD = "Planens huvud"
_SOURCES = "Planens källor"
STEPS = (
    "Varje ansvarig enhetschef har läst sina rader.",
    "Samråd med stadsledningskontoret och polisen är hållet, och står i planen.",
    "Alla `# förnya` är borta, och `handlingsplan validate` visar inga fel.",
)


@dataclass(frozen=True)
class Renewed:
    """A plan with marks, which plans it came from, and what has been done that leaves nothing to do."""

    dossier: Dossier
    came_from: str
    done: tuple[str, ...] = ()


class ToRenew(NamedTuple):
    """One thing to renew: a box to tick, what it concerns, and why."""

    ruta: str
    vad: str
    varfor: Rich


class ChapterToRenew(NamedTuple):
    """The things to renew of one chapter."""

    rubrik: str
    rader: tuple[ToRenew, ...]


class RenewalListContent(NamedTuple):
    """The names that `templates/att-fornya.docx` may use. `exempeldata` and `gjort` may be empty."""

    titel: str
    namnd: str
    forvaltning: str
    ar: str
    exempeldata: str
    inledning: str
    kapitel: tuple[ChapterToRenew, ...]
    gjort: tuple[str, ...]
    steg: tuple[str, ...]


def content(renewed: Renewed) -> RenewalListContent:
    """Return what the list prints."""
    dossier = renewed.dossier
    board = dossier.board
    chapters = tuple(chapters_to_renew(dossier))
    number = sum(len(chapter.rader) for chapter in chapters)
    return RenewalListContent(
        titel=TITLE,
        namnd=board.title if board else dossier.plan.namnd,
        forvaltning=board.office if board else "",
        ar=str(dossier.plan.ar),
        exempeldata=dossier.plan.exempeldata or "",
        inledning=f"Planen är överförd från {renewed.came_from}. {counted(number, 'sak', 'saker')} ska ses över. "
        "Var och en är märkt med `# förnya` i planens fil. Ta bort den raden när saken är klar.",
        kapitel=chapters,
        gjort=renewed.done,
        steg=tuple(f"{BOX} {step}" for step in STEPS),
    )


def chapters_to_renew(dossier: Dossier) -> Iterator[ChapterToRenew]:
    """Yield what is marked by chapter, in the file's order; what belongs to no chapter comes first."""
    plan = dossier.plan
    headings = {"": _HEAD, **{name: info.title or name for name, info in type(plan).chapters()}, "kallor": _SOURCES}
    rows: dict[str, list[ToRenew]] = {name: [] for name in headings}
    for mark in renewal_marks(dossier.source):
        chapter = mark.path[0] if mark.path and mark.path[0] in headings else ""
        reason = capitalised(mark.reason or "skälet står inte")
        row = ToRenew(
            BOX, naming.name(type(plan), mark.path), Rich((*mark.path, "förnya", str(mark.line)), literal(reason))
        )
        rows[chapter].append(row)
    yield from (ChapterToRenew(headings[name], tuple(some)) for name, some in rows.items() if some)


def properties(renewed: Renewed) -> Properties:
    """Return the document's properties."""
    dossier = renewed.dossier
    board = dossier.board
    return Properties(
        title=f"{TITLE} {dossier.plan.ar} – {board.title if board else dossier.plan.namnd}",
        subject=f"Lista att bocka av, för planen för {dossier.plan.ar}",
        author=board.office if board else "",
        keywords=("handlingsplan", "förnya", str(dossier.plan.ar)),
        status="Arbetsmaterial",
    )


def sample() -> RenewalListContent:
    """Return content with everything in it, two of each."""

    def row(number: int) -> ToRenew:
        return ToRenew(BOX, f"sak {number}", Rich(("prov", str(number)), literal(f"skäl {number}")))

    chapters = (ChapterToRenew("kapitel 1", (row(1), row(2))), ChapterToRenew("kapitel 2", (row(3),)))
    said = ("ett", "två")
    return RenewalListContent("titel", "nämnd", "förvaltning", "2023", "exempeldata", "inledning", chapters, said, said)


RENEWAL_LIST = Maker(RenewalListContent, content, properties, sample, every_page=("exempeldata",))
