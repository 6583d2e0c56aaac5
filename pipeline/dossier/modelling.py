"""From a source to its model: which structure it follows, and the city's texts in the place of their names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pipeline import words
from pipeline.city import City
from pipeline.diagnostics import Diagnostic, Path, Severity
from pipeline.model import M, validated
from pipeline.plan import ActionPlan
from pipeline.source import SourceDoc, Value, item_keys
from pipeline.structures import BY_ID

UNKNOWN_CITY_TEXT = "S104"


def modelled(model: type[M], doc: SourceDoc, city: City) -> tuple[M | None, dict[Path, str], list[Diagnostic]]:
    """Return a definition as its model, the city's texts that it borrows, and its faults."""
    values, borrowed, unknown = with_city_texts(doc, city)
    made, told = validated(model, doc, values)
    return made, borrowed, [*unknown, *told]


def structure_of(doc: SourceDoc) -> tuple[type[ActionPlan] | None, list[Diagnostic]]:
    """Return the structure that a plan says it follows, or None and what is wrong with what it says."""
    wanted = doc.values.get("struktur")
    wanted = wanted if isinstance(wanted, str) else ""
    if wanted in BY_ID:
        return BY_ID[wanted], []
    known = words.joined([f"`{key}`" for key in BY_ID], "eller")
    found = f"strukturen `{wanted}` finns inte{words.meant(wanted, BY_ID)}" if wanted else "`struktur` saknas"
    span = doc.span(("struktur",))
    return None, [doc.diagnostic(Severity.ERROR, "S105", found, f"skriv {known}", path=("struktur",), span=span)]


def with_city_texts(doc: SourceDoc, city: City) -> tuple[Any, dict[Path, str], list[Diagnostic]]:
    """Return the values with `{stad: x}` replaced by the city's text, where, and the names it does not have."""
    borrowed: dict[Path, str] = {}
    texts: dict[Path, str] = {}
    faults = []
    for path in [p[:-1] for p in doc.keys if p[-1] == "stad" and len(p) > 1]:
        reference = doc.value(path)
        if not isinstance(reference, dict) or set(reference) != {"stad"} or path[0] in ("kallor",):
            continue
        name = reference["stad"] if isinstance(reference["stad"], str) else ""
        texts[path] = city.texter.get(name, "")
        if name in city.texter:
            borrowed[path] = name
        else:
            faults.append(
                doc.diagnostic(
                    Severity.ERROR,
                    UNKNOWN_CITY_TEXT,
                    f"staden har ingen gemensam text `{name}` för {city.ar}" + words.meant(name, city.texter),
                    f"här kan stå: {', '.join(city.texter)}",
                    path=path,
                    span=doc.span((*path, "stad")),
                )
            )
    above = {path[:n] for path in texts for n in range(len(path))}
    return _with_texts(doc.values, (), texts, above), borrowed, faults


def _with_texts(value: Value, path: Path, texts: Mapping[Path, str], above: Collection[Path]) -> Value:
    """Return a source's value with `texts` in their places; `above` are the paths that lead to one."""
    if path not in above:
        return texts.get(path, value)
    if isinstance(value, dict):
        return {key: _with_texts(inner, (*path, key), texts, above) for key, inner in value.items()}
    keys = zip(item_keys(value), value, strict=True)
    return [_with_texts(inner, (*path, key), texts, above) for key, inner in keys]
