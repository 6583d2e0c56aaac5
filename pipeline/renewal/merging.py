"""Two boards' plans become their successor's: both texts side by side, all activities, all sources, nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import reduce
from typing import Any

from pipeline import markup
from pipeline.board import Board
from pipeline.city import City
from pipeline.diagnostics import Path, item
from pipeline.dossier import Dossier
from pipeline.plan import Source
from pipeline.renewal.draft import Draft
from pipeline.source import item_keys
from pipeline.words import capitalised, normalised

_JOIN = "[skriv ihop: ur planen för "
_HEAD = {"struktur", "namnd", "ar", "status", "beslut"}  # the same in all drafts by now
_LONGEST_KEY = 60


def merged(first: tuple[Dossier, Draft], others: Collection[tuple[Dossier, Draft]], board: Board, city: City) -> Draft:
    """Return the drafts of several boards as one for their successor; what they disagree on is marked."""
    old, draft = first
    name = _name(old)
    for other, theirs in others:
        draft = _Merger(draft, name, *_with_own_labels(other, theirs, draft, city), _name(other)).merged()
    picture = old.plan.picture()
    if picture and old.plan.namnd and board.omrade != (old.board.omrade if old.board else None):
        draft = _of_the_whole_area(draft, (*picture[0], "text"), board)
    return draft


def _name(dossier: Dossier) -> str:
    return dossier.board.namn if dossier.board else dossier.plan.namnd


def _of_the_whole_area(draft: Draft, path: Path, board: Board) -> Draft:
    text = draft.doc.value(path)
    where = f"I {board.omrade}" if board.omrade else f"I {board.forvaltning}s verksamheter"
    opening = f"{where} [skriv hur det ser ut, utifrån det som står nedan]."
    return draft.put(path, f"{opening}\n\n{text if isinstance(text, str) else ''}".rstrip() + "\n")


def _with_own_labels(other: Dossier, draft: Draft, base: Draft, city: City) -> tuple[Draft, str]:
    """Return `draft` with each source renamed whose label means something else in `base`, and its board's id."""
    ours, theirs = _sources(base), _sources(draft)
    cited = {label for path, text in _own_texts(other, draft) for label, *_ in markup.labels(text)}
    renamed: dict[str, str] = {}
    for label in sorted({*theirs, *(cited & ours.keys())}):
        mine = theirs.get(label) or city.kallor.get(label)
        known = ours.get(label) or city.kallor.get(label)
        if mine and known and mine != known:
            renamed[label] = _free(label, other.plan.namnd, {*ours, *theirs, *city.kallor, *renamed.values()})
    if not renamed:
        return draft, other.plan.namnd
    pattern = re.compile(r"\[\^(" + "|".join(map(re.escape, renamed)) + r")\]")
    for path, text in _own_texts(other, draft):
        if pattern.search(text):
            draft = draft.put(path, pattern.sub(lambda match: f"[^{renamed[match[1]]}]", text))
    kallor = dict(draft.doc.value(("kallor",)) or {})
    for label, source in kallor.items():
        if isinstance(source, dict) and source.get("ur") in renamed:
            kallor[label] = {**source, "ur": renamed[source["ur"]]}
    for label, new in renamed.items():
        theirs_as_values = kallor.pop(label, None) or city.kallor[label].model_dump(exclude_none=True)
        kallor[new] = {key: str(value) for key, value in theirs_as_values.items()}
        draft = draft.did(f"Källan `{label}` ur planen för {_name(other)} heter nu `{new}`: namnet var upptaget.")
    return draft.put(("kallor",), kallor), other.plan.namnd


def _sources(draft: Draft) -> dict[str, Source]:
    return {label: Source.model_validate(values) for label, values in (draft.doc.value(("kallor",)) or {}).items()}


def _own_texts(dossier: Dossier, draft: Draft) -> Iterator[tuple[Path, str]]:
    """Yield the texts in a draft that may hold notes."""
    for path, _ in dossier.plan.texts():
        text = draft.doc.value(path)
        if isinstance(text, str) and path not in dossier.plan.literal and path[0] != "kallor":
            yield path, text


def _free(label: str, board: str, taken: Collection[str]) -> str:
    number = 1
    while True:
        tail = f"-{board}" if number == 1 else f"-{board}-{number}"
        new = label[: _LONGEST_KEY - len(tail)] + tail
        if new not in taken:
            return new
        number += 1


