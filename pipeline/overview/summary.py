"""What the overview needs of one plan. A plan is read, summed up and forgotten, so that any number fits in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from pipeline import markup
from pipeline.activity import Activity
from pipeline.board import Board
from pipeline.diagnostics import Diagnostic, Path, Severity
from pipeline.dossier import Dossier
from pipeline.model import model_in
from pipeline.plan import ActionPlan, Environments, Need, Section, common_of, fields_by_name, is_part, need_of


class State(StrEnum):
    """How a part stands in a plan; the value is what a table says."""

    THERE = "finns"
    CITYS = "stadens"
    OWN = "egen"
    MISSING = "saknas"
    NOT_CHOSEN = "bortvald"  # an optional part that the board has left out


class StructurePart(NamedTuple):
    """A part of a structure, in the document's order. `common` is the name of the city's text for it, if any."""

    path: Path
    title: str
    need: Need
    common: str | None


class Table(NamedTuple):
    """An activity table and how many rows it has."""

    title: str
    rows: int


class PlanSummary(NamedTuple):
    """One plan in figures. `parts` gives each part's state by path; counts are of activities."""

    structure: str
    status: str
    decided: str
    sample: str
    parts: Mapping[Path, State]
    environments: Mapping[str, str]
    tables: tuple[Table, ...]
    schedules: Mapping[str, int]
    responsible: Mapping[str, int]
    named_environments: Mapping[str, int]
    findings: Mapping[str, int]
    severities: Mapping[Severity, int]

    @property
    def activities(self) -> int:
        """Return how many activities the plan has."""
        return sum(table.rows for table in self.tables)

    def in_state(self, state: State) -> list[Path]:
        """Return the paths of the parts in a state, in order."""
        return [path for path, found in self.parts.items() if found is state]


class BoardSummary(NamedTuple):
    """One row of the overview: a board, and its plan or why there is none to show.

    `fault` is a sentence when the plan is missing or cannot be read. `findings` of a plan that cannot be read are
    counted all the same.
    """

    id: str
    name: str
    type: str
    plan: PlanSummary | None
    fault: str = ""
    severities: Mapping[Severity, int] = {}


NO_PLAN = "ingen plan"
UNREADABLE = "planen går inte att läsa"


def board_summary(
    board_id: str, board: Board | None, year: int, dossier: Dossier | None, told: Sequence[Diagnostic]
) -> BoardSummary:
    """Return the row of a board whose plan's file is there; `told` is all that is wrong in it."""
    severities = Counter(d.severity for d in told)
    named = _named(board_id, board, year)
    if dossier is None:
        first = next((d for d in told if d.severity is Severity.ERROR), None)
        line = f", rad {first.span.line}" if first and first.span else ""
        why = f": {first.message}" if first else ""
        return BoardSummary(*named, None, f"{UNREADABLE}{line}{why}", severities)
    return BoardSummary(*named, plan_summary(dossier, told), "", severities)


def without_plan(board_id: str, board: Board | None, year: int) -> BoardSummary:
    """Return the row of a board that has no plan."""
    return BoardSummary(*_named(board_id, board, year), None, NO_PLAN)


def unread_summary(board_id: str, board: Board | None, year: int, why: str) -> BoardSummary:
    """Return the row of a board whose plan the system does not let us read."""
    sentence = why.partition(": ")[2] or why
    return BoardSummary(*_named(board_id, board, year), None, f"{UNREADABLE}: {sentence}", {Severity.ERROR: 1})


def _named(board_id: str, board: Board | None, year: int) -> tuple[str, str, str]:
    """Return a board's id, name and kind, with the day when it came or went in the course of the year."""
    if board is None:
        return board_id, board_id, "finns inte i registret"
    came = f", från {board.fran}" if f"{year}-01-01" < (board.fran or "") else ""
    went = f", till {board.till}" if board.till and board.till < f"{year}-12-31" else ""
    return board_id, board.title, f"{board.typ}{came}{went}"


def plan_summary(dossier: Dossier, told: Sequence[Diagnostic]) -> PlanSummary:
    """Return a plan in figures."""
    plan = dossier.plan
    activities = [activity for _, activity in plan.activities()]
    picture = plan.picture()
    return PlanSummary(
        structure=type(plan).structure_id,
        status=plan.status,
        decided=plan.beslut.namnd.datum or "",
        sample=plan.exempeldata or "",
        parts=_states(dossier),
        environments=_environments(picture[1].miljoer) if picture else {},
        tables=tuple(_tables(plan)),
        schedules=Counter(activity.tidplan.typ for activity in activities),
        responsible=Counter(f for a in activities for f in dict.fromkeys(who.funktion for who in a.ansvarig)),
        named_environments=Counter(name for activity in activities for name in activity.miljoer),
        findings=Counter(d.code for d in told),
        severities=Counter(d.severity for d in told),
    )


@cache
def structure_parts(structure: type[ActionPlan]) -> tuple[StructurePart, ...]:
    """Return every part that a structure has, in the document's order; one without a heading is named by its field."""
    return tuple(_parts(structure, (), ""))


def _parts(kind: type[BaseModel], path: Path, outer: str) -> Iterator[StructurePart]:
    for name, info in fields_by_name(kind).items():
        if is_part(info):
            own = info.title or f"{outer}: {_UNHEADED.get(name, name)}"
            yield StructurePart((*path, name), own, need_of(info), common_of(info))
            inner = model_in(info.annotation)
            if inner is not None and issubclass(inner, Section):
                yield from _parts(inner, (*path, name), own)


_UNHEADED = {"miljoer": "de tre miljöerna", "kallor": "underlag", "mal": "mål"}


def _states(dossier: Dossier) -> dict[Path, State]:
    found = {path: value for path, _, value in dossier.plan.parts()}
    return {
        part.path: _state(dossier, part, found[part.path]) if part.path in found else _absent(part)
        for part in structure_parts(type(dossier.plan))
    }


def _absent(part: StructurePart) -> State:
    return State.NOT_CHOSEN if part.need is Need.OPTIONAL else State.MISSING


def _state(dossier: Dossier, part: StructurePart, value: object) -> State:
    if isinstance(value, Section):
        if (*part.path, "text") in dossier.borrowed:
            return State.CITYS
        if markup.plain(value.text or ""):
            return State.OWN if part.common in dossier.city.texter else State.THERE
        return State.THERE if not type(value).model_fields["text"].is_required() else State.MISSING
    if isinstance(value, Environments):
        assessed = all(markup.plain(getattr(value, name)) for name in fields_by_name(Environments))
        return State.THERE if assessed else State.MISSING
    return State.THERE if value else _absent(part)


def _environments(environments: Environments) -> dict[str, str]:
    """Return each assessment as plain words, by the environment's name."""
    fields = fields_by_name(Environments)
    return {info.title or name: markup.plain(getattr(environments, name)) for name, info in fields.items()}


def _tables(plan: ActionPlan) -> Iterator[Table]:
    for _, info, value in plan.parts():
        if model_in(info.annotation) is Activity:
            yield Table(info.title or "", len(value) if isinstance(value, tuple) else 0)
