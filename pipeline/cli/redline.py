"""`handlingsplan redline`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import Command
from pipeline.cli.telling import finish, folder_told, show, tell


@click.command(cls=Command, short_help="Visa vad som är ändrat, som spårade ändringar i Word.")
@click.argument("old", metavar="GAMMAL")
@click.argument("new", metavar="NY")
@click.option(
    "-o", "out", metavar="FIL.docx", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help="Word-filen som skrivs.",
)  # fmt: skip
@click.option("--author", metavar="NAMN", help="Vem ändringarna är av. Annars förvaltningen som det nya är från.")
@click.option("--date", "day", metavar="ÅÅÅÅ-MM-DD", help="Dagen som ändringarna är gjorda. Annars dagen för beslutet.")
@click.option("--type", "slug", metavar="TYP", default="handlingsplan", show_default=True, help="Vilket dokument.")
@click.option("--force", is_flag=True, help="Skriv över FIL.docx också när någon har ändrat den.")
def redline(old: str, new: str, out: Path, author: str | None, day: str | None, slug: str, force: bool) -> None:
    """Skriv NY med spårade ändringar mot GAMMAL.

    Godkänns alla ändringar blir det NY, avvisas alla blir det GAMMAL. De är planer (en fil, en nämnds mapp eller en
    version i git, som HEAD~3:plans/2023/kungsholmen) eller Word-filer.
    """
    from pipeline.verbs.redline import write_redline

    with folder_told(out):
        report = write_redline(old, new, out=out, author=author, day=day, slug=slug, force=force)
    for line in report.lines:
        tell(line)
    if report.diagnostics:
        from pipeline.report import summary

        show(report.diagnostics, "text", ())
        tell(summary(report.diagnostics, ()))
    finish(report.exit_code)
