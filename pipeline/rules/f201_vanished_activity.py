"""En aktivitet har försvunnit utan utfall.

Förra årets plan hade aktiviteten. I årets finns den inte, och förra årets uppföljning säger inte hur det gick, eller
säger att den fortsätter. Jämförelsen görs bara när förra årets uppföljning finns.

Grund: Planerna följs upp årligen inom ordinarie styrning, aktivitet för aktivitet.
Åtgärd: Skriv utfallet i förra årets uppföljning, eller ta med aktiviteten i årets plan.

Fel:
    forebyggande_arbete:
      aktiviteter:
      ^^^^^^^^^^^
        - id: F1
          aktivitet: Trygghetsrådet behandlar lägesbilden vid fyra möten
    # 2022/uppfoljning.yaml
    aktiviteter:
      - {id: F8, ar: ~, fortsatter: ~}
    ---
    forebyggande_arbete:
      aktiviteter:
      ^^^^^^^^^^^
        - id: F1
          aktivitet: Trygghetsrådet behandlar lägesbilden vid fyra möten
    # 2022/uppfoljning.yaml
    aktiviteter:
      - {id: F8, fortsatter: ja}
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Trygghetsrådet behandlar lägesbilden vid fyra möten
    # 2022/uppfoljning.yaml
    aktiviteter:
      - {id: F8, ar: avbruten, avvikelse: Lokalen stängdes., fortsatter: nej}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier, Past
from pipeline.outcome import Outcome
from pipeline.rules.over_the_years import counterpart
from pipeline.rules.rule import Rule


def vanished_activity(dossier: Dossier) -> Iterator[Finding]:
    """Yield the table of each activity of last year's that is gone and whose outcome does not end it."""
    now = [activity for _, activity in dossier.plan.activities()]
    ids = {activity.id for activity in now}  # one that has come to mean something else, F203 tells
    for past in dossier.history[0] if dossier.history else ():
        for path, activity in past.plan.activities():
            if past.outcomes is None or activity.id in ids or counterpart(activity, now):
                continue
            outcome = past.outcomes.of(activity.id)
            why = _why(outcome)
            if why:
                yield Finding(
                    _table(dossier, path),
                    f"aktivitet {activity.id} fanns i planen för {_whose(dossier, past)} men finns inte i årets, {why}",
                    f"skriv utfallet i uppföljningen för {past.plan.ar}, eller ta med aktiviteten i årets plan",
                )


def _why(outcome: Outcome | None) -> str:
    """Return what is wrong with an activity's end, or nothing."""
    if outcome is not None and outcome.fortsatter:
        return "fast uppföljningen säger att den fortsätter"
    if outcome is None or not (outcome.ar or outcome.t1 or outcome.t2 or outcome.fortsatter is False):
        return "och uppföljningen säger inte hur det gick"
    return ""


def _whose(dossier: Dossier, past: Past) -> str:
    board = dossier.boards.get(past.plan.namnd)
    return f"{past.plan.ar}" if past.plan.namnd == dossier.plan.namnd or not board else f"{board.namn} {past.plan.ar}"


def _table(dossier: Dossier, path: Path) -> Path:
    """Return the path of the table that an activity stood in, or of what there is of it."""
    place = path[:-1]
    while place and place not in dossier.source.spans:
        place = place[:-1]
    return place


F201 = Rule("F201", Severity.WARNING, __doc__, vanished_activity)
