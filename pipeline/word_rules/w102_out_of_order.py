"""Ett avsnitt står på en annan plats än i den gemensamma strukturen.

Rubriken finns, men före eller efter andra än i strukturen.

Grund: Planerna följer en gemensam struktur, i samma ordning hos alla nämnder.
Åtgärd: Flytta avsnittet. I Word går det lättast i navigeringsfönstret: dra rubriken dit den ska stå.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def out_of_order(reading: Reading) -> Iterator[WordFinding]:
    """Yield each heading that stands out of order."""
    for heading in reading.draft.headings:
        if heading.moved:
            yield WordFinding(
                heading.place,
                f"avsnittet ”{heading.words}” står på en annan plats än i den gemensamma strukturen",
                "flytta avsnittet till sin plats; dra rubriken i navigeringsfönstret",
            )


W102 = WordRule("W102", Severity.WARNING, __doc__, out_of_order)
