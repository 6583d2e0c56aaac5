"""What has happened to the texts of a chapter between two years' plans, as a board asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import words
from pipeline.change import Change, Field, How, Kind

_TEXTS = {  # what is told of one text, and of several; `{}` says under which headings
    How.CHANGED: ("Texten{} är omarbetad.", "Texterna{} är omarbetade."),
    How.CITY_CHANGED: ("Stadens gemensamma text{} är ändrad.", "Stadens gemensamma texter{} är ändrade."),
    How.OWN_FOR_CITY: ("En egen text{} ersätter stadens.", "Egna texter{} ersätter stadens."),
    How.CITY_FOR_OWN: (
        "Stadens gemensamma text{} ersätter den egna.",
        "Stadens gemensamma texter{} ersätter de egna.",
    ),
    How.ADDED: ("Texten{} är ny.", "Texterna{} är nya."),
    How.REMOVED: ("Texten{} är borttagen.", "Texterna{} är borttagna."),
}
_ONLY_YEARS = ("I texten{} är bara årtal ändrade.", "I texterna{} är bara årtal ändrade.")
_ASSESSED = {
    How.ADDED: ("Bedömningen av {} är ny.", "Bedömningarna av {} är nya."),
    How.REMOVED: ("Bedömningen av {} är borttagen.", "Bedömningarna av {} är borttagna."),
}
_ASSESSED_ANEW = ("Bedömningen av {} är ändrad.", "Bedömningarna av {} är ändrade.")
_SECTIONS = (Kind.SECTION, Kind.OWN_SECTION)


def told_of_texts(chapter: str, changes: Sequence[Change]) -> Iterator[str]:
    """Yield lines on a chapter's texts: whole sections first, then texts that share what has happened to them."""
    sections = [change for change in changes if change.kind in _SECTIONS]
    yield from _whole_sections(chapter, [change for change in sections if change.field in ("", "rubrik")])
    texts = [change for change in sections if change.field == "text"]
    for how, (one, many) in _TEXTS.items():
        concerned = [c for c in texts if c.how is how and not _only_years(c)]
        yield from _told(one, many, chapter, concerned)
    yield from _told(*_ONLY_YEARS, chapter, [change for change in texts if _only_years(change)])
    assessed = [change for change in sections if change.field not in ("", "rubrik", "text") and not _only_years(change)]
    for how in dict.fromkeys(change.how for change in assessed):
        names = [_label(change) for change in assessed if change.how is how]
        one, many = _ASSESSED.get(how, _ASSESSED_ANEW)
        yield (one if len(names) == 1 else many).format(words.joined(names))


def is_reworded(change: Change) -> bool:
    """Return whether a change gives a chapter other words of the board's own, and not only other years."""
    if change.kind not in _SECTIONS or change.how in (How.RENAMED, How.CITY_CHANGED):
        return False
    return not _only_years(change) and (bool(change.field) or change.how is not How.MOVED)


def _whole_sections(chapter: str, changes: Sequence[Change]) -> Iterator[str]:
    """Yield what sections are new, gone, called something else or moved to another chapter."""
    for change in changes:
        name = change.place.name
        called = "Kapitlet" if name == chapter else f"Avsnittet {name}"
        if change.field:
            yield f"{called} hette förut {_said(change.before)}."
        elif change.how in (How.ADDED, How.REMOVED) and name:
            yield f"{called} är {'nytt' if change.how is How.ADDED else 'borttaget'}."
        elif change.how is How.MOVED and change.old and change.new and change.old.within != change.new.within:
            where = f"under {change.old.within}" if change.old.parent else "som ett eget kapitel"
            yield f"{called} stod förut {where}."


def _told(one: str, many: str, chapter: str, changes: Sequence[Change]) -> Iterator[str]:
    """Yield a line on the chapter's own text, and one on those of its sections."""
    names = [change.place.name for change in changes]
    if chapter in names:
        yield one.format("")
    inside = [name for name in names if name != chapter]
    if inside:
        heading = "rubriken" if len(inside) == 1 else "rubrikerna"
        yield (one if len(inside) == 1 else many).format(f" under {heading} {words.joined(inside)}")


def _only_years(change: Change) -> bool:
    old, new = _said(change.before), _said(change.after)
    return change.how is How.CHANGED and old != new and words.without_years(old) == words.without_years(new)


def _said(fields: Sequence[Field]) -> str:
    return words.normalised(" ".join(block.text for field in fields for block in field.value.told))


def _label(change: Change) -> str:
    return words.uncapitalised((*change.after, *change.before)[0].label)
