"""Ärendet går till nämnden utan att samrådet är inskrivet.

Tjänsteutlåtandet berättar själv om samrådet, med det som står i planens `beslut.samrad`. Finns där inget datum står
inget i dokumentet, och nämnden får inte veta om samrådet har hållits.

Grund: Planen tas fram i samråd med stadsledningskontoret och polisen, innan nämnden behandlar den.
Åtgärd: Skriv in samrådets parter och datum i planen.

Fel:
    status: samråd
    beslut:
      samrad:
        - {part: stadsledningskontoret}
        - {part: lokalpolisområde Exempel}
      namnd: {datum: ~, dnr: ~, paragraf: ~}
    # arende.yaml
    datum: 2023-01-24
           ^^^^^^^^^^
Rätt:
    status: samråd
    beslut:
      namnd: {datum: ~, dnr: ~, paragraf: ~}
    # arende.yaml
    datum: 2023-01-24
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.rule import Rule


def consultation_missing(dossier: Dossier) -> Iterator[Finding]:
    """Yield the day of a case whose plan tells of no samråd that has been held."""
    held = any(party.datum for party in dossier.plan.beslut.samrad)
    if dossier.case and dossier.case.datum and not held and not dossier.plan.has_reached("nämndbehandlad"):
        yield Finding(
            ("datum",),
            f"tjänsteutlåtandet är daterat {dossier.case.datum}, men planen säger inte när samrådet har hållits",
            "fyll i datumen under `beslut.samrad` i planen",
            file=CASE_NAME,
        )


E112 = Rule("E112", Severity.WARNING, __doc__, consultation_missing)
