"""The JSON Schema of the definitions, for editors: derived from the models, in Swedish.

It is no stricter than the program. An editor reads `2023` as a number and nothing as null where we read what
the writer sees, so wherever a text may stand, so may the scalars that an editor makes of it; and what a model
accepts in a short form stands beside the long one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from pipeline.case import Case
from pipeline.errors import UsageFault
from pipeline.outcome import Outcomes
from pipeline.plan import ActionPlan
from pipeline.structures import STRUCTURES
from pipeline.words import joined, meant

Schema = dict[str, Any]

_TITLE = "Handlingsplan mot våldsbejakande extremism"
_DESCRIPTION = "En nämnds plan för ett år. Nyckeln `struktur` avgör vilka kapitel den ska ha."
_CITY_TEXT = "CityText"
_COMMON: Schema = {
    "type": "object",
    "title": "Stadens gemensamma text",
    "description": "Namnet på en text i årets stad.yaml.",
    "properties": {"stad": {"type": "string"}},
    "required": ["stad"],
    "additionalProperties": False,
}


_OTHERS: dict[str, tuple[type[BaseModel], str, str]] = {
    "arende": (
        *(Case, "Ärende om handlingsplan mot våldsbejakande extremism"),
        "Det som tjänsteutlåtandet säger och planen inte vet. Ligger i samma mapp som planen.",
    ),
    "uppfoljning": (
        *(Outcomes, "Uppföljning av handlingsplan mot våldsbejakande extremism"),
        "Utfallet av varje aktivitet och bedömningen av målen. Ligger i samma mapp som planen.",
    ),
}
SLUGS = ("handlingsplan", *_OTHERS)


def schema_of(slug: str) -> str:
    """Return the schema of one kind of definition, as text.

    Raises:
        UsageFault: there is no such kind.
    """
    if slug not in SLUGS:
        raise UsageFault(f"det finns inget schema för {slug}{meant(slug, SLUGS)}; skriv {joined(SLUGS, 'eller')}")
    if slug not in _OTHERS:
        return json_schema()
    model, title, description = _OTHERS[slug]
    about = {"title": title, "description": description, "allOf": [{"$ref": f"#/$defs/{model.__name__}"}]}
    return _text(about, _definitions([model]))


def json_schema(structures: Sequence[type[ActionPlan]] = STRUCTURES) -> str:
    """Return the schema of plans that holds for every version of the common structure, as text."""
    known = [structure.structure_id for structure in structures]
    first = structures[0].model_fields["struktur"]
    about = {
        "title": _TITLE,
        "description": _DESCRIPTION,
        "type": "object",
        "required": ["struktur"],
        "properties": {"struktur": {"title": first.title, "description": first.description, "enum": known}},
        "allOf": [_when(structure) for structure in structures],
    }
    return _text(about, _definitions(structures))


def _definitions(models: Sequence[type[BaseModel]]) -> Schema:
    """Return the schemas of `models` and of every model that they hold, and of the city's texts."""
    _, generated = models_json_schema([(model, "validation") for model in models])
    known = {model.__name__: model for outer in models for model in _models(outer)}
    return {**{name: _model(schema, known[name]) for name, schema in generated["$defs"].items()}, _CITY_TEXT: _COMMON}


