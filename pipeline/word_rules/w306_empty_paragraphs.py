"""Tomma stycken används som mellanrum.

Två eller fler tomma stycken i följd. En skärmläsare läser upp dem som tomma rader.

Grund: Stadens råd om tillgängliga dokument: avstånd hör till formatmallen.
Åtgärd: Ta bort de tomma styckena och ställ in avståndet i formatmallen.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE, Paragraph
from pipeline.word_rules.rule import Reading, WordFinding, WordRule
from pipeline.words import counted


def empty_paragraphs(reading: Reading) -> Iterator[WordFinding]:
    """Yield one finding for all places with two or more empty paragraphs in a row."""
    places = []
    run = 0
    before = NOWHERE
    for block in reading.document.blocks:
        empty = isinstance(block, Paragraph) and not (
            block.text.strip() or block.boxes or block.pictures or block.contents
        )
        run = run + 1 if empty else 0
        if run == 2:
            places.append(before)
        before = block.place if not empty else before
    if places:
        number = counted(len(places), "ställe", "ställen")
        yield WordFinding(
            places[0],
            f"tomma stycken används som mellanrum på {number}",
            "ta bort dem och ställ in avståndet i formatmallen",
        )


W306 = WordRule("W306", Severity.INFO, __doc__, empty_paragraphs)
