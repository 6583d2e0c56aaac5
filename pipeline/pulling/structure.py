"""The common structure as a reader of a document meets it: headings in order, and what may stand under each."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.activity import Activity
from pipeline.diagnostics import Path, item
from pipeline.model import plain_kinds
from pipeline.plan import ActionPlan, Environments, PictureSource, fields_by_name, is_part

_STEP = re.compile(r"\[[^\]]*\]|[^.\[\]]+")


@dataclass(frozen=True)
class Section:
    """One headed piece of a plan. `path` is its own; what stands under its heading is named by further paths."""

    path: Path
    title: str
    level: int
    text: Path | None = None
    rows: Path | None = None
    row: type[BaseModel] | None = None
    environments: Path | None = None
    goals: Path | None = None
    free: Path | None = None  # where the board may put sections of its own


def sections(plan: ActionPlan) -> list[Section]:
    """Return every section that a plan has or may have, in the document's order."""
    return [s for name, info in type(plan).chapters() for s in _sections((name,), info, getattr(plan, name, None), 1)]


def _sections(path: Path, info: FieldInfo, value: Any, level: int) -> Iterator[Section]:
    kind = plain_kinds(info.annotation)[0]
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        yield Section(path, info.title or "", level, rows=path, row=_entry(kind))
        return
    fields = fields_by_name(kind)
    inside: list[Section] = []
    extra: dict[str, Any] = {"text": (*path, "text")} if "text" in fields else {}
    for name, part in fields.items():
        below = getattr(value, name, None)
        if name == "egna_avsnitt":
            extra["free"] = (*path, name)
            for own in below or ():
                at = (*path, name, item(own.id))
                inside.append(Section(at, own.rubrik, level + 1, text=(*at, "text")))
        elif is_part(part) and part.title:
            inside += _sections((*path, name), part, below, level + 1)
        elif is_part(part):
            extra |= _unheaded((*path, name), part)
    yield Section(path, info.title or "", level, **extra)
    yield from inside


def _unheaded(path: Path, info: FieldInfo) -> dict[str, Any]:
    kind = plain_kinds(info.annotation)[0]
    if kind is Environments:
        return {"environments": path}
    entry = _entry(kind)
    return {"rows": path, "row": entry} if entry in (PictureSource, Activity) else {"goals": path}


def _entry(kind: object) -> Any:
    """Return what a tuple's entries are."""
    arguments = typing.get_args(kind)
    return plain_kinds(arguments[0])[0] if arguments else None


def path_of(tag: str, tags: Mapping[str, str]) -> Path:
    """Return the path that a content control's tag stands for; `tags` are the hashed ones."""
    return tuple(_STEP.findall(tags.get(tag, tag)))
