"""Tidplanen ligger helt utanför planens år.

Datumet eller hela perioden ligger före eller efter planens år. En period som börjar före eller slutar efter
året är i sin ordning. En rad som är planerad till en tid före året talar A106 om.

Grund: Planen gäller ett år i taget och följs upp för det året.
Åtgärd: Rätta tiden, ta bort en rad som är klar, eller flytta raden till rätt års plan.

Fel:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          tidplan: {fran: 2021-01, till: 2022-12}
                                         ^^^^^^^
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          tidplan: {typ: engång, datum: 2024-03-05, fran: ~, till: ~}
                                        ^^^^^^^^^^
    ---
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          tidplan: {sedan: 2024}
                           ^^^^
Rätt:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          tidplan: {fran: 2021-01, till: 2023-02}
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          tidplan: {typ: engång, datum: 2023-03-05, fran: ~, till: ~}
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.activity import Schedule
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule
from pipeline.rules.schedule_years import is_planned_too_early, years


def other_years(dossier: Dossier) -> Iterator[Finding]:
    """Yield each schedule that does not touch the plan's year."""
    for path, activity in dossier.plan.activities():
        outside = _outside(activity.tidplan, dossier.plan.ar)
        if outside and not is_planned_too_early(activity, dossier.plan.ar):
            name, verb, remedy = outside
            date = words.written_date(getattr(activity.tidplan, name))
            yield Finding(
                (*path, "tidplan", name),
                f"aktivitet {activity.id} {verb} {date}, men planen gäller {dossier.plan.ar}",
                remedy,
            )


def _outside(schedule: Schedule, year: int) -> tuple[str, str, str] | None:
    """Return the field that lies outside `year`, its verb and the remedy."""
    first, last = years(schedule)
    if last < year:
        name, verb = ("datum", "genomförs") if schedule.typ == "engång" else ("till", "slutar")
        return name, verb, "rätta tiden, eller ta bort raden om aktiviteten är klar"
    if first > year:
        name = {"engång": "datum", "period": "fran"}.get(schedule.typ, "sedan")
        verb = "genomförs" if schedule.typ == "engång" else "börjar"
        return name, verb, f"rätta tiden, eller flytta raden till planen för {first}"
    return None


A112 = Rule("A112", Severity.WARNING, __doc__, other_years)
