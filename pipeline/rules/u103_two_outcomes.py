"""En aktivitet har två utfall.

Samma id står två gånger i uppföljningen. Bara det första skulle komma med, och det andra försvinna.

Grund: Varje aktivitet har exakt ett utfall.
Åtgärd: För ihop de två posterna, eller rätta id.

Fel:
    # uppfoljning.yaml
    aktiviteter:
      - {id: F1, ar: genomförd, fortsatter: ja}
      - {id: H1, ar: genomförd, fortsatter: ja}
      - {id: K1, ar: genomförd, fortsatter: ja}
      - {id: K1, ar: genomförd, fortsatter: nej}
             ^^
Rätt:
    # uppfoljning.yaml
    aktiviteter:
      - {id: K1, ar: genomförd, fortsatter: nej}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.rule import Rule


def two_outcomes(dossier: Dossier) -> Iterator[Finding]:
    """Yield each outcome of an activity that has one already."""
    seen: set[str] = set()
    for path, outcome in dossier.outcomes.outcomes() if dossier.outcomes else ():
        if outcome.id in seen:
            yield Finding(
                (*path, "id"),
                f"aktivitet {outcome.id} har redan ett utfall, men ska ha exakt ett",
                "för ihop de två posterna, eller rätta id",
                file=OUTCOMES_NAME,
            )
        seen.add(outcome.id)


U103 = Rule("U103", Severity.ERROR, __doc__, two_outcomes, may_be_allowed=False)
