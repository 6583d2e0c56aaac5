"""En aktivitet som inte blev av saknar kommentar.

Är aktiviteten ej påbörjad, ej genomförd, delvis genomförd eller avbruten när året är slut ska det stå varför, i
kommentaren eller som avvikelse.

Grund: Det som inte har uppfyllts kommenteras; aktiviteter i ILS-webb har en avvikelse.
Åtgärd: Skriv en kommentar till utfallet, eller en avvikelse.

Fel:
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        ar: {status: ej genomförd, kommentar: ~}
                     ^^^^^^^^^^^^
    ---
    # uppfoljning.yaml
    aktiviteter:
      - id: K1
        ar: avbruten
            ^^^^^^^^
Rätt:
    # uppfoljning.yaml
    aktiviteter:
      - id: F1
        ar: {status: ej genomförd, kommentar: ~}
        avvikelse: Rådet lades ned i april.
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import OUTCOMES_NAME
from pipeline.rules.rule import Rule

_DONE = ("genomförd", "pågår")


def activity_without_reason(dossier: Dossier) -> Iterator[Finding]:
    """Yield each outcome of the year that is less than was planned and says nothing of why."""
    outcomes = dossier.outcomes
    if outcomes is None or outcomes.rapport != "verksamhetsberättelse":
        return
    for path, outcome in outcomes.outcomes():
        report = outcome.ar
        if report and report.status not in _DONE and not ((report.kommentar or outcome.avvikelse or "").strip()):
            whole = (*path, "ar", "status")
            yield Finding(
                whole if dossier.definitions[OUTCOMES_NAME].value(whole) else whole[:-1],
                f"aktivitet {outcome.id} är {report.status}, men det står inte varför",
                "skriv en `kommentar` till utfallet, eller en `avvikelse`",
                file=OUTCOMES_NAME,
            )


U105 = Rule("U105", Severity.ERROR, __doc__, activity_without_reason)
