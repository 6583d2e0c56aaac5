"""A merged board's plan held against those of the boards that it took over from, by the words of the activities alone.

The ids of two plans mean different things, so that what is told of one plan's changes cannot be told of two.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import markup, words
from pipeline.activity import Activity
from pipeline.documents.since_last_year.activities import shown
from pipeline.dossier import Dossier, Past


def compared(dossier: Dossier, pasts: Sequence[Past]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return sentences on how many activities stand as they stood in each plan, and lists of the new and the gone."""
    now = [activity for _, activity in dossier.plan.activities()]
    boards = [dossier.boards[past.plan.namnd] for past in pasts]  # they are known by their successor in the register
    then = [[activity for _, activity in past.plan.activities()] for past in pasts]
    kept = {_words(activity) for activity in now}
    known = [{_words(activity) for activity in activities} for activities in then]
    new = [activity for activity in now if _words(activity) not in set().union(*known)]
    gone = [[activity for activity in activities if _words(activity) not in kept] for activities in then]
    stand = [
        f"{_some(sum(_words(activity) in words_of for activity in now))} i {board.genitive} plan"
        for board, words_of in zip(boards, known, strict=True)
    ]
    sentences = [
        f"Nämnden har tagit över efter {words.joined([board.namnd for board in boards])}.",
        f"Deras planer för {pasts[0].plan.ar} jämförs här med den nya, aktivitet för aktivitet.",
        f"Av {words.spelled(len(now))} aktiviteter i planen står {words.joined(stand)} med samma ord.",
        f"{words.capitalised(_some(len(new)))} är {'nya eller omskrivna' if len(new) > 1 else 'ny eller omskriven'}.",
        "Övriga texter jämförs inte.",
    ]
    return sentences, [
        ("Nya eller omskrivna aktiviteter", _lines(new)),
        *(
            (f"Aktiviteter ur {board.genitive} plan som inte står kvar med samma ord", _lines(activities))
            for board, activities in zip(boards, gone, strict=True)
        ),
    ]


def _some(number: int) -> str:
    return words.spelled(number) if number else "ingen"


def _lines(activities: Sequence[Activity]) -> list[str]:
    return [f"{activity.id}: {shown(activity)}" for activity in activities]


def _words(activity: Activity) -> str:
    return markup.plain(activity.aktivitet).casefold()
