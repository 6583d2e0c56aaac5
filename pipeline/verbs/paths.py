"""From the PATH of a command to plan files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path as File

from pipeline.errors import Unreadable, UsageFault, unread
from pipeline.layout import CASE_NAME, CITY_NAME, OUTCOMES_NAME, PLAN_NAME, PLANS, REGISTER_NAME, shown

_SHARED = (CITY_NAME, REGISTER_NAME)  # given one of these, the plans that depend on it are meant
_BESIDE = (CASE_NAME, OUTCOMES_NAME)  # given one of these, the plan in the same folder is meant
_DEPTH = 2  # a root's plans lie two folders down: year, board


def plan_files(paths: Sequence[File]) -> list[File]:
    """Return the plans that `paths` speak of, each once, in natural order within each path.

    A path is a YAML file, a board-year folder, a year's folder or the root; none at all means `plans/`. Links
    in a folder are followed only as long as they stay under the root.

    Raises:
        Unreadable: a path does not exist, or a folder holds no plan.
        UsageFault: a path is a file of another kind.
    """
    found: dict[File, File] = {}
    for path in paths or [PLANS]:
        try:
            for file in _plans_of(path):
                found.setdefault(file.resolve(), file)
        except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
            why = unread(error) if isinstance(error, OSError) else "länken leder runt till sig själv"
            raise Unreadable(f"{shown(path)}: går inte att nå: {why}") from error
    return list(found.values())


def _plans_of(path: File) -> list[File]:
    if not path.exists():
        if path == PLANS:
            raise Unreadable("mappen plans/ finns inte här; gå till projektets mapp, eller ange var planerna ligger")
        raise Unreadable(f"{shown(path)}: finns inte; kontrollera stavningen och vilken mapp du står i")
    if path.is_dir():
        return _in_folder(path)
    if not path.is_file():
        raise UsageFault(f"{shown(path)}: är ingen vanlig fil; ange en YAML-fil eller en mapp")
    if path.name in _SHARED:
        return _in_folder(path.parent)
    if path.name in _BESIDE:
        if not (path.parent / PLAN_NAME).exists():
            raise Unreadable(f"{shown(path)}: hör till en plan, men i mappen finns ingen {PLAN_NAME}")
        return [path.parent / PLAN_NAME]
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise UsageFault(_not_yaml(path))
    return [path]


def _not_yaml(path: File) -> str:
    if path.suffix.lower() == ".docx":
        return f"{shown(path)}: är en Word-fil; ange planens YAML-fil eller dess mapp i stället"
    return f"{shown(path)}: är inte en plan; ange en YAML-fil eller en mapp"


def _in_folder(folder: File) -> list[File]:
    try:
        found = sorted(_walk(folder, _root(folder), _DEPTH), key=_natural)
    except OSError as error:
        raise Unreadable(f"{shown(folder)}: mappen går inte att läsa, rättigheter saknas") from error
    if not found:
        raise Unreadable(
            f"{shown(folder)}: här finns ingen plan; en plan heter {PLAN_NAME} och ligger i plans/<år>/<nämnd>/"
        )
    return found


def _root(folder: File) -> File:
    """Return the folder that links must stay under: the one with the register, or else `folder` itself."""
    whole = folder.resolve()
    return next((f for f in (whole, *whole.parents[:_DEPTH]) if (f / REGISTER_NAME).is_file()), whole)


def _walk(folder: File, root: File, depth: int) -> Iterator[File]:
    if not folder.resolve().is_relative_to(root):
        return
    plan = folder / PLAN_NAME
    if not os.access(folder, os.X_OK):
        yield plan  # it cannot be read, which is told of this plan and stops no other
    elif plan.is_file():
        if plan.resolve().is_relative_to(root):
            yield plan
    elif depth:
        for child in folder.iterdir():
            if child.is_dir() and not child.name.startswith("."):
                yield from _walk(child, root, depth - 1)


def _natural(file: File) -> list[tuple[int, str]]:
    """Return a key that puts 2 before 10."""
    return [(int(run), "") if run.isdecimal() else (-1, run) for run in re.split(r"(\d+)", file.as_posix()) if run]


def word_files(paths: Sequence[File]) -> tuple[list[File], list[File]]:
    """Return the Word files among `paths`, each once, and the rest."""
    documents = list(dict.fromkeys(path for path in paths if path.suffix.lower() == ".docx" and not path.is_dir()))
    return documents, [path for path in paths if path not in documents]
