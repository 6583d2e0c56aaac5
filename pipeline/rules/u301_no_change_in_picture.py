"""Uppföljningen säger inget om lägesbilden.

I verksamhetsberättelsen står i ett eller två stycken vad som har ändrats i lägesbilden, eller att den är oförändrad.

Grund: Lägesbilden revideras varje år, vid verksamhetsplaneringen.
Åtgärd: Skriv `lagesbild`.

Fel:
    # uppfoljning.yaml
    lagesbild: ''
    ^^^^^^^^^
Rätt:
    # uppfoljning.yaml
    lagesbild: Läget är oförändrat.
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.rule import Rule


def no_change_in_picture(dossier: Dossier) -> Iterator[Finding]:
    """Yield a year's report that says nothing of the lägesbild."""
    outcomes = dossier.outcomes
    if outcomes and outcomes.rapport == "verksamhetsberättelse" and not (outcomes.lagesbild or "").strip():
        yield Finding(
            ("lagesbild",),
            "uppföljningen säger inte vad som har ändrats i lägesbilden under året",
            "lägg till `lagesbild:` med ett eller två stycken; är läget oförändrat, skriv det",
            file=OUTCOMES_NAME,
        )


U301 = Rule("U301", Severity.WARNING, __doc__, no_change_in_picture)
