"""The differences between two dossiers, found part by part and field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.change import Change, ChangeSet, Edition, Field, How, Kind, Value
from pipeline.changes.canonical import line_value
from pipeline.changes.matching import Node, Pair, matched
from pipeline.changes.order import Spot, unmoved
from pipeline.changes.outline import KEYLESS, UNORDERED, Part, outline
from pipeline.dossier import Dossier
from pipeline.words import capitalised


def difference(old: Dossier, new: Dossier, names: tuple[str, str] = ("A", "B")) -> ChangeSet:
    """Return all that differs between two plans; `names` are those that the user gave them.

    Comparing a plan with itself gives no change. What a plan for another year takes over unchanged is told, too.
    """
    changes = differing(
        outline(old),
        outline(new),
        same_structure=type(old.plan) is type(new.plan),
        carried=old.plan.ar != new.plan.ar,
    )
    return ChangeSet(_edition(old, names[0]), _edition(new, names[1]), changes)


def differing(before: Part, after: Part, *, same_structure: bool = True, carried: bool = False) -> tuple[Change, ...]:
    """Return all that differs between two outlines; with `carried`, each activity that does not is told too."""
    pairs, gone, come = matched(before, after, same_structure=same_structure)
    changes = [
        *(Change(How.REMOVED, n.part.kind, "", n.place, None, before=_fields(n.part)) for n in gone),
        *(Change(How.ADDED, n.part.kind, "", None, n.place, after=_fields(n.part)) for n in come),
        *_moves(pairs),
    ]
    for pair in pairs:
        own = [*_renaming(pair), *_field_changes(pair)]
        if not own and pair.old.part.kind is Kind.ACTIVITY and carried:
            own = [Change(How.CARRIED, Kind.ACTIVITY, "", pair.old.place, pair.new.place)]
        changes += own
    return tuple(sorted(changes, key=lambda change: change.sort_key))


def _edition(dossier: Dossier, name: str) -> Edition:
    board = dossier.board.title if dossier.board else capitalised(dossier.plan.namnd)
    return Edition(name, board, dossier.plan.ar)


def _fields(part: Part) -> tuple[Field, ...]:
    return tuple(part.fields.values())


def _renaming(pair: Pair) -> Iterator[Change]:
    """Yield the change of a part's id, label or key."""
    old, new = pair.old.part, pair.new.part
    if old.key != new.key and old.kind not in KEYLESS:
        before, after = (Field("id", "Id", line_value(part.key) or Value(part.key, ())) for part in (old, new))
        sides = (pair.old.place, pair.new.place)
        yield Change(How.RENAMED, old.kind, "", *sides, (before,), (after,), likeness=pair.likeness)


def _field_changes(pair: Pair) -> Iterator[Change]:
    old, new = pair.old.part.fields, pair.new.part.fields
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        yield Change(
            _how(before, after),
            pair.old.part.kind,
            key,
            pair.old.place,
            pair.new.place,
            (before,) if before else (),
            (after,) if after else (),
            likeness=pair.likeness,
        )


def _how(before: Field | None, after: Field | None) -> How:
    if before is None:
        return How.ADDED
    if after is None:
        return How.REMOVED
    if before.value.city and after.value.city:
        return How.CITY_CHANGED
    if before.value.city:
        return How.OWN_FOR_CITY
    return How.CITY_FOR_OWN if after.value.city else How.CHANGED


def _moves(pairs: list[Pair]) -> Iterator[Change]:
    """Yield what lies in another part than before, or in another order: as few moves as can be."""
    partner = {pair.old: pair.new for pair in pairs}
    lists: dict[tuple[Node, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.old.parent is None or pair.new.parent is None:
            continue
        if partner.get(pair.old.parent) is not pair.new.parent or pair.old.place.row != pair.new.place.row:
            yield Change(How.MOVED, pair.old.part.kind, "", pair.old.place, pair.new.place, likeness=pair.likeness)
        elif pair.old.place.row not in UNORDERED or pair.old.parent.parent is not None:
            lists[pair.old.parent, pair.old.place.row].append(pair)
    for listed in lists.values():
        spots = {_spot(pair): pair for pair in listed}
        stay = unmoved(list(spots))
        for spot, pair in spots.items():
            if spot not in stay:
                yield Change(How.MOVED, pair.old.part.kind, "", pair.old.place, pair.new.place, likeness=pair.likeness)


def _spot(pair: Pair) -> Spot:
    names = sorted((_said(pair.old), _said(pair.new)))
    return Spot(pair.old.place.index, pair.new.place.index, tuple(names))


def _said(node: Node) -> str:
    """Return what a part is called and says; positions would not be the same from both sides."""
    return " ".join((node.part.key, *node.words))
