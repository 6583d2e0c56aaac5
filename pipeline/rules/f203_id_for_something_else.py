"""Ett id har fått betyda något annat.

Aktiviteten har samma id som en aktivitet i förra årets plan, men text, syfte och ansvarig är andra. Då ser det ut som
om den gamla aktiviteten fortsätter, i jämförelsen mellan åren och i uppföljningen.

Grund: Planen följs upp årligen, aktivitet för aktivitet. Ett id behålls från år till år.
Åtgärd: Ge den nya aktiviteten ett eget, oanvänt id. Har du bara skrivit om samma aktivitet, säg det i en kommentar.

Fel:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
              ^^
          aktivitet: Fritidsledarna ordnar fyra öppna kvällar på ungdomsgården
          ansvarig: [{funktion: Enhetschef, enhet: fritidsenheten}]
          syfte: Nå unga på deras fritid.
Rätt:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          aktivitet: Familjeenheten erbjuder alla anhöriga som hör av sig minst två samtal
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H2
          aktivitet: Fritidsledarna ordnar fyra öppna kvällar på ungdomsgården
          ansvarig: [{funktion: Enhetschef, enhet: fritidsenheten}]
          tidplan: {typ: återkommande, frekvens: 4 gånger per år}
          uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}
          syfte: Nå unga på deras fritid.
          miljoer: [högerextremism]
"""

from collections.abc import Iterator

from pipeline.activity import Activity
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.over_the_years import activities, likeness
from pipeline.rules.rule import Rule
from pipeline.words import SAME_THING


def id_for_something_else(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity whose id last year's plan gave to something unlike it."""
    pasts = dossier.history[0] if dossier.history else ()
    before = tuple(
        activities(past for past in pasts if past.plan.namnd == dossier.plan.namnd)
    )  # a new board counts anew
    for path, activity in dossier.plan.activities():
        named = [other for other in before if other.id == activity.id]
        if named and all(_is_another(other, activity) for other in named):
            yield Finding(
                (*path, "id"),
                f"aktivitet {activity.id} handlar om något annat än {activity.id} i planen för {dossier.plan.ar - 1}, "
                "men ett id ska betyda samma sak år från år",
                "ge aktiviteten ett eget, oanvänt id, eller skriv i en kommentar att det är samma aktivitet",
            )


def _is_another(then: Activity, now: Activity) -> bool:
    """Return whether two rows share neither words, aim nor who answers for them."""
    aim = bool(now.syfte) and likeness(then.syfte or "", now.syfte or "") >= SAME_THING
    who = {who.label for who in then.ansvarig} & {who.label for who in now.ansvarig}
    return not aim and not who and likeness(then.aktivitet, now.aktivitet) < SAME_THING


F203 = Rule("F203", Severity.WARNING, __doc__, id_for_something_else)
