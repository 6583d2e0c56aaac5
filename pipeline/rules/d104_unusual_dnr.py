"""Diarienumret har en ovanlig form.

De flesta av stadens nämnder skriver sina diarienummer som `SÖD 2022/639`: nämndens bokstäver, året och ett
löpnummer. En nämnd som skriver på ett annat sätt har sitt eget mönster i `namnder.yaml`.

Grund: Allmänna handlingar ska registreras, och diarienumret är vägen till dem.
Åtgärd: Rätta numret, eller lägg till nämndens mönster som `dnr_monster` i registret.

Fel:
    beslut:
      namnd: {dnr: Dnr EXE-2023-12}
                   ^^^^^^^^^^^^^^^
    ---
    beslut:
      namnd: {dnr: [EXE 2023/12, 12/2023]}
                                 ^^^^^^^
Rätt:
    beslut:
      namnd: {dnr: [EXE 2023/12, EXE 2023/13]}
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Path, Severity, item
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

USUAL_DNR = r"[A-ZÅÄÖ]{2,4} \d{4}/\d+"


def unusual_dnr(dossier: Dossier) -> Iterator[Finding]:
    """Yield each dnr that does not look like its registry's. A dnr still to come looks like nothing."""
    decisions = dossier.plan.beslut
    own = dossier.board.dnr_monster if dossier.board else None
    for name, step, pattern in (("namnd", decisions.namnd, own), ("kommunstyrelsen", decisions.kommunstyrelsen, None)):
        for position, number in enumerate(step.dnr):
            if number in step.registered and not re.fullmatch(pattern or USUAL_DNR, number):
                wanted = f"passa mönstret `{pattern}`" if pattern else "se ut som `ABC 2023/12`"
                yield Finding(
                    _place(dossier, ("beslut", name, "dnr"), position),
                    f"diarienumret är `{number}`, men ska {wanted}",
                    "rätta numret, ett för varje post i listan, eller ändra `dnr_monster` för nämnden i namnder.yaml",
                )


def _place(dossier: Dossier, path: Path, position: int) -> Path:
    return (*path, item(position)) if isinstance(dossier.source.value(path), list) else path


D104 = Rule("D104", Severity.WARNING, __doc__, unusual_dnr)
