"""Ett mål, nämndmål eller en indikator är inte bedömd.

I verksamhetsberättelsen bedöms varje mål som planen följs upp under: helt, delvis eller ej. Detsamma gäller nämndens
egna mål under det, och indikatorerna mot årsmålet.

Grund: Stadens verksamhetsberättelser bedömer målen med helt, delvis eller ej.
Åtgärd: Lägg till `bedomning`.

Fel:
    # uppfoljning.yaml
    mal:
    ^^^
      []
    ---
    # uppfoljning.yaml
    mal:
      - {nummer: '3.6'}
         ^^^^^^^^^^^^
Rätt:
    # uppfoljning.yaml
    rapport: tertialrapport 1
    mal: []
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.assessments import assessed
from pipeline.rules.both_files import in_plan
from pipeline.rules.rule import Rule


def goal_not_graded(dossier: Dossier) -> Iterator[Finding]:
    """Yield each goal of the plan that the year's report does not grade, and what is ungraded under a goal."""
    outcomes, goals = dossier.outcomes, dossier.plan.goals()
    if outcomes is None or outcomes.rapport != "verksamhetsberättelse":
        return
    told = [goal.nummer for goal in outcomes.mal]
    for number in goals[1].mal if goals else ():
        if number not in told:
            where = in_plan(dossier, (*goals[0], "mal")) if goals else ""
            message = f"mål {number} bedöms inte, men planen följs upp under det ({where})"
            remedy = f'lägg till `- nummer: "{number}"` under `mal`, med `bedomning` och `kommentar`'
            yield Finding(("mal",), message, remedy, file=OUTCOMES_NAME)
    for path, what, graded in assessed(outcomes):
        if graded.bedomning is None:
            message = f"{what} är inte bedömt, men ska vara helt, delvis eller ej"
            yield Finding(path, message, "lägg till `bedomning: helt`, `delvis` eller `ej`", file=OUTCOMES_NAME)


U202 = Rule("U202", Severity.ERROR, __doc__, goal_not_graded)
