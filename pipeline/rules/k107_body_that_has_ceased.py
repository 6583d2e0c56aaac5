"""Ett organ som inte längre finns.

Texten nämner en myndighet, samordnare eller nämnd som hade upphört när planens år började. Oftast är det en
mening som har följt med från en äldre plan.

Grund: Västerås nämnd anmärkte 2018 på en plan som nämnde den nationella samordnaren, som då var avvecklad.
Åtgärd: Nämn det organ som har tagit över. Är det historia som berättas, skriv tidigare eller dåvarande.

Fel:
    lokal_lagesbild:
      analys:
        text: Arbetet följer råden från den nationella samordnaren mot våldsbejakande extremism.
                                            ^^^^^^^^^^^^^^^^^^^^^^
---
    ansvar_och_samverkan:
      samverkan:
        text: Förvaltningen samverkar med polisen och med Gamla stans stadsdelsförvaltning.
                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      analys:
        text: Arbetet följer råden från Center mot våldsbejakande extremism, som i mycket liknar dem som den
          dåvarande nationella samordnaren gav.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


@dataclass(frozen=True)
class Body:
    """A body that has ceased: how texts name it, its last day and what came after."""

    pattern: str
    last_day: str
    successor: str


_BODIES = (
    Body(
        r"nationell[ae]?\s+samordnar(?:e|en|ens)(?!\s+(?:mot|för|inom)\s+(?!(?:våldsbejakande|att\s+värna)))",
        "2018-01-31",
        "Center mot våldsbejakande extremism vid Brottsförebyggande rådet",
    ),
    Body(r"Rikspolisstyrelsens?", "2014-12-31", "Polismyndigheten"),
    Body(r"[Ll]änspolismyndighet(?:en|ens|er)?", "2014-12-31", "Polismyndigheten"),
    Body(r"Ungdomsstyrelsens?", "2014-03-31", "Myndigheten för ungdoms- och civilsamhällesfrågor"),
    Body(r"Datainspektionens?", "2020-12-31", "Integritetsskyddsmyndigheten"),
    Body(r"Statens\s+medieråds?", "2023-12-31", "Mediemyndigheten"),
)
_HISTORY = re.compile(r"\b(?:tidigare|dåvarande|förra|före detta|f\.d\.|fd)(?:\s+den)?\s+$", re.I)


def body_that_has_ceased(dossier: Dossier) -> Iterator[Finding]:
    """Yield each mention of a body whose last day lies before the plan's year."""
    ceased = [b for b in (*_BODIES, *_former_boards(dossier)) if b.last_day < f"{dossier.plan.ar}-01-01"]
    any_of_them = re.compile(rf"(?<!\w)(?:{'|'.join(body.pattern for body in ceased) or '(?!)'})")
    for path, text in dossier.own_texts():
        for body in ceased if any_of_them.search(text) else ():
            for match in re.finditer(rf"(?<!\w){body.pattern}(?!\w)", text):
                if not _HISTORY.search(text[: match.start()]):
                    yield Finding(
                        path,
                        f"{words.normalised(match[0])} finns inte sedan den {words.written_date(body.last_day)}; "
                        f"det som gäller är {body.successor}",
                        f"nämn {body.successor} i stället, om uppgiften fortfarande stämmer",
                        match.span(),
                    )


def _former_boards(dossier: Dossier) -> Iterator[Body]:
    for board in dossier.boards.values():
        successor = dossier.boards.get(board.eftertradare or "")
        if board.till and successor:
            yield Body(rf"{re.escape(board.namnd)}(?:en|ens|s)?", board.till, successor.namnd)
            yield Body(rf"{re.escape(board.forvaltning)}(?:en|ens|s)?", board.till, successor.forvaltning)


K107 = Rule("K107", Severity.WARNING, __doc__, body_that_has_ceased, reads_all=True)
