"""The base of all models, the kinds of value they share, and pydantic's faults in plain Swedish."""

from __future__ import annotations

import datetime
import re
import types
import typing
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    RootModel,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from pipeline import words
from pipeline.diagnostics import Diagnostic, Path, Severity, address
from pipeline.source import SourceDoc


class Model(BaseModel):
    """Frozen, without unknown keys; values come as strings from YAML and are read by their type."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)


def fault(message: str, remedy: str, path: Path = ()) -> PydanticCustomError:
    """Return an error for a validator to raise: a Swedish sentence, a remedy, and where below the model it is."""
    literal = message.replace("{", "(").replace("}", ")")
    return PydanticCustomError("plan", literal, {"remedy": remedy, "path": path})


def _real_date(value: str) -> str:
    parts = [int(part) for part in value.split("-")]
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        raise fault(f"`{value}` finns inte i kalendern", "skriv ett datum som finns, ÅÅÅÅ-MM-DD") from None
    return value


def _yes_or_no(value: object) -> object:
    return {"ja": True, "nej": False, "true": True, "false": False}.get(str(value).lower(), value)


def _four_digits(value: object) -> object:
    if not re.fullmatch(r"(19|20)\d\d", str(value)):
        raise PydanticCustomError("int_parsing", "not a year")
    return int(str(value))


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Key = Annotated[str, StringConstraints(pattern=r"^[^\s\[\]^]+$", max_length=60)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real_date)]
When = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_real_date)]
Year = Annotated[
    int,
    BeforeValidator(_four_digits),
    WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2099}),
]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": ["ja", "nej", True, False]})]


class _Markdown:
    """Marks a kind of text that takes the small markdown; any other is printed as it is written."""


Text = Annotated[
    str,
    StringConstraints(max_length=400_000),
    _Markdown(),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"stad": {"type": "string", "title": "stadens gemensamma text"}},
                    "required": ["stad"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]

M = TypeVar("M", bound=BaseModel)
Location = tuple[int | str, ...]  # as pydantic writes it
_ROUNDS = 8  # how deep a chain of missing values is filled before giving up


def validated(model: type[M], doc: SourceDoc, values: object) -> tuple[M | None, list[Diagnostic]]:
    """Return `values` as `model`, and its faults, each told once.

    A value at fault is set aside and an empty one put in the place of what is missing; an entry of a list that
    cannot be mended so is left out. So the rules can look at the rest in the same run. None when too much is
    wrong for that.
    """
    faults: dict[Location, Diagnostic] = {}
    data: object = values
    left: list[Location] = []
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(data), list(faults.values())
        except ValidationError as error:
            mended, details = data, _told_once(error)
            misspelt = {_meant(detail, model) for detail in details}
            for detail in details:
                loc = detail["loc"]
                if loc not in misspelt and not any(loc[: len(known)] == known for known in faults):
                    faults[loc] = _diagnostic(detail, model, doc)
                mended = _mended(mended, detail, _annotation(model, loc))
            left = [detail["loc"] for detail in details]
            if mended == data:
                break
            data = mended
    return _without_entries(model, data, left), list(faults.values())


def _told_once(error: ValidationError) -> list[ErrorDetails]:
    """Return an error's details; a list is not too short because an entry of it is at fault."""
    details = error.errors(include_url=False)
    inner = {d["loc"][:n] for d in details for n in range(len(d["loc"]))}
    return [d for d in details if d["type"] != "too_short" or d["loc"] not in inner]


def _meant(detail: ErrorDetails, model: type[BaseModel]) -> Location | None:
    """Return the place of the key that an unknown one was probably meant to be, or None."""
    loc = detail["loc"]
    if detail["type"] != "extra_forbidden":
        return None
    near = words.nearest(str(loc[-1]), fields_of(_annotation(model, loc[:-1])) or {})
    return (*loc[:-1], near) if near else None


def _without_entries(model: type[M], data: object, locations: list[Location]) -> M | None:
    """Return `data` as `model` without the list entries that hold `locations`, or None."""
    entries: set[Location] = set()
    for loc in locations:
        depth = max((n for n, step in enumerate(loc) if isinstance(step, int)), default=None)
        if depth is None:
            return None
        entries.add(loc[: depth + 1])
    # Inner lists before outer ones, later entries before earlier: no removal moves one that is still to come.
    for entry in sorted(entries, key=lambda loc: (len(loc), int(loc[-1])), reverse=True):
        data = _without(data, entry)
    try:
        return model.model_validate(data)
    except ValidationError:
        return None


