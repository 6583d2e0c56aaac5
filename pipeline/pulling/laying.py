"""Edits laid on a definition where they stand: each value that is another, and no other line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pipeline.diagnostics import Path
from pipeline.pulling.edits import Edit
from pipeline.source import SourceDoc
from pipeline.yaml_edit import Uneditable, with_carried, with_item, with_moved, with_value, without


def laid(doc: SourceDoc, edits: Sequence[Edit]) -> tuple[SourceDoc, list[Edit]]:
    """Return `doc` with `edits` made, and those that cannot be made where they stand.

    Values come first: they are named by paths that removing and adding entries may change.
    """
    refused: list[Edit] = []
    for edit in edits:
        if edit.kind == "set":
            doc = _tried(doc, edit, refused)
    for path in dict.fromkeys(_list_of(edit) for edit in edits if edit.kind != "set"):
        own = [edit for edit in edits if edit.kind != "set" and _list_of(edit) == path]
        doc = _List(doc, path).laid(own, refused)
    return doc, refused


def _list_of(edit: Edit) -> Path:
    """Return the path of the list that an edit of entries concerns; of a move, the list that it leads to."""
    match edit.kind:
        case "remove":
            return edit.path[:-1]
        case "move":
            return tuple(edit.value)
        case _:
            return edit.path


def _tried(doc: SourceDoc, edit: Edit, refused: list[Edit]) -> SourceDoc:
    try:
        return _set(doc, edit.path, edit.value)
    except Uneditable:
        refused.append(edit)
        return doc


def _set(doc: SourceDoc, path: Path, value: Any) -> SourceDoc:
    """Return `doc` with a value at `path`, in which only what differs is written anew."""
    old = doc.value(path)
    if isinstance(old, dict) and isinstance(value, dict) and old and value and "stad" not in old:
        for key in value:
            if key not in old or old[key] != value[key]:
                doc = _set(doc, (*path, key), value[key])
        for key in [key for key in old if key not in value]:
            doc = without(doc, (*path, key))
        return doc
    if isinstance(old, list) and isinstance(value, list) and len(old) == len(value):
        for number, (was, now) in enumerate(zip(old, value, strict=True)):
            if was != now:
                doc = _set(doc, (*path, f"[{number}]"), now)
        return doc
    parent = path[:-1]
    while parent and parent not in doc.by_path:
        value, path, parent = {path[-1]: value}, parent, parent[:-1]
    return with_value(doc, path, value)


class _List:
    """A list, or a mapping, whose entries keep the names that they had before the edits."""

    def __init__(self, doc: SourceDoc, path: Path) -> None:
        self.doc, self.path = doc, path
        self.names = [p[-1] for p in doc.by_path if len(p) == len(path) + 1 and p[:-1] == path]
        self.added: set[str] = set()

    def laid(self, edits: Iterable[Edit], refused: list[Edit]) -> SourceDoc:
        """Return the document with entries taken away, put in order, and added or moved here."""
        edits = list(edits)
        for kinds in (("remove",), ("order",), ("add", "move")):
            for edit in (edit for edit in edits if edit.kind in kinds):
                try:
                    getattr(self, f"_{edit.kind}")(edit)
                except Uneditable:
                    refused.append(edit)
        return self.doc

    def _now(self, number: int) -> Path:
        """Return the path that the entry in a position has by now."""
        steps = [p[-1] for p in self.doc.by_path if len(p) == len(self.path) + 1 and p[:-1] == self.path]
        return (*self.path, steps[number])

    def _remove(self, edit: Edit) -> None:
        if edit.path[-1] in self.names:
            number = self.names.index(edit.path[-1])
            self.doc = without(self.doc, self._now(number))
            self.names.pop(number)

    def _order(self, edit: Edit) -> None:
        """Put the entries that the edit names in its order, in the positions that they have among the others."""
        wanted = [step for step in edit.value if step in self.names]
        places = [n for n, step in enumerate(self.names) if step in wanted]
        goal = list(self.names)
        for place, step in zip(places, wanted, strict=True):
            goal[place] = step
        for place, step in enumerate(goal):
            at = self.names.index(step)
            if at != place:
                self.doc = with_moved(self.doc, self._now(at), place)
                self.names.insert(place, self.names.pop(at))

    def _add(self, edit: Edit) -> None:
        if not isinstance(self.doc.value(self.path), list):
            self.doc = _set(self.doc, self.path, [edit.value])
            self.names = [self._name(edit.value)]
            self.added.update(self.names)
            return
        self._enter(edit, self._name(edit.value), lambda at: with_item(self.doc, self.path, at, edit.value))

    def _move(self, edit: Edit) -> None:
        if not isinstance(self.doc.value(self.path), list):
            self.doc = _set(self.doc, self.path, [])
        self._enter(edit, edit.path[-1], lambda at: with_carried(self.doc, edit.path, self.path, at))

    def _enter(self, edit: Edit, name: str, made: Callable[[int], SourceDoc]) -> None:
        """Take an entry in after the one that its edit names; several after one keep their order."""
        at = self.names.index(edit.after) + 1 if edit.after in self.names else (len(self.names) if edit.after else 0)
        while at < len(self.names) and self.names[at] in self.added and edit.after not in self.added:
            at += 1
        self.doc = made(at)
        self.names.insert(at, name)
        self.added.add(name)

    def _name(self, value: Any) -> str:
        return f"[{value['id']}]" if isinstance(value, dict) and "id" in value else f"[+{len(self.names)}]"
