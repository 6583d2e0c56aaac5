"""What is known of the city beside a Word file: the register of boards and what the city issued for a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as File

from pipeline.board import Board, read_register
from pipeline.city import City
from pipeline.docx.definition import Definition
from pipeline.dossier import surroundings
from pipeline.errors import Unreadable
from pipeline.layout import CITY_NAME, PLAN_NAME, PLANS, REGISTER_NAME
from pipeline.model import validated
from pipeline.source import parse_source, read_source


def root_of(near: File | None) -> File | None:
    """Return the tree of definitions that `near` lies in, `ROOT/<year>/<board>/…`, else `plans/` here, or None."""
    places = [*(near.resolve().parents[1:3] if near else ()), PLANS]
    return next((place for place in places if (place / REGISTER_NAME).is_file()), None)


def boards_of(root: File | None) -> Mapping[str, Board]:
    """Return the boards of a tree; none where there is no register or it cannot be read."""
    if root is None:
        return {}
    try:
        doc, _ = read_source(root / REGISTER_NAME)
    except Unreadable:
        return {}
    return read_register(doc)[0] if doc else {}


def city_of(root: File | None, year: int | None) -> City | None:
    """Return what the city issued for a year, or None where that is not known."""
    if root is None or year is None or not (root / str(year) / CITY_NAME).is_file():
        return None
    try:
        return surroundings(root / str(year) / "x" / PLAN_NAME).city
    except Unreadable:
        return None


@dataclass(frozen=True)
class Known:
    """The boards, and the city's years: those of a tree, or the one that a document carries."""

    boards: Mapping[str, Board]
    root: File | None = None
    carried: City | None = None

    def city(self, year: int | None) -> City | None:
        """Return what the city issued for a year, or None where that is not known."""
        return city_of(self.root, year) or (self.carried if self.carried and self.carried.ar == year else None)


def known_near(near: File | None) -> Known:
    """Return what the tree of definitions that `near` lies in knows, else that of `plans/` here."""
    root = root_of(near)
    return Known(boards_of(root), root)


def known_to(definition: Definition | None, near: File, board: str | None) -> Known:
    """Return what is known near a file; where that does not know its board, what the file itself carries."""
    around = known_near(near)
    if definition is None or board is None or board in around.boards:
        return around
    files = {name.rpartition("/")[2]: text for name, text in list(definition.files.items())[::-1]}  # the year's own win
    register, _ = parse_source(files.get(REGISTER_NAME, "").encode(), REGISTER_NAME)
    year, _ = parse_source(files.get(CITY_NAME, "").encode(), CITY_NAME)
    boards = read_register(register)[0] if register else {}
    return Known(boards, None, validated(City, year, year.values)[0] if year else None)
