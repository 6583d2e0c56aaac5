"""Aktiviteten säger inte vad den ska leda till.

Varken `syfte` eller `forvantad_effekt` är ifyllt, och texten säger inte heller ”för att” eller ”i syfte att”.

Grund: Forskningen om kommunernas planer finner att det ofta är oklart på vilket sätt åtgärderna ska förebygga
    något (Andersson Malmros 2022).
Åtgärd: Lägg till `syfte` eller `forvantad_effekt`, med en mening om vad som ska bli annorlunda.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          ^^^^^^
          syfte: ~
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          syfte: ~
          forvantad_effekt: Parterna ser samma risker.
    ---
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Trygghetsrådet behandlar lägesbilden vid fyra möten för att alla parter ska ha samma bild
          syfte: ~
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_AIM = re.compile(r"\bsyfte(?:t)?\b|\bsyftar\b|\bför\s+att\b|\bså\s+att\b", re.I)


def no_aim(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity that says nowhere what it should lead to."""
    for path, activity in dossier.plan.activities():
        told = (activity.syfte or "").strip() or (activity.forvantad_effekt or "").strip()
        if not told and not _AIM.search(activity.aktivitet):
            yield Finding(
                (*path, "syfte"),
                f"aktivitet {activity.id} säger inte vad den ska leda till: syfte och förväntad effekt saknas båda",
                "lägg till `syfte:` med en mening om vad aktiviteten ska leda till",
            )


A107 = Rule("A107", Severity.INFO, __doc__, no_aim)
