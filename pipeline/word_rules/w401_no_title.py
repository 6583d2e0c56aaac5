"""Dokumentets egenskaper saknar titel.

Titeln är det som en skärmläsare och en webbläsare säger att filen heter.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (2.4.2).
Åtgärd: Fyll i titeln under Arkiv > Info, till exempel planens namn, nämnd och år.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def no_title(reading: Reading) -> Iterator[WordFinding]:
    """Yield a finding when the file has no title."""
    if not reading.document.title:
        yield WordFinding(NOWHERE, "dokumentets egenskaper saknar titel", "fyll i titeln under Arkiv > Info")


W401 = WordRule("W401", Severity.ERROR, __doc__, no_title)
