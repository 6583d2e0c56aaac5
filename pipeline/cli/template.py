"""`handlingsplan template`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import Group
from pipeline.cli.telling import finish, show, tell


@click.group(cls=Group)
def template() -> None:
    """Arbeta med Word-mallarna."""


@template.command("check")
@click.argument("file", metavar="FIL.docx", type=click.Path(path_type=Path))
def template_check(file: Path) -> None:
    """Kontrollera en mall mot modellen: okända namn, trasiga taggar, saknade delar."""
    from pipeline.report import summary
    from pipeline.verbs.template_check import check_template
    from pipeline.verbs.validate import exit_code

    diagnostics = check_template(file)
    show(diagnostics, "text", ())
    tell(summary(diagnostics, ()) if diagnostics else f"{file}: mallen går att använda")
    finish(exit_code(diagnostics))
