"""Utfallet för rapporten saknas.

`rapport` säger hur långt året har kommit: tertialrapport 1, tertialrapport 2 eller verksamhetsberättelse. Varje
aktivitet har då ett läge för just den rapporten, under `t1`, `t2` eller `ar`.

Grund: Aktiviteterna redovisas i årets rapporter.
Åtgärd: Fyll i läget, eller ändra `rapport` om året inte har kommit så långt.

Fel:
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        ^^^^^^
        ar: ~
Rätt:
    # uppfoljning.yaml
    rapport: tertialrapport 2
    aktiviteter:
      - id: F1
        ar: ~
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.outcome import FIELDS
from pipeline.rules.rule import Rule


def report_missing(dossier: Dossier) -> Iterator[Finding]:
    """Yield each outcome that says nothing at the report that the follow-up has come to."""
    outcomes = dossier.outcomes
    for path, outcome in outcomes.outcomes() if outcomes else ():
        if outcomes and outcome.at(outcomes.rapport) is None:
            field = FIELDS[outcomes.rapport]
            yield Finding(
                path,
                f"aktivitet {outcome.id} har inget läge i årets {outcomes.rapport}",
                f"lägg till `{field}:` med status, till exempel `{field}: genomförd`, eller ändra `rapport`",
                file=OUTCOMES_NAME,
            )


U104 = Rule("U104", Severity.ERROR, __doc__, report_missing)
