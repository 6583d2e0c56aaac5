"""The year's boards together, and the tables that show them: the same for Word and for the web page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline import words
from pipeline.decisions import STATUSES
from pipeline.diagnostics import Path, Severity
from pipeline.overview.summary import (
    NO_PLAN,
    UNREADABLE,
    BoardSummary,
    PlanSummary,
    State,
    StructurePart,
    structure_parts,
)
from pipeline.plan import Environments, fields_by_name
from pipeline.structures import BY_ID

SCHEDULES = ("engång", "period", "återkommande", "löpande", "vid behov")
ENVIRONMENTS = ("högerextremism", "vänsterextremism", "islamism")
NOTHING = "–"
TITLE = "Sammanställning av nämndernas handlingsplaner"
_STATUS_WORDS = {
    "utkast": ("utkast", "utkast"),
    "samråd": ("under samråd", "under samråd"),
    "nämndbehandlad": ("nämndbehandlad", "nämndbehandlade"),
    "godkänd": ("godkänd", "godkända"),
}
_UNREAD = "Planen går inte att läsa"
_MOST_NAMES = 6
# What has no rule of its own, by the first letters of its code.
_NO_RULE = {
    "Y": "Fel i YAML-filens form",
    "S1": "Ett fält saknas, är felstavat eller har ett värde som inte går att använda",
    "X": "En kommentar som ska tysta en regel är felskriven",
}
Cell = str | int


class Sheet(NamedTuple):
    """A table: its caption, what it shows in a sentence, its columns and its rows. A row's first cell is its name."""

    caption: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class CityYear(NamedTuple):
    """All that the overview shows. `rules` gives the title of each rule by code."""

    year: int
    boards: tuple[BoardSummary, ...]
    rules: Mapping[str, str]

    @property
    def planned(self) -> list[tuple[BoardSummary, PlanSummary]]:
        """Return the boards whose plan could be read."""
        return [(board, board.plan) for board in self.boards if board.plan]

    @property
    def sample(self) -> str:
        """Return what marks the year as made up, when a plan says so; else nothing."""
        return next((plan.sample for _, plan in self.planned if plan.sample), "")

    @property
    def structures(self) -> list[str]:
        """Return the structures in use, in the catalogue's order."""
        used = {plan.structure for _, plan in self.planned}
        return [structure for structure in BY_ID if structure in used]

    def of_structure(self, structure: str) -> list[tuple[BoardSummary, PlanSummary]]:
        """Return the boards whose plan follows a structure."""
        return [(board, plan) for board, plan in self.planned if plan.structure == structure]


def title_of(year: CityYear) -> str:
    """Return the overview's title, with its year."""
    return f"{TITLE} {year.year}"


def in_short(year: CityYear) -> tuple[str, ...]:
    """Return the year in a few sentences."""
    planned = year.planned
    lines = [
        f"{words.counted(len(year.boards), 'nämnd', 'nämnder')} fanns under {year.year}. "
        f"{_how_many(len(planned), len(year.boards))} har en plan som går att läsa."
    ]
    without = [board.name for board in year.boards if board.fault == NO_PLAN]
    unread = [board.name for board in year.boards if board.fault and board.name not in without]
    lines += [
        f"{what} för {_named(boards)}." for what, boards in (("Plan saknas", without), (_UNREAD, unread)) if boards
    ]
    statuses = Counter(plan.status for _, plan in planned)
    told = [f"{statuses[s]} {_STATUS_WORDS[s][statuses[s] > 1]}" for s in STATUSES if statuses[s]]
    if told:
        lines.append(f"Planernas status: {words.joined(told)}.")
        lacking = sum(bool(plan.in_state(State.MISSING)) for _, plan in planned)
        in_them = f"I {words.counted(lacking, 'plan', 'planer')} saknas någon del." if lacking else ""
        lines.append(in_them or "Ingen plan som går att läsa saknar någon del.")
    return tuple(lines)


def _how_many(some: int, whole: int) -> str:
    everyone = "Den" if whole == 1 else "Alla"
    return "Ingen av dem" if not some else everyone if some == whole else f"{some} av dem"


