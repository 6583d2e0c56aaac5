"""Text står i en textruta.

En skärmläsare läser den på fel plats eller inte alls, och den följer inte med när texten runt den flyttas.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.2).
Åtgärd: Flytta texten till ett vanligt stycke. Ska den synas mer, ge stycket ram eller bakgrund.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import shown, words_of
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def text_boxes(reading: Reading) -> Iterator[WordFinding]:
    """Yield each paragraph with a text box that has words."""
    for paragraph in reading.document.paragraphs():
        text = " ".join(words_of(paragraph.boxes)).strip()
        if text:
            yield WordFinding(
                paragraph.boxes[0].place,
                f"”{shown(text)}” står i en textruta",
                "flytta texten till ett vanligt stycke",
            )


W405 = WordRule("W405", Severity.WARNING, __doc__, text_boxes)
