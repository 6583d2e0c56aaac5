"""Noter är skrivna som text.

Siffran är upphöjd för hand och noten är ett stycke sist. Då följer de inte med när texten flyttas, och en
skärmläsare kan inte gå mellan dem.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.1).
Åtgärd: Infoga noterna på nytt under Referenser > Infoga fotnot.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE
from pipeline.word_rules.rule import Reading, WordFinding, WordRule
from pipeline.words import counted


def notes_typed(reading: Reading) -> Iterator[WordFinding]:
    """Yield one finding for all notes that stand as text."""
    number = reading.draft.typed
    if number:
        yield WordFinding(
            NOWHERE,
            f"{counted(number, 'not är skriven', 'noter är skrivna')} som text",
            "infoga dem under Referenser > Infoga fotnot",
        )


W304 = WordRule("W304", Severity.WARNING, __doc__, notes_typed)
