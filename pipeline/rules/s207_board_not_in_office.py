"""Nämnden fanns inte på beslutsdagen.

Nämnder slås ihop mitt i ett år. Det är dagen för nämndens beslut som avgör vilken nämnd planen är, inte
planens år: en plan för 2023 kan vara beslutad av en nämnd som upphörde den 30 juni.

Grund: Planen behandlas av ansvarig nämnd.
Åtgärd: Rätta beslutsdagen, eller skriv planen för den nämnd som fanns då.

Fel:
    beslut:
      samrad:
        - {part: stadsledningskontoret, datum: 2022-05-11}
        - {part: lokalpolisområde Exempel, datum: 2022-05-12}
      namnd: {datum: 2022-06-16}
                     ^^^^^^^^^^
Rätt:
    beslut:
      namnd: {datum: 2023-02-16}
"""

from collections.abc import Iterator

from pipeline.board import Board
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def board_not_in_office(dossier: Dossier) -> Iterator[Finding]:
    """Yield the decision's day when the board did not exist then, or a board that ceased before the plan's year."""
    board, day = dossier.board, dossier.plan.beslut.namnd.datum
    if board is not None and day is None and (board.till or "9999") < f"{dossier.plan.ar}-01-01":
        successor = dossier.boards.get(board.eftertradare or "")
        yield Finding(
            ("namnd",),
            f"{board.namnd} upphörde {board.till}, före planens år {dossier.plan.ar}"
            + (f", och efterträddes av {successor.namnd}" if successor else ""),
            f"skriv planen för {successor.namnd}" if successor else "skriv planen för nämnden som tog över",
        )
    if board is None or day is None or board.existed(day):
        return
    if board.till and day > board.till:
        found, other = f"upphörde {board.till}", dossier.boards.get(board.eftertradare or "")
        tail = f" och efterträddes av {other.namnd}" if other else ""
    else:
        found, other = f"bildades {board.fran}", _in_office_before(dossier, day)
        tail = f" och fanns som {other.namnd} dessförinnan" if other else ""
    yield Finding(
        ("beslut", "namnd", "datum"),
        f"beslutsdagen är {day}, men {board.namnd} {found}{tail}",
        f"rätta datumet, eller skriv planen för {other.namnd}" if other else "rätta datumet",
    )


def _in_office_before(dossier: Dossier, day: str) -> Board | None:
    """Return the one board that the plan's board succeeded and that existed on `day`, or None."""
    former = [b for b in dossier.boards.values() if b.eftertradare == dossier.plan.namnd and b.existed(day)]
    return former[0] if len(former) == 1 else None


S207 = Rule("S207", Severity.ERROR, __doc__, board_not_in_office)
