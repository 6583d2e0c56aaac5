"""Planen ska ha ändringarna som bilaga, men det finns ingen plan att jämföra med.

Med `andringar_som_bilaga: ja` står tabellen över det som har ändrats sist i dokumentet. Den görs av förra årets plan:
nämndens egen, eller dem som nämnden har tagit över efter. Finns ingen i `plans/`, eller går den inte att läsa utan fel,
finns inget att skriva i bilagan.

Grund: Nämnden ska kunna se vad som är nytt sedan förra årets plan. En bilaga som saknas märks inte av den som läser.
Åtgärd: Lägg förra årets plan i mappen för sitt år, rätta felen i den, eller ta bort `andringar_som_bilaga`.

Fel:
    namnd: fack
    andringar_som_bilaga: ja
                          ^^
Rätt:
    andringar_som_bilaga: ja
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def nothing_to_compare_with(dossier: Dossier) -> Iterator[Finding]:
    """Yield the wish for the appendix where no plan of last year is in reach."""
    if dossier.plan.andringar_som_bilaga and not dossier.history:
        last = dossier.plan.ar - 1
        yield Finding(
            ("andringar_som_bilaga",),
            f"ändringarna ska stå i en bilaga, men det finns ingen plan för {last} utan fel att jämföra med",
            f"lägg planen för {last} i sin mapp, rätta den, eller ta bort `andringar_som_bilaga`",
        )


F205 = Rule("F205", Severity.ERROR, __doc__, nothing_to_compare_with)
