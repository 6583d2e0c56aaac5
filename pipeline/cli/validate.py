"""`handlingsplan validate`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import FORMAT, PATHS, STRICT, Command
from pipeline.cli.telling import finish, show, tell


@click.command(cls=Command)
@PATHS
@FORMAT
@STRICT
def validate(paths: tuple[Path, ...], form: str, strict: bool) -> None:
    """Kontrollera planer och visa allt som är fel på en gång.

    Felen skrivs på standard ut, sammanfattningen på standard fel. En fil som inte går att läsa hindrar inte att de
    andra kontrolleras, men ger slutkod 4.
    """
    from pipeline.layout import shown
    from pipeline.report import summary
    from pipeline.verbs.paths import plan_files
    from pipeline.verbs.validate import exit_code, validate_files

    files = plan_files(paths)
    diagnostics = validate_files(files)
    names = [shown(file) for file in files]
    show(diagnostics, form, names, strict=strict)
    tell(summary(diagnostics, names))
    finish(exit_code(diagnostics, strict=strict))
