"""What stands in two definitions: where the other one is."""

from __future__ import annotations

from pathlib import PurePath

from pipeline.diagnostics import Path
from pipeline.dossier import Dossier


def in_plan(dossier: Dossier, path: Path) -> str:
    """Return where a value stands in the plan, as a sentence has it: `handlingsplan.yaml, rad 12`."""
    span = dossier.source.place(path)
    name = PurePath(dossier.source.file).name
    return f"{name}, rad {span.line}" if span else name
