"""A change set as rows with Swedish sentences: what every view of it shows, each in its own form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.change import Change, ChangeSet, Field, How, Kind
from pipeline.diagnostics import address
from pipeline.personal_numbers import masked
from pipeline.report.changes.gender import happened
from pipeline.report.changes.wording import Mark, Piece, differing_form, links_differ, marked, said, same_words
from pipeline.words import counted, joined

WHOLE_PLAN = "Planen i stort"
_FACTS = "Uppgifter"  # what a definition that is no plan has instead of chapters
_ELSEWHERE = {Kind.DEFINITION, Kind.ENTRY, Kind.DETAIL}

_NEW = {
    Kind.SECTION: "nytt avsnitt",
    Kind.OWN_SECTION: "nytt eget avsnitt",
    Kind.ACTIVITY: "ny aktivitet",
    Kind.GOAL: "nytt mål",
    Kind.SOURCE: "ny källa",
    Kind.NOTE: "ny not",
    Kind.PICTURE_SOURCE: "nytt underlag",
    Kind.CONSULTATION: "nytt samråd",
}
_COMMON_GENDER = {Kind.ACTIVITY, Kind.SOURCE, Kind.NOTE}  # borttagen and flyttad, not borttaget and flyttat
_CITYS = {
    How.OWN_FOR_CITY: "nämndens egen text ersätter stadens",
    How.CITY_FOR_OWN: "stadens text ersätter nämndens egen",
    How.CITY_CHANGED: "stadens text är ändrad",
}


@dataclass(frozen=True)
class Row:
    """One change, told. `pieces` are its words marked, where something stands on both sides."""

    change: Change
    chapter: str
    path: str
    what: str
    remark: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def rows(changes: ChangeSet) -> tuple[Row, ...]:
    """Return a row for each change, in order. No personal number is repeated in any."""
    return tuple(map(_row, changes.changes))


def by_chapter(told: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows by the heading of their chapter, what concerns the whole plan first."""
    chapters: dict[str, list[Row]] = {}
    for row in sorted(told, key=lambda row: row.chapter != WHOLE_PLAN):
        chapters.setdefault(row.chapter, []).append(row)
    return chapters


def heading(changes: ChangeSet) -> str:
    """Return which plans are compared: `Kungsholmens stadsdelsnämnd 2024 jämfört med 2023`."""
    old, new = changes.old, changes.new
    if (old.board, old.year) == (new.board, new.year):
        called = new.board if new.year is None else f"{new.board} {new.year}"
        return f"{called}: {masked(new.name)} jämfört med {masked(old.name)}"
    return f"{new.board} {new.year} jämfört med {old.year if old.board == new.board else f'{old.board} {old.year}'}"


def summary(changes: ChangeSet) -> str:
    """Return how many of what have changed, as a sentence."""
    found = [*_activity_counts(changes.changes), *_other_counts(changes.changes)]
    pieces = [counted(number, one, many) for number, one, many in found if number]
    return f"{joined(pieces)}." if pieces else "Ingenting skiljer."


def _activity_counts(changes: Sequence[Change]) -> Iterator[tuple[int, str, str]]:
    def number(*how: How, whole: bool = True) -> int:
        found = (c for c in changes if c.kind is Kind.ACTIVITY and (c.how in how or not how) and bool(c.field) != whole)
        return len({c.place.path for c in found})

    yield number(How.ADDED), "ny aktivitet", "nya aktiviteter"
    yield number(How.REMOVED), "borttagen aktivitet", "borttagna aktiviteter"
    yield number(whole=False), "ändrad aktivitet", "ändrade aktiviteter"
    yield number(How.MOVED), "flyttad aktivitet", "flyttade aktiviteter"
    yield number(How.RENAMED), "aktivitet med nytt id", "aktiviteter med nytt id"
    yield number(How.CARRIED), "aktivitet som förs över oförändrad", "aktiviteter som förs över oförändrade"


