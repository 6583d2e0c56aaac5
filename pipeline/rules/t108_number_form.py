"""Procenttecken eller decimalpunkt.

I löpande text skrivs procent ut, och svenska tal har decimalkomma: 9,5 procent.

Grund: Myndigheternas skrivregler om siffror och procent; så skriver kommunstyrelsen i sina ärenden.
Åtgärd: Skriv procent med bokstäver och decimaler med komma.

Fel:
    lokal_lagesbild:
      analys:
        text: Andelen är 12 % och därmed oförändrad.
                         ^^^^
---
    lokal_lagesbild:
      analys:
        text: Andelen är 3.5 procent och därmed oförändrad.
                         ^^^
Rätt:
    lokal_lagesbild:
      analys:
        text: Andelen är 3,5 procent av 12 tillfällen, enligt avsnitt 3.5.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.prose import prose
from pipeline.rules.rule import Rule

_UNIT = (
    r"procent(?:enheter)?|promille|mnkr|mkr|tkr|kr|kronor|miljoner|miljarder|timm(?:ar|e)|tim|grader|gånger|år|meter|km"
)
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<number>\d+(?:[ \u00a0]\d{{3}})*(?:[.,]\d+)?)(?:(?P<sign>[ \u00a0]?%)|(?=\s+(?:{_UNIT})\b))"
)


def number_form(dossier: Dossier) -> Iterator[Finding]:
    """Yield each number with a percent sign, or with a point before its decimals, in the board's running text."""
    for path, text in prose(dossier):
        for match in _NUMBER.finditer(text):
            if match["sign"] or "." in match["number"]:
                wanted = match["number"].replace(".", ",") + (" procent" if match["sign"] else "")
                yield Finding(
                    path,
                    f"talet är skrivet {match[0]}, men ska i löpande text skrivas {wanted}",
                    f"skriv {wanted}",
                    match.span(),
                )


T108 = Rule("T108", Severity.INFO, __doc__, number_form, reads_all=True)
