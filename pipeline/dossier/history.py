"""The years before a plan: the plans and follow-ups that its rules and its report look back at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File

from pipeline.city import City
from pipeline.diagnostics import has_errors
from pipeline.dossier.dossier import Dossier, Past
from pipeline.dossier.modelling import modelled
from pipeline.dossier.shared import surroundings
from pipeline.errors import Unreadable
from pipeline.layout import CITY_NAME, OUTCOMES_NAME, PLAN_NAME
from pipeline.model import M
from pipeline.outcome import Outcomes
from pipeline.source import SourceDoc, read_source
from pipeline.structures import BY_ID

YEARS_BACK = 2  # that the rules look at


def years_before(file: File, dossier: Dossier) -> tuple[tuple[Past, ...], ...]:
    """Return the plans and follow-ups of the years before, last year's first, as far back as the rules look.

    A year's plan is the board's own, or else those of the boards that it succeeded. What cannot be read without
    faults counts as not there.
    """
    (year, root), found = (file.resolve().parents[1].name, file.resolve().parents[2]), list[tuple[Past, ...]]()
    while year.isdigit() and len(found) < YEARS_BACK:
        year = str(int(year) - 1)
        candidates = ([root / year / board / PLAN_NAME for board in boards] for boards in _lineage(dossier))
        files = next(filter(None, ([c for c in some if c.is_file()] for some in candidates)), [])
        plans = tuple(past for past in map(_past, files) if past)
        if not plans:
            break
        found.append(plans)
    return tuple(found)


def _lineage(dossier: Dossier) -> Iterator[list[str]]:
    """Yield the plan's board alone, the boards that it succeeded, those that they succeeded …"""
    boards, seen = [dossier.plan.namnd], {dossier.plan.namnd}
    while boards:
        yield boards
        boards = [k for k, b in dossier.boards.items() if b.eftertradare in boards and k not in seen]
        seen.update(boards)


def _past(file: File) -> Past | None:
    try:
        return _opened(file)
    except Unreadable:
        return None


def _opened(file: File) -> Past | None:
    if not (file.parent.parent / CITY_NAME).is_file():
        return None
    city = surroundings(file).city
    doc, _ = read_source(file)
    structure = BY_ID.get(doc.values.get("struktur")) if doc else None
    if doc is None or structure is None:
        return None
    plan, borrowed, faults = modelled(structure, doc, city)
    if plan is None or has_errors(faults):
        return None
    outcomes_file = file.with_name(OUTCOMES_NAME)
    told = read_source(outcomes_file)[0] if outcomes_file.is_file() else None
    whole = Dossier(doc, plan, city, surroundings(file).boards, borrowed)
    return Past(plan, _sound(Outcomes, told, city) if told else None, whole)


def _sound(model: type[M], doc: SourceDoc, city: City) -> M | None:
    made, _, faults = modelled(model, doc, city)
    return None if has_errors(faults) else made
