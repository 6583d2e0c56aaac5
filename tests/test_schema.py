"""The JSON Schema: the committed file is what the program prints, and it is right about plans."""

from __future__ import annotations

import copy
import datetime
import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.case import Case
from pipeline.dossier import open_dossier
from pipeline.errors import UsageFault
from pipeline.model import validated
from pipeline.outcome import Outcomes
from pipeline.plan import is_part
from pipeline.source import parse_source
from pipeline.structures import BY_ID, STRUCTURES
from pipeline.verbs.schema import SLUGS, json_schema, schema_of

HERE = Path(__file__).parent
COMMITTED = HERE.parent / "docs" / "handlingsplan.schema.json"
PLANS = sorted(
    [*(HERE / "data" / "grund").glob("*/*/handlingsplan.yaml"), *HERE.parent.glob("plans/*/*/handlingsplan.yaml")]
)
SCHEMA = json.loads(json_schema())
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: no dates, no `ja` or `on`, no sixties."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # PyYAML's own name and kind


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)


def as_json(value: object) -> object:
    """Return YAML's values as JSON has them: dates and keys as text."""
    if isinstance(value, dict):
        return {str(k): as_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_json(v) for v in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def faults(value: object) -> list[str]:
    """Return what the schema says against a value."""
    return [error.message for error in VALIDATOR.iter_errors(value)]


@pytest.mark.parametrize("slug", SLUGS)
def test_committed_schema_is_what_the_program_prints(slug):
    """Editors read the files in docs/; after a change of a model they are printed anew: `make schema`."""
    assert COMMITTED.with_name(f"{slug}.schema.json").read_text("utf-8") == schema_of(slug)


@pytest.mark.parametrize("slug", SLUGS)
def test_schema_is_a_schema(slug):
    """A schema keeps to its own rules, and every reference leads somewhere."""
    schema = json.loads(schema_of(slug))
    jsonschema.Draft7Validator.check_schema(schema)
    for name in re.findall(r'"\$ref": "#/\$defs/(\w+)"', schema_of(slug)):
        assert name in schema["$defs"]


BESIDE = {"arende": Case, "uppfoljning": Outcomes}


@pytest.mark.parametrize("loader", [EditorLoader, yaml.SafeLoader], ids=["yaml-1.2", "yaml-1.1"])
@pytest.mark.parametrize("slug", BESIDE)
@pytest.mark.parametrize("tree", ["grund", "full"])
def test_definitions_beside_the_plan_are_accepted(slug, loader, tree):
    """What we accept of a case and of a follow-up, an editor accepts; one wrong key is enough to be refused."""
    value = as_json(yaml.load((HERE / "data" / tree / f"2023/exempel/{slug}.yaml").read_text("utf-8"), loader))
    validator = jsonschema.Draft7Validator(json.loads(schema_of(slug)))

    assert [error.message for error in validator.iter_errors(value)] == []
    assert list(validator.iter_errors({**value, "okand": "x"}))


@pytest.mark.parametrize("slug", BESIDE)
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_schemas_beside_the_plan_are_no_stricter_than_the_program(slug, data):
    """Whatever is put in whatever place of a case or a follow-up: what the models take, the schema takes."""
    file = HERE / "data/full/2023/exempel" / f"{slug}.yaml"
    whole = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)
    place = data.draw(st.sampled_from([p for p in places(whole) if p[-1] != "stad"]))
    text = yaml.dump(changed(whole, place, data.draw(st.sampled_from(VALUES))), allow_unicode=True).replace("'", "")
    doc, broken = parse_source(text.encode(), file.name)
    if doc is None or broken:
        return
    model, told = validated(BESIDE[slug], doc, _without_city_texts(doc.values))
    if model is not None and not told:
        validator = jsonschema.Draft7Validator(json.loads(schema_of(slug)))
        assert [error.message for error in validator.iter_errors(as_json(yaml.load(text, EditorLoader)))] == []


def test_unknown_schema_is_wrong_usage():
    """A schema that does not exist is refused with a suggestion."""
    with pytest.raises(UsageFault, match="menade du `arende`"):
        schema_of("ärende")


@pytest.mark.parametrize("loader", [EditorLoader, yaml.SafeLoader], ids=["yaml-1.2", "yaml-1.1"])
@pytest.mark.parametrize("file", PLANS, ids=lambda f: "/".join(f.parts[-3:-1]))
def test_real_plans_are_accepted(file, loader):
    """What we accept, an editor accepts, whichever YAML it speaks."""
    assert faults(as_json(yaml.load(file.read_text("utf-8"), loader))) == []


@pytest.fixture(scope="module")
def ground() -> dict:
    """Return the ground plan as an editor reads it."""
    return as_json(
        yaml.load((HERE / "data" / "grund" / "2023" / "exempel" / "handlingsplan.yaml").read_text(), EditorLoader)
    )


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("struktur",), "stadsdel-1999"),
        (("struktur",), None),
        (("ar",), "tjugotre"),
        (("ar",), 23),
        (("status",), "klar"),
        (("namnd",), "Kungsholmen!"),
        (("okand",), "x"),
        (("lokal_lagesbild", "okand"), "x"),
        (("lokal_lagesbild", "analys"), "text utan nyckel"),
        (("lokal_lagesbild", "text"), ["a"]),
        (("inledning_och_syfte", "text"), {"stat": "inledning"}),
        (("forebyggande_arbete", "aktiviteter", 0, "ansvarig"), "Enhetschef"),
        (("forebyggande_arbete", "aktiviteter", 0, "ansvarig"), []),
        (("forebyggande_arbete", "aktiviteter", 0, "ansvarig"), [{"enhet": "x"}]),
        (("forebyggande_arbete", "aktiviteter", 0, "tidplan"), "löpande"),
        (("forebyggande_arbete", "aktiviteter", 0, "miljoer"), ["annan"]),
        (("beslut", "namnd", "datum"), "16 februari"),
        (("beslut", "namnd", "dnr"), {"a": "b"}),
        (("kallor",), {"en källa": {"titel": "x"}}),
        (("kallor",), {"a": {"sfs": "2001"}}),
    ],
)
def test_broken_plans_are_refused(ground, place, value):
    """One wrong value is enough."""
    assert faults(ground) == []
    assert faults(changed(ground, place, value))


