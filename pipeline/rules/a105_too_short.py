"""Aktivitetens text är kortare än tre ord.

Ett eller två ord är en rubrik, inte en aktivitet: det framgår inte vem som gör vad.

Grund: Aktiviteter, arbetssätt och samverkan ska vara preciserade i planen.
Åtgärd: Skriv vem som gör vad, och för vem.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Trygghetsrådets möten
                     ^^^^^^^^^^^^^^^^^^^^^
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Trygghetsrådet behandlar lägesbilden
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.markup import plain
from pipeline.rules.rule import Rule

_ENOUGH = 3


def too_short(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity that is told in fewer than three words."""
    for path, activity in dossier.plan.activities():
        text = plain(activity.aktivitet)
        if len(text.split()) < _ENOUGH:
            found = f"har bara texten `{text}`" if text else "har ingen text"
            yield Finding(
                (*path, "aktivitet"),
                f"aktivitet {activity.id} {found}, men minst tre ord behövs för att säga vem som gör vad",
                "skriv vem som gör vad, och för vem",
            )


A105 = Rule("A105", Severity.WARNING, __doc__, too_short)
