"""`handlingsplan schema`."""

from __future__ import annotations

import click

from pipeline.cli.program import Command


@click.command(cls=Command)
def schema() -> None:
    """Skriv ut JSON Schema för planernas YAML-filer.

    Med schemat föreslår redigeraren nycklar och visar vad som ska stå var. Det ligger också i
    docs/handlingsplan.schema.json.
    """
    from pipeline.verbs.schema import json_schema

    click.echo(json_schema(), nl=False)
