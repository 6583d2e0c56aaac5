"""Utfallet stämmer inte med planens status för aktiviteten.

Planen säger att aktiviteten är genomförd eller avbruten, men årets utfall säger något annat.

Grund: Samma aktivitet har samma läge i planen och i uppföljningen.
Åtgärd: Rätta den som är fel. Tas `status` bort ur planen gäller uppföljningen.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - {id: F1, status: genomförd}
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        ar: {status: ej genomförd}
                     ^^^^^^^^^^^^
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - {id: F1, status: genomförd}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.both_files import in_plan
from pipeline.rules.rule import Rule

_OVER = ("genomförd", "avbruten")


def outcome_at_odds(dossier: Dossier) -> Iterator[Finding]:
    """Yield each outcome of the year that is another than the plan's own status for a row that is over."""
    outcomes = dossier.outcomes
    for path, activity in dossier.plan.activities() if outcomes else ():
        outcome = outcomes.of(activity.id) if outcomes else None
        if outcome and outcome.ar and activity.status in _OVER and outcome.ar.status != activity.status:
            whole = ("aktiviteter", item(activity.id), "ar", "status")
            where = in_plan(dossier, (*path, "status"))
            yield Finding(
                whole if dossier.definitions[OUTCOMES_NAME].value(whole) else whole[:-1],
                f"aktivitet {activity.id} är {outcome.ar.status}, men {activity.status} i planen ({where})",
                "rätta den som är fel",
                file=OUTCOMES_NAME,
            )


U108 = Rule("U108", Severity.WARNING, __doc__, outcome_at_odds)
