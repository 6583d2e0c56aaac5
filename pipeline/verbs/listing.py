"""What exists: boards, years, plans, document types and structures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as File

from pipeline.board import read_register
from pipeline.documents import DOCUMENTS, YEAR_DOCUMENTS
from pipeline.layout import PLANS, REGISTER_NAME, shown
from pipeline.source import read_source
from pipeline.structures import STRUCTURES
from pipeline.verbs.paths import plan_files


@dataclass(frozen=True)
class Shelf:
    """One kind of thing that exists: its Swedish heading and a row of words for each."""

    heading: str
    rows: Sequence[tuple[str, ...]]


def listing(root: File = PLANS) -> list[Shelf]:
    """Return what exists under `root` and in the program's catalogues.

    Raises:
        Unreadable: there is no plan under `root`, or a file cannot be read.
    """
    plans = plan_files([root])
    years = sorted({file.resolve().parent.parent.name for file in plans})
    return [
        Shelf("Nämnder", _boards(root)),
        Shelf("År", [(year,) for year in years]),
        Shelf("Planer", [_plan(file) for file in plans]),
        Shelf("Dokumenttyper", [(document.slug, document.title) for document in (*DOCUMENTS, *YEAR_DOCUMENTS)]),
        Shelf("Strukturer", [(s.structure_id, f"för {s.board_type}") for s in STRUCTURES]),
    ]


def _boards(root: File) -> list[tuple[str, ...]]:
    register = root / REGISTER_NAME
    doc = read_source(register, shown(register))[0] if register.is_file() else None
    boards = read_register(doc)[0] if doc else {}
    return [(key, board.title, f"till {board.till}" if board.till else "") for key, board in boards.items()]


def _plan(file: File) -> tuple[str, ...]:
    """Return the address, status and structure of a plan; a plan that cannot be understood has only the first."""
    doc, _ = read_source(file, shown(file))
    values = doc.values if doc else {}
    return ("/".join(file.resolve().parent.parts[-2:]), str(values.get("status") or "?"), str(values.get("struktur")))
