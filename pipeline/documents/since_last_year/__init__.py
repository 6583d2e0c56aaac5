"""What a board reads of the changes since last year's plan: a few sentences, and a short list for each chapter.

The views of `diff` tell everything. Here what always differs between two years is left out: the year, status,
decisions, samråd, and the periods that the lägesbild's sources cover.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline import words
from pipeline.change import Change, ChangeSet, How, Kind
from pipeline.changes import difference
from pipeline.content import Rich
from pipeline.documents.since_last_year.activities import Fate, Fated, fates
from pipeline.documents.since_last_year.merged import compared
from pipeline.documents.since_last_year.texts import is_reworded, told_of_texts
from pipeline.dossier import Dossier
from pipeline.markup import literal
from pipeline.personal_numbers import masked
from pipeline.report.changes import Row, by_chapter, rows

_NOTES = "Källor och noter"


class ChangedLine(NamedTuple):
    """One line of a chapter's list."""

    text: Rich


class ChangedChapter(NamedTuple):
    """What is new in one chapter."""

    rubrik: Rich
    rader: tuple[ChangedLine, ...]


class Changed(NamedTuple):
    """The sentences that sum it up, and the chapters that have something to tell."""

    kort: str
    kapitel: tuple[ChangedChapter, ...]


NOTHING = Changed("", ())


def since_last_year(dossier: Dossier) -> Changed:
    """Return what is new since last year's plan, or plans; nothing where there was none."""
    pasts = dossier.history[0] if dossier.history else ()
    if len(pasts) > 1:
        sentences, lists = compared(dossier, pasts)
        return _changed(sentences, lists)
    if not pasts or pasts[0].whole is None:
        return NOTHING
    return _changed(*_told(difference(pasts[0].whole, dossier), pasts[0].whole, dossier))


def _changed(sentences: Sequence[str], lists: Sequence[tuple[str, Sequence[str]]]) -> Changed:
    def line(text: str) -> Rich:
        return Rich((), literal(masked(words.normalised(text))))

    chapters = (ChangedChapter(line(name), tuple(ChangedLine(line(text)) for text in told)) for name, told in lists)
    return Changed(masked(" ".join(sentences)), tuple(chapter for chapter in chapters if chapter.rader))


def _told(changes: ChangeSet, old: Dossier, new: Dossier) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return the sentences that sum the changes up, and the lines of each chapter."""
    groups = by_chapter(rows(changes))
    activities = fates(changes, old, new)
    chapters = dict.fromkeys((*groups, *(fated.chapter for fated in activities)))
    lists = {
        name: [
            *told_of_texts(name, [row.change for row in groups.get(name, ())]),
            *_other_lines(groups.get(name, ())),
            *(a.line for fate in Fate for a in activities if a.line and (a.fate, a.chapter) == (fate, name)),
        ]
        for name in chapters
    }
    lists[_NOTES] = list(_notes(changes))
    if not any(lists.values()):
        return [f"Aktiviteterna och texterna är desamma som i {_earlier(old, new)}."], []
    for name in chapters:
        lists[name] += _unchanged([a.id for a in activities if (a.fate, a.chapter) == (Fate.SAME, name)])
    return [*_counted(_earlier(old, new), activities), *_reworded(groups)], list(lists.items())


def _earlier(old: Dossier, new: Dossier) -> str:
    """Return which plan the new one is compared with; another board's is named."""
    if old.plan.namnd == new.plan.namnd or not old.board:
        return f"planen för {old.plan.ar}"
    return f"{old.board.genitive} plan för {old.plan.ar}"


def _counted(earlier: str, activities: Sequence[Fated]) -> Iterator[str]:
    """Yield how many activities are new, ended, changed and as before, as one sentence."""
    count = Counter(fated.fate for fated in activities)
    whole = f"Jämfört med {earlier} är "
    if activities and count[Fate.SAME] == len(activities):
        several = f"alla {words.spelled(len(activities))} aktiviteter oförändrade."
        yield whole + ("den enda aktiviteten oförändrad." if len(activities) == 1 else several)
    elif activities:
        pieces = [f"{words.spelled(count[fate])} {_agreeing(fate, count[fate])}" for fate in Fate if count[fate]]
        first, rest = pieces[0].split(" ", 1)
        noun = "aktivitet" if first == "en" else "aktiviteter"
        yield f"{whole}{words.joined([f'{first} {noun} {rest}', *pieces[1:]])}."


