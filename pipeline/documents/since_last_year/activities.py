"""What has happened to each activity between two years' plans, as a board asks: new, ended, changed or as before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline import markup, words
from pipeline.activity import Activity
from pipeline.change import Change, ChangeSet, Field, How, Kind, Place
from pipeline.diagnostics import Path
from pipeline.dossier import Dossier
from pipeline.markup import Blocks

_WORDS = 110  # signs of an activity's words that say which it is
_FORMER = 60  # signs of what stood in a field before
_FORMER_TOLD = ("ansvarig", "tidplan")  # fields whose former value a board wants to see


class Fate(StrEnum):
    """What has happened to an activity."""

    NEW = "ny"
    CHANGED = "ändrad"
    ENDED = "borttagen"
    SAME = "oförändrad"


@dataclass(frozen=True)
class Fated:
    """An activity and what has happened to it; `line` tells it, and is empty where it is as before."""

    fate: Fate
    id: str
    chapter: str
    line: str


def fates(changes: ChangeSet, old: Dossier, new: Dossier) -> tuple[Fated, ...]:
    """Return every activity of both plans, in the document's order.

    Only another year, or another place in the table, is no change.
    """
    before, after = dict(old.plan.activities()), dict(new.plan.activities())
    of: dict[tuple[Path, Path], list[Change]] = {}
    for change in changes.changes:
        if change.kind is Kind.ACTIVITY:
            of.setdefault((_path(change.old), _path(change.new)), []).append(change)
    return tuple(fated for group in of.values() for fated in _fated(group, before, after))


def shown(activity: Activity) -> str:
    """Return an activity's words, shortened, as a sentence."""
    said = words.shortened(markup.plain(activity.aktivitet), _WORDS)
    return said if said.endswith(("…", "!", "?")) else f"{said}."


def _path(place: Place | None) -> Path:
    return place.path if place else ()


def _fated(group: Sequence[Change], before: Mapping[Path, Activity], after: Mapping[Path, Activity]) -> Iterator[Fated]:
    """Yield what has happened to one activity; two when its id has come to name something else."""
    old, new = group[0].old, group[0].new
    then, now = (before[old.path] if old else None), (after[new.path] if new else None)
    if then and now and new and _is_one(then, now):
        happened = _happened(group)
        line = f"Ändrad aktivitet, {now.id}: {shown(now)} {' '.join(happened)}" if happened else ""
        yield Fated(Fate.CHANGED if happened else Fate.SAME, now.id, new.chapter, line)
        return
    reused = " i den förra planen" if then and now and then.id == now.id else ""
    if now and new:
        yield Fated(Fate.NEW, now.id, new.chapter, f"Ny aktivitet, {now.id}: {shown(now)}")
    if then and old:
        yield Fated(Fate.ENDED, then.id, old.chapter, f"Borttagen aktivitet, {then.id}{reused}: {shown(then)}")


def _is_one(then: Activity, now: Activity) -> bool:
    return words.likeness(markup.plain(then.aktivitet), markup.plain(now.aktivitet)) >= words.SAME_THING


def _happened(group: Sequence[Change]) -> list[str]:
    """Return sentences on what has changed in an activity; none when it is what it was."""
    fields = list(_changed_fields(group))
    told = [f"Ändrat: {words.joined(fields)}."] if fields else []
    for change in group:
        if change.how is How.RENAMED and change.old:
            told.append(f"Den hade förut id {change.old.key}.")
        elif change.how is How.MOVED and change.old and change.new and change.old.within != change.new.within:
            told.append(f"Den stod förut under {change.old.within}.")
    return told


def _changed_fields(group: Sequence[Change]) -> Iterator[str]:
    """Yield what each changed field is called; with what stood there before, where that is short and asked for."""
    for change in group:
        if not change.field or _same_but_for_years(change):
            continue
        field = (*change.after, *change.before)[0]
        name = "ordalydelse" if change.field == "aktivitet" else words.uncapitalised(field.label)
        former = _said(change.before) if change.field in _FORMER_TOLD else ""
        yield f"{name} (förut {former})" if 0 < len(former) <= _FORMER else name


def _same_but_for_years(change: Change) -> bool:
    return words.without_years(_said(change.before)) == words.without_years(_said(change.after))


def _said(fields: Sequence[Field]) -> str:
    return "; ".join(words.uncapitalised(line) for field in fields for line in _lines(field.value.told))


def _lines(blocks: Blocks) -> Iterator[str]:
    yield from (words.normalised(block.text) for block in blocks if block.text.strip())
