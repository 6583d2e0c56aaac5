"""Words of a document read back into the fields that print them.

Each is read in two ways. The strict one gives what prints the very same words, or None; what comes home to a plan that
exists is read so. The other is for a draft: it gives what prints every word again, and keeps as they are the words that
are not plain. Neither is guessed: what they give has printed its words before it is returned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from pipeline import words
from pipeline.activity import Environment, FollowUp, Responsible, Schedule
from pipeline.decisions import Consultation, Step
from pipeline.from_word.texts import words_of
from pipeline.markup import Blocks, parse

_MONTHS = (
    *(("januari", "jan"), ("februari", "feb"), ("mars", "mar"), ("april", "apr"), ("maj",), ("juni", "jun")),
    *(("juli", "jul"), ("augusti", "aug"), ("september", "sept", "sep"), ("oktober", "okt"), ("november", "nov")),
    ("december", "dec"),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_YEAR = r"(?:19|20)\d\d"
_ISO = re.compile(rf"\b({_YEAR})-(\d\d)(?:-(\d\d))?\b")
_WHEN = re.compile(rf"(?:(?:(\d{{1,2}})\s+)?({'|'.join(_NUMBERS)})\.?\s+)?({_YEAR})", re.I)
_KINDS = ("löpande", "återkommande", "vid behov")
_OFTEN = re.compile(
    r"\b(?:\d+|en|ett|två|tre|fyra|fem|sex|tio|tolv)\s+(?:gång|gånger|möten|tillfällen)\b.*|"
    r"\b(?:varje|var|vartannat)\s+\w+|\b(?:årligen|halvårsvis|kvartalsvis|månadsvis|månatligen|veckovis|dagligen)\b|"
    r"\bper\s+(?:år|termin|halvår|kvartal|månad|vecka)\b",
    re.I,
)
_GOES_ON = re.compile(r"(?:pågår|pågående|kontinuerligt|fortlöpande|under året|hela året|tills vidare)\b", re.I)
_FUNCTION = re.compile(
    r"(?:\w*chef(?:er|en)?|\w*direktör(?:en)?|\w*samordnare|\w*ledare|\w*strateg|\w*sekreterare|\w*handläggare|"
    r"\w*pedagog|\w*kurator|\w*rektor(?:er)?|samtliga \w+|alla \w+)",
    re.I,
)
_WHERE = re.compile(rf"(.+?) ({_YEAR})(?:, (.+))?")
_DOCUMENT = re.compile(
    rf"(?P<document>verksamhetsberättelse|verksamhetsplan|årsrapport|tertialrapport(?:\s+\d)?|delårsrapport|"
    rf"kvalitetsberättelse|patientsäkerhetsberättelse|VB|T1|T2)(?:\s+(?P<year>{_YEAR}))?(?:\s*[,–-]\s*(?P<level>.+))?",
    re.I,
)
M = TypeVar("M", bound=BaseModel)
Values = dict[str, Any]
Written = Callable[[Blocks], str]


def iso_date(text: str) -> str | None:
    """Return `16 maj 2023`, `maj 2023`, `2023` or an ISO date as an ISO date, or None."""
    text = text.strip(" .")
    if _ISO.fullmatch(text):
        return text
    match = _WHEN.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.groups()
    return "-".join([year, *([f"{_NUMBERS[month.lower()]:02}"] if month else []), *([f"{int(day):02}"] if day else [])])


def spelled(text: str) -> list[str]:
    """Return the words of `text` as they are compared: dates written out, in small letters, no signs."""
    text = _ISO.sub(lambda m: words.written_date("-".join(p for p in m.groups() if p)) if _exists(m) else m[0], text)
    return re.findall(r"[^\W_]+", words.plainest(text))


def _exists(match: re.Match[str]) -> bool:
    return 1 <= int(match[2]) <= 12 and (match[3] is None or 1 <= int(match[3]) <= 31)


def keeps(text: str, printed: str) -> bool:
    """Return whether `printed` has every word of `text`, as often."""
    left = spelled(printed)
    for word in spelled(text):
        if word not in left:
            return False
        left.remove(word)
    return True


def schedule(text: str, base: Schedule | None) -> Values | None:
    """Return the schedule that prints as `text`, the one most like `base` if several do."""
    text = words.normalised(text)
    found = (_made(Schedule, values) for values in _schedules(text))
    same = [s for s in found if s is not None and words.normalised(s.label).lower() == text.lower()]
    return _likest(same, base, lambda s: 0 if (s["frekvens"] and _OFTEN.search(s["frekvens"])) else 1)


def schedule_or_remark(text: str, year: int) -> tuple[Values, bool]:
    """Return when an activity happens, and whether the words were plain; else they are a remark on the whole year."""
    text = words.normalised(text)
    text = text.strip(" .") or text
    exact = schedule(text, None)
    if exact is not None:
        return exact, True
    for values in _loose_schedules(text):
        made = _made(Schedule, values)
        if made is not None and keeps(text, made.label):
            return values, True
    return {"typ": "period", "fran": str(year), "till": str(year), "anmarkning": text}, False


def _schedules(text: str) -> Iterator[Values]:
    lower = text.lower()
    for kind in _KINDS:
        if lower == kind or lower.startswith((f"{kind},", f"{kind} sedan ")):
            yield from _tails({"typ": kind}, text[len(kind) :])
    pieces = text.split(", ")
    for cut in range(1, len(pieces) + 1):
        when, tail = ", ".join(pieces[:cut]), "".join(f", {p}" for p in pieces[cut:])
        day = iso_date(when)
        if day:
            yield from _tails({"typ": "engång", "datum": day}, tail)
        if match := re.fullmatch(rf"under ({_YEAR})", when, re.I):
            yield from _tails({"typ": "period", "fran": match[1], "till": match[1]}, tail)
        for period in _periods(when):
            yield from _tails(period, tail)


def _periods(text: str) -> Iterator[Values]:
    for sign in re.finditer(r"\s*[–—-]\s*|\s+till\s+", text):
        first, last = text[: sign.start()], text[sign.end() :]
        till = iso_date(last)
        fran = iso_date(first) or (iso_date(f"{first} {till[:4]}") if till else None)
        if fran and till:
            yield {"typ": "period", "fran": fran, "till": till}


def _tails(values: Values, tail: str) -> Iterator[Values]:
    """Yield what may follow the kind of a schedule: how often, since when, a remark."""
    yield from _frequencies(values, tail)
    for match in re.finditer(rf" sedan ((?:(?:\d{{1,2}} )?[a-zåäö]+ )?{_YEAR})(?=,|$)", tail):
        since = {**values, "sedan": iso_date(match[1])}
        after = tail[match.end() :].removeprefix(", ")
        before = tail[: match.start()].removeprefix(", ")
        yield {**since, "frekvens": before or None, "anmarkning": after or None}


def _frequencies(values: Values, tail: str) -> Iterator[Values]:
    pieces = tail.removeprefix(", ").split(", ") if tail else []
    for cut in range(len(pieces) + 1):
        often, remark = ", ".join(pieces[:cut]), ", ".join(pieces[cut:])
        yield {**values, "frekvens": often or None, "anmarkning": remark or None}


def _loose_schedules(text: str) -> Iterator[Values]:
    """Yield what `text` may mean where no schedule prints it as it stands: in other signs, order or words."""
    small = text.lower()
    if when := iso_date(text):
        yield {"typ": "engång", "datum": when}
    if match := re.fullmatch(rf"(?:under\s+|hela\s+)?(?:året\s+)?({_YEAR})", small):
        yield {"typ": "period", "fran": match[1], "till": match[1]}
    yield from _periods(text)
    kind = next((k for k in _KINDS if small.startswith(k)), None)
    if kind:
        rest = text[len(kind) :].strip(" ,.;:–-()")
        since = re.fullmatch(r"(?:(.+?),?\s+)?sedan\s+(.+)", rest)
        if since and (begun := iso_date(since[2])):
            yield {"typ": kind, **({"frekvens": since[1]} if since[1] else {}), "sedan": begun}
        if not rest and kind != "återkommande":
            yield {"typ": kind}
        elif rest and (kind == "återkommande" or _OFTEN.search(rest)):
            yield {"typ": kind, "frekvens": rest}
        elif rest:
            yield {"typ": kind, "anmarkning": rest}
    if _OFTEN.search(text):
        yield {"typ": "återkommande", "frekvens": text}
    if _GOES_ON.match(small) or "löpande" in small:
        yield {"typ": "löpande", "anmarkning": text}
    if "vid behov" in small:
        yield {"typ": "vid behov", "anmarkning": text}


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


def responsible_in(lines: Iterable[str]) -> list[Any]:
    """Return who answers for an activity: one for each line, function and unit told apart where that is plain."""
    out: list[Any] = []
    for line in lines:
        for piece in re.split(r"\s*;\s*", words.normalised(line)):
            piece = piece.strip(" ,")
            function, comma, unit = piece.partition(", ")
            plain = comma and _FUNCTION.fullmatch(function) and unit and not _FUNCTION.match(unit)
            if piece:
                out.append({"funktion": function, "enhet": unit} if plain else piece)
    return out


def follow_up(blocks: Blocks, base: FollowUp | None, year: int, written: Written) -> Values | None:
    """Return where an outcome is told, or how it is followed up; words that name no document are the method."""
    found = [made for v in _follow_ups(blocks, base, written) if (made := _made(FollowUp, v)) is not None]
    same = [f for f in found if _printed(f.blocks(year)) == _printed(blocks)]
    return _likest(same, base, lambda f: (0 if f["dokument"] else 1) + (2 if f["ar"] == year else 0))


def _follow_ups(blocks: Blocks, base: FollowUp | None, written: Written) -> Iterator[Values]:
    first = words_of(blocks[:1])
    match = _WHERE.fullmatch(first)
    wheres: list[tuple[Values, Blocks]] = [({}, blocks)]
    if match:
        for name in dict.fromkeys((base.dokument if base and base.dokument else "", _small(match[1]), match[1])):
            place = {"dokument": name, "niva": match[3]}
            wheres += [({**place, "ar": match[2]}, blocks[1:]), ({**place, "ar": None}, blocks[1:])]
    for place, rest in wheres:
        yield {**place, "metod": written(rest) or None}
        if rest:
            yield {**place, "metod": written(rest[:-1]) or None, "anmarkning": words_of(rest[-1:])}


def follow_up_or_method(text: str, year: int) -> Values:
    """Return where an activity is followed up where the words are plain; else they are its method.

    `text` is written as the plan has it. What stands after a plain first paragraph is the method.
    """
    first, _, rest = text.strip().partition("\n")
    match = _DOCUMENT.fullmatch(words.normalised(first).strip(" ."))
    if match:
        value: Values = {"dokument": _small(match["document"])}
        if match["level"]:
            value["niva"] = match["level"]
        if match["year"] and int(match["year"]) != year:
            value["ar"] = match["year"]
        if rest.strip():
            value["metod"] = rest.strip()
        if keeps(text, "\n".join(block.text for block in FollowUp.model_validate(value).blocks(year))):
            return value
    return {"metod": text.strip()}


def _small(text: str) -> str:
    """Return `text` as it stands in running text: T1 and VB are abbreviations and stay as they are."""
    first = text.split(" ")[0]
    return text if first.isupper() and len(first) > 1 else text[:1].lower() + text[1:]


def _printed(blocks: Blocks) -> list[tuple[Any, ...]]:
    return [(b.inlines, b.kind, b.level, b.continued) for b in blocks]


def environments(text: str) -> list[str] | None:
    """Return `högerextremism och islamism` as a list, or None when another word stands there."""
    names = [name for name in re.split(r",\s*|\s+och\s+", words.normalised(text).lower()) if name]
    return names if names and all(name in get_args(Environment) for name in names) else None


def consultation(text: str, base: Consultation | None) -> Values | None:
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


def decision(text: str) -> Values | None:
    """Return a decision as the first page has it: `16 februari 2023, § 7, dnr EXE 2023/12`."""
    values: Values = {}
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


def values_of(model: BaseModel) -> Values:
    """Return what a model says, as it is written in YAML: only what is filled in, numbers as their digits."""
    return {k: _plain(v) for k, v in model.model_dump().items() if v not in (None, (), [], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v not in (None, (), [], {})}
    return str(value)


def _made(model: type[M], values: Values) -> M | None:
    try:
        return model.model_validate({k: v for k, v in values.items() if v is not None})
    except ValidationError:
        return None


def _likest(found: Iterable[M], base: M | None, weight: Callable[[Values], int]) -> Values | None:
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
