"""`handlingsplan schema`."""

from __future__ import annotations

import click

from pipeline.cli.program import Command


@click.command(cls=Command)
@click.argument("slug", metavar="[FIL]", default="handlingsplan")
def schema(slug: str) -> None:
    """Skriv ut JSON Schema för planernas YAML-filer.

    Med schemat föreslår redigeraren nycklar och visar vad som ska stå var. FIL är handlingsplan, arende eller
    uppfoljning; utelämnas den gäller det planen. Schemana ligger också i docs/.
    """
    from pipeline.verbs.schema import schema_of

    click.echo(schema_of(slug), nl=False)
