"""Två aktiviteter har samma eller nästan samma text.

Oftast är den ena kopierad från den andra och inte ändrad färdigt. Jämförelsen bryr sig inte om stora och små
bokstäver, skiljetecken eller radbrytningar. Rader som bara skiljer sig i en siffra räknas som olika.

Grund: Aktiviteter ska vara preciserade i planen, och var och en följs upp för sig.
Åtgärd: Slå ihop raderna – `ansvarig` kan ha flera – eller skriv vad som skiljer dem åt.

Fel:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          aktivitet: Trygghetsrådet behandlar lägesbilden vid fyra mötena.
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          aktivitet: Trygghetsrådet bjuder in anhörigföreningarna till ett av sina fyra möten
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          aktivitet: Trygghetsrådet behandlar enkätsvaren vid två möten
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.activity import Activity
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_LIKE = 0.92  # of the letters
_COMPARED = 2_000  # letters; a row is never that long, and the comparison is slow


def twin_activities(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity whose text an earlier one already has, or nearly."""
    earlier: list[tuple[list[str], Activity]] = []
    for path, activity in dossier.plan.activities():
        text = re.findall(r"\w+", activity.aktivitet.lower())
        twin = next((other for known, other in earlier if _alike(text, known)), None)
        earlier.append((text, activity))
        if twin:
            same = "samma" if twin.aktivitet == activity.aktivitet else "nästan samma"
            yield Finding(
                (*path, "aktivitet"),
                f"aktivitet {activity.id} har {same} text som aktivitet {twin.id}, men varje rad ska ha sin egen",
                "slå ihop raderna – `ansvarig` kan ha flera – eller skriv vad som skiljer dem åt",
            )


def _alike(text: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two texts, as words, have nearly the same letters and exactly the same figures."""
    if len(set(text) & set(other)) * 2 < max(len(text), len(other), 1):
        return False  # the letters are slow to compare, and most pairs share few words
    if any(word.isdecimal() for word in set(text) ^ set(other)):
        return False
    one, two = " ".join(text)[:_COMPARED], " ".join(other)[:_COMPARED]
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _LIKE


A104 = Rule("A104", Severity.WARNING, __doc__, twin_activities)
