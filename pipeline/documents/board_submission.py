"""The tjänsteutlåtande: the case as the office puts it before the board, with the plan as its first appendix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline import words
from pipeline.board import Board
from pipeline.case import Case
from pipeline.content import Properties, Rich
from pipeline.diagnostics import Path, item
from pipeline.documents.action_plan import TITLE
from pipeline.documents.document import Maker
from pipeline.documents.plain_text import plain_text
from pipeline.documents.samples import one, two
from pipeline.documents.since_last_year import ChangedChapter, ChangedLine, since_last_year
from pipeline.dossier import Dossier
from pipeline.markup import Block, Blocks, literal, parse

DRAFT = "Utkast"
LATER = "tilldelas senare"  # after the word dnr
AT_ONCE = "Paragrafen justeras omedelbart."


class Fact(NamedTuple):
    """A fact in the head of the paper, after a word that says what it is."""

    etikett: str
    text: Rich | str


class Point(NamedTuple):
    """One point of the proposed decision, without its number."""

    text: Rich | str


class Section(NamedTuple):
    """One of the customary sections. `samrad` is what the plan knows of the samråd, or nothing."""

    rubrik: str
    samrad: str
    text: Rich | None


class Signature(NamedTuple):
    """Who signs: a function. The name is written by hand."""

    funktion: Rich | str


class Appendix(NamedTuple):
    """One appendix, without its number."""

    titel: Rich | str


class BoardSubmissionContent(NamedTuple):
    """The names that `templates/tjansteutlatande.docx` may use.

    `utkast`, `exempeldata`, `datum` and `andringar` may be empty.
    """

    titel: str
    namnd: str
    forvaltning: str
    ar: str
    dnr: str
    datum: str
    utkast: str
    exempeldata: str
    uppgifter: tuple[Fact, ...]
    forslag: tuple[Point, ...]
    sammanfattning: Rich
    avsnitt: tuple[Section, ...]
    andringar: str
    andrade_kapitel: tuple[ChangedChapter, ...]
    underskrift: tuple[Signature, ...]
    bilagor: tuple[Appendix, ...]


def content(dossier: Dossier) -> BoardSubmissionContent:
    """Return what the tjänsteutlåtande prints; `dossier` has a case, and neither has errors."""
    plan, case, board = dossier.plan, _case(dossier), _board(dossier)
    changed = since_last_year(dossier)
    return BoardSubmissionContent(
        titel=title(dossier),
        namnd=board.title,
        forvaltning=board.office,
        ar=str(plan.ar),
        dnr=words.joined(_numbers(dossier)) or LATER,
        datum=case.datum or "",
        utkast=DRAFT if _is_draft(dossier) else "",
        exempeldata=case.exempeldata or plan.exempeldata or "",
        uppgifter=tuple(_facts(dossier)),
        forslag=tuple(map(Point, _points(dossier))),
        sammanfattning=Rich(("sammanfattning",), parse(case.sammanfattning)),
        avsnitt=tuple(_sections(dossier)),
        andringar=changed.kort,
        andrade_kapitel=changed.kapitel,
        underskrift=tuple(Signature(_line(("underskrift", item(n)), who)) for n, who in enumerate(case.underskrift)),
        bilagor=(
            Appendix(f"{title(dossier)}, {board.namnd}"),
            *(Appendix(_line(("bilagor", item(n), "titel"), a.titel)) for n, a in enumerate(case.bilagor)),
        ),
    )


def properties(dossier: Dossier) -> Properties:
    """Return the document's properties; its date is the tjänsteutlåtande's own."""
    board = _board(dossier)
    return Properties(
        title=f"Tjänsteutlåtande: {title(dossier)} – {board.title}",
        subject=f"Förslag till beslut, {', '.join(_numbers(dossier)) or f'dnr {LATER}'}",
        author=board.office,
        keywords=("tjänsteutlåtande", "handlingsplan", "våldsbejakande extremism", board.namn, str(dossier.plan.ar)),
        status=DRAFT if _is_draft(dossier) else "Klar för nämnden",
        date=_case(dossier).datum,
    )


def title(dossier: Dossier) -> str:
    """Return the title of the case."""
    return f"{TITLE} {dossier.plan.ar}"


def text(printed: BoardSubmissionContent) -> str:
    """Return the plain text for the meeting's page: title, proposed decision, summary."""
    points = [f"{n}. {plain_text(point.text)}" for n, point in enumerate(printed.forslag, 1)]
    pieces = [
        printed.utkast,
        printed.exempeldata,
        printed.titel,
        "Förslag till beslut",
        *points,
        "Sammanfattning",
        plain_text(printed.sammanfattning),
    ]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _case(dossier: Dossier) -> Case:
    assert dossier.case is not None, "the paper is built only where there is a case"
    return dossier.case


def _board(dossier: Dossier) -> Board:
    assert dossier.board is not None, "an unknown board is an error, and errors stop the build"
    return dossier.board


def _numbers(dossier: Dossier) -> tuple[str, ...]:
    """Return the dnr that have been given: the case's, else the plan's."""
    return _case(dossier).registered or dossier.plan.beslut.namnd.registered


