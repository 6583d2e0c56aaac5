"""Words of a document read back into the fields that printed them; None when it is not plain what they mean.

Each reading is proved: what it gives prints the words that it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from pipeline import words
from pipeline.activity import Environment, FollowUp, Responsible, Schedule
from pipeline.decisions import Consultation, Step
from pipeline.markup import Blocks, parse
from pipeline.pulling.texts import words_of

_DATE = re.compile(r"(?:(?:(\d{1,2}) )?([a-zåäö]+) )?((?:19|20)\d\d)", re.I)
_WHERE = re.compile(r"(.+?) ((?:19|20)\d\d)(?:, (.+))?")
_OFTEN = re.compile(r"\d|gång|varje|per |årlig|månad|veck|kvartal|termin", re.I)
M = TypeVar("M", bound=BaseModel)
Written = Callable[[Blocks], str]


def iso_date(text: str) -> str | None:
    """Return `16 maj 2023`, `maj 2023` or `2023` as an ISO date, or None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    day, name, year = match.groups()
    if name is None:
        return year
    month = next((n for n in range(1, 13) if words.written_date(f"2000-{n:02d}") == f"{name.lower()} 2000"), None)
    if month is None:
        return None
    return f"{year}-{month:02d}-{int(day):02d}" if day else f"{year}-{month:02d}"


