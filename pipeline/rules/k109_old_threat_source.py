"""Hotbilden bygger på en gammal källa.

Säkerhetspolisens årsböcker och bedömningarna från Nationellt centrum för terrorhotbedömning (NCT) kommer varje
år. En källa som är mer än två år äldre än planen säger lite om läget nu. Används källan i en av stadens texter
visas stället där planen lånar texten.

Grund: Definitionerna följer Säkerhetspolisen, och lägesbilden revideras årligen.
Åtgärd: Läs den senaste årsboken, och hänvisa till den. I stadens text: säg till stadsledningskontoret.

Fel:
    kallor:
      sapo: {forfattare: Säkerhetspolisen, titel: Årsbok, ar: 2020}
    lokal_lagesbild:
      analys:
        text: Hotet mot Sverige är förhöjt.[^sapo]
                                           ^^^^^^^
---
    lokal_lagesbild:
      analys:
        text: Hotet är förhöjt enligt Säkerhetspolisens årsbok 2020.
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    kallor:
      sapo: {forfattare: Säkerhetspolisen, titel: Årsbok, ar: 2021}
    lokal_lagesbild:
      analys:
        text: Hotet mot Sverige är förhöjt.[^sapo]
"""

import re
from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.plan import Source
from pipeline.rules.citations import of_each_work
from pipeline.rules.rule import Rule

_WHO = r"(?:Säkerhetspolisen|Säpo|NCT|Nationellt\s+centrum\s+för\s+terrorhotbedömning)s?"
YEARBOOK = re.compile(rf"\b{_WHO}\s+(?:[a-zåäö]+\s+){{1,3}}(\d{{4}})\b")
_YEARS = 2


def old_threat_source(dossier: Dossier) -> Iterator[Finding]:
    """Yield each threat source, cited or named in the text, that is more than two years older than the plan."""
    oldest = dossier.plan.ar - _YEARS
    for citation in of_each_work(dossier):
        year = _year(citation.source)
        if year is not None and year < oldest:
            borrowed = citation.path in dossier.borrowed
            yield Finding(
                citation.path,
                f"{'stadens text' if borrowed else 'texten'} bygger på {_name(citation.source, year)}, "
                f"men ska bygga på en källa från {oldest} eller senare",
                "be stadsledningskontoret förnya texten, eller skriv en egen" if borrowed else _REMEDY,
                citation.words,
            )
    for path, text in dossier.own_texts():
        if path[0] != "kallor":
            for match in YEARBOOK.finditer(text):
                if int(match[1]) < oldest:
                    yield Finding(
                        path,
                        f"texten bygger på {words.normalised(match[0])}, men ska bygga på en källa från {oldest} "
                        "eller senare",
                        _REMEDY,
                        match.span(),
                    )


_REMEDY = "läs den senaste bedömningen, och hänvisa till den"


def _year(source: Source) -> int | None:
    """Return the year of a threat source, its own or the one in its title; None for any other source."""
    name = f"{source.forfattare or ''} {source.titel or ''} {source.text or ''}"
    if not re.search(rf"\b{_WHO}\b", name):
        return None
    in_title = re.search(r"\b(?:19|20)\d\d\b", name)
    return source.ar or (int(in_title[0]) if in_title else None)


def _name(source: Source, year: int) -> str:
    name = ": ".join(part for part in (source.forfattare, source.titel) if part) or "en källa"
    return name if str(year) in name else f"{name} från {year}"


K109 = Rule("K109", Severity.WARNING, __doc__, old_threat_source)
