"""Kommunstyrelsens godkännande är inte ifyllt.

Planens status säger att den är godkänd, men inte när kommunstyrelsen godkände den.

Grund: Handlingsplanerna ska godkännas slutligt av kommunstyrelsen.
Åtgärd: Fyll i `datum` under `beslut.kommunstyrelsen`, eller backa planens status.

Fel:
    status: godkänd
    beslut:
    ^^^^^^
      kommunstyrelsen: ~
Rätt:
    status: godkänd
    beslut:
      kommunstyrelsen: {datum: 2023-05-10}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def approval_not_recorded(dossier: Dossier) -> Iterator[Finding]:
    """Yield the day that an approved plan lacks."""
    plan = dossier.plan
    if plan.has_reached("godkänd") and not plan.beslut.kommunstyrelsen.datum:
        yield Finding(
            ("beslut", "kommunstyrelsen", "datum"),
            "planen är godkänd, men kommunstyrelsens godkännande saknar datum",
            "fyll i `datum` under `beslut.kommunstyrelsen`, eller ändra `status` om planen inte är godkänd än",
        )


D102 = Rule("D102", Severity.ERROR, __doc__, approval_not_recorded)
