"""A plan moved into another version of the common structure: what fits is carried, the rest is kept and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.board import Board
from pipeline.city import City
from pipeline.diagnostics import Path, address
from pipeline.model import plain_kinds
from pipeline.plan import ActionPlan, Need, fields_by_name, formerly, is_part, need_of
from pipeline.renewal.draft import Draft
from pipeline.renewal.scaffold import to_fill_in
from pipeline.source import SourceDoc, Value

_STRUCTURE: Path = ("struktur",)


def restructured(draft: Draft, old: type[ActionPlan], new: type[ActionPlan], board: Board, city: City) -> Draft:
    """Return a plan of the structure `old` as one of `new`.

    A part goes where the structure says that it was (`renamed_from`), else where its name is. What the new structure
    has no place for is taken out, and kept to stand as comments at the end of the file; a part that is new is there
    to be filled in. Both are marked.
    """
    if new is old:
        return draft
    moving = _Moving(draft.doc, old)
    moving.walk(new, (), ())
    draft = draft.put(_STRUCTURE, new.structure_id).did(
        f"Planen följer nu strukturen `{new.structure_id}`; förra årets plan följde `{old.structure_id}`."
    )
    draft = reduce(lambda made, path: _left(made, path, old, new), moving.left(), draft)
    for was, info, path in moving.moved:
        title = info.title or address(path)
        draft = _moved(draft, was, path, _sibling(draft.doc, new, path)).did(
            f"”{_heading(old, was)}” heter eller står nu som ”{title}”, enligt strukturen `{new.structure_id}`."
        )
    taken = {path[-1].strip("[]")[:1] for path in draft.doc.spans if path and path[-1].startswith("[")}
    for path, info in moving.missing:
        if path in draft.doc.spans or path[:-1] not in (*draft.doc.spans, ()):
            continue
        value = to_fill_in(new, path, info, board, city, taken)
        draft = draft.put(path, value, _sibling(draft.doc, new, path)).renew(
            path, f"avsnittet är nytt i strukturen `{new.structure_id}`; skriv det"
        )
    return draft


@dataclass
class _Moving:
    """What of a plan goes where, as paths of the plan before anything has been moved."""

    doc: SourceDoc
    old: type[ActionPlan]
    taken: set[Path] = field(default_factory=set)
    moved: list[tuple[Path, FieldInfo, Path]] = field(default_factory=list)
    missing: list[tuple[Path, FieldInfo]] = field(default_factory=list)

    def walk(self, model: type[BaseModel], path: Path, before: Path | None) -> None:
        """Find where each field of a model of the new structure was; `before` is where the model itself was."""
        for name, info in fields_by_name(model).items():
            here = (*path, name)
            was = self._was(name, info, before)
            inner = _section(info)
            if was is not None and was in self.doc.spans:
                self.taken.add(was)
                if before is None or was != (*before, name):
                    self.moved.append((was, info, here))
                if inner is not None and isinstance(self.doc.value(was), dict):
                    self.walk(inner, here, was)
                continue
            if is_part(info) and (was is None or info.is_required()) and need_of(info) is not Need.OPTIONAL:
                self.missing.append((here, info))
            if inner is not None:
                self.walk(inner, here, None)

    def _was(self, name: str, info: FieldInfo, before: Path | None) -> Path | None:
        """Return where a field was in the old structure, or None when that had no such place."""
        around = before or ()
        ways = [tuple(former.split(".")) if "." in former else (*around, former) for former in formerly(info)]
        ways += [(*around, name)] if before is not None else []
        return next((way for way in ways if _field(self.old, way) is not None and way not in self.taken), None)

    def left(self) -> Iterator[Path]:
        """Yield what goes nowhere, the outermost only."""
        yield from self._left((), self.doc.values)

    def _left(self, path: Path, values: Any) -> Iterator[Path]:
        for name, value in values.items():
            here = (*path, name)
            if here not in self.taken:
                if not any(taken[: len(here)] == here for taken in self.taken):
                    yield here
                elif isinstance(value, dict):
                    yield from self._left(here, value)
            elif isinstance(value, dict) and _inside(self.old, here) is not None:
                yield from self._left(here, value)


def _field(model: type[BaseModel], path: Path) -> FieldInfo | None:
    inner: type[BaseModel] | None = model
    info = None
    for step in path:
        info = fields_by_name(inner).get(step) if inner is not None else None
        inner = _section(info) if info is not None else None
    return info


def _inside(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    info = _field(model, path)
    return _section(info) if info is not None else None


def _section(info: FieldInfo) -> type[BaseModel] | None:
    """Return the model of a part that has fields of its own, or None."""
    kinds = [kind for kind in plain_kinds(info.annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return kinds[0] if kinds and is_part(info) else None


def _heading(structure: type[ActionPlan], path: Path) -> str:
    info = _field(structure, path)
    return (info.title if info is not None else "") or address(path)


def _sibling(doc: SourceDoc, structure: type[ActionPlan], path: Path) -> str | None:
    """Return the key that a part comes after: the nearest before it in the structure that is there."""
    model: type[BaseModel] | None = _inside(structure, path[:-1]) if path[:-1] else structure
    names = list(fields_by_name(model)) if model is not None else []
    before = names[: names.index(path[-1])] if path[-1] in names else []
    return next((name for name in reversed(before) if (*path[:-1], name) in doc.spans), None)


def _left(draft: Draft, path: Path, old: type[ActionPlan], new: type[ActionPlan]) -> Draft:
    told = (
        f"”{_heading(old, path)}” (`{address(path)}`) har ingen plats i strukturen `{new.structure_id}`; det som stod "
        "där står som kommentar sist i filen, för över det som ska vara kvar"
    )
    value = draft.doc.value(path)
    draft = _with_reasons_at(draft.clear(path), {path: _STRUCTURE})
    return replace(draft, left=(*draft.left, (path, value))).renew(_STRUCTURE, told)


def _moved(draft: Draft, was: Path, path: Path, after: str | None) -> Draft:
    """Return the draft with what stood at one path at another; what is said of it goes along."""
    for old, new in draft.moves:
        if was[: len(old)] == old:
            was = (*new, *was[len(old) :])
    if was == path or was not in draft.doc.spans:
        return draft
    value: Value = draft.doc.value(was)
    draft = draft.clear(was)
    if path[:-1] and path[:-1] not in draft.doc.spans:
        draft = draft.put(path[:-1], {path[-1]: value})
    else:
        draft = draft.put(path, value, after)
    return replace(_with_reasons_at(draft, {was: path}), moves=(*draft.moves, (was, path)))


def _with_reasons_at(draft: Draft, moves: Mapping[Path, Path]) -> Draft:
    def now(path: Path) -> Path:
        old = next((old for old in moves if path[: len(old)] == old), None)
        return path if old is None else moves[old] if moves[old] == _STRUCTURE else (*moves[old], *path[len(old) :])

    return replace(draft, reasons=tuple((now(path), reason) for path, reason in draft.reasons))
