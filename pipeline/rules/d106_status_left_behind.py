"""Ett beslut är ifyllt, men planens status har inte ändrats.

Status trycks på varje sida så länge planen inte är beslutad. Blir den kvar efter beslutet går planen ut som
utkast.

Grund: Planen behandlas av nämnden och godkänns sedan av kommunstyrelsen.
Åtgärd: Ändra `status`, eller ta bort beslutet om det inte är fattat än.

Fel:
    status: samråd
    beslut:
      namnd: {datum: 2023-02-16}
                     ^^^^^^^^^^
    ---
    status: nämndbehandlad
    beslut:
      kommunstyrelsen: {paragraf: § 14}
                                  ^^^^
Rätt:
    status: samråd
    beslut:
      namnd: {dnr: EXE 2023/12, datum: ~, paragraf: ~}
"""

from collections.abc import Iterator

from pipeline.decisions import Status
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def status_left_behind(dossier: Dossier) -> Iterator[Finding]:
    """Yield each decision that the status knows nothing of. A dnr is given early and is no decision."""
    plan, decisions = dossier.plan, dossier.plan.beslut
    steps: tuple[tuple[str, str, Status], ...] = (
        ("namnd", "nämndens beslut", "nämndbehandlad"),
        ("kommunstyrelsen", "kommunstyrelsens godkännande", "godkänd"),
    )
    for name, what, status in steps:
        step = getattr(decisions, name)
        if (step.datum or step.paragraf) and not plan.has_reached(status):
            yield Finding(
                ("beslut", name, "datum" if step.datum else "paragraf"),
                f"{what} är ifyllt ({step.datum or step.paragraf}), men planens status är {plan.status}",
                f"skriv `status: {status}`, eller ta bort beslutet om det inte är fattat än",
            )


D106 = Rule("D106", Severity.WARNING, __doc__, status_left_behind)
