"""The years that a schedule touches."""

from __future__ import annotations

from pipeline.activity import Activity, Schedule

_NO_BEGINNING, _NO_END = 0, 9999


def years(schedule: Schedule) -> tuple[int, int]:
    """Return the first and last year of a schedule; one without beginning or end reaches 0 or 9999."""
    first = schedule.datum or schedule.fran or schedule.sedan
    last = schedule.datum or schedule.till
    return (int(first[:4]) if first else _NO_BEGINNING, int(last[:4]) if last else _NO_END)


def is_planned_too_early(activity: Activity, year: int) -> bool:
    """Return whether an activity is called planned, but for a time before `year`."""
    return activity.status == "planerad" and years(activity.tidplan)[1] < year
