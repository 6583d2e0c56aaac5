"""What has happened to a field, in its name's gender: `Tidplan – ändrad`, `Syfte – ändrat`, `Miljöer – ändrade`."""

from __future__ import annotations

from pipeline.change import How

COMMON = frozenset(
    (
        *("Aktivitet", "Ansvarig enhetschef", "Tidplan", "Uppföljning", "Förväntad effekt", "Status"),
        *("Högerextremism", "Vänsterextremism", "Islamistisk extremism", "Källa", "Period", "Rubrik", "Text"),
        *("Part", "Struktur", "Nämnd", "Lokal samordnare", "Lydelse", "Författare", "Titel", "Sida", "Webbadress"),
    )
)
NEUTER = frozenset(
    (
        *("Id", "Syfte", "Mått", "Slag", "Datum", "År", "Beslut", "Nämndens beslut", "Kommunstyrelsens godkännande"),
        *("Utgivningsår", "SFS-nummer", "Lagrum", "Gäller till och med", "Ur"),
    )
)
PLURAL = frozenset(("Miljöer", "Exempeldata", "Källor", "Ändringar som bilaga"))

_ENDINGS = {
    How.CHANGED: ("ändrad", "ändrat", "ändrade"),
    How.ADDED: ("tillagd", "tillagt", "tillagda"),
    How.REMOVED: ("borttagen", "borttaget", "borttagna"),
    How.MOVED: ("flyttad", "flyttat", "flyttade"),
}


def happened(how: How, label: str) -> str:
    """Return what has happened to the field called `label`; of an unknown name as of a thing without gender."""
    common, neuter, plural = _ENDINGS[how]
    return common if label in COMMON else plural if label in PLURAL else neuter
