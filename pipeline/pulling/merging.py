"""Edits of several files, laid on a definition that may have gone on since the files were made.

Nothing is overwritten: where the definition and a file, or two files, have changed the same thing in different ways,
both versions are told and the definition keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from pipeline.diagnostics import Path, address, item
from pipeline.markup import parse
from pipeline.pulling.edits import Edit
from pipeline.pulling.paragraphs import together
from pipeline.pulling.positions import GONE, present_path
from pipeline.source import SourceDoc

NONE: Mapping[Path, str] = MappingProxyType({})


@dataclass(frozen=True)
class Coming:
    """The edits of one file, told against the definition that the file carries."""

    file: str
    base: SourceDoc
    edits: Sequence[Edit]


@dataclass(frozen=True)
class Version:
    """One side of a conflict: who says it, where, and what. `edit` is None for a definition as it stands."""

    origin: str
    value: Any
    edit: Edit | None = None
    place: str = ""


@dataclass(frozen=True)
class Conflict:
    """The same thing changed in different ways; `base` is what it was, where that is known."""

    path: Path
    versions: tuple[Version, ...]
    base: Any = None


@dataclass
class Merged:
    """What can be laid on the definition, with the files that each edit comes from, and what cannot.

    `refused` are edits of values that cannot be edited where they stand, such as one that an anchor lends.
    """

    edits: list[tuple[Edit, tuple[str, ...]]] = field(default_factory=list)
    done: list[tuple[Edit, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[tuple[Edit, tuple[str, ...]]] = field(default_factory=list)


def merged(current: SourceDoc, name: str, coming: Sequence[Coming], city: Mapping[Path, str] = NONE) -> Merged:
    """Return the edits of `coming` that the definition can take.

    `name` is what the definition is called, and `city` holds the city's texts that it borrows, as they are now.
    """
    out = Merged()
    coming = _by_paragraph(coming)
    clashing = set(_clashes(coming, out))
    taken: dict[tuple[Any, ...], int] = {}
    for one in coming:
        renamed: dict[str, str] = {}
        for own in one.edits:
            if _key(own) in clashing:
                continue
            told = replace(own, path=_now(current, one.base, own.path), after=_after(current, one.base, own))
            if told.kind == "add" and (there := _there(current, one.base, told)) is not None:
                out.done.append((there, one.file))
                continue
            edit = _renumbered(told, current, out, renamed)
            if edit.kind != "add" and _is_done(current, one.base, edit):
                out.done.append((edit, one.file))
                continue
            edit, theirs = _with_theirs(edit, _other_change(current, one.base, edit, own.path), one.base, own.path)
            if theirs is not None:
                told_now = Version(name, theirs[0], place=_where(current, edit.path))
                out.conflicts.append(Conflict(edit.path, (told_now, _version(one.file, edit)), _base(one.base, own)))
                continue
            edit, theirs = _with_theirs(edit, _citys_change(edit, city), one.base, own.path)
            if theirs is not None:
                told_now = Version("stadens text, som den är nu", theirs[0])
                out.conflicts.append(Conflict(edit.path, (told_now, _version(one.file, edit)), edit.borrowed))
                continue
            same = (edit.kind, edit.path, _frozen(_without_id(edit)))
            if same in taken:
                known, files = out.edits[taken[same]]
                out.edits[taken[same]] = (known, (*files, one.file))
            else:
                taken[same] = len(out.edits)
                out.edits.append((edit, (one.file,)))
    return out


def _by_paragraph(coming: Sequence[Coming]) -> list[Coming]:
    """Return the files with one value for a text in which each has changed other paragraphs than the others."""
    told: dict[Path, list[tuple[Coming, Edit]]] = {}
    for one in coming:
        for edit in one.edits:
            if edit.kind == "set":
                told.setdefault(edit.path, []).append((one, edit))
    both: dict[Path, str] = {}
    for path, versions in told.items():
        bases = [_base(one.base, edit) for one, edit in versions]
        values = {_frozen(edit.value): edit.value for _, edit in versions}
        if len(values) < 2 or any(base != bases[0] for base in bases):
            continue
        text, *rest = values.values()
        for value in rest:
            text = together(bases[0], text, value)
        if text is not None:
            both[path] = text
    return [
        replace(one, edits=[_joined(e, both[e.path]) if e.kind == "set" and e.path in both else e for e in one.edits])
        for one in coming
    ]


def _joined(edit: Edit, text: str) -> Edit:
    remark = "; ".join(dict.fromkeys(filter(None, (edit.remark, "olika stycken har ändrats på två håll; båda är med"))))
    return replace(edit, value=text, remark=remark)


def _key(edit: Edit) -> tuple[Any, ...]:
    return (edit.kind if edit.kind == "order" else "", edit.path)


def _clashes(coming: Sequence[Coming], out: Merged) -> Iterator[tuple[Any, ...]]:
    """Yield the keys of what two files have changed in different ways, and note the conflicts."""
    by_key: dict[tuple[Any, ...], list[tuple[str, Edit]]] = {}
    for one in coming:
        for edit in one.edits:
            if edit.kind != "add":
                by_key.setdefault(_key(edit), []).append((one.file, edit))
    removed = {
        edit.path: (file, edit) for one in coming for edit in one.edits if edit.kind == "remove" for file in [one.file]
    }
    for key, told in by_key.items():
        if len({(edit.kind, _frozen(edit.value)) for _, edit in told}) > 1:
            yield key
            path = told[0][1].path
            base = next((_base(one.base, e) for one in coming for e in one.edits if e.path == path), None)
            out.conflicts.append(Conflict(path, tuple(_version(f, e) for f, e in told), base))
    for path, (file, edit) in removed.items():
        inside = [
            (f, e)
            for told in by_key.values()
            for f, e in told
            if len(e.path) > len(path) and e.path[: len(path)] == path
        ]
        if inside:
            yield _key(edit)
            yield from (_key(e) for _, e in inside)
            versions = (_version(file, edit), *(_version(f, e) for f, e in inside))
            out.conflicts.append(Conflict(path, versions))


def _now(current: SourceDoc, base: SourceDoc, path: Path) -> Path:
    """Return where in the definition the thing at a path of `base` is now: an entry may have been moved since."""
    path = present_path(current, base, path, _frozen)
    depth = next((n for n, step in enumerate(path) if step.startswith("[")), None)
    if depth is None or path[: depth + 1] in current.by_path or path[: depth + 1] not in base.by_path:
        return path
    name, step = path[depth - 1 : depth + 1]
    there = [p for p in current.by_path if p[-2:] == (name, step) and not step.strip("[]").isdigit()]
    return (*there[0], *path[depth + 1 :]) if len(there) == 1 else path


def _after(current: SourceDoc, base: SourceDoc, edit: Edit) -> str | None:
    """Return the step by now of the entry that another comes after; of the nearest before it if that is gone."""
    step = edit.after
    while step is not None and step.strip("[]").isdigit():
        now = present_path(current, base, (*edit.path, step), _frozen)[-1]
        if now != GONE:
            return now
        number = int(step.strip("[]"))
        step = item(number - 1) if number else None
    return step


def _other_change(current: SourceDoc, base: SourceDoc, edit: Edit, path: Path) -> tuple[Any] | None:
    """Return what the definition says now where it has changed what the edit changes too; None if it has not.

    `path` is that of the edit in `base`.
    """
    if edit.kind == "add":
        return None
    if edit.kind == "move":
        if edit.path == path:
            return None if path in current.by_path else (None,)
        return ([address(edit.path[:-1])],)
    if edit.kind == "order":
        now, then = _steps(current, edit.path), _steps(base, edit.path)
        numbered = all(step.strip("[]").isdigit() for step in then)
        changed = numbered and _frozen(current.value(edit.path)) != _frozen(base.value(path))
        return (now,) if now != then or changed else None
    then, now = base.value(path), current.value(edit.path)
    if path not in base.by_path:
        # A key that was not there: what holds it must still be, and nobody may have filled it in.
        if edit.path in current.by_path and now is not None:
            return (now,)
        return (None,) if path[:-1] in base.by_path and edit.path[:-1] not in current.by_path else None
    if edit.path not in current.by_path:
        return (None,)
    return (now,) if now != then else None


def _is_done(current: SourceDoc, base: SourceDoc, edit: Edit) -> bool:
    if edit.kind == "remove":
        return edit.path not in current.by_path and edit.path[:-1] in current.by_path
    if edit.kind == "order" and all(step.strip("[]").isdigit() for step in edit.value):
        wanted = [_frozen(base.value((*edit.path, step))) for step in edit.value]
        return [said for v in current.value(edit.path) or () if (said := _frozen(v)) in wanted] == wanted
    if edit.kind == "order":
        return [s for s in _steps(current, edit.path) if s in edit.value] == list(edit.value)
    if edit.kind == "move":
        return edit.path[:-1] == tuple(edit.value)
    return edit.path in current.by_path and bool(_frozen(current.value(edit.path)) == _frozen(edit.value))


def _there(current: SourceDoc, base: SourceDoc, edit: Edit) -> Edit | None:
    """Return an edit that adds an entry as the definition has it already; None when it does not."""
    then = {_frozen(_bare(v)) for v in base.value(edit.path) or ()}
    for value in current.value(edit.path) or ():
        same = _frozen(_bare(value))
        if same == _frozen(_bare(edit.value)) and same not in then:
            return replace(edit, value=value)
    return None


def _renumbered(edit: Edit, current: SourceDoc, out: Merged, renamed: dict[str, str]) -> Edit:
    """Return an edit whose new id nobody else has taken since."""
    after = item(renamed[edit.after.strip("[]")]) if edit.after and edit.after.strip("[]") in renamed else edit.after
    edit = replace(edit, after=after)
    if edit.kind != "add" or not isinstance(edit.value, dict) or "id" not in edit.value:
        return edit
    taken = {v for p, v in current.by_path.items() if p[-1:] == ("id",)}
    same = next(
        (
            e
            for e, _ in out.edits
            if e.kind == "add" and e.path == edit.path and _frozen(_bare(e.value)) == _frozen(_bare(edit.value))
        ),
        None,
    )
    if same is not None:
        renamed[edit.value["id"]] = same.value["id"]
        return replace(edit, value=same.value)
    taken |= {e.value["id"] for e, _ in out.edits if e.kind == "add" and isinstance(e.value, dict) and "id" in e.value}
    wanted = edit.value["id"]
    prefix = wanted.rstrip("0123456789")
    number = int(wanted[len(prefix) :] or 1)
    made = wanted
    while made in taken:
        number += 1
        made = f"{prefix}{number}"
    renamed[wanted] = made
    return replace(edit, value={**edit.value, "id": made})


def _without_id(edit: Edit) -> Any:
    return _bare(edit.value) if edit.kind == "add" else edit.value


def _bare(value: Any) -> Any:
    return {k: v for k, v in value.items() if k != "id"} if isinstance(value, dict) else value


def _steps(doc: SourceDoc, path: Path) -> list[str]:
    return [p[-1] for p in doc.by_path if p[:-1] == path and p[-1].startswith("[")]


def _where(doc: SourceDoc, path: Path) -> str:
    span = doc.keys.get(path) or doc.spans.get(path)
    return f"rad {span.line}" if span else ""


def _version(file: str, edit: Edit) -> Version:
    place = edit.place if edit.place.row else edit.place._replace(words="")  # a text's own words are shown below
    return Version(file, edit.value, edit, place.told)


def _base(base: SourceDoc, edit: Edit) -> Any:
    """Return what an edit changes: a value of the definition, or the words of the city's text that stands there."""
    return base.value(edit.path) if edit.borrowed is None else edit.borrowed


def _with_theirs(edit: Edit, theirs: tuple[Any] | None, base: SourceDoc, path: Path) -> tuple[Edit, tuple[Any] | None]:
    """Return an edit that holds the other side's change of a text too and None, or the edit and what cannot be joined.

    `path` is that of the edit in `base`.
    """
    if theirs is None or edit.kind != "set":
        return edit, theirs
    both = together(_base(base, replace(edit, path=path)), theirs[0], edit.value)
    return (edit, theirs) if both is None else (_joined(edit, both), None)


def _citys_change(edit: Edit, city: Mapping[Path, str]) -> tuple[Any] | None:
    """Return the city's text as it is now, where an edit takes the place of what it was before; else None."""
    now = city.get(edit.path)
    return (now,) if edit.borrowed and now is not None and parse(now) != parse(edit.borrowed) else None


def _frozen(value: Any) -> Any:
    """Return a value in a form that can be compared and kept in a set; wrapping never counts, a new paragraph does."""
    if isinstance(value, dict):
        return tuple(sorted((k, _frozen(v)) for k, v in value.items()))
    if isinstance(value, list | tuple):
        return tuple(_frozen(v) for v in value)
    if value is None:
        return None
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", str(value).strip()))
