"""The dossier: a plan with all that is needed to judge and print it.

Plan, its year's structure, the city's texts, the board, the case, the follow-up, last year's plan and the sources.
Everything above reads it, everything below makes it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path as File
from typing import Any, NamedTuple

from pipeline import words
from pipeline.board import Board, read_register
from pipeline.case import Case
from pipeline.city import City
from pipeline.comments import unconfirmed
from pipeline.diagnostics import Diagnostic, Path, Severity, has_errors
from pipeline.errors import Unreadable
from pipeline.layout import CASE_NAME, CITY_NAME, OUTCOMES_NAME, PLAN_NAME, shared_files
from pipeline.layout import shown as shown_name
from pipeline.markup import Blocks
from pipeline.model import M, validated
from pipeline.outcome import Outcomes
from pipeline.personal_numbers import found_in
from pipeline.plan import ActionPlan, Source
from pipeline.source import SourceDoc, item_key, read_source
from pipeline.structures import BY_ID

UNKNOWN_CITY_TEXT = "S104"
YEARS_BACK = 2  # that the rules look at


@dataclass(frozen=True)
class Beside:
    """A definition beside the plan: its source, its model if it can be read, and the city's texts that it borrows."""

    source: SourceDoc
    model: Case | Outcomes | None
    borrowed: Mapping[Path, str]


class Past(NamedTuple):
    """One board's plan of a year before, its follow-up if there is one, and the whole dossier if it was opened."""

    plan: ActionPlan
    outcomes: Outcomes | None = None
    whole: Dossier | None = None


@dataclass(frozen=True)
class Dossier:
    """A plan and its surroundings. `borrowed` gives the city's text by the path where the plan uses it.

    `history` has the plans of the years before, last year's first: the board's own, or those of the boards that it
    succeeded; `previous` and `previous_outcomes` are the first of last year's. `home` has the names of the folders
    that the file lies in, the year's and the board's. `case` and `outcomes` are None when their file is absent;
    `beside` has both by the name of the file. `present` names the files beside the plan that the case sends along.
    `reads` is the definition whose texts are asked for: see `reading`.
    """

    source: SourceDoc
    plan: ActionPlan
    city: City
    boards: Mapping[str, Board]
    borrowed: Mapping[Path, str]
    previous: ActionPlan | None = None
    history: tuple[tuple[Past, ...], ...] = ()
    home: tuple[str, str] | None = None
    beside: Mapping[str, Beside] = field(default_factory=dict)
    previous_outcomes: Outcomes | None = None
    present: frozenset[str] = frozenset()
    reads: str = PLAN_NAME

    @property
    def board(self) -> Board | None:
        """Return the plan's board, or None when the register has no such id."""
        return self.boards.get(self.plan.namnd)

    @property
    def case(self) -> Case | None:
        """Return the case of `arende.yaml`, or None."""
        model = self.beside[CASE_NAME].model if CASE_NAME in self.beside else None
        return model if isinstance(model, Case) else None

    @property
    def outcomes(self) -> Outcomes | None:
        """Return the follow-up of `uppfoljning.yaml`, or None."""
        model = self.beside[OUTCOMES_NAME].model if OUTCOMES_NAME in self.beside else None
        return model if isinstance(model, Outcomes) else None

    @property
    def definitions(self) -> Mapping[str, SourceDoc]:
        """Return the source of each definition that is there, by the name of its file; the plan's first."""
        return {PLAN_NAME: self.source, **{name: beside.source for name, beside in self.beside.items()}}

    def reading(self, name: str) -> Dossier:
        """Return this dossier with the texts of another definition as its own, for rules that read any text."""
        return self if name == self.reads else self._views.setdefault(name, replace(self, reads=name))

    @cached_property
    def _views(self) -> dict[str, Dossier]:
        return {}

    @property
    def called(self) -> str:
        """Return what the definition being read is called: `planen`."""
        return {CASE_NAME: "ärendet", OUTCOMES_NAME: "uppföljningen"}.get(self.reads, "planen")

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Return the city's and the plan's sources by label; the plan's own win. `ur` is filled in."""
        known = {**self.city.kallor, **self.plan.kallor}
        return {k: s.within(known[s.ur]) if s.ur in known else s for k, s in known.items()}

    def note(self, label: str) -> Blocks | None:
        """Return the text of the note that `[^label]` refers to, or None."""
        source = self.sources.get(label)
        return source.blocks if source else None

    @property
    def _read(self) -> ActionPlan | Case | Outcomes | None:
        return self.plan if self.reads == PLAN_NAME else self.beside[self.reads].model

    def texts(self) -> Sequence[tuple[Path, str]]:
        """Return every printed string of the definition being read, with its path."""
        return self._read.printed if self._read else ()

    @property
    def literal(self) -> frozenset[Path]:
        """Return the paths of those texts that are printed as they are written."""
        return self._read.literal if self._read else frozenset()

    @property
    def lent(self) -> Mapping[Path, str]:
        """Return the city's texts by the path where the definition being read uses them."""
        return self.borrowed if self.reads == PLAN_NAME else self.beside[self.reads].borrowed

    def own_texts(self) -> Sequence[tuple[Path, str]]:
        """Return every printed string that the board itself wrote, with its path."""
        return self._own_texts

    @cached_property
    def _own_texts(self) -> tuple[tuple[Path, str], ...]:
        return tuple((path, text) for path, text in self.texts() if path not in self.lent)

    def picture_texts(self) -> Iterator[tuple[Path, str]]:
        """Yield what the board itself wrote in its lägesbild, with its path; the list of its sources is left out."""
        if self.reads != PLAN_NAME:
            yield from ((p, t) for p, t in self.own_texts() if p[0] == "lagesbild")
            return
        picture = self.plan.picture()
        if picture:
            start = picture[0]
            yield from (
                (p, t) for p, t in self.own_texts() if p[: len(start)] == start and "kallor" not in p[len(start) :]
            )


