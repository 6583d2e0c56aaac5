"""En not hänger löst.

Texten hänvisar till en not som inte finns eller är tom, eller så finns en not som ingenting hänvisar till.

Grund: Läsaren ska kunna följa en hänvisning till sin källa.
Åtgärd: Skriv notens text, eller ta bort hänvisningen. Infoga noter under Referenser, så håller Word ihop dem.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE, NoteMark, shown, words_of
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def dangling_notes(reading: Reading) -> Iterator[WordFinding]:
    """Yield each reference without a note, and each note without a reference."""
    notes = reading.document.notes
    for paragraph in reading.document.paragraphs():
        for inline in paragraph.inlines:
            if isinstance(inline, NoteMark):
                note = notes.get(inline.key)
                if note is None or not any(text.strip() for text in words_of(note.blocks)):
                    what = "finns inte" if note is None else "är tom"
                    yield WordFinding(
                        paragraph.place,
                        f"texten hänvisar till en not som {what}",
                        "skriv noten, eller ta bort hänvisningen",
                    )
    for note in notes.values():
        text = shown(" ".join(words_of(note.blocks)))
        if note.number == 0 and text:
            place = note.blocks[0].place if note.blocks else NOWHERE
            yield WordFinding(place, f"ingenting hänvisar till noten ”{text}”", "hänvisa till noten, eller ta bort den")


W303 = WordRule("W303", Severity.ERROR, __doc__, dangling_notes)
