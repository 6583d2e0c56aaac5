"""Målet finns inte bland årets mål.

Numret under `uppfoljning.mal` ska vara ett av kommunfullmäktiges mål för verksamhetsområdet samma år. Målen och
deras nummer byts med budgeten, så förra årets nummer kan betyda något annat eller inget alls. Så länge årets
stad.yaml inte har några mål får ett utkast vänta på dem.

Grund: Planen följs upp inom ordinarie styrning, under ett av kommunfullmäktiges mål för året.
Åtgärd: Skriv numret på ett av årets mål.

Fel:
    uppfoljning:
      mal: ["4.1"]
             ^^^
Rätt:
    uppfoljning:
      mal: ["3.6"]
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def unknown_goal(dossier: Dossier) -> Iterator[Finding]:
    """Yield each goal that the plan is followed up under and that is not the council's that year."""
    chapter = dossier.plan.goals()
    if chapter is None:
        return
    if not dossier.city.mal and not dossier.plan.has_reached("samråd"):
        return  # nobody can know them before the budget is decided
    path, goals = chapter
    known = [f"{goal.nummer} {goal.text}" for goal in dossier.city.mal]
    for number, goal in enumerate(goals.mal):
        if dossier.city.goal(goal) is None:
            yield Finding(
                (*path, "mal", item(number)),
                f"målet {goal} finns inte bland kommunfullmäktiges mål för {dossier.city.ar}"
                + (f": {words.joined(known)}" if known else ", och filen med stadens texter har inga mål"),
                "skriv bara numret på ett av årets mål" if known else "lägg till årets mål i stad.yaml",
            )


K103 = Rule("K103", Severity.ERROR, __doc__, unknown_goal)
