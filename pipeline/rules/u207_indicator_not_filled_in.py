"""En indikator saknar årsmål eller utfall.

En bedömning av en indikator säger hur utfallet är mot årsmålet. Båda behövs.

Grund: Indikatorer bedöms mot sitt årsmål.
Åtgärd: Fyll i `arsmal` och `utfall`.

Fel:
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: helt
        indikatorer: [{namn: Antal möten, utfall: 4 möten, bedomning: helt}]
                       ^^^^^^^^^^^^^^^^^
Rätt:
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: helt
        indikatorer: [{namn: Antal möten, arsmal: 4 möten, utfall: 4 möten, bedomning: helt}]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.rule import Rule
from pipeline.words import joined


def indicator_not_filled_in(dossier: Dossier) -> Iterator[Finding]:
    """Yield each graded indicator that lacks what the grade compares."""
    for number, goal in enumerate(dossier.outcomes.mal if dossier.outcomes else ()):
        for place, indicator in enumerate(goal.indikatorer):
            lacking = [
                what for what, found in (("årsmål", indicator.arsmal), ("utfall", indicator.utfall)) if not found
            ]
            if indicator.bedomning and lacking:
                yield Finding(
                    ("mal", item(number), "indikatorer", item(place)),
                    f"indikatorn {indicator.namn} är bedömd, men saknar {joined(lacking)}",
                    "fyll i `arsmal` och `utfall`",
                    file=OUTCOMES_NAME,
                )


U207 = Rule("U207", Severity.WARNING, __doc__, indicator_not_filled_in)
