"""Uppföljningen bedömer ett mål som planen inte följs upp under.

Planen säger under vilka av kommunfullmäktiges mål den följs upp. Numren är årets: samma nummer kan vara ett annat mål
ett annat år. Ett mål bedöms en gång.

Grund: Uppföljningen sker under de mål som planen anger.
Åtgärd: Rätta numret, eller lägg till målet i planen.

Fel:
    # uppfoljning.yaml
    mal:
      - {nummer: "3.6", bedomning: helt}
      - {nummer: "3.9", bedomning: helt}
                  ^^^
    ---
    # uppfoljning.yaml
    mal:
      - {nummer: "3.6", bedomning: helt}
      - {nummer: "3.6", bedomning: helt}
                  ^^^
Rätt:
    # uppfoljning.yaml
    mal:
      - {nummer: "3.6", bedomning: helt}
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.both_files import in_plan
from pipeline.rules.rule import Rule


def goal_not_planned(dossier: Dossier) -> Iterator[Finding]:
    """Yield each goal that is not the plan's, or that is graded already."""
    goals = dossier.plan.goals()
    planned = goals[1].mal if goals else ()
    seen: set[str] = set()
    for number, goal in enumerate(dossier.outcomes.mal if dossier.outcomes else ()):
        wrong = ""
        if goal.nummer not in planned:
            where = in_plan(dossier, (*goals[0], "mal")) if goals else ""
            wrong = f"bedöms, men planen följs upp under {words.joined(planned) or 'inget mål'} ({where})"
        elif goal.nummer in seen:
            wrong = "bedöms två gånger"
        seen.add(goal.nummer)
        if wrong:
            yield Finding(
                ("mal", item(number), "nummer"),
                f"mål {goal.nummer} {wrong}",
                "rätta numret, eller ta bort målet",
                file=OUTCOMES_NAME,
            )


U201 = Rule("U201", Severity.ERROR, __doc__, goal_not_planned)
