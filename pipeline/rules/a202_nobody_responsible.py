"""Ingen särskild är ansvarig.

”Alla”, ”samtliga medarbetare”, ”förvaltningen”, ”berörda” eller ett streck pekar inte ut någon som svarar för
att aktiviteten blir av. ”Samtliga enhetschefer” talar A201 om.

Grund: Varje aktivitet ska ha en ansvarig funktion i planen.
Åtgärd: Skriv funktionen och enheten.

Fel:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Samtliga medarbetare}]
                                ^^^^^^^^^^^^^^^^^^^^
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Berörda}]
                                ^^^^^^^
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [Enhetschef på familjeenheten, '?']
                                                    ^
Rätt:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Enhetschef, enhet: familjeenheten}, {funktion: Enhetschef, enhet: vuxenenheten}]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.responsible_words import Flaw, flawed
from pipeline.rules.rule import Rule


def nobody_responsible(dossier: Dossier) -> Iterator[Finding]:
    """Yield each responsible that is everyone, or no one."""
    for path, activity, responsible in flawed(dossier.plan, Flaw.NOBODY):
        yield Finding(
            path,
            f"aktivitet {activity.id} har `{responsible.funktion}` som ansvarig, men ska ha en funktion som svarar "
            "för den",
            "skriv funktionen och enheten, till exempel `{funktion: Enhetschef, enhet: familjeenheten}`",
        )


A202 = Rule("A202", Severity.ERROR, __doc__, nobody_responsible)
