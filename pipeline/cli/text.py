"""`handlingsplan text`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import Command


@click.command(cls=Command)
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
def text(file: Path) -> None:
    """Skriv en definition eller ett Word-dokument som rader av text.

    Gjort för git, som då kan visa vad som skiljer i en Word-fil (textconv). Radbrytningar i texten räknas inte.
    """
    from pipeline.verbs.text import text_lines

    for line in text_lines(file):
        click.echo(line)