class _Merger:
    """One draft on its way into another; remembers where the rows of the second went."""

    def __init__(self, base: Draft, name: str, other: Draft, key: str, theirs: str) -> None:
        self.base, self.name, self.other, self.key, self.theirs = base, name, other, key, theirs
        self.moved: dict[Path, Path] = {}

    def merged(self) -> Draft:
        """Return the base with all that the other has."""
        for key, value in self.other.doc.values.items():
            if key not in _HEAD:
                self.at((key,), value)
        for path, reason in self.other.reasons:
            place = self.place(path)
            if (place, reason) not in self.base.reasons:
                told = reason if self.theirs in reason else f"{reason} (ur planen för {self.theirs})"
                self.base = self.base.renew(place, told)
        return reduce(Draft.did, (f"{self.theirs}: {done}" for done in self.other.done), self.base)

    def place(self, path: Path) -> Path:
        """Return where what stood at `path` in the other draft stands now."""
        for n in range(len(path), 0, -1):
            if path[:n] in self.moved:
                return self.moved[path[:n]] + path[n:]
        return path

    def at(self, path: Path, theirs: Any) -> None:
        """Lay what the other has at `path` over the base."""
        ours = self.base.doc.value(path)
        if path not in self.base.doc.spans or ours in (None, {}, []):
            self.base = self.base.put(path, theirs)
            if len(path) > 1:
                self.base = self.base.renew(
                    path, f"finns bara i planen för {self.theirs}; gäller det hela den nya nämnden?"
                )
        elif isinstance(ours, list) and isinstance(theirs, list):
            self.rows(path, theirs)
        elif _same(ours, theirs) or theirs in (None, {}):
            return
        elif isinstance(ours, dict) and isinstance(theirs, dict) and "stad" not in ours and "stad" not in theirs:
            for key, value in theirs.items():
                self.at((*path, key), value)
        else:
            self.differing(path, ours, theirs)

    def rows(self, path: Path, theirs: list[Any]) -> None:
        """Add the other's rows after the base's; a row with an id keeps its own, or gets a free one.

        A row that is the same in both, id and all, stands once; of any other it is asked whether it is for the whole.
        """
        self.ask(path, theirs)
        for key, row in zip(item_keys(theirs), theirs, strict=True):
            named = isinstance(row, dict) and isinstance(row.get("id"), str)
            if named and not _same(self.base.doc.value((*path, item(row["id"]))), row):
                self.row(path, row, key)
                continue
            if named:
                self.base = self.base.did(f"`{row['id']}` är densamma i båda planerna och står en gång.")
                continue
            at = next((n for n, known in enumerate(self.base.doc.value(path)) if _same(known, row)), None)
            if at is None:
                at = len(self.base.doc.value(path))
                self.base = self.base.add(path, row)
            self.moved[(*path, key)] = (*path, item(at))

    def ask(self, path: Path, theirs: list[Any]) -> None:
        """Ask of each row of the base that the other does not have, once, whether it is the whole board's."""
        for row in self.base.doc.value(path):
            named = isinstance(row, dict) and isinstance(row.get("id"), str)
            if named and not any(_same(row, their) for their in theirs):
                place = (*path, item(row["id"]))
                if not any(known == place and " kommer ur planen för " in told for known, told in self.base.reasons):
                    came = f"`{row['id']}` kommer ur planen för {self.name}; gäller den hela den nya nämnden?"
                    self.base = self.base.renew(place, came)

    def row(self, path: Path, row: dict[str, Any], step: str) -> None:
        ours = {name for place in self.base.doc.spans for name in place}
        key = row["id"]
        if item(key) in ours:
            taken = ours | {name for place in self.other.doc.spans for name in place}
            stem = key.rstrip("0123456789") or key
            numbers = [
                int(name[len(stem) + 1 : -1]) for name in taken if re.fullmatch(rf"\[{re.escape(stem)}\d+\]", name)
            ]
            key = f"{stem}{max(numbers, default=0) + 1}"  # a gap may be an id that has been used and retired
            what = f"aktivitet {row['id']}" if path[-1] == "aktiviteter" else f"avsnittet {row['id']}"
            self.base = self.base.did(f"{capitalised(what)} ur planen för {self.theirs} heter nu {key}.")
        self.base = self.base.add(path, {**row, "id": key})
        self.moved[(*path, step)] = (*path, item(key))
        came = f"`{key}` kommer ur planen för {self.theirs}" + (
            f", där den hette {row['id']}" if key != row["id"] else ""
        )
        self.base = self.base.renew((*path, item(key)), f"{came}; gäller den hela den nya nämnden?")

    def differing(self, path: Path, ours: Any, theirs: Any) -> None:
        """Keep both: two texts side by side; of a text and a reference, the text; of two short facts, a note."""
        references = [v.get("stad") for v in (ours, theirs) if isinstance(v, dict)]
        if references:
            own, whose = (theirs, self.theirs) if isinstance(ours, dict) else (ours, self.name)
            what = f"{whose} har en egen text, den andra har stadens {{stad: {references[0]}}}; välj"
            if len(references) == 2:
                what = f"planen för {self.theirs} hade {{stad: {references[1]}}}; välj"
            elif isinstance(ours, dict):
                self.base = self.base.put(path, own)
            self.base = self.base.renew(path, what)
        elif path[-1] == "text" or "miljoer" in path:
            start = ours if str(ours).startswith(_JOIN) else f"{_JOIN}{self.name}]\n\n{str(ours).strip()}\n"
            self.base = self.base.put(path, f"{start.rstrip()}\n\n{_JOIN}{self.theirs}]\n\n{str(theirs).strip()}\n")
            self.base = self.base.renew(
                path,
                f"två texter står efter varandra, ur planerna för {self.name} och "
                f"{self.theirs}; skriv ihop dem till en",
            )
        else:
            self.base = self.base.renew(path, f"planen för {self.theirs} hade ”{theirs}”; välj")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return normalised(one) == normalised(other)
    return bool(one == other)
