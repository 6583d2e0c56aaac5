"""Uppföljningens år är inte planens.

En aktivitet följs upp i ett dokument för ett annat år än planens. Oftast är det ett årtal som har
blivit kvar när förra årets rad kopierades. Står inget årtal följer uppföljningen planens år.

Grund: Planerna följs upp årligen inom ordinarie styrning.
Åtgärd: Ta bort årtalet, eller skriv i en kommentar varför det ska vara ett annat.

Fel:
    ar: 2023
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          uppfoljning: {dokument: verksamhetsberättelse, ar: 2022}
                                                             ^^^^
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          uppfoljning: {dokument: verksamhetsberättelse}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def stale_follow_up(dossier: Dossier) -> Iterator[Finding]:
    """Yield each follow-up in a document of another year than the plan's."""
    for path, activity in dossier.plan.activities():
        year = activity.uppfoljning.ar
        if year is not None and year != dossier.plan.ar:
            yield Finding(
                (*path, "uppfoljning", "ar"),
                f"aktivitet {activity.id} följs upp i ett dokument för {year}"
                f"{f' ({activity.uppfoljning.dokument})' if activity.uppfoljning.dokument else ''}, "
                f"men planen gäller {dossier.plan.ar}",
                "ta bort årtalet, så följer det planens år, eller skriv varför det ska vara ett annat",
            )


A302 = Rule("A302", Severity.WARNING, __doc__, stale_follow_up)
