"""Det som inte är helt uppfyllt saknar kommentar.

För varje mål, nämndmål och indikator som är delvis eller ej uppfyllt står det varför, och vad nämnden gör åt det.

Grund: Stadens rapporter ger en kommentar till varje indikator som inte är helt uppfylld.
Åtgärd: Skriv en `kommentar`.

Fel:
    # uppfoljning.yaml
    mal:
      - {nummer: "3.6", bedomning: delvis}
                                   ^^^^^^
    ---
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: delvis
        kommentar: Indikatorn nådde inte årsmålet.
        indikatorer: [{namn: Antal möten, arsmal: 4 möten, utfall: 2 möten, bedomning: ej}]
                                                                                       ^^
Rätt:
    # uppfoljning.yaml
    mal:
      - {nummer: "3.6", bedomning: helt}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.assessments import assessed
from pipeline.rules.rule import Rule


def no_comment_on_grade(dossier: Dossier) -> Iterator[Finding]:
    """Yield each grade below helt that nothing is said of."""
    for path, what, graded in assessed(dossier.outcomes) if dossier.outcomes else ():
        if graded.bedomning in ("delvis", "ej") and not (graded.kommentar or "").strip():
            yield Finding(
                (*path, "bedomning"),
                f"{what} är {'delvis' if graded.bedomning == 'delvis' else 'inte'} uppfyllt, men har ingen kommentar",
                "lägg till `kommentar:` med orsaken och vad nämnden gör åt det",
                file=OUTCOMES_NAME,
            )


U203 = Rule("U203", Severity.ERROR, __doc__, no_comment_on_grade)
