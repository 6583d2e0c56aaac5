"""Beslutens datum kommer i fel ordning.

Samrådet hålls före nämndens beslut, och kommunstyrelsen godkänner planen efter det. Alla tre ligger nära
planens år. Gör de inte det är oftast en siffra fel, eller ett datum från förra årets plan kvar.

Grund: Planen tas fram i samråd, behandlas av nämnden och godkänns sedan av kommunstyrelsen.
Åtgärd: Rätta datumet som är fel.

Fel:
    beslut:
      samrad:
        - {part: stadsledningskontoret, datum: 2023-03-10}
                                               ^^^^^^^^^^
        - {part: lokalpolisområde Exempel, datum: 2023-01-12}
    ---
    status: godkänd
    beslut:
      kommunstyrelsen: {datum: 2023-01-18}
                               ^^^^^^^^^^
    ---
    beslut:
      samrad:
        - {part: stadsledningskontoret, datum: 2021-01-10}
                                               ^^^^^^^^^^
        - {part: lokalpolisområde Exempel, datum: 2023-01-12}
Rätt:
    status: godkänd
    beslut:
      samrad:
        - {part: stadsledningskontoret, datum: 2022-12-12}
        - {part: lokalpolisområde Exempel, datum: 2023-02-16}
      namnd: {datum: 2023-02-16}
      kommunstyrelsen: {datum: 2024-01-17}
"""

from collections.abc import Iterator

from pipeline.decisions import Decisions
from pipeline.diagnostics import Finding, Path, Severity, item
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def impossible_order(dossier: Dossier) -> Iterator[Finding]:
    """Yield each date of a decision or a samråd that cannot be right beside the others, once."""
    plan = dossier.plan
    for path, what, day in _dates(plan.beslut):
        wrong = _clash(plan.beslut, path, day) or _distance(plan.ar, day)
        if wrong:
            yield Finding(path, f"{what} är daterat {day}, {wrong}", "rätta datumet, eller det som det jämförs med")


def _dates(decisions: Decisions) -> Iterator[tuple[Path, str, str]]:
    for number, consultation in enumerate(decisions.samrad):
        if consultation.datum:
            place = ("beslut", "samrad", item(number), "datum")
            yield place, f"samrådet med {consultation.part}", consultation.datum
    if decisions.namnd.datum:
        yield ("beslut", "namnd", "datum"), "nämndens beslut", decisions.namnd.datum
    if decisions.kommunstyrelsen.datum:
        path = ("beslut", "kommunstyrelsen", "datum")
        yield path, "kommunstyrelsens godkännande", decisions.kommunstyrelsen.datum


def _clash(decisions: Decisions, path: Path, day: str) -> str:
    decided = decisions.namnd.datum
    if decided and path[1] == "samrad" and day > decided:
        return f"men ska hållas före nämndens beslut, som är daterat {decided}"
    if decided and path[1] == "kommunstyrelsen" and day < decided:
        return f"men ska komma efter nämndens beslut, som är daterat {decided}"
    return ""


def _distance(year: int, day: str) -> str:
    return f"men planen gäller {year}" if abs(int(day[:4]) - year) > 1 else ""


D105 = Rule("D105", Severity.WARNING, __doc__, impossible_order)
