"""Det framgår inte vilket år planen gäller.

Varken titeln, sidhuvudet eller dokumentets början säger året, så kontrollen vet inte vilka årtal som är
gamla.

Grund: Planen gäller ett år och revideras varje år.
Åtgärd: Skriv året i titeln, eller ange det med --ar.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def no_year(reading: Reading) -> Iterator[WordFinding]:
    """Yield a finding when the year had to be assumed."""
    if reading.assumed_year:
        yield WordFinding(
            NOWHERE,
            f"dokumentet säger inte vilket år planen gäller; kontrollerat som en plan för {reading.assumed_year}",
            "skriv året i titeln, eller ange det med --ar",
        )


W503 = WordRule("W503", Severity.WARNING, __doc__, no_year)
