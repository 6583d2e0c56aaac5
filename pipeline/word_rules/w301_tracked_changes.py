"""Spårade ändringar är kvar.

Den som öppnar filen ser det som ströks och vem som gjorde det. Kontrollen läser ändringarna som godkända.

Grund: Arbetsmaterial ska inte följa med en upprättad handling.
Åtgärd: Gå igenom ändringarna under Granska och godkänn eller avvisa var och en.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule
from pipeline.words import counted, joined


def tracked_changes(reading: Reading) -> Iterator[WordFinding]:
    """Yield the first tracked change, with how many there are and whose."""
    changes = reading.document.changes
    if changes:
        number = counted(len(changes), "spårad ändring", "spårade ändringar")
        who = joined(list(dict.fromkeys(change.author or "okänd" for change in changes)))
        yield WordFinding(
            changes[0].place,
            f"dokumentet har {number} (av {who}); den första är {changes[0].kind}",
            "godkänn eller avvisa ändringarna under Granska",
        )


W301 = WordRule("W301", Severity.ERROR, __doc__, tracked_changes)
