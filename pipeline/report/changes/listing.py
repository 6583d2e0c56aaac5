"""Changes as a list in the small markdown of our own text fields, to put into a case or a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.change import ChangeSet, How, Kind
from pipeline.personal_numbers import masked
from pipeline.report.changes.telling import Row, by_chapter, rows, summary
from pipeline.report.telling import printable
from pipeline.words import shortened

_SIGNS = re.compile(r"([\\*_\[\]<>])")
_LONGEST = 110  # signs of an activity's words that say which it is
SAME = "Förs över oförändrade: "


def listing(changes: ChangeSet) -> str:
    """Return the summary, and a list of the chapters with what has changed in each below it.

    A field has no headings, and a name in bold on a line of its own would only look like one.
    """
    old = changes.old
    earlier = f"planen för {old.year}" if old.year != changes.new.year else "den tidigare versionen"
    lines = [f"Jämfört med {earlier}: {_escaped(summary(changes))}", ""]
    for chapter, group in by_chapter(rows(changes)).items():
        lines.append(f"- {_escaped(chapter)}")
        lines += [f"  - {line}" for line in _lines(group)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(group: list[Row]) -> Iterator[str]:
    carried = [row.change.place.name for row in group if row.change.how is How.CARRIED]
    yield from (_escaped(f"{row.what}{_words(row)}") for row in group if row.change.how is not How.CARRIED)
    if carried:
        yield _escaped(f"{SAME}{', '.join(carried)}")


def _words(row: Row) -> str:
    """Return what an activity that is new or gone is about; its number alone tells a reader nothing."""
    change = row.change
    if change.kind is not Kind.ACTIVITY or change.how not in (How.ADDED, How.REMOVED):
        return ""
    said = next((f.value.told for f in (*change.after, *change.before) if f.key == "aktivitet"), ())
    words = shortened(masked(" ".join(block.text for block in said)), _LONGEST)
    return f": {words}" if words else ""


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", printable(text))
