"""Lägesbilden bygger inte på alla underlag den ska.

Lägesbilden tas fram med polisen, med en enkät till de egna medarbetarna och tillsammans med andra nämnder.
Saknas någon av dem blir bilden sned.

Grund: Lägesbilden tas fram med andra berörda nämnder och i samarbete med polisen, och bygger på stadens enkät.
Åtgärd: Hämta in underlaget, och lägg till det i listan. En annan nämnd är inte den egna förvaltningen.

Fel:
    lokal_lagesbild:
      kartlaggning:
        kallor:
        ^^^^^^
          - {typ: polis, namn: Lokalpolisområde Exempel, period: helåret 2022}
    ---
    lokal_lagesbild:
      kartlaggning:
        kallor:
        ^^^^^^
          - {typ: polis, namn: Lokalpolisområde Exempel, period: helåret 2022}
          - {typ: enkät, namn: enkät till enhetschefer, period: hösten 2022}
          - {typ: nämnd, namn: Exempelstadens stadsdelsförvaltning, period: helåret 2022}
Rätt:
    lokal_lagesbild:
      kartlaggning:
        kallor:
          - {typ: polis, namn: Lokalpolisområde Exempel, period: helåret 2022}
          - {typ: enkät, namn: enkät till enhetschefer, period: hösten 2022}
          - {typ: nämnd, namn: utbildningsförvaltningen, period: helåret 2022}
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.board import Board
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.plan import PictureSource
from pipeline.rules.rule import Rule

_WANTED = {"polis": "polisen", "enkät": "en egen enkät", "nämnd": "en annan nämnd"}


def sources_lacking(dossier: Dossier) -> Iterator[Finding]:
    """Yield the list of sources when the police, an own survey or another board is not in it.

    A list that is not there at all is a missing part, told as that.
    """
    picture = dossier.plan.picture()
    if picture is None or not picture[1].kartlaggning.kallor:
        return
    path, model = picture
    kinds = {source.typ for source in model.kartlaggning.kallor if not _is_own_board(source, dossier.board)}
    missing = [name for kind, name in _WANTED.items() if kind not in kinds]
    if missing:
        yield Finding(
            (*path, "kartlaggning", "kallor"),
            f"lägesbildens underlag saknar {words.joined(missing)}, men ska ha {words.joined(list(_WANTED.values()))}",
            "hämta in det som saknas, och lägg till det i `kallor` med typ, namn och period",
        )


def _is_own_board(source: PictureSource, board: Board | None) -> bool:
    return source.typ == "nämnd" and board is not None and words.mentions(source.namn, (board.namnd, board.forvaltning))


L103 = Rule("L103", Severity.WARNING, __doc__, sources_lacking)