@pytest.mark.parametrize(
    "place",
    [("ar",), ("namnd",), ("lokal_lagesbild",), ("lokal_lagesbild", "analys"), ("uppfoljning", "mal")],
    ids=".".join,
)
def test_missing_parts_are_refused(ground, place):
    """What the structure requires, the schema requires."""
    broken = copy.deepcopy(ground)
    parent = broken
    for step in place[:-1]:
        parent = parent[step]
    del parent[place[-1]]
    assert faults(broken)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("ar",), "2023"),
        (("beslut",), None),
        (("beslut", "kommunstyrelsen"), None),
        (("beslut", "namnd", "dnr"), "EXE 2023/12"),
        (("beslut", "namnd", "dnr"), ["EXE 2023/12", "KS 2023/1"]),
        (("beslut", "namnd", "dnr"), None),
        (("beslut", "namnd", "paragraf"), 7),
        (("kallor",), None),
        (("kallor",), {"polisen-2022": {"titel": "Rapport", "ar": 2022, "sida": 49}}),
        (("uppfoljning", "mal"), [3.6]),
        (("lokal_lagesbild", "text"), {"stad": "inledning"}),
        (("lokal_lagesbild", "kartlaggning", "kallor"), None),
        (("lokal_lagesbild", "kartlaggning", "kallor", 0, "period"), 2022),
        (("forebyggande_arbete", "aktiviteter", 0, "ansvarig"), ["Stadsdelsdirektör"]),
        (("forebyggande_arbete", "aktiviteter", 0, "tidplan"), {"typ": "engång", "datum": 2023}),
        (("forebyggande_arbete", "aktiviteter", 0, "uppfoljning"), {"dokument": "x", "ar": 2024}),
        (("forebyggande_arbete", "aktiviteter", 0, "id"), 1),
    ],
)
def test_short_forms_are_accepted(ground, place, value):
    """Short forms, empty values and the scalars that an editor makes of years and numbers."""
    assert faults(changed(ground, place, value)) == []


def changed(value, place, new):
    """Return `value` with `new` at a place."""
    if not place:
        return new
    out = copy.copy(value)
    if isinstance(out, list):
        out[place[0]] = changed(out[place[0]], place[1:], new)
    else:
        out[place[0]] = changed(out.get(place[0]), place[1:], new)
    return out


def places(value, before=()):
    """Yield the place of every value in `value`."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*before, step)
        yield from places(inner, (*before, step))


VALUES = [
    None,
    "x",
    "2023",
    "2023-01",
    "3.6",
    "1",
    "true",
    "ja",
    [],
    ["x"],
    {"text": "x"},
    "löpande",
]


@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_schema_is_no_stricter_than_the_program(data):
    """Whatever is put in whatever place of a plan: what the models take, the schema takes.

    But for the city's texts: those the schema offers only where a text stands.
    """
    file = data.draw(st.sampled_from(PLANS))
    whole = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)
    place = data.draw(st.sampled_from([p for p in places(whole) if p[-1] not in ("struktur", "stad")]))
    text = yaml.dump(changed(whole, place, data.draw(st.sampled_from(VALUES))), allow_unicode=True).replace("'", "")
    doc, broken = parse_source(text.encode(), "plan.yaml")
    if doc is None or broken:
        return
    plan, told = validated(BY_ID[whole["struktur"]], doc, _without_city_texts(doc.values))
    if plan is not None and not told:
        assert faults(as_json(yaml.load(text, EditorLoader))) == []


def _without_city_texts(value):
    """Return values with the city's texts in their places, as the dossier hands them to the models."""
    if isinstance(value, dict):
        return "Text." if set(value) == {"stad"} else {k: _without_city_texts(v) for k, v in value.items()}
    return [_without_city_texts(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize("slug", SLUGS)
def test_every_field_speaks_swedish(slug):
    """An editor's hover has a title or a sentence for every key, never a class's English docstring."""
    for name, definition in json.loads(schema_of(slug))["$defs"].items():
        long = definition if "properties" in definition else definition["anyOf"][-1]
        assert "description" not in long or name == "CityText"
        for key, schema in long["properties"].items():
            assert name == "CityText" or schema.get("title") or schema.get("description"), (name, key)


def test_chapters_have_their_guidance():
    """A chapter of a plan has the structure's own words in the editor."""
    for structure in STRUCTURES:
        fields = SCHEMA["$defs"][structure.__name__]["properties"]
        for key, info in structure.chapters():
            assert is_part(info)
            assert fields[key]["title"] == info.title
            assert fields[key]["description"].startswith(info.description)


def test_ground_plans_open():
    """The plans that the schema is held against are plans."""
    assert len(PLANS) >= 3
    for file in PLANS:
        assert open_dossier(file)[1] == []
