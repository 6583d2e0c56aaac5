"""En aktivitet som är avslutad förs vidare som den var.

Förra årets uppföljning säger att aktiviteten är genomförd eller avbruten, eller att den inte fortsätter, och ändå står
den oförändrad i årets plan. Oftast har raden följt med när planen fördes över till det nya året.

Grund: Planerna följs upp årligen, och uppföljningen ska märkas i nästa plan.
Åtgärd: Ta bort aktiviteten, skriv vad som görs i år, eller ange `fortsatter: ja` i förra årets uppföljning.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F8
              ^^
          aktivitet: Fritidsledarna ordnar två öppna kvällar för föräldrar
          ansvarig: [{funktion: Enhetschef, enhet: fritidsenheten}]
          tidplan: {typ: engång, datum: 2023-10}
          uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}
          syfte: Föräldrar ska känna till vilket stöd som finns.
          miljoer: [högerextremism]
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F8
          aktivitet: Fritidsledarna ordnar två öppna kvällar för föräldrar, nu också på helgerna
          ansvarig: [{funktion: Enhetschef, enhet: fritidsenheten}]
          tidplan: {typ: engång, datum: 2023-10}
          uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}
          syfte: Föräldrar ska känna till vilket stöd som finns.
          miljoer: [högerextremism]
"""

from collections.abc import Iterator

from pipeline.activity import Activity
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.outcome import Outcome
from pipeline.rules.over_the_years import content, counterpart
from pipeline.rules.rule import Rule

_OVER = ("genomförd", "avbruten")


def done_and_carried_on(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity that is as it was last year, although the follow-up ended it."""
    for path, activity in dossier.plan.activities():
        for past in dossier.history[0] if dossier.history else ():
            then = counterpart(activity, [other for _, other in past.plan.activities()])
            outcome = past.outcomes.of(then.id) if past.outcomes and then else None
            said = ended(outcome) if outcome else ""
            if then and said and _unchanged(then, activity):
                yield Finding(
                    (*path, "id"),
                    f"aktivitet {activity.id} står kvar oförändrad, men uppföljningen för {past.plan.ar} säger att den "
                    f"{said}",
                    "ta bort aktiviteten, eller skriv vad som görs i år",
                )


def ended(outcome: Outcome) -> str:
    """Return how a follow-up ends an activity: `är genomförd`, `inte fortsätter`; nothing when it goes on."""
    if outcome.fortsatter is False:
        return "inte fortsätter"
    if outcome.fortsatter is None and outcome.ar and outcome.ar.status in _OVER:
        return f"är {outcome.ar.status}"
    return ""


def _unchanged(then: Activity, now: Activity) -> bool:
    return content(then) == content(now)


F202 = Rule("F202", Severity.WARNING, __doc__, done_and_carried_on)
