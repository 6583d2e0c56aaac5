"""`handlingsplan build`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pipeline.cli.program import OUT, PATHS, STRICT, Command
from pipeline.cli.telling import finish, progress, show, tell


@click.command(cls=Command)
@PATHS
@click.option("--type", "types", metavar="TYP", multiple=True, help="Bygg bara den dokumenttypen. Kan upprepas.")
@OUT
@click.option("--force", is_flag=True, help="Bygg om allt, och skriv över också filer som har ändrats för hand.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 64),
    help="Hur många processer som delar på arbetet. Utelämnas den väljs det som lönar sig.",
)
@STRICT
def build(
    paths: tuple[Path, ...], types: tuple[str, ...], out: Path, force: bool, jobs: int | None, strict: bool
) -> None:
    """Bygg de dokument som inte är aktuella.

    En fil som någon har ändrat i Word sedan den byggdes skrivs inte över.
    """
    from pipeline.verbs.build import build as build_documents

    with progress() as told:
        report = build_documents(paths, types=types, out=out, force=force, strict=strict, jobs=jobs, progress=told)
    if report.diagnostics:
        from pipeline.report import summary

        show(report.diagnostics, "text", ())
        tell(summary(report.diagnostics, ()) + "\n")
    for line in report.lines:
        tell(line)
    if report.warnings:
        tell(f"Varningarna visas av `{'make validate' if 'MAKELEVEL' in os.environ else 'handlingsplan validate'}`.")
    finish(report.exit_code)
