"""Changes as JSON: a contract, described in docs/diff-json.md. `version` grows when a key changes its meaning."""

from __future__ import annotations

import json
from typing import Any

from pipeline.change import ChangeSet, Edition, Place
from pipeline.diagnostics import address
from pipeline.personal_numbers import masked
from pipeline.report.changes.telling import Row, heading, rows, summary

VERSION = 1


def as_json(changes: ChangeSet) -> str:
    """Return one object with the two plans, the summary, and a list of the changes in their order."""
    whole = {
        "version": VERSION,
        "old": _edition(changes.old),
        "new": _edition(changes.new),
        "heading": heading(changes),
        "summary": summary(changes),
        "changes": [_object(row) for row in rows(changes)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _edition(edition: Edition) -> dict[str, Any]:
    return {"name": masked(edition.name), "board": edition.board, "year": edition.year}


def _object(row: Row) -> dict[str, Any]:
    change = row.change
    return {
        "change": change.how.value,
        "kind": change.kind.value,
        "field": change.field or None,
        "path": row.path,
        "old": _place(change.old),
        "new": _place(change.new),
        "chapter": row.chapter,
        "what": row.what,
        "remark": row.remark or None,
        "likeness": change.likeness,
        "before": row.before or None,
        "after": row.after or None,
        "city_text_before": next((f.value.city for f in change.before if f.value.city), None),
        "city_text_after": next((f.value.city for f in change.after if f.value.city), None),
        "words": [{"mark": piece.mark.value, "text": " ".join(piece.words)} for piece in row.pieces],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    path = masked(address(place.path))
    return {"path": path, "name": masked(place.name), "in": masked(place.within) or None, "position": place.index + 1}
