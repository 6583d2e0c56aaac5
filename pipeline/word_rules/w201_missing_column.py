"""En aktivitetstabell saknar en av de fyra kolumnerna.

Kolumnerna är Aktivitet, Ansvarig enhetschef, Tidplan och Uppföljning. Andra namn som betyder detsamma känns
igen.

Grund: Planen ska precisera aktiviteter och ange vem som ansvarar, när de görs och hur de följs upp.
Åtgärd: Infoga kolumnen och fyll i den, eller rätta kolumnens rubrik.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.handwritten.columns import ACTIVITY
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def missing_columns(reading: Reading) -> Iterator[WordFinding]:
    """Yield each column that an activity table lacks."""
    for table, path, missing in reading.draft.tables:
        for name in missing if path else ():
            yield WordFinding(
                table.place,
                f"aktivitetstabellen saknar kolumnen {ACTIVITY[name][0]}",
                "infoga kolumnen och fyll i den för varje aktivitet",
            )


W201 = WordRule("W201", Severity.ERROR, __doc__, missing_columns)
