"""Aktivitetens status stämmer inte med planen.

I en plan som ännu är utkast eller på samråd har inget blivit genomfört eller avbrutet: statusen är då oftast
kvar från förra årets plan. Och en aktivitet som är planerad kan inte ligga före planens år.

Grund: Planen beslutas av nämnden innan den genomförs, och den följs upp för sitt eget år.
Åtgärd: Ta bort `status`, eller rätta den eller tiden.

Fel:
    namnd: fack
    uppdrag_och_insatser:
      aktiviteter:
        - id: U1
          status: genomförd
                  ^^^^^^^^^
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          tidplan: {fran: 2022-02, till: 2022-11}
          status: planerad
                  ^^^^^^^^
Rätt:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          tidplan: {fran: 2022-11, till: 2023-02}
          status: planerad
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          status: genomförd
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule
from pipeline.rules.schedule_years import is_planned_too_early

_OVER = ("genomförd", "avbruten")
_UNDECIDED = ("utkast", "samråd")


def status_at_odds(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity that is over before the plan is decided, or planned for a time that has passed."""
    plan = dossier.plan
    for path, activity in plan.activities():
        if activity.status in _OVER and plan.status in _UNDECIDED:
            yield Finding(
                (*path, "status"),
                f"aktivitet {activity.id} är {activity.status}, men planen är inte beslutad än: "
                f"dess status är {plan.status}",
                "ta bort aktivitetens status, eller rätta planens",
            )
        elif is_planned_too_early(activity, plan.ar):
            yield Finding(
                (*path, "status"),
                f"aktivitet {activity.id} är planerad, men dess tid är före planens år {plan.ar}",
                f"rätta tidplanen till {plan.ar}, eller ändra status till genomförd eller avbruten",
            )


A106 = Rule("A106", Severity.WARNING, __doc__, status_at_odds)
