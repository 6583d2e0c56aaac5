"""Changes as a list in the small markdown of our own text fields, to put into a case or a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.change import ChangeSet, How
from pipeline.report.changes.telling import Row, by_chapter, rows, summary
from pipeline.report.telling import printable

_SIGNS = re.compile(r"([\\*_\[\]<>])")
SAME = "Förs över oförändrade: "


def listing(changes: ChangeSet) -> str:
    """Return the summary, and under the name of each chapter one line for each change, without the words."""
    old = changes.old
    earlier = f"planen för {old.year}" if old.year != changes.new.year else "den tidigare versionen"
    lines = [f"Jämfört med {earlier}: {_escaped(summary(changes))}"]
    for chapter, group in by_chapter(rows(changes)).items():
        lines += ["", f"**{_escaped(chapter)}**", ""]
        lines += [f"- {line}" for line in _lines(group)]
    return "\n".join(lines) + "\n"


def _lines(group: list[Row]) -> Iterator[str]:
    carried = [row.change.place.name for row in group if row.change.how is How.CARRIED]
    yield from (_escaped(row.what) for row in group if row.change.how is not How.CARRIED)
    if carried:
        yield _escaped(f"{SAME}{', '.join(carried)}")


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", printable(text))
