"""Ärendet och planen har olika dag för nämndens möte.

Planens `beslut.namnd.datum` är dagen då nämnden beslutade. Ärendet har mötets dag. De är samma dag.

Grund: Tjänsteutlåtandet, planens framsida och protokollet ska ha samma datum.
Åtgärd: Rätta det som är fel, eller ta bort `mote.datum` ur ärendet. Då gäller planens dag.

Fel:
    # arende.yaml
    mote: {datum: 2023-02-09}
                  ^^^^^^^^^^
Rätt:
    # arende.yaml
    mote: {datum: ~}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.both_files import in_plan
from pipeline.rules.rule import Rule


def meeting_at_odds(dossier: Dossier) -> Iterator[Finding]:
    """Yield a day of the meeting that is not the day of the plan's decision."""
    ours = dossier.case.mote.datum if dossier.case else None
    theirs = dossier.plan.beslut.namnd.datum
    if ours and theirs and ours != theirs:
        where = in_plan(dossier, ("beslut", "namnd", "datum"))
        yield Finding(
            ("mote", "datum"),
            f"mötet är {ours} i ärendet, men nämndens beslut är daterat {theirs} i planen ({where})",
            "rätta det som är fel; tas mötets `datum` bort ur ärendet gäller planens",
            file=CASE_NAME,
        )


E104 = Rule("E104", Severity.ERROR, __doc__, meeting_at_odds)
