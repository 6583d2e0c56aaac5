"""Tjänsteutlåtandets datum kan inte vara rätt.

Tjänsteutlåtandet skrivs efter samrådet och före mötet, och nära planens år. Annars är oftast en siffra fel, eller
ett datum från förra året kvar.

Grund: Planen tas fram i samråd och behandlas sedan av nämnden.
Åtgärd: Rätta datumet som är fel.

Fel:
    # arende.yaml
    datum: 2023-02-24
           ^^^^^^^^^^
    ---
    # arende.yaml
    datum: 2023-01-11
           ^^^^^^^^^^
    ---
    # arende.yaml
    datum: 2020-01-24
           ^^^^^^^^^^
Rätt:
    # arende.yaml
    datum: 2023-01-12
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.both_files import in_plan
from pipeline.rules.rule import Rule


def impossible_case_date(dossier: Dossier) -> Iterator[Finding]:
    """Yield a case's own day when it cannot be right beside the samråd, the meeting and the plan's year."""
    case, plan = dossier.case, dossier.plan
    if case is None or not case.datum:
        return
    meeting = case.mote.datum or plan.beslut.namnd.datum
    held = max((party.datum for party in plan.beslut.samrad if party.datum), default="")
    wrong = ""
    if abs(int(case.datum[:4]) - plan.ar) > 1:
        wrong = f"men planen gäller {plan.ar}"
    elif meeting and case.datum > meeting:
        wrong = f"men ska vara skrivet före mötet, som är {meeting}"
    elif case.datum < held:
        where = in_plan(dossier, ("beslut", "samrad"))
        wrong = f"men ska vara skrivet efter samrådet, som hölls {held} ({where})"
    if wrong:
        yield Finding(
            ("datum",),
            f"tjänsteutlåtandet är daterat {case.datum}, {wrong}",
            "rätta datumet, eller det som det jämförs med",
            file=CASE_NAME,
        )


E105 = Rule("E105", Severity.WARNING, __doc__, impossible_case_date)
