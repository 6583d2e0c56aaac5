"""Nämndens beslut är inte ifyllt.

Planens status säger att nämnden har behandlat den, men beslutsdagen eller diarienumret saknas. Båda trycks i
planen, och registrator behöver dem.

Grund: Handlingsplanerna ska behandlas av ansvarig nämnd; allmänna handlingar ska registreras.
Åtgärd: Fyll i `datum` och `dnr` under `beslut.namnd`, eller backa planens status.

Fel:
    status: nämndbehandlad
    beslut:
      namnd: {datum: ~}
      ^^^^^
    ---
    status: nämndbehandlad
    beslut:
      namnd: {dnr: Dnr tilldelas senare}
                   ^^^^^^^^^^^^^^^^^^^^
Rätt:
    status: nämndbehandlad
    beslut:
      namnd: {datum: 2023-02-16, dnr: EXE 2023/12}
    ---
    status: utkast
    beslut:
      samrad: ~
      namnd: {dnr: Dnr tilldelas senare, datum: ~, paragraf: ~}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def decision_not_recorded(dossier: Dossier) -> Iterator[Finding]:
    """Yield the day and the dnr that a plan lacks though the board has treated it."""
    plan, step = dossier.plan, dossier.plan.beslut.namnd
    if not plan.has_reached("nämndbehandlad"):
        return
    for name, what, found in (("datum", "datum", step.datum), ("dnr", "diarienummer", step.registered)):
        if not found:
            yield Finding(
                ("beslut", "namnd", name),
                f"planen är {plan.status}, men nämndens beslut saknar {what}",
                f"fyll i `{name}` under `beslut.namnd`, eller ändra `status` om nämnden inte har beslutat",
            )


D101 = Rule("D101", Severity.ERROR, __doc__, decision_not_recorded)
