"""`handlingsplan publish`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import OUT, PATHS, STRICT, Command
from pipeline.cli.telling import finish, progress, show, tell


@click.command(cls=Command, short_help="Gör PDF och dokument med sidnummer, för nämnden och registrator.")
@PATHS
@click.option("--type", "types", metavar="TYP", multiple=True, help="Bara den dokumenttypen. Kan upprepas.")
@OUT
@click.option("--force", is_flag=True, help="Publicera om allt, också över publicerade filer som har ändrats för hand.")
@click.option(
    "--soffice",
    metavar="FIL",
    type=click.Path(path_type=Path),
    help="Programmet som startar LibreOffice, om det inte hittas av sig självt.",
)
@STRICT
def publish(
    paths: tuple[Path, ...], types: tuple[str, ...], out: Path, force: bool, soffice: Path | None, strict: bool
) -> None:
    """Gör det som ska publiceras: Word-filer med sidnummer i innehållsförteckningen, tillgänglig PDF (PDF/UA-1 och
    PDF/A-2b) och ett paket till registrator. Behöver LibreOffice 7.4 eller senare.

    Allt görs från YAML-filerna. Kommentarer, spårade ändringar och användarnamn kan inte följa med.
    """
    from pipeline.verbs.publish import Publishing
    from pipeline.verbs.publish import publish as publish_documents

    with progress() as told:
        how = Publishing(force, strict, soffice, told)
        report = publish_documents(paths, types=types, out=out, how=how)
    if report.diagnostics:
        from pipeline.report import summary

        show(report.diagnostics, "text", ())
        tell(summary(report.diagnostics, ()) + "\n")
    for line in report.lines:
        tell(line)
    finish(report.exit_code)