def values_of(model: BaseModel | None) -> dict[str, Any]:
    """Return what a model says, as it is written in YAML: only what is filled in, numbers as their digits."""
    if model is None:
        return {}
    return {k: _plain(v) for k, v in model.model_dump().items() if v not in (None, (), [], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v not in (None, (), [], {})}
    return str(value)


def schedule(text: str, base: Schedule | None) -> dict[str, Any] | None:
    """Return the schedule that prints as `text`, the one most like `base` if several do."""
    text = words.normalised(text)
    found = (_made(Schedule, values) for values in _schedules(text))
    same = [s for s in found if s is not None and words.normalised(s.label).lower() == text.lower()]
    return _likest(same, base, lambda s: 0 if (s["frekvens"] and _OFTEN.search(s["frekvens"])) else 1)


def _schedules(text: str) -> Iterator[dict[str, Any]]:
    lower = text.lower()
    for kind in ("löpande", "återkommande", "vid behov"):
        if lower == kind or lower.startswith((f"{kind},", f"{kind} sedan ")):
            yield from _tails({"typ": kind}, text[len(kind) :])
    pieces = text.split(", ")
    for cut in range(1, len(pieces) + 1):
        when, tail = ", ".join(pieces[:cut]), "".join(f", {p}" for p in pieces[cut:])
        day = iso_date(when)
        if day:
            yield from _tails({"typ": "engång", "datum": day}, tail)
        if match := re.fullmatch(r"under ((?:19|20)\d\d)", when, re.I):
            yield from _tails({"typ": "period", "fran": match[1], "till": match[1]}, tail)
        start, dash, end = re.sub(r" ?[–-] ?", " – ", when, count=1).partition(" – ")
        if dash and iso_date(start) and iso_date(end):
            yield from _tails({"typ": "period", "fran": iso_date(start), "till": iso_date(end)}, tail)


def _tails(values: dict[str, Any], tail: str) -> Iterator[dict[str, Any]]:
    """Yield what may follow the kind of a schedule: how often, since when, a remark."""
    yield from _frequencies(values, tail)
    for match in re.finditer(r" sedan ((?:(?:\d{1,2} )?[a-zåäö]+ )?(?:19|20)\d\d)(?=,|$)", tail):
        since = {**values, "sedan": iso_date(match[1])}
        after = tail[match.end() :].removeprefix(", ")
        before = tail[: match.start()].removeprefix(", ")
        yield {**since, "frekvens": before or None, "anmarkning": after or None}


def _frequencies(values: dict[str, Any], tail: str) -> Iterator[dict[str, Any]]:
    pieces = tail.removeprefix(", ").split(", ") if tail else []
    for cut in range(len(pieces) + 1):
        often, remark = ", ".join(pieces[:cut]), ", ".join(pieces[cut:])
        yield {**values, "frekvens": often or None, "anmarkning": remark or None}


def responsible(text: str, base: Sequence[Responsible]) -> Any:
    """Return a function and its unit, as YAML has them; of several readings the one that shares most with `base`."""
    text = words.normalised(text)
    for known in base:
        if known.label == text:
            return _short(known)
    pieces = text.split(", ")
    cuts = [(", ".join(pieces[:n]), ", ".join(pieces[n:])) for n in range(1, len(pieces) + 1)]
    shared = {known.funktion for known in base} | {known.enhet for known in base if known.enhet}
    function, unit = max(cuts, key=lambda cut: ((cut[0] in shared) + (cut[1] in shared), bool(cut[1]), -len(cut[0])))
    made = _made(Responsible, {"funktion": function, "enhet": unit or None})
    return None if made is None or made.label != text else _short(made)


def _short(who: Responsible) -> Any:
    return {"funktion": who.funktion, "enhet": who.enhet} if who.enhet else who.funktion


def follow_up(blocks: Blocks, base: FollowUp | None, year: int, written: Written) -> dict[str, Any] | None:
    """Return where an outcome is told, or how it is followed up; words that name no document are the method."""
    found = [made for v in _follow_ups(blocks, base, written) if (made := _made(FollowUp, v)) is not None]
    same = [f for f in found if _printed(f.blocks(year)) == _printed(blocks)]
    return _likest(same, base, lambda f: (0 if f["dokument"] else 1) + (2 if f["ar"] == year else 0))


def _follow_ups(blocks: Blocks, base: FollowUp | None, written: Written) -> Iterator[dict[str, Any]]:
    first = words_of(blocks[:1])
    match = _WHERE.fullmatch(first)
    wheres: list[tuple[dict[str, Any], Blocks]] = [({}, blocks)]
    if match:
        for name in dict.fromkeys((base.dokument if base and base.dokument else "", _small(match[1]), match[1])):
            place = {"dokument": name, "niva": match[3]}
            wheres += [({**place, "ar": match[2]}, blocks[1:]), ({**place, "ar": None}, blocks[1:])]
    for place, rest in wheres:
        yield {**place, "metod": written(rest) or None}
        if rest:
            yield {**place, "metod": written(rest[:-1]) or None, "anmarkning": words_of(rest[-1:])}


def _small(text: str) -> str:
    first = text.split(" ")[0]
    return text if first.isupper() and len(first) > 1 else text[:1].lower() + text[1:]


def _printed(blocks: Blocks) -> list[tuple[Any, ...]]:
    return [(b.inlines, b.kind, b.level, b.continued) for b in blocks]


def environments(text: str) -> list[str] | None:
    """Return `högerextremism och islamism` as a list, or None when another word stands there."""
    names = [name for name in re.split(r",\s*|\s+och\s+", words.normalised(text).lower()) if name]
    return names if names and all(name in get_args(Environment) for name in names) else None


def consultation(text: str, base: Consultation | None) -> dict[str, Any] | None:
    """Return a party of the samråd and its date."""
    text = words.normalised(text)
    party, comma, day = text.rpartition(", ")
    date = iso_date(day) if comma else None
    name = party if date and len(date) == 10 else text
    if base is not None and words.capitalised(base.part) == name:
        name = base.part
    made = _made(
        Consultation, {"part": _small(name) if base is None else name, "datum": date if name != text else None}
    )
    return values_of(made) if made is not None else None


def decision(text: str) -> dict[str, Any] | None:
    """Return a decision as the first page has it: `16 februari 2023, § 7, dnr EXE 2023/12`."""
    values: dict[str, Any] = {}
    for piece in words.normalised(text).split(", "):
        day = iso_date(piece)
        if day and len(day) == 10 and not values:
            values["datum"] = day
        elif piece.startswith("§") and "dnr" not in values:
            values["paragraf"] = piece
        elif piece.lower().startswith("dnr "):
            values["dnr"] = re.split(r" och ", piece[4:])
        elif "dnr" in values:
            values["dnr"] = [*values["dnr"], *re.split(r" och ", piece)]
        else:
            return None
    made = _made(Step, values)
    return values if made is not None and values else None


def _made(model: type[M], values: dict[str, Any]) -> M | None:
    try:
        return model.model_validate({k: v for k, v in values.items() if v is not None})
    except ValidationError:
        return None


def _likest(found: Iterable[M], base: M | None, weight: Callable[[dict[str, Any]], int]) -> dict[str, Any] | None:
    """Return the reading that differs least from `base`, as YAML has it."""
    known = base.model_dump() if base is not None else {}

    def cost(model: M) -> tuple[int, int]:
        values = model.model_dump()
        return sum(values[k] != known.get(k) for k in values) if known else 0, weight(values)

    best = min(found, key=cost, default=None)
    return values_of(best) if best is not None else None


def markup_is(text: str, blocks: Blocks) -> bool:
    """Return whether a text of the plan prints as `blocks`."""
    return _printed(parse(text)) == _printed(blocks)
