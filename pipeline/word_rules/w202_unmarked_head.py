"""En tabell har ingen markerad rubrikrad.

Då läser en skärmläsare inte upp kolumnens rubrik, och den upprepas inte på nästa sida.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.1).
Åtgärd: Ställ markören i första raden och välj Upprepa rubrikrader under Tabellayout.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def unmarked_heads(reading: Reading) -> Iterator[WordFinding]:
    """Yield each table without a head row."""
    for table in reading.document.tables():
        laid_out = any(table is known for known in reading.draft.laid_out)  # W205 tells of it: it has no head row
        if table.rows and not table.rows[0].head and len(table.rows[0].cells) > 1 and not laid_out:
            yield WordFinding(
                table.place,
                "tabellens första rad är inte markerad som rubrikrad",
                "välj Upprepa rubrikrader under Tabellayout",
            )


W202 = WordRule("W202", Severity.WARNING, __doc__, unmarked_heads)
