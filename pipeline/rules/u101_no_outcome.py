"""En aktivitet i planen har inget utfall.

Varje aktivitet i planen redovisas, också den som inte blev av. Raden står i planen, men dess id finns inte i
uppföljningen.

Grund: Planen följs upp varje år i ordinarie styrning, aktivitet för aktivitet.
Åtgärd: Lägg till en post med aktivitetens id under `aktiviteter`.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F7
          aktivitet: Fritidsgården ordnar tre kvällar om demokrati
          ansvarig: [{funktion: Enhetschef, enhet: fritidsenheten}]
          tidplan: {typ: återkommande, frekvens: 3 gånger per år}
          uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}
          syfte: Ge unga ett forum.
          matt: Antal kvällar, minst 3.
          miljoer: [högerextremism]
    # uppfoljning.yaml
    aktiviteter:
    ^^^^^^^^^^^
      - id: F1
        fortsatter: ja
Rätt:
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        fortsatter: ja
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.both_files import in_plan
from pipeline.rules.rule import Rule


def no_outcome(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity of the plan that the follow-up says nothing of."""
    outcomes = dossier.outcomes
    for path, activity in dossier.plan.activities() if outcomes else ():
        if outcomes and outcomes.of(activity.id) is None:
            yield Finding(
                ("aktiviteter",),
                f"aktivitet {activity.id} står i planen ({in_plan(dossier, path)}), men har inget utfall",
                f"lägg till `- id: {activity.id}` med status, också om den inte blev av",
                file=OUTCOMES_NAME,
            )


U101 = Rule("U101", Severity.ERROR, __doc__, no_outcome, may_be_allowed=False)
