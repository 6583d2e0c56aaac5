"""What was pulled, in Swedish: edits, what two have changed, what could not be placed, comments, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline import words
from pipeline.diagnostics import address
from pipeline.pulling.comments import Remark
from pipeline.pulling.edits import Edit
from pipeline.pulling.extract import Extracted, Unplaced
from pipeline.pulling.merging import Conflict, Merged

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


def conflict_lines(conflict: Conflict) -> Iterator[str]:
    """Yield both versions of what two have changed, each with its place."""
    yield f"  {address(conflict.path)}: ändrat på två håll; ingenting har skrivits över"
    for version in conflict.versions:
        place = version.edit.place.told if version.edit is not None else ""
        where = f", {place}" if place else ""
        yield f"    {version.origin}{where}"
        moved = version.edit is not None and version.edit.kind == "move"
        yield f"      {f'(flyttat till {address(version.value)})' if moved else told(version.value)}"


def told(value: Any) -> str:
    """Return a value on one line, as a person reads it, with nothing left out."""
    if value is None:
        return "(borttaget)"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {told(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(told(inner) for inner in value)
    return " ".join(str(value).split()) or "(tomt)"


def refused_lines(edit: Edit) -> Iterator[str]:
    """Yield what a definition could not take, whole."""
    yield f"  {address(edit.path)}: kunde inte skrivas där det står i YAML-filen; skriv in det för hand"
    yield f"      {told(edit.value)}"


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
