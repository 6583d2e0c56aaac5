"""Boards that do not exist: names that nobody takes for a place, in all the forms that a register wants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pipeline import words

_FIRST = ("Sago", "Fabel", "Påhitts", "Låtsas", "Dröm", "Gåte", "Ramse", "Fantasi", "Exempel", "Sagoslotts")
_LAST = (
    *(("lunden", "i"), ("höjden", "på"), ("by", "i"), ("backen", "på"), ("dalen", "i"), ("hamn", "i"), ("åsen", "på")),
    *(("bro", "i"), ("ängen", "på"), ("vik", "i"), ("parken", "i"), ("torp", "i"), ("berget", "på"), ("fors", "i")),
    *(("näset", "på"), ("hagen", "i"), ("udden", "på"), ("sta", "i"), ("marken", "i"), ("skogen", "i")),
)
_BEFORE = ("", "Norra ", "Södra ", "Östra ", "Västra ", "Inre ", "Yttre ", "Övre ", "Nedre ", "Nya ")
_FIELD = ("", "kultur", "fritids", "miljö", "trafik", "arkiv", "fastighets", "kyrkogårds", "service", "hamn", "lärande")
_EMPTY = ("sago", "fabel", "påhitts", "låtsas", "dröm", "gåte", "ramse", "fantasi", "exempel", "dikt")
_VOWELS = "aeiouyåäö"
_SPECIAL_OF_SIXTEEN = 5  # as many facknämnder as the city has among sixteen boards

MOST = len(_FIRST) * len(_LAST) * len(_BEFORE)


class SampleBoard(NamedTuple):
    """A board of the register: its id, its entry, and the years it has a plan for."""

    id: str
    entry: dict[str, str]
    first_year: int
    last_year: int

    @property
    def is_local(self) -> bool:
        """Return whether it has an area, as a stadsdelsnämnd has."""
        return self.entry["typ"] == "stadsdelsnämnd"

    @property
    def area(self) -> str:
        """Return `Sagolundens stadsdelsområde`; for a facknämnd its office."""
        return self.entry.get("omrade") or self.entry["forvaltning"]

    @property
    def located(self) -> str:
        """Return `i Sagolunden`; for a facknämnd `inom fabelförvaltningen`."""
        name = f"{self.entry['preposition']} {self.entry['namn']}" if self.is_local else ""
        return name or f"inom {self.entry['forvaltning']}"

    @property
    def office(self) -> str:
        """Return `stadsdelsförvaltningen`, or a facknämnd's own office."""
        return "stadsdelsförvaltningen" if self.is_local else self.entry["forvaltning"]


def boards(count: int, year: int) -> list[SampleBoard]:
    """Return `count` boards in office in `year`, and before them two that one of theirs took over from.

    From four boards on there is a merger at the turn of the year, as when Stockholm's districts were merged.
    """
    special = min(max(count * _SPECIAL_OF_SIXTEEN // 16, count // 2 and 1), len(_FIELD) * len(_EMPTY))
    merged = 1 if count >= 4 else 0
    names = list(islice(_local_names(), count - special + 2 * merged))
    local = [_local(name, preposition) for name, preposition in names]
    if merged:
        two, one = local[:2], local[2]
        end, start = f"{year - 1}-12-31", f"{year}-01-01"
        local[:2] = [
            b._replace(entry={**b.entry, "till": end, "eftertradare": one.id}, last_year=year - 1) for b in two
        ]
        local[2] = one._replace(entry={**one.entry, "fran": start}, first_year=year)
    return local + [_special(name) for name in islice(_special_names(), special)]


def _local_names() -> Iterator[tuple[str, str]]:
    for before in _BEFORE:
        for turn in range(len(_LAST)):
            for number, first in enumerate(_FIRST):
                last, preposition = _LAST[(number + turn) % len(_LAST)]
                yield f"{before}{first if before == '' else first.lower()}{last}", preposition


def _special_names() -> Iterator[str]:
    return (f"{empty}{field}" for field in _FIELD for empty in _EMPTY)


def _local(name: str, preposition: str) -> SampleBoard:
    attributive = name if name[-1] in _VOWELS else f"{name}s"
    entry = {
        "typ": "stadsdelsnämnd",
        "namn": name,
        "attributiv": attributive,
        "namnd": f"{attributive} stadsdelsnämnd",
        "forvaltning": f"{attributive} stadsdelsförvaltning",
        "omrade": f"{attributive} stadsdelsområde",
        "preposition": preposition,
    }
    return SampleBoard(_id(name), entry, 0, 9999)


def _special(name: str) -> SampleBoard:
    entry = {
        "typ": "facknämnd",
        "namn": f"{words.capitalised(name)}nämnden",
        "namnd": f"{name}nämnden",
        "forvaltning": f"{name}förvaltningen",
    }
    return SampleBoard(_id(f"{name}nämnden"), entry, 0, 9999)


def _id(name: str) -> str:
    return words.plainest(name).replace(" ", "-")
