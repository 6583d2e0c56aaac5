"""Aktiviteten saknar mått.

Varken `matt` eller aktivitetens text säger något som går att räkna. Då går det inte att visa i uppföljningen
vad som blev gjort. Ett årtal, en ålder eller ett lagrum är inget mått. Bärs texten av ett vagt verb talar A102
om det i stället.

Grund: Planerna följs upp varje år. Forskningen om kommunernas planer finner att det ofta är oklart vad
    åtgärderna ska åstadkomma (Andersson Malmros 2022).
Åtgärd: Lägg till `matt`, eller skriv i texten hur många, hur mycket eller hur ofta.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          ^^^^^^
          aktivitet: Trygghetsrådet behandlar lägesbilden
          matt: ~
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          ^^^^^^
          aktivitet: Familjeenheten håller kurser för föräldrar till ungdomar i årskurs 9 under 2023
          matt: ~
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Trygghetsrådet behandlar lägesbilden vid fyra möten
          matt: ~
    ---
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Trygghetsrådet behandlar lägesbilden
          matt: Antal möten
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.countable import is_measured, vague_verb
from pipeline.rules.rule import Rule


def no_measure(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity that nothing can be counted by, unless its verb is the graver fault."""
    for path, activity in dossier.plan.activities():
        if not is_measured(activity) and vague_verb(activity.aktivitet) is None:
            yield Finding(
                (*path, "matt"),
                f"aktivitet {activity.id} har inget mått, och texten nämner inget som går att räkna",
                "lägg till `matt:` med vad som räknas, till exempel `matt: Antal möten, minst 4`",
            )


A101 = Rule("A101", Severity.INFO, __doc__, no_measure)
