"""En rubrik som den gemensamma strukturen kräver finns inte.

Rubriken hittades varken som rubrik eller som en rad som ser ut som en, i den ordning som strukturen har.

Grund: Planerna följer en gemensam struktur, så att sexton planer kan läsas och jämföras.
Åtgärd: Lägg till rubriken på sin plats och skriv avsnittet. Heter den något annat hos er, använd strukturens
ord.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE
from pipeline.handwritten.slots import Slot, slots
from pipeline.plan import Need
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def missing_headings(reading: Reading) -> Iterator[WordFinding]:
    """Yield each required heading that is not in the document."""
    parts = reading.draft.outline.parts
    for slot in reading.draft.missing:
        if slot.need is not Need.REQUIRED or (slot.kind == "rows" and reading.rows_of(slot.path)):
            continue
        before = next((part for part in reversed(parts) if part.slot and _is_before(reading, part.slot, slot)), None)
        after = f" efter ”{before.words}”" if before else ""
        place = before.heading.place if before and before.heading else NOWHERE
        yield WordFinding(
            place,
            f"rubriken ”{slot.heading}” saknas, men strukturen kräver den",
            f"lägg till rubriken{after} och skriv avsnittet",
            slot.path,
        )


def _is_before(reading: Reading, one: Slot, other: Slot) -> bool:
    order = slots(reading.draft.structure)
    return order.index(one) < order.index(other)


W101 = WordRule("W101", Severity.ERROR, __doc__, missing_headings)
