"""Märkning i ett fält som skrivs ut som det står.

Noter, fetstil, kursiv och länkar fungerar i planens texter. I korta fält, till exempel ansvarig, enhet och
rubrik, skrivs tecknen ut precis som de står.

Grund: Klarspråk; dokumentet ska gå att läsa utan att känna till hur det är gjort.
Åtgärd: Ta bort tecknen, eller flytta noten till en text.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          ansvarig: [{funktion: Enhetschef, enhet: "trygghetsenheten[^handbok]"}]
                                                                    ^^^^^^^^^^
---
    samordnare: "**lokal samordnare** mot våldsbejakande extremism"
                 ^^^^^^^^^^^^^^^^^^^^
Rätt:
    samordnare: lokal samordnare mot våldsbejakande extremism
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_MARKUP = re.compile(r"\[\^[^\]\s]+\]|\*\*[^*]+\*\*|(?<![\w*])\*[^*\s][^*]*\*(?![\w*])|\[[^\]]+\]\(\w+:[^)\s]+\)")


def markup_that_means_nothing(dossier: Dossier) -> Iterator[Finding]:
    """Yield each note, emphasis and link in a field that is printed as it is written."""
    for path, text in dossier.own_texts():
        for match in _MARKUP.finditer(text) if path in dossier.literal else ():
            yield Finding(
                path,
                f"`{match[0]}` skrivs ut som det står, för här betyder tecknen ingenting",
                "ta bort tecknen, eller flytta noten till en text",
                match.span(),
            )


T109 = Rule("T109", Severity.WARNING, __doc__, markup_that_means_nothing, reads_all=True)
