"""A board's plan for a new year: a scaffold to fill in, in a folder where nothing stands yet."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as File

from pipeline.board import Board, read_register
from pipeline.city import City
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.dossier import surroundings
from pipeline.errors import PipelineError, Refused, Unreadable, Unwritable, UsageFault
from pipeline.layout import CITY_NAME, PLAN_NAME, REGISTER_NAME, shown
from pipeline.plan import ActionPlan
from pipeline.renewal.scaffold import scaffold
from pipeline.source import read_source
from pipeline.structures import STRUCTURES
from pipeline.words import joined, meant

CITY = "stad"  # in the place of a board: the city's own file for the year
FIRST_YEAR, LAST_YEAR = 2000, 2099


class FaultyGround(PipelineError):
    """The files that a new plan stands on have errors; `diagnostics` tells them."""

    def __init__(self, sentence: str, diagnostics: list[Diagnostic]) -> None:
        super().__init__(sentence)
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class NewPlan:
    """What was written: the plan, further files, and Swedish lines on what to do next."""

    file: File
    beside: tuple[File, ...]
    lines: tuple[str, ...]


def new(board: str, year: int, root: File) -> NewPlan:
    """Write a plan to fill in for a board and a year, under `root`.

    Raises:
        UsageFault: there is no such board, or it is not in office that year.
        Unreadable: the register or the city's file for the year is missing.
        Refused: something stands there already.
    """
    file, register, city = ground(board, year, root)
    structure = structure_for(register[board], year)
    write(file, scaffold(structure, board, register[board], city))
    return NewPlan(
        file,
        (),
        (
            f"Fyll i varje [fyll i …] i {shown(file)}.",
            f"`handlingsplan validate {shown(file.parent)}` säger vad som är kvar.",
        ),
    )


def ground(board: str, year: int, root: File) -> tuple[File, Mapping[str, Board], City]:
    """Return where the plan goes, the register of boards and the city's year.

    Raises:
        UsageFault, Unreadable, Refused: as for `new`.
        FaultyGround: one of the shared files has errors.
    """
    file = root / str(year) / board / PLAN_NAME
    check_year(year)
    _in_office(board, year, _register(root))
    if file.parent.exists():
        raise Refused(f"{shown(file.parent)}: mappen finns redan, och inget i den skrivs över; fortsätt i den planen")
    city_file = root / str(year) / CITY_NAME
    if not city_file.is_file():
        raise Unreadable(
            f"{shown(city_file)}: stadens texter för {year} finns inte än. Stadsledningskontoret tar fram dem; vill du "
            f"inte vänta gör `handlingsplan new {CITY} {year}` en fil med förra årets texter, märkta att bekräfta"
        )
    around = surroundings(file)
    if has_errors(around.faults):
        raise FaultyGround(f"{shown(file)}: inte gjord, de gemensamma filerna har fel", list(around.faults))
    return file, around.boards, around.city


def check_year(year: int) -> None:
    """Refuse a year that no plan is written for."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UsageFault(f"{year} är inget år att skriva en plan för; ange ett mellan {FIRST_YEAR} och {LAST_YEAR}")


def _register(root: File) -> Mapping[str, Board]:
    file = root / REGISTER_NAME
    if not file.is_file():
        raise Unreadable(f"{shown(file)}: registret över nämnder finns inte; gå till projektets mapp")
    doc, faults = read_source(file, shown(file))
    boards, told = read_register(doc) if doc else ({}, [])
    if has_errors([*faults, *told]):
        raise FaultyGround(f"{shown(file)}: registret har fel som måste rättas först", [*faults, *told])
    return boards


def _in_office(key: str, year: int, boards: Mapping[str, Board]) -> None:
    """Refuse a board that does not exist, or not in `year`, and name the one to write the plan for."""
    if not key.strip():
        raise UsageFault("nämndens namn är tomt; ange ett id, som kungsholmen. `handlingsplan list` visar alla")
    if key not in boards:
        raise UsageFault(f"nämnden {key} finns inte{meant(key, boards)}; `handlingsplan list` visar alla")
    board = boards[key]
    if (board.till or "9999") < f"{year}-01-01":
        successor = boards.get(board.eftertradare or "")
        hint = f"; skriv planen för {successor.namnd}: `{board.eftertradare}`" if successor else ""
        raise UsageFault(f"{board.namnd} upphörde {board.till}, före {year}{hint}")
    if (board.fran or "") > f"{year}-12-31":
        before = [f"{other.namnd}: `{name}`" for name, other in boards.items() if other.eftertradare == key]
        hint = f"; dessförinnan fanns {joined(before)}" if before else ""
        raise UsageFault(f"{board.namnd} bildades {board.fran}, efter {year}{hint}")


def structure_for(board: Board, year: int) -> type[ActionPlan]:
    """Return the newest version of the common structure for a board's type that is not newer than `year`."""
    fitting = [s for s in STRUCTURES if s.board_type == board.typ]
    return max(fitting, key=lambda s: (_version(s) <= year, _version(s) if _version(s) <= year else -_version(s)))


def _version(structure: type[ActionPlan]) -> int:
    return int(structure.structure_id.rsplit("-", 1)[1])


def write(file: File, text: str | bytes) -> None:
    """Write a new file, and never over one that is there.

    Raises:
        Refused: it is there.
        Unwritable: the disk is full or the folder read-only; nothing half-written is left.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            try:
                stream.write(text.encode() if isinstance(text, str) else text)
                stream.flush()
            except BaseException:
                with contextlib.suppress(OSError):
                    file.unlink()
                raise
    except FileExistsError as error:
        raise Refused(f"{shown(file)}: filen finns redan och skrivs inte över; flytta den först") from error
    except OSError as error:
        raise Unwritable(f"{shown(file)}: gick inte att skriva ({error.strerror})") from error
