"""Den ansvariga funktionen har ingen enhet.

En förvaltning har många enhetschefer: funktionen pekar ut någon först tillsammans med enheten. Den som leder
hela förvaltningen och den lokala samordnaren är ensamma om sin funktion och behöver ingen. En enhet utan
funktion räcker inte heller.

Grund: Varje aktivitet ska ha en ansvarig funktion i planen, i kolumnen för ansvarig enhetschef.
Åtgärd: Lägg till `enhet`.

Fel:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Enhetschef}]
                                ^^^^^^^^^^
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [Familjeenheten]
                     ^^^^^^^^^^^^^^
Rätt:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [{funktion: Enhetschef, enhet: familjeenheten}, Lokal samordnare]
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ansvarig: [Enhetschef på familjeenheten]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.responsible_words import Flaw, flawed, is_only_unit
from pipeline.rules.rule import Rule


def no_unit(dossier: Dossier) -> Iterator[Finding]:
    """Yield each responsible that is a function without its unit, or a unit without its function."""
    for path, activity, responsible in flawed(dossier.plan, Flaw.NO_UNIT):
        found = f"aktivitet {activity.id} har `{responsible.funktion}` som ansvarig"
        if is_only_unit(responsible):
            unit = responsible.funktion.rstrip(".").lower()
            yield Finding(
                path,
                f"{found}, en enhet utan funktion",
                f"skriv funktionen också, till exempel `{{funktion: Enhetschef, enhet: {unit}}}`",
            )
        else:
            yield Finding(
                path,
                f"{found}, men säger inte vid vilken enhet",
                f"lägg till enheten: `{{funktion: {responsible.funktion}, enhet: …}}`",
            )


A203 = Rule("A203", Severity.WARNING, __doc__, no_unit)
