"""Changes as markdown, for a merge request or a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.change import ChangeSet, How
from pipeline.report.changes.telling import Row, by_chapter, heading, rows, summary
from pipeline.report.changes.text import shortened
from pipeline.report.changes.wording import Mark, Piece
from pipeline.report.telling import printable

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#+~|!$@&]|^[-=]|(?<=^\d)[.)])")
_FENCES = {Mark.SAME: ("", ""), Mark.DELETED: ("~~", "~~"), Mark.INSERTED: ("**", "**")}


def markdown(changes: ChangeSet) -> str:
    """Return the changes as markdown: ~~deleted~~ and **inserted** words."""
    told = rows(changes)
    lines = [f"## {_escaped(heading(changes))}", "", _escaped(summary(changes))]
    if any(row.before or row.after for row in told):
        lines += ["", "Det som är ~~överstruket~~ är borttaget och det som står i **fetstil** är nytt."]
    for chapter, group in by_chapter(told).items():
        lines += ["", f"### {_escaped(chapter)}", ""]
        for row in group:
            lines += _row(row)
    return "\n".join(lines) + "\n"


def _row(row: Row) -> Iterator[str]:
    remark = f" ({_escaped(row.remark)})" if row.remark else ""
    yield f"- {_escaped(row.what)}{remark} `{row.path.replace('`', '´')}`"
    if row.change.how is How.RENAMED or row.before == row.after:
        return
    if row.pieces:
        quoted = _lines(shortened(row.pieces))
    else:
        sides = ((Mark.DELETED, row.before), (Mark.INSERTED, row.after))
        quoted = [
            line
            for mark, words in sides
            for paragraph in (words.split("\n") if words else ())
            for line in _lines((Piece(mark, tuple(paragraph.split())),))
        ]
    for number, line in enumerate(quoted):
        if number:
            yield "  >"
        yield f"  > {line}"


def _lines(pieces: tuple[Piece, ...]) -> list[str]:
    """Return a line for each paragraph; a mark never reaches from one to the next."""
    lines: list[list[str]] = [[]]
    for mark, words in pieces:
        before, after = _FENCES[mark]
        run: list[str] = []
        for word in (*words, None):
            if word in ("\n", None):
                if run:
                    lines[-1].append(f"{before}{_escaped(' '.join(run))}{after}")
                run = []
                if word == "\n":
                    lines.append([])
            elif word is not None:
                run.append(word)
    return [" ".join(line) for line in lines if line]


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\1", printable(text))
