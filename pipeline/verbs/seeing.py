"""One board's row of the overview. All that a process of a batch needs to read is read by importing this."""

from __future__ import annotations

from pathlib import Path as File
from typing import NamedTuple

from pipeline.board import Board
from pipeline.errors import PipelineError
from pipeline.overview.summary import BoardSummary, board_summary, unread_summary, without_plan
from pipeline.verbs.validate import judged


class Seen(NamedTuple):
    """A board to be summed up: its id, its entry in the register if it has one, the year, and its plan's file."""

    id: str
    board: Board | None
    year: int
    plan: File | None


def summed_up(seen: Seen) -> BoardSummary:
    """Return a board's row, whatever its plan is like."""
    if seen.plan is None:
        assert seen.board is not None, "a board without a plan is one of the register's"
        return without_plan(seen.id, seen.board, seen.year)
    try:
        dossier, told = judged(seen.plan)
    except PipelineError as error:
        return unread_summary(seen.id, seen.board, seen.year, str(error))
    return board_summary(seen.id, seen.board, seen.year, dossier, told)