@dataclass(frozen=True)
class Surroundings:
    """What the plans of a tree and a year share; `faults` are those of the shared files."""

    city: City
    boards: Mapping[str, Board]
    faults: tuple[Diagnostic, ...]


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
    structure, told = _structure(doc)
    if structure is None:
        return None, faults + told
    values, borrowed, unknown = _with_city_texts(doc, around.city)
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
    history = _history(file, dossier)
    previous, previous_outcomes = history[0][0][:2] if history else (None, None)
    attached = (attachment.fil for attachment in dossier.case.bilagor) if dossier.case else ()
    present = frozenset(name for name in attached if name and (file.parent / name).is_file())
    dossier = replace(dossier, history=history, previous=previous, previous_outcomes=previous_outcomes, present=present)
    return dossier, faults


def _beside(file: File, shown: str | None, city: City) -> tuple[dict[str, Beside], list[Diagnostic]]:
    """Return the definitions beside a plan's file, by name, and their faults.

    Raises:
        Unreadable: one is there and cannot be read.
    """
    found: dict[str, Beside] = {}
    faults: list[Diagnostic] = []
    models: tuple[tuple[str, type[Case] | type[Outcomes]], ...] = ((CASE_NAME, Case), (OUTCOMES_NAME, Outcomes))
    for name, model in models:
        other = file.with_name(name)
        if file.name == name or not other.exists():
            continue
        doc, told = read_source(other, str(File(shown).with_name(name)) if shown else None)
        faults += told
        if doc is not None:
            opened, borrowed, told = _opened(model, doc, city)
            found[name] = Beside(doc, opened, borrowed)
            faults += told
    return found, faults


def _opened(model: type[M], doc: SourceDoc, city: City) -> tuple[M | None, dict[Path, str], list[Diagnostic]]:
    """Return a definition as its model, the city's texts that it borrows, and its faults."""
    values, borrowed, unknown = _with_city_texts(doc, city)
    opened, told = validated(model, doc, values)
    return opened, borrowed, [*unknown, *told]


def surroundings(file: File) -> Surroundings:
    """Return the register and the city's year that belong to a plan's file, read once.

    The plan lies in `ROOT/<year>/<board>/`; the year's `stad.yaml` one level up, `namnder.yaml` two.
    """
    city_file, register_file = shared_files(file.resolve().parent)
    return _surroundings(city_file, register_file, _stamp(city_file), _stamp(register_file))


