"""The dossier: a plan with all that is needed to judge and print it.

Plan, its year's structure, the city's texts, the board, last year's plan and the source. Everything above
reads it, everything below makes it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path as File
from typing import Any

from pipeline import words
from pipeline.board import Board, read_register
from pipeline.city import City
from pipeline.diagnostics import Diagnostic, Path, Severity, has_errors
from pipeline.errors import Unreadable
from pipeline.layout import CITY_NAME, PLAN_NAME, shared_files
from pipeline.layout import shown as shown_name
from pipeline.markup import Blocks
from pipeline.model import validated
from pipeline.personal_numbers import found_in
from pipeline.plan import ActionPlan, Source
from pipeline.source import SourceDoc, item_key, read_source
from pipeline.structures import BY_ID

UNKNOWN_CITY_TEXT = "S104"


@dataclass(frozen=True)
class Dossier:
    """A plan and its surroundings. `borrowed` gives the city's text by the path where the plan uses it.

    `home` has the names of the folders that the file lies in, the year's and the board's.
    """

    source: SourceDoc
    plan: ActionPlan
    city: City
    boards: Mapping[str, Board]
    borrowed: Mapping[Path, str]
    previous: ActionPlan | None = None
    home: tuple[str, str] | None = None

    @property
    def board(self) -> Board | None:
        """Return the plan's board, or None when the register has no such id."""
        return self.boards.get(self.plan.namnd)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Return the city's and the plan's sources by label; the plan's own win. `ur` is filled in."""
        known = {**self.city.kallor, **self.plan.kallor}
        return {k: s.within(known[s.ur]) if s.ur in known else s for k, s in known.items()}

    def note(self, label: str) -> Blocks | None:
        """Return the text of the note that `[^label]` refers to, or None."""
        source = self.sources.get(label)
        return source.blocks if source else None

    def own_texts(self) -> Sequence[tuple[Path, str]]:
        """Return every printed string that the board itself wrote, with its path."""
        return self._own_texts

    @cached_property
    def _own_texts(self) -> tuple[tuple[Path, str], ...]:
        return tuple((path, text) for path, text in self.plan.texts() if path not in self.borrowed)

    def picture_texts(self) -> Iterator[tuple[Path, str]]:
        """Yield what the board itself wrote in its lägesbild, with its path; the list of its sources is left out."""
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
    """Return the dossier of a plan's file, and the faults of that file alone.

    Faults of the shared files (`stad.yaml`, `namnder.yaml`) are in `surroundings(file)`. `shown` is the name
    that diagnostics give the file.

    Raises:
        Unreadable: the plan, the register or the year's city file cannot be read.
    """
    doc, faults = read_source(file, shown)
    if doc is None:
        return None, faults
    around = surroundings(file)
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
    dossier = Dossier(doc, plan, around.city, around.boards, borrowed, home=home)
    return replace(dossier, previous=_previous(file, dossier)), faults


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


def _previous(file: File, dossier: Dossier) -> ActionPlan | None:
    """Return last year's plan of the same board, or of a board that it succeeded; None if there is none."""
    year = file.resolve().parent.parent
    if not year.name.isdigit():
        return None
    ids = [dossier.plan.namnd, *(k for k, b in dossier.boards.items() if b.eftertradare == dossier.plan.namnd)]
    for board in ids:
        candidate = year.parent / str(int(year.name) - 1) / board / PLAN_NAME
        if candidate.is_file():
            doc, _ = read_source(candidate)
            structure = BY_ID.get(doc.values.get("struktur")) if doc else None
            if doc and structure and (candidate.parent.parent / CITY_NAME).is_file():
                values, _, _ = _with_city_texts(doc, surroundings(candidate).city)
                plan, faults = validated(structure, doc, values)
                return plan if not has_errors(faults) else None
    return None
