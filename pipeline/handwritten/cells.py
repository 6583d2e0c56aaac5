"""What the cells of an activity table mean: who, when and where it is followed up.

A cell is read into its structured form only where that form prints every word of the cell again; else the words are
kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from pipeline.activity import FollowUp, Schedule
from pipeline.words import normalised, plainest, written_date

Value = dict[str, Any]
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("januari", "jan"), ("februari", "feb"), ("mars", "mar"), ("april", "apr"), ("maj",), ("juni", "jun")),
            *(("juli", "jul"), ("augusti", "aug"), ("september", "sep", "sept"), ("oktober", "okt")),
            *(("november", "nov"), ("december", "dec")),
        ),
        1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_ISO = re.compile(rf"\b({_YEAR})-(\d\d)(?:-(\d\d))?\b")
_WHEN = re.compile(rf"(?:(?P<day>\d{{1,2}})\s+)?(?:(?P<month>{_MONTH})\.?\s+)?(?P<year>{_YEAR})", re.I)
_KINDS = ("löpande", "återkommande", "vid behov")
_OFTEN = re.compile(
    r"\b(?:\d+|en|ett|två|tre|fyra|fem|sex|tio|tolv)\s+(?:gång|gånger|möten|tillfällen)\b.*|"
    r"\b(?:varje|var|vartannat)\s+\w+|\b(?:årligen|halvårsvis|kvartalsvis|månadsvis|månatligen|veckovis|dagligen)\b|"
    r"\bper\s+(?:år|termin|halvår|kvartal|månad|vecka)\b",
    re.I,
)
_FUNCTION = re.compile(
    r"(?:\w*chef(?:er|en)?|\w*direktör(?:en)?|\w*samordnare|\w*ledare|\w*strateg|\w*sekreterare|\w*handläggare|"
    r"\w*pedagog|\w*kurator|\w*rektor(?:er)?|samtliga \w+|alla \w+)",
    re.I,
)
_DOCUMENT = re.compile(
    rf"(?P<document>verksamhetsberättelse|verksamhetsplan|årsrapport|tertialrapport(?:\s+\d)?|delårsrapport|"
    rf"kvalitetsberättelse|patientsäkerhetsberättelse|VB|T1|T2)(?:\s+(?P<year>{_YEAR}))?(?:\s*[,–-]\s*(?P<level>.+))?",
    re.I,
)


def spelled(text: str) -> list[str]:
    """Return the words of `text` as they are compared: dates written out, in small letters, no signs."""
    text = _ISO.sub(lambda m: written_date("-".join(p for p in m.groups() if p)) if _exists(m) else m[0], text)
    return re.findall(r"[^\W_]+", plainest(text))


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


def responsible(lines: list[str]) -> list[Any]:
    """Return who answers for an activity: one for each line, function and unit told apart where that is plain."""
    out: list[Any] = []
    for line in lines:
        for piece in re.split(r"\s*;\s*", normalised(line)):
            piece = piece.strip(" ,")
            if not piece:
                continue
            function, comma, unit = piece.partition(", ")
            plain = comma and _FUNCTION.fullmatch(function) and not _FUNCTION.match(unit) and unit
            out.append({"funktion": function, "enhet": unit} if plain else piece)
    return out


def schedule(text: str, year: int) -> tuple[Value, bool]:
    """Return when an activity happens, and whether the words were plain; else they are kept as a remark."""
    text = normalised(text).strip(" .")
    for value in _schedules(text):
        try:
            made = Schedule.model_validate(value)
        except ValidationError:
            continue
        if keeps(text, made.label):
            return value, True
    return {"typ": "period", "fran": str(year), "till": str(year), "anmarkning": text}, False


def _schedules(text: str) -> Iterator[Value]:
    small = text.lower()
    kind = next((k for k in _KINDS if small.startswith(k)), None)
    when = _when(text)
    if when:
        yield {"typ": "engång", "datum": when}
    match = re.fullmatch(rf"(?:under\s+|hela\s+)?(?:året\s+)?({_YEAR})", small)
    if match:
        yield {"typ": "period", "fran": match[1], "till": match[1]}
    yield from _periods(text)
    if kind:
        rest = text[len(kind) :].strip(" ,.;:–-()")
        since = re.fullmatch(r"(?:(.+?),?\s+)?sedan\s+(.+)", rest)
        if since and (begun := _when(since[2])):
            often = {"frekvens": since[1]} if since[1] else {}
            yield {"typ": kind, **often, "sedan": begun}
        if not rest and kind != "återkommande":
            yield {"typ": kind}
        elif rest and (kind == "återkommande" or _OFTEN.search(rest)):
            yield {"typ": kind, "frekvens": rest}
        elif rest:
            yield {"typ": kind, "anmarkning": rest}
    if _OFTEN.search(text):
        yield {"typ": "återkommande", "frekvens": text}
    if re.match(r"(?:pågår|pågående|kontinuerligt|fortlöpande|under året|hela året|tills vidare)\b", small):
        yield {"typ": "löpande", "anmarkning": text}
    if "löpande" in small:
        yield {"typ": "löpande", "anmarkning": text}
    if "vid behov" in small:
        yield {"typ": "vid behov", "anmarkning": text}


def _periods(text: str) -> Iterator[Value]:
    for sign in re.finditer(r"\s*[–—-]\s*|\s+till\s+", text):
        first, last = text[: sign.start()], text[sign.end() :]
        till = _when(last)
        fran = _when(first) or (_when(f"{first} {till[:4]}") if till else None)
        if fran and till:
            yield {"typ": "period", "fran": fran, "till": till}


def _when(text: str) -> str | None:
    """Return a date, month or year as ISO, or None when `text` is none."""
    text = text.strip(" .")
    if _ISO.fullmatch(text):
        return text
    match = _WHEN.fullmatch(text)
    if not match or (match["day"] and not match["month"]):
        return None
    month = f"-{_MONTHS[match['month'].lower()]:02}" if match["month"] else ""
    return match["year"] + month + (f"-{int(match['day']):02}" if match["day"] else "")


def follow_up(text: str, year: int) -> tuple[Value, bool]:
    """Return where an activity is followed up, and whether the words were plain; else they are kept as its method.

    `text` may have several paragraphs; what stands after a plain first one is the method.
    """
    first, _, rest = text.strip().partition("\n")
    match = _DOCUMENT.fullmatch(normalised(first).strip(" ."))
    if match:
        document = match["document"]
        # T1 and VB are abbreviations and stay as they are; any other is a word in running text.
        value: Value = {"dokument": document if document.isupper() else document[0].lower() + document[1:]}
        if match["level"]:
            value["niva"] = match["level"]
        if match["year"] and int(match["year"]) != year:
            value["ar"] = match["year"]
        if rest.strip():
            value["metod"] = rest.strip()
        made = FollowUp.model_validate(value)
        if keeps(text, "\n".join(block.text for block in made.blocks(year))):
            return value, True
    return {"metod": text.strip()}, False
