"""Dokumentet hämtar något utifrån när det öppnas.

En bild eller mall ligger inte i filen utan på en annan plats. Den kan försvinna eller bytas ut, och läsarens
dator talar om att filen öppnas. Kontrollen hämtar ingenting.

Grund: En upprättad handling ska vara hel i sig själv.
Åtgärd: Klistra in bilden i dokumentet, eller bryt länken under Arkiv > Info > Redigera länkar till filer.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE
from pipeline.word_rules.rule import Reading, WordFinding, WordRule

_KINDS = {"image": "en bild", "attachedTemplate": "en mall", "oleObject": "ett objekt", "hyperlink": "en länk"}


def fetched(reading: Reading) -> Iterator[WordFinding]:
    """Yield each thing outside that the file refers to."""
    for external in reading.document.external:
        what = _KINDS.get(external.kind, "något")
        yield WordFinding(
            NOWHERE,
            f"dokumentet hämtar {what} utifrån: {external.target[:120]}",
            "lägg in det i filen, eller bryt länken under Arkiv > Info",
        )


W501 = WordRule("W501", Severity.WARNING, __doc__, fetched)
