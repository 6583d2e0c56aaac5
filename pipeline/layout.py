"""Where things lie: the names of files and folders that users and commands share."""

from __future__ import annotations

import os
from pathlib import Path as File

PLANS, TEMPLATES, OUTPUTS = File("plans"), File("templates"), File("outputs")
PLAN_NAME = "handlingsplan.yaml"
CASE_NAME = "arende.yaml"  # beside the plan, when there is a case
OUTCOMES_NAME = "uppfoljning.yaml"  # beside the plan, when the year's outcome is told
CITY_NAME = "stad.yaml"
REGISTER_NAME = "namnder.yaml"


def shared_files(board: File) -> tuple[File, File]:
    """Return the year's `stad.yaml` and the tree's `namnder.yaml` for a board's folder, `ROOT/<year>/<board>`."""
    return board.parent / CITY_NAME, board.parent.parent / REGISTER_NAME


def templates_of(board: File) -> File:
    """Return the folder of templates beside the tree of a board's folder, or else the program's own."""
    beside = board.parents[2] / TEMPLATES if len(board.parents) > 2 else None
    return beside if beside and beside.is_dir() else File(__file__).resolve().parent.parent / TEMPLATES


def shown(file: File) -> str:
    """Return the name that diagnostics give a file: relative to the working folder if it lies there."""
    here = File.cwd()
    name = file.relative_to(here) if file.is_relative_to(here) else file
    return os.fsencode(name.as_posix()).decode("utf-8", "replace")
