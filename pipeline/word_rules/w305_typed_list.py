"""En lista är skriven med streck eller punkter för hand.

En skärmläsare hör inte att det är en lista.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.1).
Åtgärd: Ta bort tecknen, markera styckena och välj punktlistan under Start.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.handwritten.texts import BULLET
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def typed_lists(reading: Reading) -> Iterator[WordFinding]:
    """Yield the first of the paragraphs that begin with a typed bullet, with how many there are."""
    typed = [p for p in reading.document.paragraphs() if p.listed is None and BULLET.match(p.text)]
    if len(typed) > 1:
        yield WordFinding(
            typed[0].place,
            f"{len(typed)} stycken börjar med ett streck eller en punkt som är skriven för hand",
            "gör dem till en punktlista",
        )


W305 = WordRule("W305", Severity.WARNING, __doc__, typed_lists)
