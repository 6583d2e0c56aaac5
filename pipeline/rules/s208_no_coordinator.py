"""Planen säger inte vem som är lokal samordnare.

Varje nämnd ska ha en lokal samordnare. Planen anger funktionen, aldrig personens namn, så att den gäller
även när någon annan tar över.

Grund: Nämnderna ska ha en lokal samordnare.
Åtgärd: Lägg till raden `samordnare` med funktionen.

Fel:
    struktur: stadsdel-2023
    ^^^^^^^^^^^^^^^^^^^^^^^
    samordnare: ~
Rätt:
    samordnare: säkerhetssamordnare
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def no_coordinator(dossier: Dossier) -> Iterator[Finding]:
    """Yield the place of the coordinator when the plan names none."""
    if not dossier.plan.samordnare:
        yield Finding(
            ("samordnare",),
            "planen anger ingen lokal samordnare, men varje nämnd ska ha en",
            "lägg till raden `samordnare:` med en funktion, till exempel preventionssamordnare",
        )


S208 = Rule("S208", Severity.ERROR, __doc__, no_coordinator)
