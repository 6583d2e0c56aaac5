"""Ett fält i Word är inte ifyllt.

En listruta, en datumväljare eller ett textfält visar fortfarande sin uppmaning (”Välj ett objekt”). Uppmaningen skrivs
ut som om den vore text.

Grund: En plan som ska beslutas är färdigskriven.
Åtgärd: Fyll i fältet, eller markera det och ta bort det.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.handwritten.unpacking import placeholders
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def not_filled_in(reading: Reading) -> Iterator[WordFinding]:
    """Yield each control that shows what it asks for."""
    for paragraph, text in placeholders(reading.document.blocks):
        yield WordFinding(paragraph.place, f"fältet ”{text}” är inte ifyllt", "fyll i det, eller ta bort det")


W309 = WordRule("W309", Severity.WARNING, __doc__, not_filled_in)
