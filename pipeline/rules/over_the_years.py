"""Activities followed from one year's plan to the next: by id, and by likeness where ids differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline import markup, words
from pipeline.activity import Activity
from pipeline.dossier import Past

SAME_THING = 0.25  # of the words: less than this and one id names two things
LIKENESS = 0.6  # more than this and two ids name one thing
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def likeness(one: str, other: str) -> float:
    """Return how many of their longer words two texts share, from 0 to 1; 1 for two without any."""
    return words.likeness(markup.plain(one), markup.plain(other))


def activities(pasts: Iterable[Past]) -> Iterator[Activity]:
    """Yield the activities of some boards' plans."""
    for past in pasts:
        yield from (activity for _, activity in past.plan.activities())


def counterpart(activity: Activity, others: Sequence[Activity]) -> Activity | None:
    """Return what `activity` is among `others`: the one with its id if it is the same thing, else the most like it."""
    for other in others:
        if other.id == activity.id and likeness(other.aktivitet, activity.aktivitet) >= SAME_THING:
            return other
    like = [(likeness(other.aktivitet, activity.aktivitet), -n, other) for n, other in enumerate(others)]
    best = max(like, default=None, key=lambda found: found[:2])
    return best[2] if best and best[0] >= LIKENESS else None


def content(activity: Activity) -> tuple[str, ...]:
    """Return what an activity says of itself, without years and wrapping: equal when nothing has changed.

    Who answers for it and where it is told do not count, nor does its status.
    """
    schedule = activity.tidplan
    said = (activity.aktivitet, activity.syfte, activity.forvantad_effekt, activity.matt)
    when = (schedule.typ, schedule.frekvens, schedule.anmarkning)
    return tuple(without_years(text or "") for text in (*said, *when, words.joined(activity.miljoer)))


def without_years(text: str) -> str:
    """Return `text` with every year the same and every run of white space as one space."""
    return _YEAR.sub("ÅÅÅÅ", words.normalised(text))
