"""Innehållsförteckningen är skriven för hand.

Dess sidnummer och rubriker följer inte med när texten ändras, och raderna är inga länkar.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (2.4.5).
Åtgärd: Ta bort den och infoga en under Referenser > Innehållsförteckning.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def typed_contents(reading: Reading) -> Iterator[WordFinding]:
    """Yield the first line of a table of contents that Word did not make."""
    typed = [line for line in reading.draft.outline.contents if not line.contents]
    if len(typed) > 2:
        yield WordFinding(
            typed[0].place,
            "innehållsförteckningen är skriven för hand",
            "infoga en under Referenser > Innehållsförteckning",
        )


W307 = WordRule("W307", Severity.WARNING, __doc__, typed_contents)
