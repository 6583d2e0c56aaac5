"""Where things lie: the names of files and folders that users and commands share."""

from __future__ import annotations

from pathlib import Path as File

PLANS, TEMPLATES, OUTPUTS = File("plans"), File("templates"), File("outputs")
PLAN_NAME = "handlingsplan.yaml"
CITY_NAME = "stad.yaml"
REGISTER_NAME = "namnder.yaml"


def shared_files(plan: File) -> tuple[File, File]:
    """Return the year's `stad.yaml` and the tree's `namnder.yaml` for a plan in `ROOT/<year>/<board>/`."""
    year = plan.resolve().parent.parent
    return year / CITY_NAME, year.parent / REGISTER_NAME


def templates_of(plan: File) -> File:
    """Return the folder of templates beside a plan's tree, or else the program's own."""
    beside = plan.resolve().parents[3] / TEMPLATES if len(plan.resolve().parents) > 3 else None
    return beside if beside and beside.is_dir() else File(__file__).resolve().parent.parent / TEMPLATES
