"""En tabell har tomma rader.

De skrivs ut som tomma rutor, och en skärmläsare läser upp dem.

Grund: Stadens råd om tillgängliga dokument.
Åtgärd: Ta bort raderna.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule
from pipeline.words import counted


def empty_rows(reading: Reading) -> Iterator[WordFinding]:
    """Yield each table with rows in which nothing stands."""
    for table in reading.document.tables():
        empty = [row for row in table.rows if not any(cell.text.strip() or cell.merged for cell in row.cells)]
        if empty:
            rows = counted(len(empty), "tom rad", "tomma rader")
            yield WordFinding(empty[0].place, f"tabellen har {rows}", "ta bort det som är tomt")


W203 = WordRule("W203", Severity.INFO, __doc__, empty_rows)
