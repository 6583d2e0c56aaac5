"""Sections of a draft that say exactly what the city's common text says, put as a reference to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import markup
from pipeline.city import City
from pipeline.handwritten.slots import slots
from pipeline.plan import Source, common_of, fields_by_name
from pipeline.words import normalised

if TYPE_CHECKING:
    from pipeline.handwritten.model import Draft


def borrowed(draft: Draft, city: City) -> None:
    """Put `{stad: name}` where a text has the words and the notes of the city's; drop notes unused then."""
    commons = _commons(draft)
    freed: set[str] = set()
    used: set[str] = set()
    for slot in slots(draft.structure):
        name = commons.get(slot.path)
        holder = _holder(draft.values, slot.text[:-1])
        text = holder.get("text") if holder else None
        if slot.kind != "text" or holder is None or not isinstance(text, str) or not text:
            continue
        if name and city.texter.get(name) and _same(text, city.texter[name], draft.values["kallor"], city):
            holder["text"] = {"stad": name}
            freed |= {label for label, _, _ in markup.labels(text)}
    for value in _strings(draft.values):
        used |= {label for label, _, _ in markup.labels(value)}
    for label in freed - used:
        draft.values["kallor"].pop(label, None)


def _commons(draft: Draft) -> dict[tuple[str, ...], str]:
    found = {}
    for slot in slots(draft.structure):
        kind: Any = draft.structure
        info = None
        for step in slot.path:
            info = fields_by_name(kind).get(step)
            kind = _model(info)
        name = common_of(info) if info is not None else None
        if name:
            found[slot.path] = name
    return found


def _model(info: Any) -> Any:
    from pipeline.model import plain_kinds

    kinds = plain_kinds(info.annotation) if info is not None else []
    return kinds[0] if kinds and hasattr(kinds[0], "model_fields") else Source


def _holder(values: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    value: Any = values
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else None


def _same(own: str, common: str, sources: dict[str, Any], city: City) -> bool:
    if markup.plain(own) != markup.plain(common):
        return False
    mine = [sources.get(label, {}).get("text", "") for label, _, _ in markup.labels(own)]
    theirs = [city.kallor[label] for label, _, _ in markup.labels(common)]
    return len(mine) == len(theirs) and all(
        markup.plain(m) == _printed(source, city) for m, source in zip(mine, theirs, strict=True)
    )


def _printed(source: Source, city: City) -> str:
    whole = source.within(city.kallor[source.ur]) if source.ur in city.kallor else source
    return normalised(" ".join(block.text for block in whole.blocks))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inner for text in _strings(part)]