def _other_counts(changes: Sequence[Change]) -> Iterator[tuple[int, str, str]]:
    sections = (Kind.SECTION, Kind.OWN_SECTION)
    inside = [c for c in changes if c.kind in sections and c.field and c.field != "rubrik"]
    whole = [c for c in changes if c.kind in sections and not (c.field and c.field != "rubrik")]
    city = {How.OWN_FOR_CITY, How.CITY_FOR_OWN, How.CITY_CHANGED}
    yield sum(c.how is How.ADDED and not c.field for c in whole), "nytt avsnitt", "nya avsnitt"
    yield sum(c.how is How.REMOVED and not c.field for c in whole), "borttaget avsnitt", "borttagna avsnitt"
    moved = {c.place.path for c in whole if c.field or c.how in (How.MOVED, How.RENAMED)}
    yield len(moved), "flyttat eller omdöpt avsnitt", "flyttade eller omdöpta avsnitt"
    yield sum(c.how not in city for c in inside), "ändrad text", "ändrade texter"
    own = sum(c.how is How.OWN_FOR_CITY for c in inside)
    yield own, "egen text i stället för stadens", "egna texter i stället för stadens"
    yield (
        sum(c.how is How.CITY_FOR_OWN for c in inside),
        "av stadens texter i stället för egen",
        "av stadens texter i stället för egna",
    )
    yield (
        sum(c.how is How.CITY_CHANGED for c in inside),
        "ändring i stadens egna texter",
        "ändringar i stadens egna texter",
    )
    groups = (
        ({Kind.PICTURE_SOURCE}, "ändring bland lägesbildens underlag", "ändringar bland lägesbildens underlag"),
        ({Kind.SOURCE, Kind.NOTE}, "ändring i källor och noter", "ändringar i källor och noter"),
        ({Kind.GOAL}, "ändring bland målen", "ändringar bland målen"),
        ({Kind.CONSULTATION}, "ändring bland samråden", "ändringar bland samråden"),
        ({Kind.PLAN}, "ändrad uppgift om planen", "ändrade uppgifter om planen"),
        (_ELSEWHERE, "ändrad uppgift", "ändrade uppgifter"),
    )
    for kinds, one, many in groups:
        yield sum(c.kind in kinds for c in changes), one, many


def _row(change: Change) -> Row:
    before, after = _blocks_together(change)
    both = bool(change.before and change.after)
    return Row(
        change,
        change.place.chapter or (_FACTS if change.kind in _ELSEWHERE else WHOLE_PLAN),
        masked(address(change.path)),
        masked(_what(change)),
        masked(_remark(change)),
        before,
        after,
        marked(before, after) if both else (),
    )


def _blocks_together(change: Change) -> tuple[str, str]:
    """Return what stood there and what stands there, as lines."""
    if change.field and change.before and change.after:
        old, new = change.before[0].value.told, change.after[0].value.told
        # Where the words differ, the remark says that emphasis does too; signs among them would only disturb.
        told = {"emphasis": same_words(old, new), "links": links_differ(old, new)}
        return masked(said(old, **told)), masked(said(new, **told))
    one = bool(change.field) or change.how is How.RENAMED
    return masked(_all_said(change.before, one)), masked(_all_said(change.after, one))


def _all_said(fields: Sequence[Field], one: bool) -> str:
    return "\n".join(
        said(field.value.told, links=True) if one or field.key in ("text", "rubrik") else _labelled(field)
        for field in fields
    )


def _labelled(field: Field) -> str:
    text = said(field.value.told, links=True)
    return f"{field.label}:\n{text}" if "\n" in text else f"{field.label}: {text}"


def _what(change: Change) -> str:
    return f"{subject(change)} – {_happened(change)}"


def subject(change: Change) -> str:
    """Return what a change concerns: `Aktivitet F3: Tidplan`, `Analys`, `Status`."""
    field = next(iter((*change.after, *change.before)), None)
    name = change.place.name or change.place.within
    whole = change.kind in (Kind.PLAN, Kind.DEFINITION)
    if not change.field or field is None or (change.field == "text" and not whole):
        return name
    return field.label if whole else f"{name}: {field.label}"


