"""`handlingsplan import`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import Command
from pipeline.cli.telling import folder_told, tell


@click.command("import", cls=Command)
@click.argument("file", metavar="FIL.docx", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", metavar="FIL.yaml", required=True, type=click.Path(path_type=Path), help="Var utkastet läggs."
)
@click.option(
    "--ar", "year", type=click.IntRange(1990, 2099), metavar="ÅR", help="Planens år, om dokumentet inte säger det."
)
@click.option("--namnd", "board", metavar="ID", help="Nämndens id, om dokumentet inte säger det.")
@click.option("--struktur", "structure", metavar="ID", help="Vilken version av strukturen som planen läses mot.")
def import_(file: Path, out: Path, year: int | None, board: str | None, structure: str | None) -> None:
    """Gör ett utkast till definition av en plan som är skriven i Word.

    Redogörelsen skrivs på standard ut: varje rubrik och vart den fördes med vilken säkerhet, vad som saknas och vad
    som behöver ses över. Inget ord tappas: det som inte har någon given plats läggs i ett eget avsnitt.
    """
    from pipeline.layout import shown
    from pipeline.verbs.importing import import_plan

    with folder_told(out):
        done = import_plan(file, out, year=year, board=board, structure=structure)
    for line in done.lines:
        click.echo(line)
    tell(f"{shown(out)}: skriven; se över den och kör sedan handlingsplan validate {shown(out)}")
