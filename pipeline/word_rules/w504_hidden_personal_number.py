"""Ett personnummer finns där det inte syns i texten.

I en kommentar, i text som är struken med spårade ändringar, i sidhuvud eller sidfot, eller i filens
egenskaper. Det följer med filen.

Grund: Dataskyddsförordningen; personnummer publiceras aldrig.
Åtgärd: Ta bort numret där det står, och ta sedan bort kommentaren eller godkänn ändringen.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE, Place, words_of
from pipeline.personal_numbers import found_in
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def hidden_personal_numbers(reading: Reading) -> Iterator[WordFinding]:
    """Yield each place beside the running text that holds a personal number."""
    document = reading.document
    for comment in document.comments.values():
        if found_in(comment.text):
            yield _finding(comment.place, "en kommentar")
    for change in document.changes:
        if change.kind == "borttaget" and found_in(change.words):
            yield _finding(change.place._replace(words=""), "struken text")
    for _, blocks in document.running:
        if any(found_in(text) for text in words_of(blocks)):
            yield _finding(blocks[0].place._replace(words=""), "sidhuvudet eller sidfoten")
    if found_in(f"{document.title} {document.author}"):
        yield _finding(NOWHERE, "filens egenskaper")


def _finding(place: Place, where: str) -> WordFinding:
    return WordFinding(place, f"ett personnummer eller samordningsnummer står i {where}", "ta bort numret")


W504 = WordRule("W504", Severity.ERROR, __doc__, hidden_personal_numbers)