def _stamp(file: File) -> tuple[int, int]:
    """Return what changes when a file does, so that a file read once is read again after an edit."""
    try:
        state = file.stat()
    except OSError:
        return (0, 0)
    return (state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _surroundings(city_file: File, register_file: File, *_stamps: tuple[int, int]) -> Surroundings:
    for needed, what in ((city_file, "stadens texter för året"), (register_file, "registret över nämnder")):
        if not needed.is_file():
            raise Unreadable(f"{shown_name(needed)}: filen med {what} saknas; en plan ligger i plans/<år>/<nämnd>/")
    city_doc, faults = read_source(city_file, shown_name(city_file))
    city, told = validated(City, city_doc, city_doc.values) if city_doc else (None, [])
    register_doc, register_faults = read_source(register_file, shown_name(register_file))
    boards, register_told = read_register(register_doc) if register_doc else ({}, [])
    year = city_file.parent.name
    if city and city_doc and year.isdigit() and str(city.ar) != year:
        message, remedy = f"stadens texter gäller {city.ar}, men ligger i mappen {year}", f"skriv `ar: {year}`"
        span = city_doc.span(("ar",))
        told = [*told, city_doc.diagnostic(Severity.ERROR, "S106", message, remedy, path=("ar",), span=span)]
    told = [*told, *unconfirmed(city_doc, year)] if city_doc else told
    numbers = [d for shared in (city_doc, register_doc) if shared for d in _personal_numbers(shared)]
    all_faults = (*faults, *told, *register_faults, *register_told, *numbers)
    return Surroundings(city or City(ar=int(year) if year.isdigit() else 2000), boards, all_faults)


def _personal_numbers(doc: SourceDoc) -> Iterator[Diagnostic]:
    """Yield each personal number in a file that reaches every board's plan."""
    for path, value in doc.by_path.items():
        if isinstance(value, str) and found_in(value):
            message = "ett personnummer eller samordningsnummer står i filen, men en plan får inte innehålla något"
            remedy = "ta bort numret; beskriv saken utan uppgifter om någon enskild"
            yield doc.diagnostic(Severity.ERROR, "P101", message, remedy, path=path, span=doc.place(path))


def _structure(doc: SourceDoc) -> tuple[type[ActionPlan] | None, list[Diagnostic]]:
    wanted = doc.values.get("struktur")
    wanted = wanted if isinstance(wanted, str) else ""
    if wanted in BY_ID:
        return BY_ID[wanted], []
    known = words.joined([f"`{key}`" for key in BY_ID], "eller")
    found = f"strukturen `{wanted}` finns inte{words.meant(wanted, BY_ID)}" if wanted else "`struktur` saknas"
    span = doc.span(("struktur",))
    return None, [doc.diagnostic(Severity.ERROR, "S105", found, f"skriv {known}", path=("struktur",), span=span)]


def _with_city_texts(doc: SourceDoc, city: City) -> tuple[Any, dict[Path, str], list[Diagnostic]]:
    """Return the values with `{stad: x}` replaced by the city's text, where, and the names it does not have."""
    borrowed: dict[Path, str] = {}
    faults = []
    values = copy.deepcopy(doc.values)
    for path in [p[:-1] for p in doc.keys if p[-1] == "stad"]:
        reference = doc.value(path)
        if not isinstance(reference, dict) or set(reference) != {"stad"} or path[0] in ("kallor",):
            continue
        name = reference["stad"] if isinstance(reference["stad"], str) else ""
        text = city.texter.get(name)
        if text is None:
            faults.append(
                doc.diagnostic(
                    Severity.ERROR,
                    UNKNOWN_CITY_TEXT,
                    f"staden har ingen gemensam text `{name}` för {city.ar}" + words.meant(name, city.texter),
                    f"här kan stå: {', '.join(city.texter)}",
                    path=path,
                    span=doc.span((*path, "stad")),
                )
            )
        else:
            borrowed[path] = name
        _put(values, doc, path, text or "")
    return values, borrowed, faults


def _put(values: Any, doc: SourceDoc, path: Path, text: str) -> None:
    """Replace the value at `path` in `values`, a copy of the source's own."""
    original, target = doc.values, values
    for step in path[:-1]:
        if isinstance(original, list):
            position = next((n for n in range(len(original)) if item_key(original, n) == step), None)
            if position is None:
                return
            original, target = original[position], target[position]
        else:
            original, target = original[step], target[step]
    target[path[-1]] = text


def _history(file: File, dossier: Dossier) -> tuple[tuple[Past, ...], ...]:
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
    if not (file.parent.parent / CITY_NAME).is_file():
        return None
    city = surroundings(file).city
    doc, _ = read_source(file)
    structure = BY_ID.get(doc.values.get("struktur")) if doc else None
    if doc is None or structure is None:
        return None
    plan, borrowed, faults = _opened(structure, doc, city)
    if plan is None or has_errors(faults):
        return None
    outcomes_file = file.with_name(OUTCOMES_NAME)
    told = read_source(outcomes_file)[0] if outcomes_file.is_file() else None
    whole = Dossier(doc, plan, city, surroundings(file).boards, borrowed)
    return Past(plan, _sound(Outcomes, told, city) if told else None, whole)


def _sound(model: type[M], doc: SourceDoc, city: City) -> M | None:
    opened, _, faults = _opened(model, doc, city)
    return None if has_errors(faults) else opened


def drafted(
    doc: SourceDoc, city: City, boards: Mapping[str, Board], history: tuple[tuple[Past, ...], ...] = ()
) -> tuple[Dossier | None, list[Diagnostic]]:
    """Return the dossier of a plan that lies in no folder yet, and its faults."""
    structure, told = _structure(doc)
    if structure is None:
        return None, told
    plan, borrowed, faults = _opened(structure, doc, city)
    last = history[0][0].plan if history else None
    return (Dossier(doc, plan, city, boards, borrowed, last, history[:YEARS_BACK]) if plan else None), faults
