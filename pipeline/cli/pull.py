"""`handlingsplan pull`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import __version__
from pipeline.cli.program import Command
from pipeline.cli.telling import finish, show, tell
from pipeline.errors import Exit

if TYPE_CHECKING:
    from pipeline.verbs.pull import Pull


@click.command(cls=Command)
@click.argument("files", metavar="FIL.docx …", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--write", "writing", is_flag=True, help="Skriv in ändringarna i YAML-filen.")
@click.option(
    "--only-accepted",
    is_flag=True,
    help="Hämta inte spårade ändringar som ingen har godkänt; annars räknas de som godkända.",
)
@click.option(
    "--plan",
    metavar="YAML",
    type=click.Path(path_type=Path),
    help="Planen som filerna hör till, när de inte själva säger det.",
)
@click.option("--force", is_flag=True, help="Skriv även när det som hämtas har fel.")
@click.option("--certainty", is_flag=True, help="Visa för varje rubrik och rad hur säkert den känns igen.")
def pull(
    files: tuple[Path, ...], writing: bool, only_accepted: bool, plan: Path | None, force: bool, certainty: bool
) -> None:
    """Hämta hem det som har ändrats i Word till YAML-filen som det byggdes av.

    Handlingsplanens ändringar går till planen, tjänsteutlåtandets till
    arende.yaml och verksamhetsberättelsens till uppfoljning.yaml. Utan
    --write visas bara ändringarna, som en patch på standard ut. Flera filer
    förs ihop på en gång. Har YAML-filen och en Word-fil ändrat samma sak
    skrivs ingenting över: båda visas, och slutkoden blir 3. Det som inte har
    någon plats i YAML-filen visas med sina ord, och slutkoden blir 1.
    """
    from pipeline.report.telling import printable
    from pipeline.verbs.pull import pull as pull_files

    results = pull_files(files, plan=plan, write=writing, force=force, only_accepted=only_accepted)
    for result in results:
        click.echo(result.patch, nl=False)
        for line in _lines(result, certainty):
            tell(printable(line))
        if result.findings:
            show(result.findings, "text", ())
        if writing and not result.written and result.after != result.before.text:
            tell("Ingenting är skrivet: rätta i Word-filen och hämta igen, eller skriv ändå med --force.")
    finish(max((result.exit_code for result in results), default=Exit.CLEAN))


def _lines(result: Pull, certainty: bool) -> Iterator[str]:
    from pipeline.layout import shown
    from pipeline.pulling import telling, versions
    from pipeline.words import counted

    several = len(result.files) > 1
    for one in result.files:
        name = shown(one.file)
        if not one.carried:
            what = result.called
            yield f"{name}: filen bär inte med sig {what} som den byggdes av; den jämförs med {what} som finns nu"
        elif not one.controls:
            yield f"{name}: innehållskontrollerna är borta; rubriker och tabeller har känts igen i stället"
        reading = one.reading
        if reading.partial:
            share = f"bara {round(100 * reading.recognised)} % av planens rubriker finns i filen"
            yield f"{name}: {share}; det som inte finns i den räknas inte som borttaget och står kvar i planen"
        if one.tool not in ("", __version__) and (reading.edits or reading.found.unplaced):
            other = f"filen byggdes med version {one.tool} av programmet, och det här är {__version__}"
            yield f"{name}: {other}; det som programmet numera skriver på ett annat sätt kan synas som ändringar"
        if not one.same_template:
            yield f"{name}: mallen har ändrats sedan filen byggdes; mallens egna ord kan visas som oplacerade"
        sure = list(telling.certainty_lines(one.reading.extracted, all_of_them=certainty or not one.controls))
        if sure:
            yield from (f"{name}: så säkert känns rubriker och rader igen", *sure)
    changes = len(result.merged.edits)
    verb = "skrivna" if result.written else "att hämta"
    yield f"{shown(result.home)}: {counted(changes, 'ändring', 'ändringar')} {verb}" + (":" if changes else "")
    yield from telling.edit_lines(result.merged, several=several, called=result.called)
    for title, lines in (
        ("Ändrat på två håll", [line for c in result.merged.conflicts for line in versions.conflict_lines(c)]),
        ("Kunde inte skrivas", [line for e, _ in result.merged.refused for line in telling.refused_lines(e)]),
    ):
        if lines:
            yield from (f"{title}:", *lines)
    heard: set[tuple[object, ...]] = set()  # a copy of a copy holds the comments of the first too
    for one in result.files:
        remarks = [remark for remark in one.remarks if remark.said not in heard]
        heard |= {remark.said for remark in remarks}
        origin = f" i {shown(one.file)}" if several else ""
        for title, found in (
            (f"Har ingen plats i {result.called}", list(telling.unplaced_lines(one.reading.found.unplaced))),
            ("Kommentarer", list(telling.remark_lines(remarks))),
        ):
            if found:
                yield from (f"{title}{origin}:", *found)
