"""Ett utfall för en aktivitet som inte finns i planen.

Uppföljningen redovisar det som planerades. Oftast är id felskrivet, eller kvar från förra årets uppföljning. Det som
har gjorts utöver planen skrivs som text, till exempel i kommentaren till målet.

Grund: Planen följs upp aktivitet för aktivitet; ingenting annat redovisas som en del av den.
Åtgärd: Rätta id, eller ta bort posten.

Fel:
    # uppfoljning.yaml
    aktiviteter:
      - id: F9
            ^^
        ar: genomförd
        fortsatter: ja
Rätt:
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        ar: genomförd
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.rule import Rule


def not_planned(dossier: Dossier) -> Iterator[Finding]:
    """Yield each outcome whose activity the plan does not have; the text of the plan decides, not the follow-up."""
    planned = [activity.id for _, activity in dossier.plan.activities()]
    for path, outcome in dossier.outcomes.outcomes() if dossier.outcomes else ():
        if outcome.id not in planned:
            yield Finding(
                (*path, "id"),
                f"aktivitet {outcome.id} har ett utfall, men står inte i planen{words.meant(outcome.id, planned)}",
                "rätta id, eller ta bort posten",
                file=OUTCOMES_NAME,
            )


U102 = Rule("U102", Severity.ERROR, __doc__, not_planned, may_be_allowed=False)
