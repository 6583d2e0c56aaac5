"""What a person calls a place in a definition: `Lokal lägesbild: Analys`, `Aktivitet F3: Tidplan`."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from functools import cache, partial

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.diagnostics import Path
from pipeline.model import fields_of, plain_kinds

_ONE_OF = {"aktiviteter": "Aktivitet", "kallor": "Källa", "egna_avsnitt": "Eget avsnitt", "mal": "Mål"}
_UNTITLED = {"text": "", "rubrik": "Rubrik"}  # a text is called by its heading; so is a heading itself
_LONGEST = 3  # of the steps, from the end: a control's title has room for no more


@cache
def names(model: type[BaseModel]) -> Callable[[Path], str]:
    """Return the function that names the places in a definition of one model; the same one every time."""
    return partial(name, model)


def name(model: type[BaseModel], path: Path) -> str:
    """Return what a person calls the value at `path`."""
    titles = list(_titles(model, path))
    row = next((n for n, title in enumerate(titles) if title.startswith("Aktivitet ")), None)
    kept = [title for title in (titles if row is None else titles[row:]) if title]
    return ": ".join(kept[-_LONGEST:]) or "Planen"


def _titles(model: type[BaseModel], path: Path) -> Iterator[str]:
    kind: object = model
    for number, step in enumerate(path):
        if step.startswith("["):
            key, what = step.strip("[]"), _ONE_OF.get(path[number - 1], "")
            yield f"{what} {int(key) + 1 if key.isdecimal() else key}" if what else ""
            arguments = typing.get_args(plain_kinds(kind)[0])
            kind = arguments[0] if arguments else None
            continue
        info = (fields_of(kind) or {}).get(step)
        title = info.title if info is not None and info.title is not None else step[:1].upper() + step[1:]
        named_by_item = step in _ONE_OF and len(path) > number + 1
        yield "" if named_by_item else _UNTITLED.get(step, title)
        kind = info.annotation if info is not None else None


def field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    """Return the field of a model that `path` leads to, through lists and groups; None when it has none."""
    kind: object = model
    info: FieldInfo | None = None
    for step in path:
        plain = plain_kinds(kind)[0]
        if step.startswith("["):
            arguments = typing.get_args(plain)
            kind = arguments[0] if arguments else None
            continue
        if typing.get_origin(plain) is dict:
            kind = typing.get_args(plain)[1]
            continue
        info = (fields_of(kind) or {}).get(step)
        kind = info.annotation if info is not None else None
    return info
