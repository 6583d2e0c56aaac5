"""The overview of a year as a Word document: the same tables as the web page, in columns that fit a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline import words
from pipeline.content import Properties, Rich
from pipeline.documents.document import Maker
from pipeline.documents.samples import one
from pipeline.markup import literal
from pipeline.overview.city_year import (
    TITLE,
    CityYear,
    Sheet,
    boards_sheet,
    deviations_sheet,
    environments_sheet,
    findings_sheet,
    in_short,
    kinds_sheet,
    named_environments_sheet,
    responsible_sheet,
    schedules_sheet,
    sections_sheet,
    title_of,
)
from pipeline.plan import Environments, fields_by_name

SENDER = "Stadsledningskontoret"


class BoardRow(NamedTuple):
    """A board, its plan's status or why there is none, and what is counted in it."""

    namnd: str
    status: Rich
    beslut: str
    saknas: str
    aktiviteter: str
    egna: str
    fel: str
    varningar: str
    upplysningar: str


class PartRow(NamedTuple):
    """A part of a structure, and the boards that lack it or have left it out."""

    avsnitt: str
    saknas: str
    bortvald: str


class PartTable(NamedTuple):
    """The parts of one structure."""

    rubrik: str
    rader: tuple[PartRow, ...]


class EnvironmentRow(NamedTuple):
    """A board's assessment of each environment."""

    namnd: str
    hogerextremism: Rich
    vansterextremism: Rich
    islamism: Rich


class KindRow(NamedTuple):
    """How many activities a board has, in each of its tables and in all."""

    namnd: str
    slag: tuple[str, ...]
    summa: str


class KindTable(NamedTuple):
    """The activities of the boards that follow one structure."""

    rubrik: str
    rader: tuple[KindRow, ...]


class ScheduleRow(NamedTuple):
    """How many activities a board has of each kind of schedule."""

    namnd: str
    engang: str
    period: str
    aterkommande: str
    lopande: str
    vid_behov: str
    alla: str


class ResponsibleRow(NamedTuple):
    """How many activities a function answers for."""

    funktion: str
    aktiviteter: str
    namnder: str


class NamedEnvironmentRow(NamedTuple):
    """How many activities a board directs at each environment."""

    namnd: str
    hogerextremism: str
    vansterextremism: str
    islamism: str
    alla: str


class FindingRow(NamedTuple):
    """How often a rule has something to say."""

    kod: str
    regel: str
    anmarkningar: str
    namnder: str


class DeviationRow(NamedTuple):
    """A section that a board has written itself though the city has a common text."""

    namnd: str
    avsnitt: str


class CityOverviewContent(NamedTuple):
    """The names that `templates/sammanstallning.docx` may use. `exempeldata` and any of the lists may be empty."""

    titel: str
    ar: str
    avsandare: str
    exempeldata: str
    kort: tuple[str, ...]
    namnder: tuple[BoardRow, ...]
    delar: tuple[PartTable, ...]
    miljoer: tuple[EnvironmentRow, ...]
    slag: tuple[KindTable, ...]
    tidplaner: tuple[ScheduleRow, ...]
    ansvariga: tuple[ResponsibleRow, ...]
    miljoval: tuple[NamedEnvironmentRow, ...]
    anmarkningar: tuple[FindingRow, ...]
    avvikelser: tuple[DeviationRow, ...]


def content(year: CityYear) -> CityOverviewContent:
    """Return what the overview prints."""
    return CityOverviewContent(
        titel=TITLE,
        ar=str(year.year),
        avsandare=SENDER,
        exempeldata=year.sample,
        kort=in_short(year),
        namnder=tuple(_boards(year)),
        delar=tuple(_parts(sections_sheet(year, structure)) for structure in year.structures),
        miljoer=tuple(_environments(year)) if year.planned else (),
        slag=tuple(_kinds(kinds_sheet(year, structure)) for structure in year.structures),
        tidplaner=tuple(ScheduleRow(*row) for row in _said(schedules_sheet(year))),
        ansvariga=tuple(ResponsibleRow(*row) for row in _said(responsible_sheet(year))),
        miljoval=tuple(NamedEnvironmentRow(*row) for row in _said(named_environments_sheet(year))),
        anmarkningar=tuple(FindingRow(*row) for row in _said(findings_sheet(year))),
        avvikelser=tuple(DeviationRow(name, section) for name, section, _ in _said(deviations_sheet(year))),
    )


def properties(year: CityYear) -> Properties:
    """Return the document's properties; an overview has no date but that of its plans."""
    return Properties(
        title=title_of(year),
        subject=f"{words.counted(len(year.boards), 'nämnds plan', 'nämnders planer')} för {year.year}",
        author=SENDER,
        keywords=("handlingsplan", "våldsbejakande extremism", "sammanställning", str(year.year)),
        status="Sammanställning",
    )


def _said(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    return (tuple(map(str, row)) for row in sheet.rows)


def _boards(year: CityYear) -> Iterator[BoardRow]:
    for board, (name, _, status, *rest) in zip(year.boards, _said(boards_sheet(year)), strict=True):
        yield BoardRow(name, Rich((board.id, "status"), literal(words.capitalised(status))), *rest)


def _parts(sheet: Sheet) -> PartTable:
    return PartTable(sheet.caption, tuple(PartRow(*row) for row in _said(sheet)))


def _environments(year: CityYear) -> Iterator[EnvironmentRow]:
    names = tuple(fields_by_name(Environments))
    for board, (name, *texts) in zip(year.boards, _said(environments_sheet(year)), strict=True):
        paths = [(board.id, "miljoer", environment) for environment in names]
        yield EnvironmentRow(name, *(Rich(path, literal(text)) for path, text in zip(paths, texts, strict=True)))


def _kinds(sheet: Sheet) -> KindTable:
    titles = sheet.columns[1:-1]
    rows = (
        KindRow(name, tuple(f"{title}: {count}" for title, count in zip(titles, counts, strict=True)), total)
        for name, *counts, total in _said(sheet)
    )
    return KindTable(sheet.caption, tuple(rows))


def sample() -> CityOverviewContent:
    """Return content with two rows in every table."""

    two = (1, 2)
    return CityOverviewContent(
        *("titel", "2023", SENDER, "exempeldata", ("mening 1", "mening 2")),
        tuple(BoardRow(f"nämnd {n}", one(f"status {n}"), *"1234567") for n in two),
        tuple(PartTable(f"struktur {n}", tuple(PartRow("avsnitt", "saknas", "bortvald") for _ in two)) for n in two),
        tuple(EnvironmentRow(f"nämnd {n}", *(one(f"miljö {n}{letter}") for letter in "abc")) for n in two),
        tuple(KindTable(f"slag {n}", tuple(KindRow("nämnd", ("ett: 1", "två: 2"), "3") for _ in two)) for n in two),
        tuple(ScheduleRow("nämnd", *"123456") for _ in two),
        tuple(ResponsibleRow("funktion", *"12") for _ in two),
        tuple(NamedEnvironmentRow("nämnd", *"1234") for _ in two),
        tuple(FindingRow("A101", "regel", *"12") for _ in two),
        tuple(DeviationRow("nämnd", "avsnitt") for _ in two),
    )


CITY_OVERVIEW = Maker(CityOverviewContent, content, properties, sample, every_page=("exempeldata",))
