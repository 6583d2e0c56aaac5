"""Uppföljningens dokument är inget av de kända.

Stadens ordinarie styrning har verksamhetsplan, tertialrapport 1 och 2, verksamhetsberättelse och årsrapport. Något
annat är oftast ett skrivfel eller en förkortning. Namnet får böjas, och det får stå vems det är.

Grund: Planerna följs upp årligen inom ordinarie styrning.
Åtgärd: Skriv dokumentets namn. Följs aktiviteten upp på ett annat sätt, skriv det under `metod`.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          uppfoljning: {dokument: verksamhetberättelsen}
                                  ^^^^^^^^^^^^^^^^^^^^^
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          uppfoljning: {dokument: tertialrapport 1}
    ---
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          uppfoljning: {dokument: Enhetens verksamhetsberättelser}
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.follow_up_documents import KNOWN, is_known
from pipeline.rules.rule import Rule


def unknown_documents(dossier: Dossier) -> Iterator[Finding]:
    """Yield each follow-up in a document that ordinary governance does not have."""
    for path, activity in dossier.plan.activities():
        document = activity.uppfoljning.dokument
        if document and not is_known(document):
            yield Finding(
                (*path, "uppfoljning", "dokument"),
                f"aktivitet {activity.id} följs upp i `{document}`, som inte är något av de kända dokumenten"
                + words.meant(document, KNOWN),
                f"skriv {words.joined(KNOWN, 'eller')}, eller flytta texten till `metod:`",
            )


A304 = Rule("A304", Severity.WARNING, __doc__, unknown_documents)
