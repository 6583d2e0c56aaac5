"""Rows that have left one table of the plan for another: the same activity in another chapter, not a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.diagnostics import Path
from pipeline.pulling.tables import RowFound

_SAME_ROW = 80  # per cent: another chapter's row is taken for a known one only on clearer grounds than one's own
Rows = dict[Path, list[RowFound]]


def with_moves(rows: Rows, known: Mapping[Path, Sequence[RowFound]]) -> Rows:
    """Return `rows` in which each new one that a list of `known` has lost says where it comes from.

    Its control says so, or else the id that is typed in it, or else its words.
    """
    missing = {path: row for path, row in _named(known) if not _has(rows, path)}
    found = {path: list(some) for path, some in rows.items()}
    for path, number, home, how, certainty in _pairs(found, missing):
        row = found[path][number]
        if row.home is None and home in missing:
            del missing[home]
            found[path][number] = replace(row, home=home, how=how, certainty=certainty)
    return found


def _named(known: Mapping[Path, Sequence[RowFound]]) -> Iterator[tuple[Path, RowFound]]:
    """Yield the rows that have a name of their own; one that is only counted is no other list's."""
    for path, some in known.items():
        for row in some:
            if row.step and not row.step.strip("[]").isdigit():
                yield (*path, row.step), row


def _has(rows: Rows, path: Path) -> bool:
    return any(row.step == path[-1] for row in rows.get(path[:-1], ()))


def _pairs(rows: Rows, missing: Mapping[Path, RowFound]) -> Iterator[tuple[Path, int, Path, str, float]]:
    """Yield what new row may be which missing one, the surest first."""
    pairs = []
    for path, some in rows.items():
        for number, row in enumerate(some):
            for home, old in missing.items() if row.step is None else ():
                likeness = fuzz.ratio(row.words, old.words)
                if home[:-1] == path:
                    continue  # within its own table a row has been looked for already
                if row.claim == home:
                    pairs.append((3, likeness, path, number, home, "innehållskontroll", 1.0))
                elif row.typed_id and f"[{row.typed_id}]" == home[-1]:
                    pairs.append((2, likeness, path, number, home, "id i tabellen", 0.95))
                elif likeness >= _SAME_ROW and not row.typed_id:
                    pairs.append((1, likeness, path, number, home, "radens ord", round(likeness / 100, 2)))
    for _, _, path, number, home, how, certainty in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        yield path, number, home, how, certainty
