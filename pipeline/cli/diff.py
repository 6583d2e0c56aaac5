"""`handlingsplan diff`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pipeline.cli.program import Command
from pipeline.cli.telling import finish, folder_told, show, tell
from pipeline.errors import Exit

FORMATS = ("text", "markdown", "json", "html", "docx", "lista")


@click.command(cls=Command)
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Utskriftens form. Annars följer den filens namn.")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FIL",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Skriv till en fil. Ändelsen .txt, .md, .json, .html eller .docx säger formen.",
)
@click.option("--exit-code", "coded", is_flag=True, help="Ge slutkod 1 när något skiljer, 0 när inget gör det.")
@click.option(
    "--som",
    "place",
    metavar="PLAN",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Läs A och B som om de låg där PLAN ligger. Behövs när git lämnar över kopior (difftool).",
)
def diff(old: str, new: str, form: str | None, target: Path | None, coded: bool, place: Path | None) -> None:
    """Visa vad som skiljer mellan två planer, i planens egna termer.

    A är den gamla planen och B den nya. Var och en är en fil, en nämnds år (2023/kungsholmen), en version i git
    (HEAD~3:plans/2023/kungsholmen) eller ett byggt Word-dokument. Radbrytningar räknas aldrig som ändring.
    """
    from pipeline.verbs.diff import compare, form_of, rendered, written

    form = form or (form_of(target) if target else "text")
    if form == "docx" and target is None:
        raise click.UsageError("ett Word-dokument skrivs till en fil: lägg till -o FIL.docx")
    compared = compare(old, new, place)
    for name in compared.edited:
        tell(
            f"{name}: har ändrats i Word sedan den byggdes. Jämförelsen gäller definitionen som den byggdes av; "
            "ändringarna i filen visas av `handlingsplan pull` och `handlingsplan redline`."
        )
    if compared.changes is None:
        show(compared.grave, "text", ())
        tell("Planerna kan inte jämföras förrän felen är rättade.")
        return finish(Exit.FINDINGS)
    colour = target is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    data = rendered(compared, form, colour=colour)
    if target is None:
        click.echo(data.decode(), nl=False)
    else:
        with folder_told(target):
            written(target, data, form)
        tell(f"{target}: skriven")
    return finish(Exit.FINDINGS if coded and compared.changes.changes else Exit.CLEAN)
