"""Uppföljningen har en metod men inget dokument.

Raden säger hur det följs upp, men inte var resultatet kommer att stå. Då är det svårt att hitta när planen
ska redovisas.

Grund: Planerna följs upp årligen inom ordinarie styrning, som har sina dokument.
Åtgärd: Lägg till `dokument` och `niva`. Metoden kan stå kvar.

Fel:
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          uppfoljning: {dokument: ~, niva: ~, metod: Enhetschefen räknar dem som har genomfört utbildningen.}
          ^^^^^^^^^^^
Rätt:
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          uppfoljning: {metod: Enhetschefen räknar dem som har genomfört utbildningen.}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def method_only(dossier: Dossier) -> Iterator[Finding]:
    """Yield each follow-up that says how, but not where the outcome is told."""
    for path, activity in dossier.plan.activities():
        if activity.uppfoljning.metod and not activity.uppfoljning.dokument:
            yield Finding(
                (*path, "uppfoljning", "dokument"),
                f"aktivitet {activity.id} säger hur den följs upp, men inte i vilket dokument det redovisas",
                "lägg till `dokument:`, oftast verksamhetsberättelse, och `niva:`; metoden kan stå kvar",
            )


A303 = Rule("A303", Severity.INFO, __doc__, method_only)
