"""En lista i fler än tre nivåer.

Dokumentet har listor i tre nivåer. Punkter som ligger djupare skrivs ut på den tredje, och då syns inte längre
vad som hör till vad.

Grund: Språklagen: myndigheternas språk ska vara vårdat, enkelt och begripligt.
Åtgärd: Dela listan, eller skriv den innersta delen som löptext.

Fel:
    uppfoljning:
      text: |
      ^^^^
        Nämnden behandlar planen och kommunstyrelsen godkänner den. Den följs upp varje år.

        - ett
          - två
            - tre
              - fyra
Rätt:
    uppfoljning:
      text: |
        Nämnden behandlar planen och kommunstyrelsen godkänner den. Den följs upp varje år.

        - ett
          - två
            - tre
"""

from collections.abc import Iterator

from pipeline import markup
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.prose import prose
from pipeline.rules.rule import Rule

_LEVELS = 3  # as many as the template has styles for


def deep_list(dossier: Dossier) -> Iterator[Finding]:
    """Yield each text with a list that goes deeper than the document can show."""
    for path, text in prose(dossier):
        deepest = max((block.level + 1 for block in markup.parse(text) if block.kind != "paragraph"), default=0)
        if deepest > _LEVELS:
            yield Finding(
                path,
                f"listan går i {deepest} nivåer, men dokumentet visar {_LEVELS}",
                "dela listan, eller skriv den innersta delen som löptext",
            )


T110 = Rule("T110", Severity.WARNING, __doc__, deep_list, reads_all=True)
