"""Any other definition than a plan as an outline: a case, a follow-up, the city's year, the register of boards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from pipeline.board import Board
from pipeline.change import Field, Kind, Value
from pipeline.changes.canonical import line_value, made_value, text_value
from pipeline.changes.outline import Part
from pipeline.diagnostics import Path, item
from pipeline.markup import literal, parse
from pipeline.model import takes_markup
from pipeline.plan import fields_by_name
from pipeline.words import capitalised, normalised

_NAMED_BY = ("id", "nummer", "namn", "titel")  # what an entry of a list is called, whichever it has
_ENTRIES = {
    "aktiviteter": "Aktivitet",
    "mal": "Mål",
    "delmal": "Nämndmålet",
    "indikatorer": "Indikatorn",
    "bilagor": "Bilagan",
    "avsnitt": "Avsnittet",
    "texter": "Texten",
    "kallor": "Källan",
}


def definition_outline(model: BaseModel, borrowed: Mapping[Path, str]) -> Part:
    """Return a definition as an outline; groups of keys are fields of what they stand in, `mote.datum`.

    `borrowed` gives the city's texts that it uses, by path.
    """
    fields: dict[str, Field] = {}
    parts: dict[str, tuple[Part, ...]] = {}
    if isinstance(model, RootModel):
        parts["poster"] = tuple(_entries((), "", model.root, Kind.ENTRY, borrowed))
    else:
        _fill((), (), "", model, Kind.ENTRY, borrowed, fields, parts)
    return Part(Kind.DEFINITION, "", fields, parts)


def _fill(
    path: Path,
    within: Path,
    label: str,
    model: BaseModel,
    kind: Kind,
    borrowed: Mapping[Path, str],
    fields: dict[str, Field],
    parts: dict[str, tuple[Part, ...]],
) -> None:
    """Put what a model holds among the fields and lists of the part at `path`; `within` leads to it from there."""
    for name, info in fields_by_name(type(model)).items():
        value, steps = getattr(model, name), (*within, name)
        key, title = ".".join(steps), label + (info.title or capitalised(name))
        if value is None or value in ((), {}) or (name == "id" and path):
            continue
        if isinstance(value, BaseModel):
            _fill(path, steps, f"{title}: ", value, kind, borrowed, fields, parts)
        elif isinstance(value, dict) or (isinstance(value, tuple) and isinstance(value[0], BaseModel)):
            parts[key] = tuple(_entries((*path, *steps), name, value, kind, borrowed))
        else:
            told = _value(info, value, borrowed.get((*path, *steps)))
            if told is not None:
                fields[key] = Field(key, title, told, len(fields))


def _entries(path: Path, name: str, values: Any, kind: Kind, borrowed: Mapping[Path, str]) -> Iterator[Part]:
    """Yield the entries of a list, by the name that each has, or of a group, by its keys."""
    listed = isinstance(values, tuple)
    pairs = [(_name(entry, n), entry) for n, entry in enumerate(values)] if listed else sorted(values.items())
    for key, entry in pairs:
        where = (*path, item(key) if listed else key)
        fields: dict[str, Field] = {}
        parts: dict[str, tuple[Part, ...]] = {}
        if isinstance(entry, BaseModel):
            _fill(where, (), "", entry, Kind.DETAIL, borrowed, fields, parts)
        else:
            told = text_value(entry, borrowed.get(where))
            fields |= {"text": Field("text", "Text", told)} if told else {}
        called = entry.title if isinstance(entry, Board) else f"{_ENTRIES.get(name, 'Posten')} {normalised(key)}"
        yield Part(kind, key, fields, parts, where, called, (key,))


def _name(entry: BaseModel, number: int) -> str:
    found = (getattr(entry, name, None) for name in _NAMED_BY)
    return str(next(filter(None, found), number))


def _value(info: FieldInfo, value: Any, city: str | None) -> Value | None:
    """Return a field's value; None when it says nothing."""
    if isinstance(value, str):
        return text_value(value, city) if takes_markup(info) else line_value(value)
    if isinstance(value, bool):
        return made_value(value, literal("ja" if value else "nej"))
    if isinstance(value, tuple):
        read = parse if takes_markup(info) else literal
        return made_value(value, tuple(block for entry in value for block in read(str(entry))))
    return made_value(value, literal(str(value)))
