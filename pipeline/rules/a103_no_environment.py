"""Aktiviteten säger inte vilka miljöer den gäller.

Stadens arbete riktas mot tre miljöer: högerextremism, vänsterextremism och islamistisk extremism. När raden
säger vilka av dem den gäller syns det om planen svarar mot lägesbilden. En bred insats gäller alla tre.

Grund: Riktlinjerna pekar ut tre miljöer, och aktiviteterna ska passa lägesbilden.
Åtgärd: Lägg till `miljoer` med en, två eller alla tre.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          ^^^^^^
          miljoer: ~
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          miljoer: [vänsterextremism]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def no_environment(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity that names none of the three environments."""
    for path, activity in dossier.plan.activities():
        if not activity.miljoer:
            yield Finding(
                (*path, "miljoer"),
                f"aktivitet {activity.id} säger inte vilka av de tre miljöerna den gäller",
                "lägg till `miljoer: [högerextremism, vänsterextremism, islamism]` och behåll dem som den gäller",
            )


A103 = Rule("A103", Severity.INFO, __doc__, no_environment)
