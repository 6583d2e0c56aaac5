"""En adress som bara går att nå inifrån.

Planen publiceras, men en länk till intranätet går inte att öppna för den som läser den utifrån, och adressen visar
hur nätet är uppbyggt.

Grund: Planen är en offentlig handling som publiceras; lagen om tillgänglighet till digital offentlig service.
Åtgärd: Skriv att uppgiften finns på intranätet, utan adress.

Fel:
    ansvar_och_samverkan:
      rutin_vid_oro:
        text: Läs [stadens rutin](https://intranat.exempel.se/rutin) vid oro för en individ.
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
---
    kallor:
      rutin: {titel: Rutin vid oro, adress: "https://intranat.exempel.se/rutin"}
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ansvar_och_samverkan:
      rutin_vid_oro:
        text: Stadens rutin beskriver vad en medarbetare gör.[^rutin]
Rätt:
    ansvar_och_samverkan:
      rutin_vid_oro:
        text: Stadens rutin finns på intranätet.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import PLAN_NAME
from pipeline.rules.rule import Rule

INTRANET = re.compile(
    r"""
    (?:https?://|file://|\bwww\.)(?:[\w.-]*@)?[^\s/)\]>"]*
        (?: intran[aäe] | \binsidan\b | \binternt?\b | \.local\b | \.lan\b | \blocalhost\b | sharepoint\. )[^\s)\]>"]*
  | https?://(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+[^\s)\]>"]*
  | \bfile://[^\s)\]>"]+ | \bintran[aäe]t\.[\w.-]+\.\w{2,}[^\s)\]>"]* | (?<!\w)[A-Z]:\\[^\s)\]>"]+
  | \\\\\w+\\[^\s)\]>"]+
    """,
    re.X | re.I,
)

_SIGN = re.compile(r"//|\\|www\.|intra", re.I)  # none of the forms is without one of these


def intranet_address(dossier: Dossier) -> Iterator[Finding]:
    """Yield each address inside the city's network in the board's texts and sources."""
    sources = dossier.plan.kallor.items() if dossier.reads == PLAN_NAME else ()
    addresses = [(("kallor", k, "adress"), s.adress) for k, s in sources if s.adress]
    for path, text in (*dossier.own_texts(), *addresses):
        for match in INTRANET.finditer(text) if _SIGN.search(text) else ():
            written = match[0].rstrip(".,;")
            yield Finding(
                path,
                f"en adress på intranätet står i {dossier.called}, men den som läser den på webben kan inte öppna den",
                "skriv att uppgiften finns på intranätet, utan adress",
                (match.start(), match.start() + len(written)),
            )


P105 = Rule("P105", Severity.WARNING, __doc__, intranet_address, reads_all=True)
