"""Uppföljningen säger inte vems dokument.

Verksamhetsberättelser skrivs av hela förvaltningen och av enskilda enheter. Utan `niva` vet den som ska redovisa
inte var.

Grund: Planerna följs upp årligen inom ordinarie styrning.
Åtgärd: Lägg till `niva`.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          uppfoljning: {dokument: verksamhetsberättelse, niva: ~}
          ^^^^^^^^^^^
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          uppfoljning: {dokument: verksamhetsberättelse, niva: enheten för prevention}
    ---
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          uppfoljning: {dokument: familjeenhetens verksamhetsberättelse, niva: ~}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.follow_up_documents import says_whose
from pipeline.rules.rule import Rule


def no_owner(dossier: Dossier) -> Iterator[Finding]:
    """Yield each follow-up in a document that might be anyone's."""
    for path, activity in dossier.plan.activities():
        follow_up = activity.uppfoljning
        if follow_up.dokument and not follow_up.niva and not says_whose(follow_up.dokument):
            yield Finding(
                (*path, "uppfoljning", "niva"),
                f"aktivitet {activity.id} följs upp i {follow_up.dokument}, men det framgår inte vems",
                "lägg till `niva:`, till exempel stadsdelsförvaltningen eller enhetens namn",
            )


A301 = Rule("A301", Severity.INFO, __doc__, no_owner)
