"""En bilagas fil finns inte bredvid ärendet.

Bilagan räknas upp i tjänsteutlåtandet, men filen ligger inte i samma mapp. Då kommer den inte med när handlingarna
lämnas till registrator.

Grund: Bilagorna hör till ärendet och lämnas med det.
Åtgärd: Lägg filen i samma mapp som `arende.yaml`, rätta namnet, eller ta bort `fil` om bilagan lämnas på annat sätt.

Fel:
    # arende.yaml
    bilagor: [{titel: Sammanställning av enkätsvar, fil: enkat.pdf}]
                                                         ^^^^^^^^^
Rätt:
    # arende.yaml
    bilagor: [{titel: Sammanställning av enkätsvar}]
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.rule import Rule


def missing_attachment(dossier: Dossier) -> Iterator[Finding]:
    """Yield each file of the case that does not lie beside it."""
    for number, attachment in enumerate(dossier.case.bilagor if dossier.case else ()):
        if attachment.fil and attachment.fil not in dossier.present:
            yield Finding(
                ("bilagor", item(number), "fil"),
                f"bilagans fil {attachment.fil} finns inte i samma mapp som ärendet",
                "lägg filen där, rätta namnet, eller ta bort `fil`",
                file=CASE_NAME,
            )


E109 = Rule("E109", Severity.WARNING, __doc__, missing_attachment)
