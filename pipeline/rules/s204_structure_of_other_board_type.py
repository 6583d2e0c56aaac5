"""Strukturen är gjord för en annan sorts nämnd.

En stadsdelsnämnd och en facknämnd har olika kapitel: den ena har ett område och en socialtjänst, den andra
ett uppdrag, bidrag och lokaler. Registret `namnder.yaml` säger vilken sort nämnden är.

Grund: Planerna följer en gemensam struktur, en för stadsdelsnämnder och en för facknämnder.
Åtgärd: Byt `struktur`, eller rätta `namnd` om det är den som är fel.

Fel:
    struktur: stadsdel-2023
              ^^^^^^^^^^^^^
    namnd: "fack"
    lokal_lagesbild: {text: Exempelnämnden möter frågan i sina verksamheter.}
Rätt:
    struktur: facknamnd-2023
    namnd: fack
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule
from pipeline.structures import STRUCTURES


def structure_of_other_board_type(dossier: Dossier) -> Iterator[Finding]:
    """Yield the plan's structure when it is made for another type than its board's."""
    board, plan = dossier.board, dossier.plan
    if board and board.typ != plan.board_type:
        fitting = [f"`struktur: {s.structure_id}`" for s in STRUCTURES if s.board_type == board.typ]
        yield Finding(
            ("struktur",),
            f"strukturen `{plan.struktur}` är för en {plan.board_type}, men {board.namnd} är en {board.typ}",
            f"skriv {words.joined(fitting, 'eller')}, eller rätta `namnd` om det är fel nämnd",
        )


S204 = Rule("S204", Severity.ERROR, __doc__, structure_of_other_board_type)
