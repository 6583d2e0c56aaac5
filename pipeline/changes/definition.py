"""Any other definition than a plan as an outline: a case, a follow-up, the city's year, the register of boards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

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


def definition_outline(model: BaseModel, borrowed: Mapping[Path, str], headings: Mapping[str, str]) -> Part:
    """Return a definition as an outline; groups of keys are fields of what they stand in, `mote.datum`.

    `borrowed` gives the city's texts that it uses, by path; `headings` those of a case's sections, by key.
    """
    whole = _Held({}, {})
    outlining = _Outlining(borrowed, headings)
    if isinstance(model, RootModel):
        whole.parts["poster"] = tuple(outlining.entries((), "", model.root, Kind.ENTRY))
    else:
        outlining.fill(whole, (), (), "", model, Kind.ENTRY)
    return Part(Kind.DEFINITION, "", whole.fields, whole.parts)


class _Held(NamedTuple):
    """What a part of a definition holds."""

    fields: dict[str, Field]
    parts: dict[str, tuple[Part, ...]]


class _Outlining:
    """Walks through a definition with what is known beside it."""

    def __init__(self, borrowed: Mapping[Path, str], headings: Mapping[str, str]) -> None:
        self._borrowed, self._headings = borrowed, headings

    def fill(self, held: _Held, path: Path, within: Path, label: str, model: BaseModel, entry: Kind) -> None:
        """Put what a model holds in the part at `path`; `within` leads to the model from there.

        `entry` is the kind of what its lists hold.
        """
        for name, info in fields_by_name(type(model)).items():
            value, steps = getattr(model, name), (*within, name)
            key, title = ".".join(steps), label + (info.title or capitalised(name))
            if value is None or value in ((), {}) or (name == "id" and path):
                continue
            if isinstance(value, BaseModel):
                self.fill(held, path, steps, f"{title}: ", value, entry)
            elif isinstance(value, dict) or (isinstance(value, tuple) and isinstance(value[0], BaseModel)):
                held.parts[key] = tuple(self.entries((*path, *steps), name, value, entry))
            else:
                told = _value(info, value, self._borrowed.get((*path, *steps)))
                if told is not None:
                    held.fields[key] = Field(key, title, told, len(held.fields))

    def entries(self, path: Path, name: str, values: Any, kind: Kind) -> Iterator[Part]:
        """Yield the entries of a list, by the name that each has, or of a group, by its keys."""
        listed = isinstance(values, tuple)
        pairs = [(_name(entry, n), entry) for n, entry in enumerate(values)] if listed else sorted(values.items())
        for key, entry in pairs:
            where = (*path, item(key) if listed else key)
            held = _Held({}, {})
            if isinstance(entry, BaseModel):
                self.fill(held, where, (), "", entry, Kind.DETAIL)
            else:
                told = text_value(entry, self._borrowed.get(where))
                held.fields.update({"text": Field("text", "Text", told)} if told else {})
            yield Part(kind, key, held.fields, held.parts, where, self._called(name, key, entry), (key,))

    def _called(self, name: str, key: str, entry: object) -> str:
        if isinstance(entry, Board):
            return entry.title
        known = f"”{self._headings[key]}”" if isinstance(entry, str) and key in self._headings else normalised(key)
        return f"{_ENTRIES.get(name, 'Posten')} {known}"


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
