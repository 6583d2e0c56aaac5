"""What the tables of a document are: activities, assessed environments, sources of the lägesbild, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.docx.reading import Cell, Row, Table, paragraphs_of
from pipeline.matching import heading_words, likeness
from pipeline.plan import Environments
from pipeline.words import normalised

# Column heads that boards write, by the field they are. The first is the structure's own.
ACTIVITY = {
    "aktivitet": ("Aktivitet", "Insats", "Åtgärd", "Aktiviteter", "Insats/åtgärd", "Vad", "Vad ska göras", "Insatser"),
    "ansvarig": (
        *("Ansvarig enhetschef", "Ansvarig", "Ansvar", "Vem", "Ansvariga", "Ansvarig chef", "Ansvarig funktion"),
        *("Ansvarig enhet", "Huvudansvarig", "Ansvar för genomförande"),
    ),
    "tidplan": ("Tidplan", "Tid", "När", "Tidsplan", "Tidpunkt", "Klart", "Tidsram", "När ska det vara klart"),
    "uppfoljning": (
        *("Uppföljning", "Uppföljning och indikator", "Hur följs det upp", "Redovisning", "Uppföljning/indikator"),
        *("Uppföljningsmetod", "Följs upp"),
    ),
    "id": ("Nr", "Id", "Nummer", "Löpnummer"),
    "syfte": ("Syfte", "Mål", "Målsättning", "Syfte/mål"),
    "forvantad_effekt": ("Förväntad effekt", "Effekt", "Förväntat resultat", "Förväntade effekter"),
    "matt": ("Mått", "Indikator", "Mätetal", "Nyckeltal", "Mått och målvärde"),
    "status": ("Status",),
}
FOUR = ("aktivitet", "ansvarig", "tidplan", "uppfoljning")
SOURCE = {"namn": ("Källa", "Underlag", "Källor"), "typ": ("Slag", "Typ"), "period": ("Period", "Tid", "Avser")}
LEAST = 78.0  # per cent of likeness from which a head names a field
_LONGEST = 40  # signs of a head that is not marked as one
_HEAD_WITHIN = 4  # rows in which a head may come, after a table's own title


@dataclass(frozen=True)
class Head:
    """A table's head: the row it stands in, its cells, and the field that each column of the grid is."""

    row: int
    columns: dict[int, str]
    cells: tuple[Cell, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of its cells."""
        return tuple(cell.text for cell in self.cells)

    def over(self, column: int) -> str:
        """Return the words over a column that is no field."""
        return next((c.text for c in self.cells if c.column <= column < c.column + c.span), "")

    @property
    def missing(self) -> tuple[str, ...]:
        """Return those of the four columns that are not there."""
        return tuple(name for name in FOUR if name not in self.columns.values())


def activity_head(table: Table) -> Head | None:
    """Return the head of an activity table, or None when the table is none."""
    found = _head(table, ACTIVITY)
    fields = set(found.columns.values()) if found else set()
    return found if "aktivitet" in fields and len(fields & set(FOUR)) >= 2 else None


def source_head(table: Table) -> Head | None:
    """Return the head of a table of what the lägesbild builds on, or None."""
    found = _head(table, SOURCE)
    return found if found and "namn" in found.columns.values() and len(found.columns) >= 2 else None


def environments(table: Table) -> dict[int, str] | None:
    """Return the environment that each row assesses, by the row's number, when all three have one; else None."""
    found: dict[int, str] = {}
    for number, row in enumerate(table.rows):
        name = environment(row.cells[0].text) if row.cells and len(row.cells) > 1 else None
        if name and name not in found.values():
            found[number] = name
    return found if len(found) >= 2 else None


def environment(words: str) -> str | None:
    """Return the field of the environment that `words` name, or None."""
    words = heading_words(words)
    names = {"högerextrem": "hogerextremism", "vänsterextrem": "vansterextremism", "islamis": "islamism"}
    hits = [field for stem, field in names.items() if stem in words]
    known = hits[0] if len(hits) == 1 and len(words) < 50 else None
    return known if known in Environments.model_fields else None


def width(table: Table) -> int:
    """Return how many columns the widest row of a table spans."""
    return max((cell.column + cell.span for row in table.rows for cell in row.cells), default=0)


def filled(table: Table, start: int) -> list[tuple[Row, dict[int, Cell]]]:
    """Return the rows from `start`, each with its cells by column, vertical merges copied down."""
    above: dict[int, Cell] = {}
    out = []
    for row in table.rows[start:]:
        cells = {}
        for cell in row.cells:
            cells[cell.column] = above.get(cell.column, cell) if cell.merged else cell
        above = {**above, **cells}
        out.append((row, cells))
    return out


def head_rows(table: Table) -> int:
    """Return how many of a table's first rows are its head: those marked as one, or the one that looks like it."""
    marked = next((n for n, row in enumerate(table.rows) if not row.head), len(table.rows))
    if marked:
        return marked if marked < len(table.rows) else 0
    first = table.rows[0].cells if len(table.rows) > 1 else ()
    words = [normalised(cell.text) for cell in first]
    made = all(c.shade or all(p.look.bold for p in paragraphs_of(c.blocks) if p.text.strip()) for c in first)
    worded = len(first) > 2 and not any(re.search(r"\d|[.;]$", text) for text in words)
    short = len(first) > 1 and all(0 < len(text) <= _LONGEST for text in words)
    return int(short and (made or worded))


def _head(table: Table, names: dict[str, tuple[str, ...]]) -> Head | None:
    for number, row in enumerate(table.rows[:_HEAD_WITHIN]):
        columns: dict[int, str] = {}
        worth: dict[str, float] = {}
        for cell in row.cells:
            field, like = column_of(cell.text, names)
            if like < LEAST or worth.get(field, 0) >= like:
                continue
            columns = {c: f for c, f in columns.items() if f != field}
            columns[cell.column], worth[field] = field, like
        if len(columns) >= 2:
            return Head(number, columns, row.cells)
    return None


def column_of(words: str, names: dict[str, tuple[str, ...]]) -> tuple[str, float]:
    """Return the field whose name is nearest to a column's head, and how near."""
    if not heading_words(words) or len(words) > 60:
        return "", 0.0
    return max(((field, _like(words, ways)) for field, ways in names.items()), key=lambda pair: pair[1])


def _like(words: str, ways: Sequence[str]) -> float:
    """Return the likeness to the nearest way of writing; a short name has to be met whole."""
    own = heading_words(words)
    found = 0.0
    for way in ways:
        short = len(heading_words(way)) < 6
        like = (100.0 if own == heading_words(way) else 0.0) if short else likeness(words, way)
        found = max(found, like)
        if re.match(rf"{re.escape(heading_words(way))}\b", own) and len(heading_words(way)) >= 5:
            found = max(found, 85.0)
    return found