def _without(data: object, loc: Location) -> object:
    head, rest = loc[0], loc[1:]
    if isinstance(data, list) and isinstance(head, int):
        return data[:head] + ([_without(data[head], rest)] if rest else []) + data[head + 1 :]
    if isinstance(data, dict) and rest:
        return {**data, head: _without(data[head], rest)}
    return data


def fields_of(annotation: object) -> dict[str, Any] | None:
    """Return the fields of the model that `annotation` is or holds, or None."""
    for kind in plain_kinds(annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return dict(kind.model_fields)
    return None


def model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that `annotation` is or holds, in a list of them too; None for any other kind of value."""
    for kind in plain_kinds(annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
        if typing.get_origin(kind) is tuple:
            return model_in(typing.get_args(kind)[0])
    return None


def takes_markup(info: FieldInfo) -> bool:
    """Return whether a field's text takes the small markdown: it is a `Text`, or one or nothing."""
    kinds = [getattr(kind, "__metadata__", ()) for kind in typing.get_args(info.annotation)]
    return any(isinstance(mark, _Markdown) for marks in (info.metadata, *kinds) for mark in marks)


def plain_kinds(annotation: object) -> list[object]:
    """Return the plain types inside optionals, unions and Annotated."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        return plain_kinds(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [k for arg in typing.get_args(annotation) if arg is not type(None) for k in plain_kinds(arg)]
    return [annotation]


def _annotation(model: type[BaseModel], loc: Location) -> object:
    kind: object = model
    for step in loc:
        plain = plain_kinds(kind)[0]
        if isinstance(plain, type) and issubclass(plain, RootModel):
            plain = plain.model_fields["root"].annotation
        if isinstance(step, int):
            kind = typing.get_args(plain)[0] if typing.get_args(plain) else None
        elif isinstance(plain, type) and issubclass(plain, BaseModel):
            kind = plain.model_fields[step].annotation if step in plain.model_fields else None
        elif typing.get_origin(plain) is dict:
            kind = typing.get_args(plain)[1]
        else:
            return None
    return kind


def _mended(data: object, detail: ErrorDetails, annotation: object) -> object:
    """Return `data` with an empty value where one is missing, without what is at fault elsewhere."""
    loc, missing = detail["loc"], detail["type"] == "missing"
    if not loc:
        return data
    head, rest = loc[0], detail["loc"][1:]
    if rest:
        inner: ErrorDetails = {**detail, "loc": rest}
        if isinstance(data, dict) and head in data:
            return {**data, head: _mended(data[head], inner, annotation)}
        if isinstance(data, list) and isinstance(head, int) and head < len(data):
            return [*data[:head], _mended(data[head], inner, annotation), *data[head + 1 :]]
        return data
    if isinstance(data, dict) and missing:
        empty = _empty(annotation)
        return data if empty is None else {**data, head: empty}
    if isinstance(data, dict) and head in data:
        return {key: value for key, value in data.items() if key != head}
    if isinstance(data, list) and isinstance(head, int):
        return data[:head] + data[head + 1 :]
    return data


def _empty(annotation: object) -> object:
    plain = plain_kinds(annotation)[0]
    if plain is str:
        return ""
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return {}
    if typing.get_origin(plain) in (list, tuple):
        return []
    return None


def _diagnostic(detail: ErrorDetails, model: type[BaseModel], doc: SourceDoc) -> Diagnostic:
    loc = detail["loc"]
    path = doc.path_of(loc)
    name = str(loc[-1]) if loc else ""
    kind = detail["type"]
    known = fields_of(_annotation(model, loc[:-1])) or {}
    found = detail["input"] if isinstance(detail["input"], str) else None
    shown = f"`{words.normalised(found)[:60]}`" if found else _kind(detail["input"])
    span = doc.span(path)
    code = "S100"
    remedy = "se rätt skrivsätt i guiden, avsnittet om fälten"
    match kind:
        case "missing":
            info = known.get(name)
            title = f" ({info.title})" if info is not None and info.title and info.title.lower() != name else ""
            message = f"`{name}`{title} saknas{_within(path[:-1])}"
            remedy = f"lägg till `{name}:` här" + (f". {info.description}" if info and info.description else "")
            code, span = "S101", doc.place(path[:-1])
        case "extra_forbidden":
            message = f"okänd nyckel `{name}`{words.meant(name, known)}"
            remedy = f"här kan stå: {', '.join(known)}" if known else "ta bort raden"
            if detail["input"] is None:  # {enhet: prevention, familjebehandling}
                remedy += "; hör ordet till värdet före ett kommatecken, sätt hela värdet inom citattecken"
            code, span = "S103", doc.keys.get(path) or span
        case "literal_error" | "enum":
            choices = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
            message = f"`{name}` är {shown}, men ska vara {words.joined(choices, 'eller')}"
            remedy = f"skriv {words.nearest(found or '', choices) or words.joined(choices, 'eller')}"
        case "plan":
            message, remedy = detail["msg"], str(detail["ctx"]["remedy"])
            path += detail["ctx"]["path"]
            span = doc.span(path)
        case "string_pattern_mismatch":
            form, remedy = _form(str(detail["ctx"]["pattern"]))
            message = f"`{name}` är {shown}, men ska vara {form}"
        case "string_too_short" | "too_short":
            message, remedy = f"`{name}` är tomt", f"fyll i `{name}`, eller ta bort raden om den inte behövs"
        case "string_too_long":
            message, remedy = f"`{name}` är för långt", "korta texten eller dela upp den"
        case "int_parsing" | "int_type":
            message = f"`{name}` är {shown}, men ska vara ett årtal med fyra siffror"
            remedy = "skriv till exempel 2023"
        case "bool_parsing" | "bool_type":
            message, remedy = f"`{name}` är {shown}, men ska vara ja eller nej", "skriv ja eller nej"
        case "list_type" | "tuple_type":
            message = f"`{name}` är {shown}, men ska vara en lista"
            remedy = f"skriv varje post på en egen rad med `- ` framför, eller `{name}: [den enda]`"
        case "string_type":
            message = f"`{name}` är {shown}, men ska vara text"
            remedy = "skriv texten efter kolonet, eller `|` och texten indragen på raderna under"
        case "model_type" | "dict_type" | "model_attributes_type":
            inside = fields_of(_annotation(model, loc)) or {}
            message = f"`{name}` är {shown}, men ska vara en grupp av nycklar"
            remedy = f"skriv på raderna under, indraget: {', '.join(inside)}" if inside else remedy
        case _:
            message = f"`{name}` är {shown}, som inte kan läsas ({kind})"
    return doc.diagnostic(Severity.ERROR, code, message, remedy, path=path, span=span)


# The beginning of a pattern, what it asks for, and how that is written.
_FORMS = (
    (r"^\d{4}:", "ett nummer i Svensk författningssamling", "skriv det som 2001:453"),
    (r"^\d{4}", "ett datum", "skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2023-03-16"),
    (r"^https?", "en webbadress", "skriv hela adressen, med https:// först"),
    (r"^[^/", "ett filnamn utan mapp", "lägg filen i samma mapp som arende.yaml, och skriv bara dess namn"),
    (r"^\d+\.", "ett måls nummer", "skriv till exempel 3.6"),
    (r"^[^\s", "ett ord utan mellanslag och hakparenteser", "skriv till exempel F1 eller polisen-2022"),
    ("", "små bokstäver a–z, siffror och bindestreck", "skriv till exempel hagersten-alvsjo"),
)


def _form(pattern: str) -> tuple[str, str]:
    """Return what a pattern asks for, and a remedy."""
    return next((form, remedy) for begins, form, remedy in _FORMS if pattern.startswith(begins))


def _kind(value: object) -> str:
    """Return what a value that is not text is to someone who writes a plan."""
    return "ett tomt värde" if not value else "en lista" if isinstance(value, list) else "en grupp av nycklar"


def _within(path: Path) -> str:
    """Return ` i aktivitet F1` or ` i lokal_lagesbild`, as the writer would call the place; nothing at the root."""
    if not path:
        return ""
    return f" i aktivitet {path[-1].strip('[]')}" if path[-2:-1] == ("aktiviteter",) else f" i `{address(path)}`"
