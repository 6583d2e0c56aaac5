"""Det är ett glapp i rubriknivåerna.

En rubrik på nivå 3 följer direkt på nivå 1, eller den första rubriken är inte på nivå 1.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.1): rubriker i obruten ordning.
Åtgärd: Välj den formatmall för rubriker som är en nivå under rubriken ovanför.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def heading_gaps(reading: Reading) -> Iterator[WordFinding]:
    """Yield each heading that is more than one level below the one before it."""
    before = 0
    for paragraph in reading.document.paragraphs():
        if paragraph.level is None or not paragraph.text.strip() or paragraph.contents:
            continue
        if paragraph.level > before + 1:
            above = f"rubriken före är på nivå {before}" if before else "den är dokumentets första rubrik"
            yield WordFinding(
                paragraph.place,
                f"rubriken är på nivå {paragraph.level}, men {above}",
                f"välj formatmallen Rubrik {before + 1}",
            )
        before = paragraph.level


W105 = WordRule("W105", Severity.WARNING, __doc__, heading_gaps)
