"""En tabell ställer bara upp text eller en enda aktivitet.

Rubriker i tabellens vänstra kolumn kommer inte med i innehållsförteckningen, och en skärmläsare läser tabellen rad för
rad i stället för kapitel för kapitel. Står aktiviteter på höjden, en tabell för varje, går de inte att jämföra.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.1, 1.3.2).
Åtgärd: Skriv kapitlen som rubriker och vanliga stycken, och aktiviteterna i en tabell med en rad för varje.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def layout_tables(reading: Reading) -> Iterator[WordFinding]:
    """Yield each table that has its headings, or the names of its columns, to the left."""
    for table in reading.draft.laid_out:
        yield WordFinding(
            table.place,
            "tabellen har sina rubriker till vänster och ställer bara upp texten",
            "skriv kapitel som rubriker och stycken, och aktiviteter i en tabell med en rad för varje",
        )


W205 = WordRule("W205", Severity.WARNING, __doc__, layout_tables)
