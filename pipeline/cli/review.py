"""`handlingsplan review`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import Command
from pipeline.cli.telling import folder_told, tell


@click.command(cls=Command)
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", metavar="FIL.docx", required=True, type=click.Path(path_type=Path), help="Var kopian läggs."
)
@click.option(
    "--ansvarig", metavar="ORD", default="", help="Bara aktiviteterna som en funktion eller enhet ansvarar för."
)
@click.option("--force", is_flag=True, help="Skriv över en kopia som någon har ändrat i.")
def review(path: Path, out: Path, ansvarig: str, force: bool) -> None:
    """Gör en granskningskopia: dokumentet med varje anmärkning som en kommentar i marginalen.

    PATH är planen eller dess mapp. arende.yaml ger tjänsteutlåtandet och
    uppfoljning.yaml verksamhetsberättelsen.

    Den som får kopian ändrar och kommenterar i Word. `handlingsplan pull` hämtar hem ändringarna och visar
    människors kommentarer; programmets egna lämnas därhän.
    """
    from pipeline.layout import shown
    from pipeline.verbs.review import review as review_plan
    from pipeline.words import counted

    with folder_told(out):
        count = review_plan(path, out, responsible=ansvarig, force=force)
    tell(f"{shown(out)}: granskningskopian är skriven, med {counted(count, 'kommentar', 'kommentarer')}")
