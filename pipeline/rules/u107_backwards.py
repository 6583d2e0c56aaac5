"""Aktivitetens läge går bakåt under året.

Det som var genomfört eller avbrutet i en tidigare rapport är i en senare ej påbörjat eller pågår. Oftast är en av
dem felskriven.

Grund: Rapporterna under året beskriver samma aktivitet och hänger ihop.
Åtgärd: Rätta den rapport som är fel, eller skriv i kommentaren vad som har hänt.

Fel:
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        t1: {status: genomförd, kommentar: ~}
        t2: pågår
            ^^^^^
Rätt:
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        t1: {status: genomförd, kommentar: ~}
        t2: {status: pågår, kommentar: En andra omgång har börjat.}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.outcome import FIELDS
from pipeline.rules.rule import Rule

_RANK = {"ej påbörjad": 0, "pågår": 1}
_OVER = 2  # genomförd, delvis genomförd, ej genomförd, avbruten


def backwards(dossier: Dossier) -> Iterator[Finding]:
    """Yield each report of an activity that lies before an earlier one, without a comment that says why."""
    for path, outcome in dossier.outcomes.outcomes() if dossier.outcomes else ():
        before = None
        for name in FIELDS.values():
            report = getattr(outcome, name)
            if report is None:
                continue
            if before and _RANK.get(report.status, _OVER) < _RANK.get(before, _OVER) and not report.kommentar:
                whole = (*path, name, "status")
                yield Finding(
                    whole if dossier.definitions[OUTCOMES_NAME].value(whole) else whole[:-1],
                    f"aktivitet {outcome.id} är {report.status}, men var {before} i den förra rapporten",
                    "rätta den rapport som är fel, eller skriv en kommentar om vad som har hänt",
                    file=OUTCOMES_NAME,
                )
            before = report.status


U107 = Rule("U107", Severity.WARNING, __doc__, backwards)
