"""En person i stället för en funktion i ärendet.

Handläggare och underskrift skrivs som funktioner. Namnet skrivs för hand när någon skriver under. Meddelandet
upprepar inte namnet.

Grund: Dataskyddsreglerna: namn läggs ut på nätet bara när det behövs. Mötets handlingar publiceras.
Åtgärd: Skriv funktionen, till exempel Stadsdelsdirektör.

Fel:
    # arende.yaml
    underskrift: [Kim Exempelsson]
                  ^^^^^^^^^^^^^^^
    ---
    # arende.yaml
    handlaggare: {funktion: Kim Exempelsson}
                            ^^^^^^^^^^^^^^^
Rätt:
    # arende.yaml
    underskrift: [Stadsdelsdirektör]
"""

from collections.abc import Iterator

from pipeline.activity import Responsible
from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.responsible_words import is_name
from pipeline.rules.rule import Rule


def person_in_case(dossier: Dossier) -> Iterator[Finding]:
    """Yield each officer or signature that looks like a person; the message must not spread the name."""
    case = dossier.case
    if case is None:
        return
    officer = ((("handlaggare", "funktion"), case.handlaggare.funktion),) if case.handlaggare else ()
    signatures = ((("underskrift", item(n)), who) for n, who in enumerate(case.underskrift))
    for path, who in (*officer, *signatures):
        if is_name(Responsible(funktion=who)):
            yield Finding(
                path if dossier.definitions[CASE_NAME].value(path) else path[:1],
                "det som står här liknar ett personnamn, men ska vara en funktion",
                "skriv funktionen, till exempel Stadsdelsdirektör; namnet skrivs för hand vid underskriften",
                file=CASE_NAME,
            )


E108 = Rule("E108", Severity.WARNING, __doc__, person_in_case)
