"""En aktivitetstabell har sammanslagna celler.

Då är det oklart vilken aktivitet uppgiften hör till, och en skärmläsare läser tabellen fel.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.1).
Åtgärd: Dela cellerna och upprepa uppgiften på varje rad.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def merged_cells(reading: Reading) -> Iterator[WordFinding]:
    """Yield each activity table with a cell that goes over several rows or columns."""
    for table, path, _ in reading.draft.tables:
        merged = [row for row in table.rows if any(cell.merged or cell.span > 1 for cell in row.cells)]
        if path and merged:
            yield WordFinding(
                merged[0].place,
                "aktivitetstabellen har sammanslagna celler",
                "dela cellerna och skriv uppgiften på varje rad",
            )


W204 = WordRule("W204", Severity.WARNING, __doc__, merged_cells)
