"""Dokumentets språk är inte svenska.

En skärmläsare läser då upp texten med fel uttal.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (3.1.1).
Åtgärd: Välj svenska under Granska > Språk > Ange korrekturspråk, och gör det till standard.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.docx.reading import NOWHERE
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def other_language(reading: Reading) -> Iterator[WordFinding]:
    """Yield a finding when the language of running text is another, or is not said."""
    language = reading.document.language
    if not language.lower().startswith("sv"):
        yield WordFinding(
            NOWHERE,
            f"dokumentets språk är {language or 'inte angivet'}, men ska vara svenska (sv-SE)",
            "välj svenska som korrekturspråk och gör det till standard",
        )


W402 = WordRule("W402", Severity.ERROR, __doc__, other_language)
