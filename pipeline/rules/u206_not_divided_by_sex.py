"""En indikator som räknar individer är inte uppdelad på kön.

Utfallet av en indikator som bygger på individer redovisas för kvinnor och män.

Grund: Staden redovisar könsuppdelat där indikatorn bygger på individer.
Åtgärd: Lägg till `konsuppdelat: {kvinnor: …, man: …}`, eller skriv i en kommentar varför det inte går.

Fel:
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: helt
        indikatorer: [{namn: Andel utbildade, arsmal: 90 procent, utfall: 95 procent, individer: ja, bedomning: helt}]
                       ^^^^^^^^^^^^^^^^^^^^^
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


def not_divided_by_sex(dossier: Dossier) -> Iterator[Finding]:
    """Yield each indicator of individuals whose outcome is not told for women and men."""
    for number, goal in enumerate(dossier.outcomes.mal if dossier.outcomes else ()):
        for place, indicator in enumerate(goal.indikatorer):
            if indicator.individer and indicator.utfall and indicator.konsuppdelat is None:
                yield Finding(
                    ("mal", item(number), "indikatorer", item(place)),
                    f"indikatorn {indicator.namn} räknar individer, men utfallet är inte uppdelat på kön",
                    "lägg till `konsuppdelat: {kvinnor: …, man: …}`",
                    file=OUTCOMES_NAME,
                )


U206 = Rule("U206", Severity.WARNING, __doc__, not_divided_by_sex)
