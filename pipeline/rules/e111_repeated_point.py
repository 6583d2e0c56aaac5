"""En beslutspunkt som redan finns.

Punkterna som alltid är desamma läggs till av sig själva: nämnden godkänner förslaget och överlämnar planen till
kommunstyrelsen. `omedelbar_justering: ja` ger den sista punkten. Skrivs de också under `forslag` står de två gånger.

Grund: Det som är känt från planen skrivs aldrig en gång till.
Åtgärd: Ta bort punkten.

Fel:
    # arende.yaml
    forslag: [Nämnden godkänner handlingsplanen., Nämnden följer upp planen i november.]
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ---
    # arende.yaml
    forslag: [Paragrafen justeras omedelbart., Nämnden följer upp planen i november.]
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    # arende.yaml
    forslag: [Nämnden godkänner också rutinen för oro.]
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.rule import Rule

_ALREADY = re.compile(
    r"godkänner\s+(?:förslaget\s+till\s+)?(?:lokal\s+)?(?:handlings)?plan"
    r"|överlämnar\s+(?:handlings)?planen\s+till\s+kommunstyrelsen"
    r"|justeras?\s+omedelbart|omedelbar\s+justering",
    re.I,
)


def repeated_point(dossier: Dossier) -> Iterator[Finding]:
    """Yield each point of the case that is one of those that are always there."""
    for number, point in enumerate(dossier.case.forslag if dossier.case else ()):
        if _ALREADY.search(point):
            path = ("forslag", item(number))
            yield Finding(
                path if dossier.definitions[CASE_NAME].value(path) else path[:1],
                "beslutspunkten läggs redan till av sig själv och skulle stå två gånger",
                "ta bort punkten; omedelbar justering skrivs som `omedelbar_justering: ja`",
                file=CASE_NAME,
            )


E111 = Rule("E111", Severity.WARNING, __doc__, repeated_point)
