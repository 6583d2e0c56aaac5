"""Samrådet är inte ifyllt.

Planen tas fram i samråd med stadsledningskontoret och med polisen. När nämnden har behandlat planen ska det
stå när vart och ett av samråden hölls.

Grund: Handlingsplanerna tas fram i samråd med stadsledningskontoret, lägesbild och aktiviteter med polisen.
Åtgärd: Lägg till parten och datumet under `beslut.samrad`.

Fel:
    status: nämndbehandlad
    beslut:
      samrad:
      ^^^^^^
        - {part: stadsledningskontoret, datum: 2023-01-10}
    ---
    status: nämndbehandlad
    beslut:
      samrad:
        - {part: stadsledningskontoret}
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        - {part: lokalpolisområde Exempel, datum: 2023-01-12}
Rätt:
    status: nämndbehandlad
    beslut:
      samrad:
        - {part: stadsledningskontoret, datum: 2023-01-10}
        - {part: lokalpolisområde Exempel, datum: 2023-01-12}
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_PARTIES = (
    ("stadsledningskontoret", re.compile(r"stadsledningskontor|\bSLK\b", re.I)),
    ("polisen", re.compile(r"polis", re.I)),
)


def consultation_not_recorded(dossier: Dossier) -> Iterator[Finding]:
    """Yield each party that a plan past its samråd has no dated consultation with."""
    plan = dossier.plan
    if not plan.has_reached("nämndbehandlad"):
        return
    for name, sign in _PARTIES:
        held = [(n, c) for n, c in enumerate(plan.beslut.samrad) if sign.search(c.part)]
        if any(consultation.datum for _, consultation in held):
            continue
        place = (item(held[0][0]), "datum") if held else ()
        yield Finding(
            ("beslut", "samrad", *place),
            f"planen är {plan.status}, men samrådet med {name} {'saknar datum' if held else 'är inte ifyllt'}",
            "skriv när samrådet hölls" if held else f"lägg till `- {{part: {name}, datum: ÅÅÅÅ-MM-DD}}`",
        )


D103 = Rule("D103", Severity.WARNING, __doc__, consultation_not_recorded)