def _named(boards: Sequence[str]) -> str:
    """Return boards by name, or how many they are when the names would fill the page."""
    return words.joined(boards) if len(boards) <= _MOST_NAMES else f"{len(boards)} nämnder, som står i tabellen"


def status_of(board: BoardSummary) -> str:
    """Return what the status column says of a board."""
    return board.plan.status if board.plan else board.fault


def boards_sheet(year: CityYear) -> Sheet:
    """Return one row for each board: its plan's status, and how much is missing and remarked on."""

    def row(board: BoardSummary) -> tuple[Cell, ...]:
        plan = board.plan
        told = plan.severities if plan else board.severities
        own: tuple[Cell, ...] = (NOTHING,) * 4
        if plan:
            missing, deviating = len(plan.in_state(State.MISSING)), len(plan.in_state(State.OWN))
            own = (plan.decided or NOTHING, missing, plan.activities, deviating)
        counts = tuple(told.get(s, 0) if board.plan or board.severities else NOTHING for s in Severity)
        return (board.name, board.type, status_of(board), *own, *counts)

    return Sheet(
        "Nämnderna och deras planer",
        "En rad för varje nämnd som fanns under året. En nämnd utan plan har också en rad.",
        (
            *("Nämnd", "Slag", "Planens status", "Nämndens beslut", "Delar som saknas", "Aktiviteter", "Egna texter"),
            *("Fel", "Varningar", "Upplysningar"),
        ),
        tuple(row(board) for board in year.boards),
    )


def parts_sheet(year: CityYear, structure: str) -> Sheet:
    """Return one row for each board and a column for each part of a structure."""
    parts = _parts(structure)
    return Sheet(
        f"Avsnitt för avsnitt, {BY_ID[structure].board_type}erna",
        f"Planerna som följer strukturen {structure}. Stadens: nämnden använder stadens gemensamma text. Egen: nämnden "
        "har skrivit en egen text fast staden har en. Bortvald: en valfri del som inte är med.",
        ("Nämnd", *(part.title for part in parts)),
        tuple(
            (board.name, *(plan.parts.get(part.path, State.MISSING).value for part in parts))
            for board, plan in year.of_structure(structure)
        ),
    )


def sections_sheet(year: CityYear, structure: str) -> Sheet:
    """Return one row for each part of a structure, and which boards lack it or have a text of their own."""

    def boards_where(part: StructurePart, state: State) -> str:
        names = [b.name for b, plan in year.of_structure(structure) if plan.parts.get(part.path) is state]
        return words.joined(names) or NOTHING

    return Sheet(
        f"Vad som saknas, {BY_ID[structure].board_type}erna",
        f"Delarna i strukturen {structure}, och i vilka planer de saknas.",
        ("Avsnitt", "Saknas hos", "Bortvald hos"),
        tuple(
            (part.title, boards_where(part, State.MISSING), boards_where(part, State.NOT_CHOSEN))
            for part in _parts(structure)
        ),
    )


def environments_sheet(year: CityYear) -> Sheet:
    """Return the three environments side by side, in each board's own words."""
    names = [info.title or name for name, info in fields_by_name(Environments).items()]
    return Sheet(
        "De tre miljöerna sida vid sida",
        "Nämndernas egna bedömningar, utan noter.",
        ("Nämnd", *names),
        tuple(
            (board.name, *((board.plan.environments.get(name) or "inte bedömd") for name in names))
            if board.plan
            else (board.name, *((NO_PLAN if board.fault == NO_PLAN else UNREADABLE,) * len(names)))
            for board in year.boards
        ),
    )


def kinds_sheet(year: CityYear, structure: str) -> Sheet:
    """Return how many activities each board has in each of its tables."""
    titles = [part.title for part in _parts(structure) if part.path[-1] == "aktiviteter"]

    def counts(plan: PlanSummary) -> list[int]:
        found = {table.title: table.rows for table in plan.tables}
        return [found.get(title, 0) for title in titles]

    return Sheet(
        f"Aktiviteter efter slag, {BY_ID[structure].board_type}erna",
        "Hur många aktiviteter varje plan har i sina tabeller.",
        ("Nämnd", *titles, "Summa"),
        tuple((board.name, *counts(plan), plan.activities) for board, plan in year.of_structure(structure)),
    )


