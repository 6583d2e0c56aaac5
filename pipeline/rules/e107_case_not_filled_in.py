"""Ärendet saknar något som tjänsteutlåtandet ska ha.

När planen har gått till nämnden ska tjänsteutlåtandet ha datum, diarienummer, möte, handläggare med telefon och
underskrift. Utan datum eller diarienummer står det Utkast på varje sida.

Grund: Stadens tjänsteutlåtanden har Dnr, datum, handläggare, telefon, nämnd och underskrift.
Åtgärd: Fyll i det som saknas.

Fel:
    # arende.yaml
    exempeldata: Exempeldata – ärendet är påhittat
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    underskrift: ~
    ---
    # arende.yaml
    handlaggare: {telefon: ~}
    ^^^^^^^^^^^
    ---
    # arende.yaml
    exempeldata: Exempeldata – ärendet är påhittat
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    datum: ~
Rätt:
    status: samråd
    beslut:
      namnd: {datum: ~, dnr: ~, paragraf: ~}
    # arende.yaml
    datum: ~
    dnr: Dnr tilldelas senare
    mote: ~
    underskrift: ~
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.rule import Rule


def case_not_filled_in(dossier: Dossier) -> Iterator[Finding]:
    """Yield what a case lacks though its plan has been before the board."""
    case, decided = dossier.case, dossier.plan.beslut.namnd
    if case is None or not dossier.plan.has_reached("nämndbehandlad"):
        return
    officer = case.handlaggare
    lacking = (
        (("datum",), "datum", case.datum),
        (("dnr",), "diarienummer", case.registered or decided.registered),
        (("mote",), "mötets dag", case.mote.datum or decided.datum),
        (("handlaggare",), "handläggare", officer),
        (("handlaggare", "telefon"), "handläggarens telefon", officer is None or officer.telefon),
        (("underskrift",), "underskrift", case.underskrift),
    )
    for path, what, found in lacking:
        if not found:
            yield Finding(
                path,
                f"ärendet saknar {what}, fast planen är {dossier.plan.status}",
                f"lägg till `{'.'.join(path)}`",
                file=CASE_NAME,
            )


E107 = Rule("E107", Severity.WARNING, __doc__, case_not_filled_in)
