"""How diagnostics are told: to a person, to a machine, to a review. A new way is one file and one word here."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report.github import github
from pipeline.report.json_ import as_json
from pipeline.report.junit import junit
from pipeline.report.sarif import sarif
from pipeline.report.telling import Format, Page, Telling, summary
from pipeline.report.text import text

FORMATS: Mapping[str, Format] = {
    "text": lambda diagnostics, telling: text(diagnostics, colour=telling.colour),
    "json": as_json,
    "sarif": sarif,
    "github": github,
    "junit": junit,
}

__all__ = ["FORMATS", "Format", "Page", "Telling", "summary", "text"]
