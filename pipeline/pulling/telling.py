"""What was pulled, in Swedish: edits, what could not be placed or written, comments, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import words
from pipeline.diagnostics import address
from pipeline.pulling.comments import Remark
from pipeline.pulling.edits import Edit
from pipeline.pulling.extract import Extracted, Unplaced
from pipeline.pulling.merging import Merged
from pipeline.pulling.versions import text_lines

_LONGEST = 160
_SURE = 0.95
_KINDS = {"set": "ändrat", "add": "tillagt", "remove": "borttaget", "order": "ny ordning", "move": "flyttat"}


def edit_lines(merged: Merged, *, several: bool, called: str) -> Iterator[str]:
    """Yield a line for each edit: where, what was done, by which files when there are several."""
    for edit, files in merged.edits:
        origin = f" ({words.joined(files)})" if several else ""
        remark = f"; {edit.remark}" if edit.remark else ""
        target = f" till {address(edit.value)}" if edit.kind == "move" else ""
        yield f"  {_where(edit)}: {_KINDS[edit.kind]}{target}{remark}{origin}"
    for edit, file in merged.done:
        yield f"  {_where(edit)}: står redan så i {called} ({file})"


def _where(edit: Edit) -> str:
    if edit.kind == "add" and isinstance(edit.value, dict) and "id" in edit.value:
        return address((*edit.path, f"[{edit.value['id']}]"))
    return address(edit.path)


def refused_lines(edit: Edit) -> Iterator[str]:
    """Yield what a definition could not take, whole."""
    yield f"  {address(edit.path)}: kunde inte skrivas där det står i YAML-filen; skriv in det för hand"
    yield from text_lines(edit.value)


def unplaced_lines(left: Sequence[Unplaced]) -> Iterator[str]:
    """Yield the words that have no place in the plan, whole, where they stood and why."""
    for one in left:
        where = one.place._replace(words="").told
        yield f"  {where + ': ' if where else ''}{one.why}"
        yield f"      ”{' '.join(one.words.split())}”"


def remark_lines(remarks: Sequence[Remark]) -> Iterator[str]:
    """Yield people's comments by path."""
    for remark in remarks:
        where = address(remark.path) or remark.place._replace(words="").told or "dokumentet"
        about = f" om ”{_short(remark.about)}”" if remark.about else ""
        answer = f", svar på ”{_short(remark.answers)}”" if remark.answers else ""
        done = ", markerad som klar" if remark.done else ""
        date = f" {remark.date}" if remark.date else ""
        yield f"  {where}{about} ({remark.author or 'okänd'}{date}{answer}{done})"
        yield f"      {' '.join(remark.text.split())}"


def certainty_lines(found: Extracted, *, all_of_them: bool) -> Iterator[str]:
    """Yield how certain each heading and row is; only what is less than sure, unless all are wanted."""
    for path, heading, certainty, how in found.certainties:
        if all_of_them or certainty < _SURE:
            yield f"  {round(100 * certainty):3d} %  ”{_short(heading)}” → {address(path)} ({how})"
    for path, rows in found.rows.items():
        for row in rows:
            if (row.step or row.home) and (all_of_them or row.certainty < _SURE):
                name = address(row.home or (*path, row.step or ""))
                yield f"  {round(100 * row.certainty):3d} %  ”{_short(row.words)}” → {name} ({row.how})"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
