"""Det framgår inte om aktiviteten fortsätter nästa år.

När året är slut ska varje aktivitet säga om den fortsätter. Nästa års plan börjar i det.

Grund: Planen revideras varje år och bygger på uppföljningen.
Åtgärd: Skriv `fortsatter: ja` eller `fortsatter: nej`.

Fel:
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        ^^^^^^
        fortsatter: ~
Rätt:
    # uppfoljning.yaml
    rapport: tertialrapport 2
    aktiviteter:
      - id: F1
        fortsatter: ~
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.rule import Rule


def continuation_unknown(dossier: Dossier) -> Iterator[Finding]:
    """Yield each outcome of the year that does not say whether its activity goes on."""
    outcomes = dossier.outcomes
    if outcomes is None or outcomes.rapport != "verksamhetsberättelse":
        return
    for path, outcome in outcomes.outcomes():
        if outcome.fortsatter is None:
            yield Finding(
                path,
                f"aktivitet {outcome.id} säger inte om den fortsätter nästa år",
                "skriv `fortsatter: ja` eller `fortsatter: nej`",
                file=OUTCOMES_NAME,
            )


U106 = Rule("U106", Severity.WARNING, __doc__, continuation_unknown)
