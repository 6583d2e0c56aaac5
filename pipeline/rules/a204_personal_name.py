"""Den ansvariga liknar ett personnamn.

Två ord med stor bokstav och ingen funktion. Planen publiceras, och en person kan byta arbete under året: skriv
funktionen i stället. Meddelandet upprepar inte namnet.

Grund: Dataskyddsreglerna: namn läggs ut på nätet bara när det behövs. Kolumnen är till för funktioner.
Åtgärd: Skriv funktionen och enheten.

Fel:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Kim Exempelsson}]
                                ^^^^^^^^^^^^^^^
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: 'Kim Exempelsson, enhetschef', enhet: familjeenheten}]
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Enhetschef, enhet: familjeenheten}]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.responsible_words import Flaw, flawed
from pipeline.rules.rule import Rule


def personal_names(dossier: Dossier) -> Iterator[Finding]:
    """Yield each responsible that looks like a person; the message must not spread the name."""
    for path, activity, _ in flawed(dossier.plan, Flaw.NAME):
        yield Finding(
            path,
            f"aktivitet {activity.id} har något som liknar ett personnamn som ansvarig, men ska ha en funktion",
            "skriv funktionen och enheten, till exempel `{funktion: Enhetschef, enhet: familjeenheten}`",
        )


A204 = Rule("A204", Severity.WARNING, __doc__, personal_names)
