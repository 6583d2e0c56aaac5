"""The files that a document carries with it, so that it can be made again as it was."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path as File

from pipeline import yaml_faults
from pipeline.documents.document import DocumentType
from pipeline.dossier import Dossier
from pipeline.layout import CITY_NAME, REGISTER_NAME, shared_files


def files_of(plan: File, document: DocumentType, dossier: Dossier) -> dict[str, str]:
    """Return the texts of what a document is made of, by their names in a tree of plans, the plan's first."""
    year, board = dossier.home or (str(dossier.plan.ar), dossier.plan.namnd)
    city, register = shared_files(plan.resolve().parent)
    texts = {name: source.text for name, source in dossier.definitions.items() if name in document.needs}
    return {
        **{f"{year}/{board}/{name}": text for name, text in texts.items()},
        f"{year}/{CITY_NAME}": _text(city, _stamp(city)),
        REGISTER_NAME: _text(register, _stamp(register)),
    }


def _stamp(file: File) -> tuple[int, int]:
    state = file.stat()
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=64)  # shared by every board of a year
def _text(file: File, _stamp: tuple[int, int]) -> str:
    text, _ = yaml_faults.decoded(file.read_bytes(), file.name)
    return text or ""
