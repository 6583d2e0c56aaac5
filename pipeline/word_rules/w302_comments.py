"""Kommentarer är kvar.

De följer med filen till den som läser den.

Grund: Arbetsmaterial ska inte följa med en upprättad handling.
Åtgärd: Svara på kommentarerna och ta bort dem under Granska.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import shown
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def comments_left(reading: Reading) -> Iterator[WordFinding]:
    """Yield each comment that answers no other."""
    for comment in reading.document.comments.values():
        if comment.parent is None:
            about = f" vid ”{shown(comment.about)}”" if comment.about.strip() else ""
            yield WordFinding(
                comment.place,
                f"en kommentar av {comment.author or 'okänd'} är kvar{about}: ”{shown(comment.text)}”",
                "ta hand om kommentaren och ta bort den",
            )


W302 = WordRule("W302", Severity.WARNING, __doc__, comments_left)