def _text(about: Schema, definitions: Schema) -> str:
    whole = {"$schema": "http://json-schema.org/draft-07/schema#", **about, "$defs": definitions}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _when(structure: type[ActionPlan]) -> Schema:
    chosen = {"properties": {"struktur": {"const": structure.structure_id}}, "required": ["struktur"]}
    return {"if": chosen, "then": {"$ref": f"#/$defs/{structure.__name__}"}}


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield `model` and every model that its fields hold."""
    yield model
    for info in model.model_fields.values():
        for inner in _held(info.annotation):
            yield from _models(inner)


def _held(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _held(inner)


def _model(schema: Schema, model: type[BaseModel]) -> Schema:
    """Return the schema of a model: its fields with Swedish words, and its short form if it has one."""
    fields = {name: _field(name, field, model) for name, field in schema["properties"].items()}
    long = {"type": "object", "properties": fields, "additionalProperties": False}
    if schema.get("required"):
        long["required"] = schema["required"]
    short = _short_form(model)
    return {"anyOf": [{k: v for k, v in fields[short].items() if k != "title"}, long]} if short else long


def _field(name: str, schema: Schema, model: type[BaseModel]) -> Schema:
    description = " ".join(filter(None, (schema.get("description"), _demand(schema))))
    words = {"title": _title(name, schema), "description": description}
    kept = {k: v for k, v in schema.items() if k not in ("title", "description", "default") and not k.startswith("x-")}
    accepted = _with_accepted(_loosened(kept), name, model)
    # Draft-07 passes over what stands beside a $ref.
    return {**{k: v for k, v in words.items() if v}, **({"allOf": [accepted]} if "$ref" in accepted else accepted)}


def _title(name: str, schema: Schema) -> str:
    """Return a field's title; `Egna Avsnitt`, which pydantic makes of a name, becomes `Egna avsnitt`."""
    own, words = str(schema.get("title", "")), name.replace("_", " ")
    return words.capitalize() if own == words.title() else own


def _demand(schema: Schema) -> str:
    return f"Grund: {schema['x-grund']}." if schema.get("x-grund") else ""


def _loosened(schema: Schema) -> Schema:
    """Return a value's schema with what an editor may make of the same letters."""
    if "$ref" in schema:
        return schema
    if "anyOf" in schema:
        return {"anyOf": [option for one in schema["anyOf"] for option in _options(one)]}
    if schema.get("type") == "array":
        return {**schema, "items": _loosened(schema["items"])}
    if "patternProperties" in schema:
        return {
            **schema,
            "patternProperties": {k: _loosened(v) for k, v in schema["patternProperties"].items()},
            "additionalProperties": False,
        }
    options = _options(schema)
    return options[0] if len(options) == 1 else {"anyOf": options}


def _options(schema: Schema) -> list[Schema]:
    if "enum" in schema or "const" in schema:
        return [{k: v for k, v in schema.items() if k in ("enum", "const")}]
    match schema.get("type"):
        case "integer":
            return [schema, {"type": "string", "pattern": r"^(19|20)\d\d$"}]
        case "string" if "pattern" in schema:
            return [schema, *_scalars_like(schema["pattern"])]
        case "string" if "maxLength" in schema:
            return [schema, {"type": ["number", "boolean"]}]
        case "string":
            return [{"type": ["string", "number", "boolean"]}, {"$ref": f"#/$defs/{_CITY_TEXT}"}]
        case "object" if set(schema.get("properties", ())) == {"stad"}:
            return []  # comes with the text that it may replace
        case _:
            return [_loosened(schema)] if set(schema) - {"type"} else [schema]


def _scalars_like(pattern: str) -> list[Schema]:
    """Return the kinds of scalar that an editor may read where text of `pattern` is written."""
    samples = (("number", "1.5"), ("integer", "1"), ("integer", "2023"), ("boolean", "true"))
    kinds = dict.fromkeys(kind for kind, sample in samples if re.search(pattern, sample))
    return [{"type": list(kinds)}] if kinds else []


def _with_accepted(schema: Schema, name: str, model: type[BaseModel]) -> Schema:
    """Return a field's schema with the short forms that its validators make something of."""
    options = [schema]
    for validator in _before(model, name):
        if validator(None) is not None:
            options.append({"type": "null"})
        if schema.get("type") == "array" and isinstance(validator("x"), list | tuple):
            options.append(schema["items"])
    return schema if len(options) == 1 else {"anyOf": options}


def _before(model: type[BaseModel], name: str) -> list[Any]:
    decorators = model.__pydantic_decorators__.field_validators.values()
    return [d.func for d in decorators if d.info.mode == "before" and name in d.info.fields]


def _short_form(model: type[BaseModel]) -> str | None:
    """Return the field that a lone word stands for, if the model reads one so."""
    for decorator in model.__pydantic_decorators__.model_validators.values():
        if decorator.info.mode == "before":
            made = decorator.func("x")
            if isinstance(made, dict):
                return next((name for name, value in made.items() if value == "x" and name in model.model_fields), None)
    return None
