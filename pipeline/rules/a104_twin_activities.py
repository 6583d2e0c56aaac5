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
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from pipeline import words
from pipeline.activity import Activity
from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_LIKE = 0.92  # of the letters
_SHARED = 0.5  # of the words; the letters are slow to compare, and most pairs share few words
_COMPARED = 2_000  # letters; a row is never that long, and the comparison is slow


class _Row(NamedTuple):
    path: Path
    activity: Activity
    text: list[str]
    words: frozenset[str]
    figures: frozenset[str]


def twin_activities(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity whose text an earlier one already has, or nearly."""
    rows = [_row(path, activity) for path, activity in dossier.plan.activities()]
    shared = [[(word, row.figures) for word in row.words] for row in rows]
    for number, (row, others) in enumerate(zip(rows, words.sharing(shared, shared, _SHARED), strict=True)):
        path, activity = row.path, row.activity
        twin = next((rows[n].activity for n in others if n < number and _alike(row, rows[n])), None)
        if twin:
            same = "samma" if twin.aktivitet == activity.aktivitet else "nästan samma"
            yield Finding(
                (*path, "aktivitet"),
                f"aktivitet {activity.id} har {same} text som aktivitet {twin.id}, men varje rad ska ha sin egen",
                "slå ihop raderna – `ansvarig` kan ha flera – eller skriv vad som skiljer dem åt",
            )


def _row(path: Path, activity: Activity) -> _Row:
    text = re.findall(r"\w+", activity.aktivitet.lower())
    return _Row(path, activity, text, frozenset(text), frozenset(word for word in text if word.isdecimal()))


def _alike(row: _Row, other: _Row) -> bool:
    """Return whether two texts, as words, have nearly the same letters and exactly the same figures."""
    if row.figures != other.figures or len(row.words & other.words) < _SHARED * max(len(row.text), len(other.text), 1):
        return False
    one, two = " ".join(row.text)[:_COMPARED], " ".join(other.text)[:_COMPARED]
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _LIKE


A104 = Rule("A104", Severity.WARNING, __doc__, twin_activities)
