"""One change between two plans, as a plain value that every view tells in its own way."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.diagnostics import Path
from pipeline.markup import Blocks


class Kind(StrEnum):
    """What a change concerns."""

    PLAN = "plan"  # the plan as a whole: year, status, decisions
    SECTION = "section"  # a chapter or section of the common structure
    OWN_SECTION = "own_section"  # a section of the board's own
    ACTIVITY = "activity"
    GOAL = "goal"
    SOURCE = "source"  # a source of the plan's own, which notes refer to
    NOTE = "note"  # a note whose source is the city's
    PICTURE_SOURCE = "picture_source"  # what the lägesbild builds on
    CONSULTATION = "consultation"
    DEFINITION = "definition"  # another definition than a plan, as a whole
    ENTRY = "entry"  # one of a list or group in it
    DETAIL = "detail"  # one of a list in an entry


class How(StrEnum):
    """What has happened to it."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"  # another id, label, number or key
    CHANGED = "changed"
    OWN_FOR_CITY = "own_text_for_the_citys"  # the city's text replaced by the board's own
    CITY_FOR_OWN = "citys_text_for_own"
    CITY_CHANGED = "citys_text_changed"  # the city's text is another than before
    CARRIED = "carried_over"  # an activity that stands unchanged in another year's plan

    @property
    def inverse(self) -> How:
        """Return what has happened when the two plans change places."""
        return _INVERSES.get(self, self)


_INVERSES = {
    How.ADDED: How.REMOVED,
    How.REMOVED: How.ADDED,
    How.OWN_FOR_CITY: How.CITY_FOR_OWN,
    How.CITY_FOR_OWN: How.OWN_FOR_CITY,
}


@dataclass(frozen=True)
class Value:
    """What stands in a field.

    `raw` decides whether two are the same; white space is normalised in it. `told` is how the document prints it,
    and `city` the name of the city's text, when it is borrowed.
    """

    raw: Hashable
    told: Blocks = field(compare=False)
    city: str | None = None


@dataclass(frozen=True)
class Field:
    """A field of a part of the plan: its key, what a person calls it, its value, and how many stand before it."""

    key: str
    label: str = field(compare=False)
    value: Value = field()
    rank: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Place:
    """Where something stands in one of the plans.

    `key` is its id, label or field name, `name` what a person calls it, `chapter` the heading of its chapter, `within`
    that of what it lies in. `parent`, `row` and `index` are the part, the list of it, and the position from 0; `order`
    counts all parts.
    """

    path: Path
    key: str
    name: str
    chapter: str
    within: str
    parent: Path
    row: str
    index: int
    order: int


@dataclass(frozen=True)
class Change:
    """One difference: of a part as a whole (`field` empty), or of one field of it.

    `before` and `after` hold the fields concerned, all of them where a part was added or removed. `likeness` is the
    share of words in common, in per cent, where the two were matched by likeness because their ids differ.
    """

    how: How
    kind: Kind
    field: str
    old: Place | None
    new: Place | None
    before: tuple[Field, ...] = ()
    after: tuple[Field, ...] = ()
    likeness: int | None = None

    @property
    def place(self) -> Place:
        """Return where it stands in the new plan, or where it stood in the old."""
        place = self.new or self.old
        assert place is not None, "a change concerns one of the plans at least"
        return place

    @property
    def path(self) -> Path:
        """Return the address of what has changed."""
        return (*self.place.path, *self.field.split(".")) if self.field else self.place.path

    @property
    def inverse(self) -> Change:
        """Return the change that takes the new plan back to the old."""
        return replace(self, how=self.how.inverse, old=self.new, new=self.old, before=self.after, after=self.before)

    @property
    def sort_key(self) -> tuple[int, int, bool, int, str]:
        """Return what orders changes: the document's order, the new plan's first."""
        other = self.old.order if self.old else -1
        rank = min((field.rank for field in (*self.before, *self.after)), default=0) if self.field else -1
        return (self.place.order, other, self.new is None, rank, self.field + self.how)


@dataclass(frozen=True)
class Edition:
    """What a plan is called: the name the user gave it, the board, the year.

    Of another definition `board` says what it is, and `year` is None when it is of no year.
    """

    name: str
    board: str
    year: int | None


@dataclass(frozen=True)
class ChangeSet:
    """All that differs between two plans, in the document's order."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]

    @property
    def inverse(self) -> ChangeSet:
        """Return the same differences seen from the other side."""
        turned = (change.inverse for change in self.changes)
        return ChangeSet(self.new, self.old, tuple(sorted(turned, key=lambda change: change.sort_key)))
