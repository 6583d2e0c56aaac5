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
@click.option("--ar", "year", type=click.IntRange(1990, 2099), metavar="ÅR", help="En Word-fils år.")
@click.option("--namnd", "board", metavar="ID", help="En Word-fils nämnd, om det inte framgår.")
@click.option("--struktur", "structure", metavar="ID", help="Vilken struktur en Word-fil hålls mot.")
def validate(
    paths: tuple[Path, ...], form: str, strict: bool, year: int | None, board: str | None, structure: str | None
) -> None:
    """Kontrollera planer och visa allt som är fel på en gång.

    SÖKVÄG kan också vara en Word-fil (.docx), vår egen eller någon annans: rubriker, tabeller, noter och
    tillgänglighet kontrolleras, och samma regler som för definitioner.

    Felen skrivs på standard ut, sammanfattningen på standard fel. En fil som inte går att läsa hindrar inte att de
    andra kontrolleras, men ger slutkod 4.
    """
    from pipeline.layout import shown
    from pipeline.report import summary
    from pipeline.verbs.paths import plan_files, word_files
    from pipeline.verbs.validate import exit_code, left_to_renew, validate_files

    documents, rest = word_files(paths)
    files = plan_files(rest) if rest or not documents else []
    diagnostics = validate_files(files)
    if documents:
        from pipeline.verbs.word_check import Said, validate_word

        diagnostics += validate_word(documents, Said(year, board, structure))
    names = [shown(file) for file in [*files, *documents]]
    show(diagnostics, form, names, strict=strict)
    tell(summary(diagnostics, names))
    for sentence in left_to_renew(diagnostics):
        tell(sentence)
    finish(exit_code(diagnostics, strict=strict))
