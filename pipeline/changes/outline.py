"""A plan as an outline of parts with fields: everything in it that can differ, in one shape whatever the structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline import markup, words
from pipeline.activity import Activity, FollowUp, Responsible, Schedule
from pipeline.change import Field, Kind, Value
from pipeline.changes.canonical import line_value, made_value, text_value, tidied
from pipeline.decisions import Consultation, Decisions, Step
from pipeline.diagnostics import Path, item
from pipeline.dossier import Dossier
from pipeline.markup import Blocks, literal
from pipeline.model import takes_markup
from pipeline.plan import FreeSection, PictureSource, Source, fields_by_name, formerly, is_part

SECTIONS, SOURCES, NOTES = "delar", "kallor", "noter"
UNORDERED = {SOURCES, NOTES}  # lists of the plan itself whose order means nothing; they stand by their labels
_ROWS: Mapping[type, Kind] = {
    Activity: Kind.ACTIVITY,
    FreeSection: Kind.OWN_SECTION,
    PictureSource: Kind.PICTURE_SOURCE,
    Consultation: Kind.CONSULTATION,
}
_NAMED_BY_WORDS: Mapping[type, str] = {PictureSource: "namn", Consultation: "part"}  # they have no id
_NAMED = 70  # signs of a note's words that name it
KEYLESS = {Kind.PICTURE_SOURCE, Kind.CONSULTATION}


@dataclass(frozen=True)
class Part:
    """A part of a plan: its fields by key, and the parts inside it by the list that they stand in.

    `key` is its id, label or field name. What is only a help in finding and naming it is not compared.
    """

    kind: Kind
    key: str
    fields: Mapping[str, Field]
    parts: Mapping[str, tuple[Part, ...]]
    path: Path = field(default=(), compare=False)
    name: str = field(default="", compare=False)
    former: tuple[str, ...] = field(default=(), compare=False)


class _Around(NamedTuple):
    """What is the same for all parts of a plan."""

    dossier: Dossier
    year: int


def outline(dossier: Dossier) -> Part:
    """Return the plan as an outline, with the city's texts, goals and notes that it uses."""
    plan = dossier.plan
    head = _part(_Around(dossier, plan.ar), (), plan, Kind.PLAN, "", "Planen")
    own = (_source(key, source, dossier.note(key)) for key, source in sorted(plan.kallor.items()))
    lists = {**head.parts, SOURCES: tuple(own), NOTES: tuple(_notes(dossier))}
    return Part(Kind.PLAN, "", head.fields, {k: v for k, v in lists.items() if v}, (), "Planen")


def _part(around: _Around, path: Path, model: BaseModel, kind: Kind, key: str, name: str, **more: Any) -> Part:
    fields: dict[str, Field] = {}
    parts: dict[str, tuple[Part, ...]] = defaultdict(tuple)
    if kind is Kind.SECTION and name:
        _put(fields, "rubrik", "Rubrik", line_value(name))
    for field_name, info in fields_by_name(type(model)).items():
        value = getattr(model, field_name)
        where = (*path, field_name)
        if value is None or (field_name == "id" and kind is not Kind.PLAN):
            continue
        if isinstance(value, Decisions):
            parts["samrad"] = tuple(_rows(around, (*where, "samrad"), value.samrad))
            for step in ("namnd", "kommunstyrelsen"):
                _put(fields, f"beslut.{step}", _label(Decisions, step), _step_value(getattr(value, step)))
        elif isinstance(value, BaseModel) and is_part(info):
            section = _part(around, where, value, Kind.SECTION, field_name, info.title or "", former=formerly(info))
            parts[SECTIONS] += (section,)
        elif isinstance(value, tuple) and value and type(value[0]) in _ROWS:
            parts[field_name] = tuple(_rows(around, where, value))
        elif isinstance(value, tuple) and field_name == "mal":
            parts["mal"] = tuple(_goals(around.dossier, where, value))
        elif not isinstance(value, dict):  # sources are the whole plan's, and have a list of their own
            _put(fields, field_name, _label(type(model), field_name), _value(around, where, info, value))
    return Part(kind, key, fields, {k: v for k, v in parts.items() if v}, path, name, **more)


def _put(fields: dict[str, Field], key: str, label: str, value: Value | None) -> None:
    if value is not None:
        fields[key] = Field(key, label, value, len(fields))


