"""From a plan's file to its dossier, and what is wrong in the file and in the definitions beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path as File

from pipeline.board import Board
from pipeline.case import Case
from pipeline.city import City
from pipeline.diagnostics import Diagnostic, Path, Severity
from pipeline.dossier.dossier import Beside, Dossier, Past
from pipeline.dossier.history import YEARS_BACK, years_before
from pipeline.dossier.modelling import modelled, structure_of, with_city_texts
from pipeline.dossier.shared import surroundings
from pipeline.errors import Unreadable
from pipeline.layout import CASE_NAME, OUTCOMES_NAME
from pipeline.model import validated
from pipeline.outcome import Outcomes
from pipeline.source import SourceDoc, read_source
from pipeline.yaml_faults import unreadable


def open_dossier(file: File, shown: str | None = None) -> tuple[Dossier | None, list[Diagnostic]]:
    """Return the dossier of a plan's file, and the faults of that file and of the definitions beside it.

    Faults of the shared files (`stad.yaml`, `namnder.yaml`) are in `surroundings(file)`. `shown` is the name
    that diagnostics give the file.

    Raises:
        Unreadable: the plan, the register or the year's city file cannot be read.
    """
    doc, faults = read_source(file, shown)
    around = surroundings(file)
    beside, beside_faults = _beside(file, shown, around.city)
    faults = faults + beside_faults
    if doc is None:
        return None, faults
    structure, told = structure_of(doc)
    if structure is None:
        return None, faults + told
    values, borrowed, unknown = with_city_texts(doc, around.city)
    plan, told = validated(structure, doc, values)
    faults = faults + unknown + told
    folder = file.resolve().parent
    home = (folder.parent.name, folder.name)
    if plan is None:
        # A head that is wrong hides nothing: the folder says the same, and the rules look at the rest.
        steps = (("godkänd", "kommunstyrelsen"), ("nämndbehandlad", "namnd"))
        reached = next((status for status, step in steps if doc.value(("beslut", step, "datum"))), "utkast")
        head = {"ar": home[0], "namnd": home[1], "status": reached}
        wrong = {fault.path[-1] for fault in told if len(fault.path) < 2 and fault.path} | (head.keys() - values.keys())
        plan, _ = validated(structure, doc, {**values, **{key: head[key] for key in head if key in wrong}})
    if plan is None:
        return None, faults
    dossier = Dossier(doc, plan, around.city, around.boards, borrowed, home=home, beside=beside)
    history = years_before(file, dossier)
    previous, previous_outcomes = history[0][0][:2] if history else (None, None)
    attached = (attachment.fil for attachment in dossier.case.bilagor) if dossier.case else ()
    present = frozenset(name for name in attached if name and (file.parent / name).is_file())
    dossier = replace(dossier, history=history, previous=previous, previous_outcomes=previous_outcomes, present=present)
    return dossier, [*faults, *_unconfirmed(dossier, around.unconfirmed)]


def _unconfirmed(dossier: Dossier, marked: frozenset[Path]) -> Iterator[Diagnostic]:
    """Yield each text of the city's that a plan past its draft borrows, and the city has not confirmed for the year."""
    if not dossier.plan.has_reached("samråd"):
        return
    for path, name in dossier.borrowed.items():
        if ("texter", name) in marked:
            year = dossier.plan.ar
            message = f"stadens text `{name}` är inte bekräftad för {year}, men planen är inte längre ett utkast"
            remedy = "vänta på att staden bekräftar texten, eller skriv en egen; i ett utkast får den stå"
            doc = dossier.source
            yield doc.diagnostic(Severity.ERROR, "S107", message, remedy, path=path, span=doc.place(path))


def _beside(file: File, shown: str | None, city: City) -> tuple[dict[str, Beside], list[Diagnostic]]:
    """Return the definitions beside a plan's file, by name, and their faults.

    One that is there and cannot be read is such a fault: the plan can be judged and printed without it.
    """
    found: dict[str, Beside] = {}
    faults: list[Diagnostic] = []
    models: tuple[tuple[str, type[Case] | type[Outcomes]], ...] = ((CASE_NAME, Case), (OUTCOMES_NAME, Outcomes))
    for name, model in models:
        other = file.with_name(name)
        if file.name == name or not other.exists():
            continue
        try:
            doc, told = read_source(other, str(File(shown).with_name(name)) if shown else None)
        except Unreadable as error:
            doc, told = None, [unreadable(error)]
        faults += told
        if doc is not None:
            opened, borrowed, told = modelled(model, doc, city)
            found[name] = Beside(doc, opened, borrowed)
            faults += told
    return found, faults


def drafted(
    doc: SourceDoc, city: City, boards: Mapping[str, Board], history: tuple[tuple[Past, ...], ...] = ()
) -> tuple[Dossier | None, list[Diagnostic]]:
    """Return the dossier of a plan that lies in no folder yet, and its faults."""
    structure, told = structure_of(doc)
    if structure is None:
        return None, told
    plan, borrowed, faults = modelled(structure, doc, city)
    last = history[0][0].plan if history else None
    return (Dossier(doc, plan, city, boards, borrowed, last, history[:YEARS_BACK]) if plan else None), faults
