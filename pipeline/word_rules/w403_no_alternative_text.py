"""En bild saknar alternativtext.

Den som inte ser bilden får då inte veta vad den visar.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.1.1).
Åtgärd: Högerklicka på bilden, välj Visa alternativtext och beskriv den, eller markera den som dekorativ.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import paragraphs_of
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def no_alternative_text(reading: Reading) -> Iterator[WordFinding]:
    """Yield each picture without a text that stands for it."""
    running = [p for _, blocks in reading.document.running for p in paragraphs_of(blocks)]
    for paragraph in [*reading.document.paragraphs(), *running]:
        for picture in paragraph.pictures:
            if not picture.alt.strip() and not picture.decorative:
                yield WordFinding(
                    paragraph.place,
                    f"bilden {picture.name or 'utan namn'} saknar alternativtext",
                    "beskriv bilden, eller markera den som dekorativ",
                )


W403 = WordRule("W403", Severity.ERROR, __doc__, no_alternative_text)