def _label(model: type[BaseModel], name: str) -> str:
    return fields_by_name(model)[name].title or words.capitalised(name)


def _value(around: _Around, path: Path, info: FieldInfo, value: Any) -> Value | None:
    """Return a field's value; None when it says nothing."""
    if isinstance(value, str):
        return text_value(value, around.dossier.borrowed.get(path)) if takes_markup(info) else line_value(value)
    if isinstance(value, Schedule):
        return made_value(value, literal(value.label))
    if isinstance(value, FollowUp):
        raw = value.model_copy(update={"metod": None})  # as text its wrapping would count
        method = text_value(value.metod) if value.metod else None
        return Value((made_value(raw, ()).raw, method and method.raw), tidied(value.blocks(around.year)))
    if isinstance(value, tuple) and value and isinstance(value[0], Responsible):
        return made_value(value, tuple(block for who in value for block in literal(who.label)))
    if isinstance(value, tuple):
        return made_value(value, literal(words.joined([str(entry) for entry in value]))) if value else None
    if isinstance(value, bool):
        return made_value(value, literal("ja" if value else "nej"))
    return made_value(value, literal(str(value)))


def _step_value(step: Step) -> Value | None:
    day = words.written_date(step.datum) if step.datum else ""
    told = ", ".join(p for p in (day, step.paragraf or "", f"dnr {words.joined(step.dnr)}" if step.dnr else "") if p)
    return made_value(step, literal(told)) if told else None


def _rows(around: _Around, path: Path, rows: tuple[Any, ...]) -> Iterator[Part]:
    for number, row in enumerate(rows):
        kind = _ROWS[type(row)]
        key = str(getattr(row, _NAMED_BY_WORDS.get(type(row), "id"), number))
        where = (*path, item(number if kind in KEYLESS else key))
        part = _part(around, where, row, kind, "" if kind in KEYLESS else key, _row_name(kind, row, key))
        yield Part(part.kind, part.key, part.fields, part.parts, where, part.name, (key,))


def _row_name(kind: Kind, row: Any, key: str) -> str:
    match kind:
        case Kind.ACTIVITY:
            return f"Aktivitet {key}"
        case Kind.OWN_SECTION:
            return words.normalised(row.rubrik)
        case Kind.CONSULTATION:
            return f"Samråd med {words.normalised(key)}"
        case _:
            return f"Underlaget {words.normalised(key)}"


def _goals(dossier: Dossier, path: Path, numbers: tuple[str, ...]) -> Iterator[Part]:
    for position, number in enumerate(numbers):
        goal = dossier.city.goal(number)
        fields: dict[str, Field] = {}
        _put(fields, "text", "Lydelse", line_value(goal.text) if goal else None)
        yield Part(Kind.GOAL, words.normalised(number), fields, {}, (*path, item(position)), f"Mål {number}")


def _source(key: str, source: Source, told: Blocks | None) -> Part:
    fields: dict[str, Field] = {}
    for name, info in fields_by_name(Source).items():
        value = getattr(source, name)
        if isinstance(value, str):
            read = text_value(value) if takes_markup(info) else line_value(value)
            _put(fields, name, _label(Source, name), read)
        elif value is not None:
            _put(fields, name, _label(Source, name), made_value(value, literal(str(value))))
    return Part(Kind.SOURCE, key, fields, {}, ("kallor", key), _called("Källan", told, key))


def _notes(dossier: Dossier) -> Iterator[Part]:
    """Yield the notes of the plan whose sources are the city's; the plan's own are parts already."""
    plan = dossier.plan
    cited = {label for path, text in plan.texts() if path not in plan.literal for label, _, _ in markup.labels(text)}
    for label in sorted(cited - plan.kallor.keys()):
        told: Blocks | None = dossier.note(label)
        blocks = tidied(told) if told else ()
        if blocks:
            read = Value(blocks, blocks)
            yield Part(
                Kind.NOTE,
                label,
                {"text": Field("text", "Text", read)},
                {},
                ("noter", label),
                _called("Noten", told, label),
            )


def _called(kind: str, told: Blocks | None, key: str) -> str:
    """Return what a person calls a note: its first words. A key means something to whoever wrote the file alone."""
    said = " ".join(block.text for block in told or ())
    return f"{kind} ”{words.shortened(said, _NAMED)}”" if said.strip() else f"{kind} {key}"
