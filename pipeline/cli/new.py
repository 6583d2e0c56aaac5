"""`handlingsplan new`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import Command
from pipeline.cli.telling import finish, show, tell


@click.command(cls=Command, short_help="Börja på en ny plan.")
@click.argument("board", metavar="NÄMND")
@click.argument("year", metavar="ÅR", type=int)
@click.option(
    "--from",
    "sources",
    metavar="SÖKVÄG",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Förra årets plan. Upprepas när nämnden har tagit över efter flera.",
)
@click.option(
    "--plans",
    "root",
    metavar="MAPP",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("plans"),
    show_default=True,
    help="Var planerna ligger.",
)
def new(board: str, year: int, sources: tuple[Path, ...], root: Path) -> None:
    """Börja på nämndens plan för ett nytt år.

    NÄMND är nämndens korta namn, till exempel kungsholmen; `handlingsplan list` visar alla. Filen läggs i
    plans/ÅR/NÄMND/, och en fil som redan finns skrivs aldrig över.

    Utan --from blir det en plan att fylla i. Med --from förs förra årets plan över, till exempel

    \b
      handlingsplan new kungsholmen 2024 --from plans/2023/kungsholmen

    Det som ska ses över märks i filen, med skäl, och skrivs i en lista att skriva ut. Är NÄMND ordet stad blir det
    årets stad.yaml, med förra årets texter att bekräfta.
    """
    from pipeline.verbs.new import CITY, FaultyGround
    from pipeline.verbs.new import new as begin
    from pipeline.verbs.renew import new_city, renew

    if board == CITY and sources:
        raise click.UsageError("stad.yaml utgår alltid från året före; ta bort --from")
    try:
        if board == CITY:
            made = new_city(year, root)
        else:
            made = renew(board, year, root, sources) if sources else begin(board, year, root)
    except FaultyGround as error:
        tell(f"handlingsplan: {error}")
        show(error.diagnostics, "text", ())
        finish(error.code)
        return
    for file in (made.file, *made.beside):
        tell(f"{file}: skriven")
    for line in made.lines:
        tell(line)
