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
    "--plans",
    "root",
    metavar="MAPP",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("plans"),
    show_default=True,
    help="Var planerna ligger.",
)
def new(board: str, year: int, root: Path) -> None:
    """Börja på nämndens plan för ett nytt år: en fil att fylla i.

    NÄMND är nämndens korta namn, till exempel kungsholmen; `handlingsplan list` visar alla. Filen läggs i
    plans/ÅR/NÄMND/, och en fil som redan finns skrivs aldrig över.
    """
    from pipeline.verbs.new import FaultyGround
    from pipeline.verbs.new import new as begin

    try:
        made = begin(board, year, root)
    except FaultyGround as error:
        tell(f"handlingsplan: {error}")
        show(error.diagnostics, "text", ())
        finish(error.code)
        return
    for file in (made.file, *made.beside):
        tell(f"{file}: skriven")
    for line in made.lines:
        tell(line)
