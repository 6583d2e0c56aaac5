"""Lagen har ersatts av en ny.

Planen hänvisar till en lag som har upphört att gälla, eller som upphör under planens år. Den vanligaste är den
förra socialtjänstlagen (2001:453), som ersattes av socialtjänstlagen (2025:400) den 1 juli 2025.

Grund: Västerås nämnd anmärkte 2018 på en plan som nämnde sådant som inte längre fanns.
Åtgärd: Hänvisa till den lag som gäller, och kontrollera att lagrummet är detsamma.

Fel:
    kallor:
      terrorlag: {titel: lagen om straff för terroristbrott, sfs: "2003:148"}
                                                                   ^^^^^^^^
    lokal_lagesbild:
      analys:
        text: Brotten räknas upp i lag.[^terrorlag]
---
    lokal_lagesbild:
      analys:
        text: Brotten räknas upp i lagen (2003:148) om straff för terroristbrott.
                                          ^^^^^^^^
Rätt:
    kallor:
      terrorlag: {titel: terroristbrottslagen, sfs: "2022:666"}
    lokal_lagesbild:
      analys:
        text: Brotten räknas upp i lag.[^terrorlag]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import words
from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.rules.citations import of_each_work, place
from pipeline.rules.rule import Rule


@dataclass(frozen=True)
class Law:
    """A law that has been replaced: its name, the first day of the new one, and the new one."""

    name: str
    replaced: str
    successor: str


_LAWS = {
    "1980:100": Law("sekretesslagen", "2009-06-30", "offentlighets- och sekretesslagen (2009:400)"),
    "1980:620": Law("socialtjänstlagen", "2002-01-01", "socialtjänstlagen (2001:453)"),
    "1985:1100": Law("skollagen", "2011-07-01", "skollagen (2010:800)"),
    "1986:223": Law("förvaltningslagen", "2018-07-01", "förvaltningslagen (2017:900)"),
    "1991:572": Law("lagen om särskild utlänningskontroll", "2022-07-01", "lagen (2022:700)"),
    "1991:900": Law("kommunallagen", "2018-01-01", "kommunallagen (2017:725)"),
    "1996:627": Law("säkerhetsskyddslagen", "2019-04-01", "säkerhetsskyddslagen (2018:585)"),
    "1998:204": Law("personuppgiftslagen", "2018-05-25", "dataskyddsförordningen, (EU) 2016/679"),
    "2001:453": Law("socialtjänstlagen", "2025-07-01", "socialtjänstlagen (2025:400)"),
    "2002:444": Law("finansieringslagen", "2022-07-01", "terroristbrottslagen (2022:666)"),
    "2003:148": Law("lagen om straff för terroristbrott", "2022-07-01", "terroristbrottslagen (2022:666)"),
    "2010:299": Law("rekryteringslagen", "2022-07-01", "terroristbrottslagen (2022:666)"),
}
_NUMBER = re.compile(r"(?<![\d:/])(?<!SOU )(?<!Ds )\d{4}:\d{1,4}(?!\d)")


def superseded_law(dossier: Dossier) -> Iterator[Finding]:
    """Yield each law that the board cites, in a source or in a text, and that ends before or in the plan's year."""
    told: set[Path] = set()
    for citation in of_each_work(dossier):
        path, offsets = place(dossier, citation, "sfs")
        number = citation.source.sfs or ""
        if path not in dossier.borrowed and _is_over(number, dossier.plan.ar):
            told.add(path[:2])
            yield _finding(path, number, offsets)
    for path, text in dossier.own_texts():
        for match in _NUMBER.finditer(text):
            if _is_over(match[0], dossier.plan.ar) and not (path[0] == "kallor" and path[:2] in told):
                yield _finding(path, match[0], match.span())


def _is_over(number: str, year: int) -> bool:
    return number in _LAWS and int(_LAWS[number].replaced[:4]) <= year


def _finding(path: Path, number: str, offsets: tuple[int, int] | None) -> Finding:
    law = _LAWS[number]
    return Finding(
        path,
        f"{law.name} ({number}) har ersatts av {law.successor} från den {words.written_date(law.replaced)}",
        f"hänvisa till {law.successor}, och kontrollera lagrummet",
        offsets,
    )


K106 = Rule("K106", Severity.WARNING, __doc__, superseded_law)
