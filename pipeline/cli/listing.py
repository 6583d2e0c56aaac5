"""`handlingsplan list`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import Command


@click.command("list", cls=Command, short_help="Visa vad som finns.")
@click.argument("root", metavar="[MAPP]", type=click.Path(path_type=Path), default=Path("plans"))
def list_(root: Path) -> None:
    """Visa vad som finns: nämnder, år, planer, dokumenttyper och strukturer."""
    from pipeline.verbs.listing import listing

    for number, shelf in enumerate(listing(root)):
        click.echo(("\n" if number else "") + f"{shelf.heading}:")
        widths = [max(map(len, column)) for column in zip(*shelf.rows, strict=True)]
        for row in shelf.rows:
            click.echo("  " + "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip())
