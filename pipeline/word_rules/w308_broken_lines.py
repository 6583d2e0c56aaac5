"""En mening är bruten över två stycken eller rader.

Det blir så när text klistras in ur en PDF. Raderna bryts på fel ställen när texten ändras, och en skärmläsare gör en
paus mitt i meningen.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.1).
Åtgärd: Ställ markören sist på raden och tryck Delete, tills meningen hänger ihop.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.handwritten.pasted import broken_lines
from pipeline.word_rules.rule import Reading, WordFinding, WordRule
from pipeline.words import counted


def broken_sentences(reading: Reading) -> Iterator[WordFinding]:
    """Yield the first of the paragraphs that end in the middle of a sentence, with how many there are."""
    broken = list(broken_lines(reading.document.blocks))
    if broken:
        number = counted(len(broken), "stycke är brutet", "stycken är brutna")
        yield WordFinding(
            broken[0].place, f"{number} mitt i en mening", "ta bort radbytet, så att meningen hänger ihop"
        )


W308 = WordRule("W308", Severity.WARNING, __doc__, broken_sentences)
