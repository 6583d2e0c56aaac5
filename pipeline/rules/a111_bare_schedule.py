"""Tidplanen är bara ”löpande” eller ”vid behov”.

Utan frekvens, startår eller anmärkning går det inte att säga efteråt om aktiviteten blev av.

Grund: Planerna följs upp årligen. I en av stadens antagna planer var nio rader av fjorton sådana.
Åtgärd: Lägg till `frekvens`, `sedan` (för löpande) eller `anmarkning`.

Fel:
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          tidplan: {typ: löpande, frekvens: ~, sedan: ~}
                         ^^^^^^^
    ---
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          tidplan: {typ: vid behov, frekvens: ~, sedan: ~}
                         ^^^^^^^^^
Rätt:
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          tidplan: {typ: löpande, frekvens: ~, sedan: 2018}
    ---
    kompetenshojande_insatser:
      aktiviteter:
        - id: K1
          tidplan: {typ: vid behov, frekvens: ~, sedan: ~, anmarkning: samordnaren prövar behovet i mars och oktober}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def bare_schedules(dossier: Dossier) -> Iterator[Finding]:
    """Yield each schedule that says nothing but that the activity goes on, or may be needed."""
    for path, activity in dossier.plan.activities():
        schedule = activity.tidplan
        told = schedule.frekvens or schedule.sedan or schedule.anmarkning
        if schedule.typ in ("löpande", "vid behov") and not told:
            more = "`frekvens`, `sedan`" if schedule.typ == "löpande" else "`frekvens`"
            yield Finding(
                (*path, "tidplan", "typ"),
                f"aktivitet {activity.id} har bara `{schedule.typ}` som tidplan, men uppföljningen behöver veta mer",
                f"lägg till {more} eller `anmarkning`, till exempel `frekvens: 4 gånger per år`",
            )


A111 = Rule("A111", Severity.WARNING, __doc__, bare_schedules)
