"""Planen ligger i fel mapp.

En plan ligger i `plans/<år>/<nämnd>/`. Mappen bestämmer vilka av stadens texter som gäller och var de
färdiga dokumenten hamnar. Stämmer den inte med `ar` och `namnd` är det oftast en kopia som inte har ändrats.

Grund: Varje nämnd gör en egen plan, och den revideras årligen.
Åtgärd: Rätta `namnd` eller `ar`, eller flytta filen.

Fel:
    namnd: grannstaden
           ^^^^^^^^^^^
    status: utkast
    beslut: ~
    lokal_lagesbild: {text: I Grannstadens stadsdelsområde är förekomsten låg under året.}
Rätt:
    namnd: exempel
    ar: 2023
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule


def wrong_folder(dossier: Dossier) -> Iterator[Finding]:
    """Yield the plan's year and board when they are not those of its folder.

    A board that is unknown, or of another type than the structure, is told as that.
    """
    if dossier.home is None:
        return
    year, folder = dossier.home
    board, plan = dossier.board, dossier.plan
    if board and board.typ == plan.board_type and folder != plan.namnd:
        yield Finding(
            ("namnd",),
            f"planen gäller nämnden `{plan.namnd}`, men ligger i mappen `{folder}`",
            f"skriv `namnd: {folder}`, eller flytta filen till mappen `{plan.namnd}`",
        )
    if year != str(plan.ar):
        yield Finding(
            ("ar",),
            f"planen gäller {plan.ar}, men ligger i mappen för `{year}`",
            f"skriv `ar: {year}`, eller flytta filen till mappen `{plan.ar}`",
        )


S206 = Rule("S206", Severity.ERROR, __doc__, wrong_folder)
