"""Lägesbilden nämner inte det egna området.

En lägesbild ska handla om just nämndens område, eller om en facknämnds egna verksamheter. Står inte namnet
där är texten ofta hämtad från en annan plan eller från en nationell rapport.

Grund: Planen utgår från lokala och verksamhetsspecifika förhållanden.
Åtgärd: Skriv hur det ser ut i området, med områdets namn.

Fel:
    lokal_lagesbild:
      text: Förekomsten i landet är oförändrad.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ---
    namnd: fack
    lagesbild:
      text: Förekomsten i landet är oförändrad.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      text: I Exempelstaden är förekomsten oförändrad.
    ---
    namnd: fack
    lagesbild:
      text: Exempelförvaltningens medarbetare har inte märkt någon förekomst.
"""

from collections.abc import Iterator

from pipeline import markup, words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def area_not_named(dossier: Dossier) -> Iterator[Finding]:
    """Yield the lägesbild when none of its texts names the board's area, or a facknämnd and its office.

    The names of its sources do not count: every plan has a local police area among them.
    """
    board, picture = dossier.board, dossier.plan.picture()
    if board is None or picture is None or board.typ != dossier.plan.board_type:
        return
    path, model = picture
    names = [n for n in (board.namn, board.attributiv, board.omrade, board.namnd, board.forvaltning) if n]
    if markup.plain(model.text) and not any(words.mentions(text, names) for _, text in dossier.picture_texts()):
        wanted = board.omrade or f"{board.namnd} eller {board.forvaltning}"
        where = board.located if board.omrade else "i de egna verksamheterna"
        yield Finding(
            (*path, "text"),
            f"lägesbilden nämner inte {wanted}, men ska handla om just det",
            f"skriv hur det ser ut {where}, och skriv ut namnet",
        )


L101 = Rule("L101", Severity.ERROR, __doc__, area_not_named)
