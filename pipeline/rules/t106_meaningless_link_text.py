"""Länktexten säger inte vart länken leder.

Den som lyssnar på dokumentet hör ofta bara länkarna, en efter en. "Här" och "läs mer" säger ingenting, och en lång
adress läses upp tecken för tecken.

Grund: Lagen om tillgänglighet till digital offentlig service; WCAG 2.1 AA, kriterium 2.4.4 om länkars syfte.
Åtgärd: Skriv som länktext vad som finns där länken leder: `[stadens riktlinjer](https://…)`.

Fel:
    lokal_lagesbild:
      analys:
        text: Läget beskrivs [här](https://www.exempel.se/lagesbild) av polisen.
                              ^^^
---
    lokal_lagesbild:
      analys:
        text: Läget beskrivs på https://www.exempel.se/lagesbild av polisen.
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      analys:
        text: Läget beskrivs i [polisens lägesbild](https://www.exempel.se/lagesbild).
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.p105_intranet_address import INTRANET
from pipeline.rules.rule import Rule

_LINK = re.compile(r"(?<!\\)\[([^\]\[^][^\]\[]*)\]\((?:https?://|mailto:)[^)]*\)", re.I)
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s)>\]\"]*[^\s)>\]\".,;:!?]", re.I)
_SAYS_NOTHING = re.compile(
    r"(?:(?:klicka|se|läs|läs\s+mer|mer|läs\s+vidare|finns|gå)\s+)?(?:här|hit)|(?:den\s+här\s+|denna\s+)?länk(?:en)?"
    r"|läs\s+(?:mer|vidare)|mer(?:\s+information)?|(?:den\s+här\s+|denna\s+)?(?:sida|sidan|webbplatsen?|hemsidan?)"
    r"|\W*|(?:https?://|www\.)\S*",
    re.I,
)


def meaningless_link_text(dossier: Dossier) -> Iterator[Finding]:
    """Yield the text of each link that does not say where it leads, and each address written out."""
    for path, text in dossier.own_texts():
        links = list(_LINK.finditer(text))
        for match in links:
            if _SAYS_NOTHING.fullmatch(match[1].strip("*_ \n.:")):
                yield Finding(
                    path,
                    f"länktexten ”{match[1]}” säger inte vart länken leder",
                    "skriv som länktext vad som finns där",
                    match.span(1),
                )
        for match in _ADDRESS.finditer(text):
            in_link = any(link.start() <= match.start() < link.end() for link in links)
            if not in_link and not INTRANET.match(text, match.start()):  # which should not stand there at all
                yield Finding(
                    path,
                    "en webbadress står utskriven, men ska vara en länk med en text som säger vart den leder",
                    "skriv `[vad som finns där](adressen)`",
                    match.span(),
                )


T106 = Rule("T106", Severity.WARNING, __doc__, meaningless_link_text, reads_all=True)
