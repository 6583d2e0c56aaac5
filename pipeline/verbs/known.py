"""What is known of the city beside a Word file: the register of boards and what the city issued for a year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as File

from pipeline.board import Board, read_register
from pipeline.city import City
from pipeline.dossier import surroundings
from pipeline.errors import Unreadable
from pipeline.layout import CITY_NAME, PLAN_NAME, PLANS, REGISTER_NAME
from pipeline.source import read_source


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
