"""Ärendets diarienummer har en ovanlig form.

De flesta av stadens nämnder skriver `SÖD 2022/639`: nämndens bokstäver, året och ett löpnummer. En nämnd som skriver
på ett annat sätt har sitt eget mönster i `namnder.yaml`. D104 säger detsamma om planens nummer.

Grund: Allmänna handlingar ska registreras, och diarienumret är vägen till dem.
Åtgärd: Rätta numret, eller lägg till nämndens mönster som `dnr_monster` i registret.

Fel:
    status: samråd
    beslut:
      namnd: {datum: ~, dnr: ~, paragraf: ~}
    # arende.yaml
    dnr: Dnr EXE-2023-12
         ^^^^^^^^^^^^^^^
Rätt:
    status: samråd
    beslut:
      namnd: {datum: ~, dnr: ~, paragraf: ~}
    # arende.yaml
    dnr: Dnr tilldelas senare
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.d104_unusual_dnr import USUAL_DNR
from pipeline.rules.rule import Rule


def unusual_case_dnr(dossier: Dossier) -> Iterator[Finding]:
    """Yield each dnr of the case that does not look like the board's, but for those that the plan has too."""
    own = dossier.board.dnr_monster if dossier.board else None
    theirs = dossier.plan.beslut.namnd.registered
    for number in dossier.case.registered if dossier.case else ():
        if number not in theirs and not re.fullmatch(own or USUAL_DNR, number):
            wanted = f"passa mönstret `{own}`" if own else "se ut som `ABC 2023/12`"
            yield Finding(
                ("dnr",),
                f"diarienumret är `{number}`, men ska {wanted}",
                "rätta numret, ett för varje post i listan, eller ändra `dnr_monster` för nämnden i namnder.yaml",
                file=CASE_NAME,
            )


E106 = Rule("E106", Severity.WARNING, __doc__, unusual_case_dnr)
