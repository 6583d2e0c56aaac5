"""Activities followed from one year's plan to the next: by id, and by likeness where ids differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline import markup, words
from pipeline.activity import Activity
from pipeline.dossier import Past

LIKENESS = 0.6  # more than this and two ids name one thing


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
        if other.id == activity.id and likeness(other.aktivitet, activity.aktivitet) >= words.SAME_THING:
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
    return tuple(words.without_years(text or "") for text in (*said, *when, words.joined(activity.miljoer)))
