"""Nämnden finns inte i registret.

Registret `namnder.yaml` har nämndernas namn i alla former som dokumenten behöver. Utan dem går det inte att
skriva vems planen är.

Grund: Alla stadsdelsnämnder och fem facknämnder gör en handlingsplan.
Åtgärd: Rätta nämndens id, eller lägg till nämnden i registret.

Fel:
    namnd: exempl
           ^^^^^^
Rätt:
    namnd: exempel
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def unknown_board(dossier: Dossier) -> Iterator[Finding]:
    """Yield the plan's board when the register has no such id; a register that cannot be read knows nothing."""
    if dossier.boards and dossier.board is None:
        name = dossier.plan.namnd
        yield Finding(
            ("namnd",),
            f"nämnden `{name}` finns inte i namnder.yaml{words.meant(name, dossier.boards)}",
            f"här kan stå: {', '.join(dossier.boards)}",
        )


S205 = Rule("S205", Severity.ERROR, __doc__, unknown_board, may_be_allowed=False)
