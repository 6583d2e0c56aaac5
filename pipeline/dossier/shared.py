"""What the plans of a tree and a year share: the register of boards and the city's texts, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as File

from pipeline.board import Board, read_register
from pipeline.city import City
from pipeline.comments import renewal_marks, unconfirmed
from pipeline.diagnostics import Diagnostic, Path, Severity
from pipeline.errors import Unreadable
from pipeline.layout import shared_files
from pipeline.layout import shown as shown_name
from pipeline.model import validated
from pipeline.personal_numbers import found_in
from pipeline.source import SourceDoc, read_source


@dataclass(frozen=True)
class Surroundings:
    """What the plans of a tree and a year share; `faults` are those of the shared files.

    `unconfirmed` are the paths in `stad.yaml` of what the city has not confirmed for the year.
    """

    city: City
    boards: Mapping[str, Board]
    faults: tuple[Diagnostic, ...]
    unconfirmed: frozenset[Path] = frozenset()


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


@lru_cache(maxsize=8)  # plans come year by year, and look two years back
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
    marked = frozenset(mark.path for mark in renewal_marks(city_doc)) if city_doc else frozenset()
    return Surroundings(city or City(ar=int(year) if year.isdigit() else 2000), boards, all_faults, marked)


def _personal_numbers(doc: SourceDoc) -> Iterator[Diagnostic]:
    """Yield each personal number in a file that reaches every board's plan."""
    for path, value in doc.by_path.items():
        if isinstance(value, str) and found_in(value):
            message = "ett personnummer eller samordningsnummer står i filen, men en plan får inte innehålla något"
            remedy = "ta bort numret; beskriv saken utan uppgifter om någon enskild"
            yield doc.diagnostic(Severity.ERROR, "P101", message, remedy, path=path, span=doc.place(path))