def _agreeing(fate: Fate, number: int) -> str:
    one, many = {
        Fate.NEW: ("ny", "nya"),
        Fate.CHANGED: ("ändrad", "ändrade"),
        Fate.ENDED: ("borttagen", "borttagna"),
        Fate.SAME: ("oförändrad", "oförändrade"),
    }[fate]
    return one if number == 1 else many


def _reworded(groups: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Yield in which chapters the board's texts have changed, and in which the city's."""
    own = _chapters([name for name, group in groups.items() if any(is_reworded(row.change) for row in group)])
    city = _chapters([n for n, group in groups.items() if any(row.change.how is How.CITY_CHANGED for row in group)])
    yield f"Text är omarbetad i {own}." if own else "Ingen av nämndens egna texter är omarbetad."
    if city:
        yield f"Stadens gemensamma text är ändrad i {city}."


def _chapters(names: Sequence[str]) -> str:
    """Return the names after the word for them, or the empty string for none."""
    return f"{'kapitlet' if len(names) == 1 else 'kapitlen'} {words.joined(names, 'samt')}" if names else ""


def _unchanged(ids: Sequence[str]) -> list[str]:
    if not ids:
        return []
    return [f"{'Oförändrad aktivitet' if len(ids) == 1 else 'Oförändrade aktiviteter'}: {words.joined(ids)}."]


def _other_lines(group: Sequence[Row]) -> Iterator[str]:
    """Yield what is told of a chapter beside its texts and activities."""
    found = [row.change for row in group]
    for how, one, many in (
        (How.ADDED, "Nytt underlag", "Nya underlag"),
        (How.REMOVED, "Underlag som inte längre används", "Underlag som inte längre används"),
    ):
        names = [_value(c, "namn") for c in found if c.kind is Kind.PICTURE_SOURCE and c.how is how and not c.field]
        if names:
            yield f"{one if len(names) == 1 else many}: {words.listed(names)}."
    for change in found:
        match change.kind, change.how, change.field:
            case Kind.GOAL, How.ADDED, "":
                yield f"{change.place.name} är nytt: {_value(change, 'text')}"
            case Kind.GOAL, How.REMOVED, "":
                yield f"{change.place.name} är borttaget: {_value(change, 'text')}"
            case Kind.GOAL, How.RENAMED, _ if change.old:
                yield f"{change.place.name} är samma mål som förut hade nummer {change.old.key}."
            case Kind.GOAL, How.CHANGED, "text":
                yield f"{change.place.name} har en ny lydelse: {_value(change, 'text')}"
            case Kind.PLAN, _, "struktur":
                yield "Planen följer en ny version av den gemensamma strukturen."
            case Kind.PLAN, _, "samordnare" if change.after:
                yield f"Lokal samordnare är {words.uncapitalised(_value(change, 'samordnare'))}."


def _notes(changes: ChangeSet) -> Iterator[str]:
    """Yield each note that is new, gone or another than before; a new key or number alone is nothing."""
    told: dict[str, str] = {}
    for change in changes.changes:
        if change.kind in (Kind.SOURCE, Kind.NOTE) and change.how not in (How.RENAMED, How.MOVED):
            what = {How.ADDED: "ny", How.REMOVED: "borttagen"}.get(change.how, "ändrad")
            told[change.place.name] = "ändrad" if change.field else what
    yield from (f"{name} är {what}." for name, what in told.items())


def _value(change: Change, key: str) -> str:
    """Return what stands, or stood, in a field, as one line."""
    found = next((f for f in (*change.after, *change.before) if f.key == key), None)
    return words.normalised(" ".join(block.text for block in found.value.told)) if found else ""
