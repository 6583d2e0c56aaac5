"""Kommentaren räknar nämndmålen på ett annat sätt än bedömningarna.

Nämnden skriver till exempel att två av fem mål har uppfyllts helt. Talen ska vara desamma som i bedömningarna.

Grund: Bedömningen grundas på nämndmålen, och kommentaren säger hur många.
Åtgärd: Rätta talen, eller bedömningarna.

Fel:
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: delvis
        kommentar: Ett av tre nämndmål har uppfyllts helt.
                   ^^^^^^^^^^^^^^^^^^^
        delmal:
          - {namn: Medarbetarna vet vart de vänder sig, bedomning: helt}
          - {namn: Anhöriga får stöd, bedomning: delvis, kommentar: Få anhöriga har hört av sig.}
Rätt:
    # uppfoljning.yaml
    mal:
      - nummer: "3.6"
        bedomning: delvis
        kommentar: Ett av två nämndmål har uppfyllts helt.
        delmal:
          - {namn: Medarbetarna vet vart de vänder sig, bedomning: helt}
          - {namn: Anhöriga får stöd, bedomning: delvis, kommentar: Få anhöriga har hört av sig.}
"""

import re
from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.rule import Rule

_COUNT = re.compile(
    r"(?P<some>\w+)\s+av\s+(?:(?:de|nämndens)\s+)?(?P<all>\w+)\s+(?:nämnd|del)?mål(?:en)?\b"
    r"(?P<rest>[^.]{0,40}?\b(?P<grade>helt|delvis))?",
    re.I,
)


def count_in_comment(dossier: Dossier) -> Iterator[Finding]:
    """Yield each count in a goal's comment that is not the number of its nämndmål, or of those with that grade."""
    for number, goal in enumerate(dossier.outcomes.mal if dossier.outcomes else ()):
        grades = [part.bedomning for part in goal.delmal]
        for match in _COUNT.finditer(goal.kommentar or "") if grades else ():
            some, whole = words.number(match["some"]), words.number(match["all"])
            if some is None or whole is None:
                continue
            graded = grades.count("helt" if match["grade"] and match["grade"].lower() == "helt" else "delvis")
            if whole != len(grades) or (match["grade"] and some != graded):
                right = [f"{grades.count(grade)} {grade}" for grade in ("helt", "delvis", "ej") if grade in grades]
                end = match.end() if match["grade"] is None else match.start("rest")
                yield Finding(
                    ("mal", item(number), "kommentar"),
                    f"kommentaren säger {words.normalised(match[0])}, men nämndmålen är {len(grades)}: "
                    f"{words.joined(right)}",
                    "rätta talen, eller bedömningarna",
                    (match.start(), end),
                    file=OUTCOMES_NAME,
                )


U205 = Rule("U205", Severity.WARNING, __doc__, count_in_comment)
