"""Alla chefer är ansvariga, utan att enheterna nämns.

”Samtliga enhetschefer” är ingen enskild: var och en kan tro att någon annan gör det. Nämns avdelningen eller
enheterna går det att fråga dem.

Grund: Varje aktivitet ska ha någon som svarar för den. I en av stadens antagna planer var fem rader av fjorton
    sådana.
Åtgärd: Lägg till `enhet` med avdelningen eller enheterna, en post för varje om de är flera.

Fel:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Samtliga enhetschefer}]
                                ^^^^^^^^^^^^^^^^^^^^^
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [Alla chefer inom förvaltningen]
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Samtliga enhetschefer, enhet: socialtjänstavdelningen}]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.responsible_words import Flaw, flawed
from pipeline.rules.rule import Rule


def all_heads(dossier: Dossier) -> Iterator[Finding]:
    """Yield each responsible that is every head there is."""
    for path, activity, responsible in flawed(dossier.plan, Flaw.ALL_HEADS):
        yield Finding(
            path,
            f"aktivitet {activity.id} har `{responsible.funktion}` som ansvarig, men säger inte i vilka enheter",
            "lägg till `enhet:` med avdelningen eller enheterna, en post för varje om de är flera",
        )


A201 = Rule("A201", Severity.WARNING, __doc__, all_heads)
