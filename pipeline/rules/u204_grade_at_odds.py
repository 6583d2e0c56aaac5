"""Målets bedömning stämmer inte med nämndmålen under det.

Ett mål är helt uppfyllt när alla nämndmål är det, och bara då. Det kan vara ej uppfyllt bara om något nämndmål är
det. Har alla nämndmål samma bedömning har målet den också.

Grund: Bedömningen av målet grundas på bedömningen av nämndens egna mål.
Åtgärd: Rätta den bedömning som är fel.

Fel:
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: helt
                   ^^^^
        delmal: [{namn: Stöd ges, bedomning: delvis, kommentar: Få har hört av sig.}]
    ---
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: ej
                   ^^
        kommentar: Arbetet har stannat av.
        delmal: [{namn: Stöd ges, bedomning: delvis, kommentar: Få har hört av sig.}]
Rätt:
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: delvis
        kommentar: Arbetet har kommit en bit på väg.
        delmal: [{namn: Stöd ges, bedomning: delvis, kommentar: Få har hört av sig.}]
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.outcome import Grade
from pipeline.rules.rule import Rule


def grade_at_odds(dossier: Dossier) -> Iterator[Finding]:
    """Yield each goal whose grade the grades under it rule out; one that is not graded rules out nothing."""
    for number, goal in enumerate(dossier.outcomes.mal if dossier.outcomes else ()):
        below = [part.bedomning for part in goal.delmal]
        if goal.bedomning and below and None not in below and goal.bedomning not in _possible(set(below)):
            counts = [f"{below.count(grade)} {grade}" for grade in ("helt", "delvis", "ej") if grade in below]
            yield Finding(
                ("mal", item(number), "bedomning"),
                f"mål {goal.nummer} är bedömt som {goal.bedomning}, men nämndmålen under det är {words.joined(counts)}",
                f"skriv {words.joined(sorted(_possible(set(below)), reverse=True), 'eller')}, eller rätta nämndmålen",
                file=OUTCOMES_NAME,
            )


def _possible(below: set[Grade | None]) -> set[Grade]:
    if len(below) == 1:
        return {grade for grade in below if grade}
    return {"delvis", "ej"} if "ej" in below else {"delvis"}


U204 = Rule("U204", Severity.ERROR, __doc__, grade_at_odds)
