"""The files that a document carries with it, so that it can be made again as it was."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path as File

from pipeline import yaml_faults
from pipeline.documents.document import DocumentType
from pipeline.dossier import Dossier
from pipeline.layout import CITY_NAME, PLAN_NAME, REGISTER_NAME, shared_files


def files_of(plan: File, document: DocumentType, dossier: Dossier) -> dict[str, str]:
    """Return the texts of what a document is made of, by their names in a tree of plans, the plan's first."""
    year, board = dossier.home or (str(dossier.plan.ar), dossier.plan.namnd)
    city, register = shared_files(plan.resolve().parent)
    texts = {name: source.text for name, source in dossier.definitions.items() if name in document.needs}
    return {
        **{f"{year}/{board}/{name}": text for name, text in texts.items()},
        f"{year}/{CITY_NAME}": _text(city, _stamp(city)),
        REGISTER_NAME: _text(register, _stamp(register)),
        **(_last_years(city, dossier) if _looks_back(document, dossier) else {}),
    }


def _looks_back(document: DocumentType, dossier: Dossier) -> bool:
    return document.looks_back is True or bool(document.looks_back and dossier.plan.andringar_som_bilaga)


def _last_years(city: File, dossier: Dossier) -> dict[str, str]:
    """Return the plans that the list of changes compares with, and what the city issued for their year."""
    compared = [past.whole.source for past in dossier.history[0] if past.whole] if dossier.history else []
    if not compared:
        return {}
    year = str(int(city.parent.name) - 1)
    last = city.parent.with_name(year) / CITY_NAME
    plans = {f"{year}/{File(source.file).parent.name}/{PLAN_NAME}": source.text for source in compared}
    return {**plans, f"{year}/{CITY_NAME}": _text(last, _stamp(last))}


def _stamp(file: File) -> tuple[int, int]:
    state = file.stat()
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=8)  # shared by every board of a year
def _text(file: File, _stamp: tuple[int, int]) -> str:
    text, _ = yaml_faults.decoded(file.read_bytes(), file.name)
    return text or ""
