"""Dokumentet har innehåll som kontrollen inte kan läsa.

Ett diagram, en SmartArt-bild, en inbäddad fil eller ett deldokument. Vad som står där är inte kontrollerat.

Grund: Det som inte läses kan inte heller kontrolleras eller läsas upp.
Åtgärd: Skriv innehållet som text eller tabell, eller kontrollera det själv.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def unread(reading: Reading) -> Iterator[WordFinding]:
    """Yield each thing in the file that was not read."""
    for what in dict.fromkeys(reading.document.unread):
        yield WordFinding(
            NOWHERE, f"{what} i dokumentet kunde inte kontrolleras", "skriv innehållet som text eller tabell"
        )


W502 = WordRule("W502", Severity.WARNING, __doc__, unread)
