"""The old plan with the changes made: the new plan. So nothing that differs can be missing from the changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.change import Change, ChangeSet, Field, How, Kind
from pipeline.changes.outline import UNORDERED, Part
from pipeline.diagnostics import Path, item

_HOLDING = {Kind.PLAN, Kind.SECTION, Kind.DEFINITION, Kind.ENTRY}  # what other parts can lie in


@dataclass(eq=False)
class _Piece:
    """A part being worked on. `parent` is None for the plan, and for one whose new parent is yet to be found."""

    kind: Kind
    key: str
    fields: dict[str, Field]
    parent: _Piece | None
    row: str
    index: int
    way: Path = ()  # from the parent's address to its own; its key stands in place of the last step
    moved: Change | None = None
    path: Path | None = None  # in the new plan, once it is known


def applied(changes: ChangeSet, old: Part) -> Part:
    """Return `old` with `changes` made in it."""
    pieces: dict[Path, _Piece] = {}
    _take_apart(old, None, (), "", 0, pieces)
    whole = pieces[()]
    added: list[_Piece] = []
    for change in changes.changes:
        if change.how is How.ADDED and not change.field and change.new:
            fields = {field.key: field for field in change.after}
            added.append(
                _Piece(change.kind, change.new.key, fields, None, change.new.row, change.new.index, (), change)
            )
        elif change.how is How.REMOVED and not change.field and change.old:
            del pieces[change.old.path]
        elif change.old:
            _change(pieces[change.old.path], change)
    everything = [*pieces.values(), *added]
    _find_parents(everything)
    return _put_together(whole, everything)


def _take_apart(
    part: Part, parent: _Piece | None, above: Path, row: str, index: int, pieces: dict[Path, _Piece]
) -> None:
    piece = _Piece(part.kind, part.key, dict(part.fields), parent, row, index, part.path[len(above) :])
    pieces[part.path] = piece
    for name, parts in part.parts.items():
        for number, child in enumerate(parts):
            _take_apart(child, piece, part.path, name, number, pieces)


def _change(piece: _Piece, change: Change) -> None:
    if change.how is How.MOVED:
        piece.moved = change
    elif change.how is How.RENAMED:
        piece.key = str(change.after[0].value.raw)
    elif change.field:
        piece.fields.pop(change.field, None)
        piece.fields.update((field.key, field) for field in change.after)


def _find_parents(pieces: list[_Piece]) -> None:
    """Give each part that was added or moved its parent, by the parent's address in the new plan."""
    holding = [piece for piece in pieces if piece.kind in _HOLDING]
    by_path = {_new_path(piece): piece for piece in holding}
    for piece in pieces:
        if piece.moved and piece.moved.new:
            place = piece.moved.new
            piece.parent, piece.row, piece.index = by_path[place.parent], place.row, place.index


def _new_path(piece: _Piece) -> Path:
    if piece.path is None:
        if piece.moved and piece.moved.new:
            piece.path = piece.moved.new.path
        elif piece.parent:
            last = item(piece.key) if piece.way[-1].startswith("[") else piece.key
            piece.path = (*_new_path(piece.parent), *piece.way[:-1], last)
        else:
            piece.path = ()
    return piece.path


def _put_together(whole: _Piece, pieces: list[_Piece]) -> Part:
    """Return the part that `whole` has become, with all that lies in it."""
    lists: dict[_Piece, dict[str, list[_Piece]]] = defaultdict(lambda: defaultdict(list))
    # What has stayed keeps its order; what has come is put where it is to stand, the first first.
    for piece in sorted(pieces, key=lambda piece: (piece.moved is not None, piece.index)):
        if piece.parent is None:
            continue
        row = lists[piece.parent][piece.row]
        if piece.moved:
            row.insert(piece.index, piece)
        else:
            row.append(piece)

    def made(piece: _Piece) -> Part:
        own = lists.get(piece, {})
        for name in own.keys() & UNORDERED if piece is whole else ():
            own[name].sort(key=lambda piece: piece.key)
        parts = {name: tuple(map(made, rows)) for name, rows in own.items()}
        return Part(piece.kind, piece.key, piece.fields, parts)

    return made(whole)