def _is_draft(dossier: Dossier) -> bool:
    """Return whether the paper lacks what a board's paper has: its day or its dnr."""
    return not (_case(dossier).datum and _numbers(dossier))


def _facts(dossier: Dossier) -> Iterator[Fact]:
    case, board = _case(dossier), _board(dossier)
    later = words.capitalised(LATER)
    yield Fact("Dnr", _own_or_plans(("dnr",), words.joined(case.registered), words.joined(_numbers(dossier)), later))
    if case.datum:
        yield Fact("Datum", _line(("datum",), case.datum))
    if case.handlaggare:
        who = ", ".join(filter(None, (words.capitalised(case.handlaggare.funktion), case.handlaggare.enhet)))
        yield Fact("Handläggare", Rich(("handlaggare",), literal(who)))
        if case.handlaggare.telefon:
            yield Fact("Telefon", _line(("handlaggare", "telefon"), case.handlaggare.telefon))
    yield Fact("Till", _line(("till",), case.till) if case.till else board.title)
    day = _own_or_plans(("mote", "datum"), case.mote.datum, dossier.plan.beslut.namnd.datum)
    if day:
        yield Fact("Sammanträde", day)
    if case.mote.punkt:
        yield Fact("Ärende nummer", _line(("mote", "punkt"), case.mote.punkt))


def _own_or_plans(path: Path, own: str | None, plans: str | None, neither: str = "") -> Rich | str:
    """Return a fact that the case gives, with its path, or else the plan's, which the case has no path for."""
    return _line(path, own) if own else plans or (_line(path, neither) if neither else "")


def _points(dossier: Dossier) -> Iterator[Rich | str]:
    """Yield the points that are always the same, the case's own, and the last one if the minutes are in a hurry."""
    case, board = _case(dossier), _board(dossier)
    known = {"{ar}": str(dossier.plan.ar), "{namnd}": board.title, "{forvaltning}": board.office}
    for point in dossier.city.arende.beslut:
        for name, value in known.items():
            point = point.replace(name, value)
        yield point
    for number, own in enumerate(case.forslag):
        yield Rich(("forslag", item(number)), _within_point(parse(own)))
    if case.omedelbar_justering:
        yield _line(("omedelbar_justering",), AT_ONCE)


def _within_point(blocks: Blocks) -> Blocks:
    """Return a point's paragraphs so that only the first gets the point's number; lists stand one level in."""
    return tuple(
        Block(block.inlines)
        if number == 0
        else block._replace(kind="bullet", continued=True)
        if block.kind == "paragraph"
        else block._replace(level=block.level + 1)
        for number, block in enumerate(blocks)
    )


def _sections(dossier: Dossier) -> Iterator[Section]:
    """Yield the year's sections, in its order, that have something to say."""
    case = _case(dossier)
    for section in dossier.city.arende.avsnitt:
        own = case.avsnitt.get(section.id)
        consulted = _consulted(dossier) if section.id == "beredning" else ""
        if own or consulted:
            yield Section(section.rubrik, consulted, Rich(("avsnitt", section.id), parse(own)) if own else None)


def _consulted(dossier: Dossier) -> str:
    """Return who was consulted and when, as the plan has it; "" before any samråd has been held."""
    held = [
        f"{'med ' * (n > 0)}{party.part} den {words.written_date(party.datum)}"
        for n, party in enumerate(p for p in dossier.plan.beslut.samrad if p.datum)
        if party.datum
    ]
    return f"Samråd har hållits med {words.joined(held)}." if held else ""


def _line(path: Path, text: str) -> Rich:
    return Rich(path, literal(text))


def sample() -> BoardSubmissionContent:
    """Return content with two of everything, texts of two paragraphs and all that may be absent."""

    return BoardSubmissionContent(
        *("titel", "nämnd", "förvaltning", "2023", "ABC 2023/12", "2023-01-24", DRAFT, "exempel"),
        uppgifter=tuple(Fact(f"uppgift {n}", one(f"värde {n}")) for n in (1, 2)),
        forslag=(Point("alltid"), Point(one("egen ett")), Point(one("egen två"))),
        sammanfattning=two("sammanfattning"),
        avsnitt=tuple(Section(f"rubrik {n}", "samråd" * (n > 1), two(f"avsnitt {n}")) for n in (1, 2)),
        andringar="ändringar",
        andrade_kapitel=tuple(
            ChangedChapter(one(f"kapitel {n}"), tuple(ChangedLine(one(f"ändring {n} {line}")) for line in (1, 2)))
            for n in (1, 2)
        ),
        underskrift=tuple(Signature(one(f"underskrift {n}")) for n in (1, 2)),
        bilagor=(Appendix("planen"), *(Appendix(one(f"bilaga {n}")) for n in (2, 3))),
    )


BOARD_SUBMISSION = Maker(
    BoardSubmissionContent,
    content,
    properties,
    sample,
    every_page=("utkast", "exempeldata"),
    has_contents=False,
    text=text,
    named_after=Case,
)
