"""Ärendet och planen har olika diarienummer.

Samma ärende har samma nummer. Står det på båda ställena och skiljer sig åt får nämnden papper som inte hör ihop.

Grund: Allmänna handlingar ska registreras, och diarienumret är vägen till dem.
Åtgärd: Rätta det som är fel, eller ta bort `dnr` ur ärendet. Då gäller planens nummer.

Fel:
    # arende.yaml
    dnr: EXE 2023/21
         ^^^^^^^^^^^
    ---
    # arende.yaml
    dnr: [EXE 2023/12, EXE 2023/13]
    ^^^
Rätt:
    # arende.yaml
    dnr: ~
    ---
    beslut:
      namnd: {dnr: [EXE 2023/12, EXE 2023/13]}
    # arende.yaml
    dnr: [EXE 2023/13, EXE 2023/12]
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.both_files import in_plan
from pipeline.rules.rule import Rule


def dnr_at_odds(dossier: Dossier) -> Iterator[Finding]:
    """Yield the dnr of a case that the plan's decision does not have, or has others than."""
    ours = dossier.case.registered if dossier.case else ()
    theirs = dossier.plan.beslut.namnd.registered
    if ours and theirs and set(ours) != set(theirs):
        where = in_plan(dossier, ("beslut", "namnd", "dnr"))
        yield Finding(
            ("dnr",),
            f"ärendet har diarienummer {words.joined(ours)}, men planen har {words.joined(theirs)} ({where})",
            "rätta det som är fel; tas `dnr` bort ur ärendet gäller planens",
            file=CASE_NAME,
        )


E103 = Rule("E103", Severity.ERROR, __doc__, dnr_at_odds)
