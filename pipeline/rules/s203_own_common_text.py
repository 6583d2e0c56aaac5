"""Nämnden har skrivit en egen text där staden har en gemensam.

Det är tillåtet, men den egna texten följer inte med när staden ändrar sin. Planernas inledningar har glidit
isär på det sättet: samma stycke säger olika saker i olika planer.

Grund: Planerna följer en gemensam struktur, och staden ger ut gemensamma texter till den.
Åtgärd: Hänvisa till stadens text, eller behåll den egna om den behövs.

Fel:
    inledning_och_syfte:
      text: Nämnden har valt en egen inledning.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    inledning_och_syfte:
      text: {stad: inledning}
"""

from collections.abc import Iterator

from pipeline import markup
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.plan import Section, common_of
from pipeline.rules.rule import Rule


def own_common_texts(dossier: Dossier) -> Iterator[Finding]:
    """Yield each text of the board's own that stands where the city has a common one."""
    for path, info, value in dossier.plan.parts():
        name = common_of(info)
        if name not in dossier.city.texter or not isinstance(value, Section):
            continue
        place = (*path, "text")
        if place not in dossier.borrowed and markup.plain(value.text or ""):
            yield Finding(
                place,
                f"avsnittet {info.title} har en egen text, men staden har en gemensam text `{name}` för "
                f"{dossier.city.ar}",
                f"skriv `text: {{stad: {name}}}`, eller behåll den egna om den säger något som stadens inte säger",
            )


S203 = Rule("S203", Severity.INFO, __doc__, own_common_texts)