def _happened(change: Change) -> str:
    if change.kind in _ELSEWHERE and change.how in _PLAINLY:
        return _PLAINLY[change.how] + (_way(change) if change.how is How.MOVED else "")
    if _is_known_wording(change):
        return "lydelsen finns nu i stadens texter" if change.after else "lydelsen finns inte i stadens texter för året"
    if change.field:
        return _CITYS.get(change.how) or _field_happened(change)
    thing = "Aktivitet" if change.kind in _COMMON_GENDER else "Avsnitt"
    match change.how:
        case How.ADDED:
            return _NEW[change.kind]
        case How.REMOVED:
            return happened(How.REMOVED, thing)
        case How.CARRIED:
            return "förs över oförändrad"
        case How.RENAMED:
            old, new = (said(fields[0].value.told) or fields[0].value.raw for fields in (change.before, change.after))
            if change.kind is Kind.GOAL:
                return f"har nummer {new} i stället för {old}"
            if change.kind is Kind.SECTION:
                return f"står som {new} i definitionen i stället för {old}"
            return f"heter {new} i stället för {old}"
        case _:
            return f"{happened(How.MOVED, thing)}{_way(change)}"


# Of names that may have any gender.
_PLAINLY = {
    How.ADDED: "har kommit till",
    How.REMOVED: "har tagits bort",
    How.CHANGED: "har ändrats",
    How.MOVED: "har flyttats",
}


def _field_happened(change: Change) -> str:
    """Return what has happened to a field: to its own name, or to what it is the words of."""
    if change.field == "text" and change.kind is not Kind.PLAN:
        if change.kind in (Kind.SECTION, Kind.OWN_SECTION):
            worded = "omarbetad" if change.how is How.CHANGED else happened(change.how, "Text")
            return f"texten är {worded}"
        return happened(change.how, "Text" if change.kind in _COMMON_GENDER else "Mål")
    return happened(change.how, next(field.label for field in (*change.after, *change.before)))


def _is_known_wording(change: Change) -> bool:
    """Return whether a goal stands in both plans, and the city has told only one of the years what it says."""
    return change.kind is Kind.GOAL and change.field == "text" and bool(change.before) != bool(change.after)


def _way(change: Change) -> str:
    """Return from where to where something has moved."""
    old, new = change.old, change.new
    if old is None or new is None:
        return ""
    if old.within != new.within or old.parent != new.parent:
        return f" från {old.within or 'planen'} till {new.within or 'planen'}"
    return f" från plats {old.index + 1} till plats {new.index + 1}"


def _remark(change: Change) -> str:
    """Return what a reader has to know besides: likeness, and what differs when the words do not."""
    remarks = []
    if change.likeness is not None:
        old = change.old.key or change.old.name if change.old else ""
        remarks.append(f"tolkat som samma som {old}, eftersom {change.likeness} % av orden är lika")
    if change.field and change.before and change.after:
        old_told, new_told = change.before[0].value.told, change.after[0].value.told
        form = differing_form(old_told, new_told)
        if old_told == new_told and change.before[0].value.raw != change.after[0].value.raw:
            remarks.append("skrivs ut likadant, men uppgifterna i definitionen skiljer")
        elif same_words(old_told, new_told):
            remarks.append("orden är desamma" + (f"; det som skiljer är {form}" if form else ""))
        elif form and form != "stycken":
            remarks.append(f"utöver orden skiljer {form}")
    return "; ".join(remarks)


def sign(row: Row) -> str:
    """Return a sign for what has happened: + - > = ~."""
    how = How.CHANGED if _is_known_wording(row.change) else row.change.how
    return {How.ADDED: "+", How.REMOVED: "-", How.MOVED: ">", How.CARRIED: "="}.get(how, "~")


__all__ = ["WHOLE_PLAN", "Mark", "Row", "by_chapter", "heading", "rows", "sign", "subject", "summary"]