def schedules_sheet(year: CityYear) -> Sheet:
    """Return how many activities each board has of each kind of schedule."""
    return _counted(
        year,
        "Aktiviteter efter tidplan",
        "Hur många aktiviteter som har en tidplan av varje typ.",
        SCHEDULES,
        lambda plan: plan.schedules,
    )


def named_environments_sheet(year: CityYear) -> Sheet:
    """Return how many activities each board directs at each environment."""
    return _counted(
        year,
        "Aktiviteter efter miljö",
        "Hur många aktiviteter som anger varje miljö. En aktivitet kan gälla flera, eller inte ange någon.",
        ENVIRONMENTS,
        lambda plan: plan.named_environments,
    )


def responsible_sheet(year: CityYear) -> Sheet:
    """Return how many activities each function answers for, the most first, and in how many plans."""
    return Sheet(
        "Aktiviteter efter ansvarig",
        "En aktivitet med flera ansvariga funktioner räknas en gång för var och en.",
        ("Ansvarig funktion", "Aktiviteter", "Nämnder"),
        tuple(_in_how_many([plan.responsible for _, plan in year.planned])),
    )


def findings_sheet(year: CityYear) -> Sheet:
    """Return how often each rule has something to say, the most frequent first, and in how many plans."""
    return Sheet(
        "Anmärkningar efter regel",
        "Vad kontrollen har att säga om planerna. `handlingsplan rules KOD` förklarar en regel.",
        ("Kod", "Vad regeln gäller", "Anmärkningar", "Nämnder"),
        tuple(
            (code, _rule(year, code), count, plans)
            for code, count, plans in _in_how_many([plan.findings for _, plan in year.planned])
        ),
    )


def deviations_sheet(year: CityYear) -> Sheet:
    """Return each place where a board has written its own text though the city has a common one."""

    def titles(plan: PlanSummary) -> dict[Path, str]:
        return {part.path: part.title for part in _parts(plan.structure)}

    rows = [
        (board.name, titles(plan)[path], len(plan.in_state(State.CITYS)))
        for board, plan in year.planned
        for path in plan.in_state(State.OWN)
    ]
    return Sheet(
        "Avvikelser från stadens gemensamma texter",
        "Avsnitt där nämnden har skrivit en egen text fast staden har en gemensam.",
        ("Nämnd", "Avsnitt med egen text", "Avsnitt med stadens text i samma plan"),
        tuple(rows),
    )


def sheets(year: CityYear) -> Iterator[Sheet]:
    """Yield every table of the web page, in order; those that would be empty are left out."""
    yield boards_sheet(year)
    made: list[Sheet] = [parts_sheet(year, structure) for structure in year.structures]
    made += [environments_sheet(year)] if year.planned else []
    made += [kinds_sheet(year, structure) for structure in year.structures]
    made += [f(year) for f in (schedules_sheet, responsible_sheet, named_environments_sheet, findings_sheet)]
    made.append(deviations_sheet(year))
    yield from (sheet for sheet in made if sheet.rows)


def _counted(
    year: CityYear, caption: str, about: str, names: Sequence[str], counts: Callable[[PlanSummary], Mapping[str, int]]
) -> Sheet:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (b.name, *(counts(plan).get(name, 0) for name in names), plan.activities) for b, plan in year.planned
    )
    return Sheet(caption, about, ("Nämnd", *map(words.capitalised, names), "Alla aktiviteter"), rows)


def _in_how_many(plans: Iterable[Mapping[str, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield each thing counted in `plans`, how often in all and in how many of them, the most frequent first."""
    total: Counter[str] = Counter()
    holding: Counter[str] = Counter()
    for counted_in in plans:
        total.update(counted_in)
        holding.update(counted_in.keys())
    yield from ((thing, count, holding[thing]) for thing, count in _most_first(total))


def _most_first(counter: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(counter.items(), key=lambda entry: (-entry[1], entry[0]))


def _rule(year: CityYear, code: str) -> str:
    other = next((title for start, title in _NO_RULE.items() if code.startswith(start)), NOTHING)
    return year.rules.get(code, other)


def _parts(structure: str) -> tuple[StructurePart, ...]:
    return structure_parts(BY_ID[structure])
