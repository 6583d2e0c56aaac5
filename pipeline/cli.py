"""The command: words to calls, and one table of exit codes.

A command imports its verb when it is called: `--help` and a build with nothing to do read no YAML library, no
models and no Word.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.errors import Exit, PipelineError
from pipeline.locale import speak_swedish

if TYPE_CHECKING:
    from pipeline.diagnostics import Diagnostic
    from pipeline.report import Page

speak_swedish()  # before the commands below are made: click names their kinds of argument then

INTERRUPTED = 130  # what shells say of a program that Ctrl-C ended
BROKEN_PIPE = 141  # and of one whose reader went away
FORMATS = ("text", "json", "sarif", "github", "junit")


class Command(click.Command):
    """A command whose usage line is in Swedish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[VÄXLAR]", **kwargs})


class Group(click.Group):
    """A group of such commands."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "", "subcommand_metavar": "KOMMANDO …", **kwargs})


class Program(Group):
    """The whole command: speaks Swedish, and is the one place where faults of the world are caught."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command as click does, in Swedish, whatever the environment has become since the import."""
        speak_swedish()
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a terminal without å shows ?, and the command goes on
        try:
            return super().main(*args, **kwargs)
        except OSError as error:  # the reader's disk is full, or there is no output at all
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            _tell(f"handlingsplan: utskriften gick inte att skriva ({error.strerror})")
            sys.exit(Exit.WORLD)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what stops it becomes a sentence and an exit code. Our own faults crash."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except PipelineError as error:
            _tell(f"handlingsplan: {error}")
            ctx.exit(error.code)
        except KeyboardInterrupt:
            _tell("\nhandlingsplan: avbrutet innan allt var klart")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # Nobody reads any more. Python would complain once again when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)
        return result


PATHS = click.argument("paths", metavar="[SÖKVÄG]…", nargs=-1, type=click.Path(path_type=Path))
STRICT = click.option("--strict", is_flag=True, help="Räkna varningar som fel.")


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Slutkoder: 0 utan anmärkning, 1 fel i det som är skrivet, 2 fel användning, 3 stoppat för att skydda "
    "någons arbete, 4 något kunde inte läsas eller skrivas.",
)
@click.version_option(
    __version__, prog_name="handlingsplan", message="%(prog)s %(version)s", help="Visa versionen och avsluta."
)
def cli() -> None:
    """Handlingsplaner mot våldsbejakande extremism: från YAML till färdiga Word-dokument.

    SÖKVÄG är en plans YAML-fil, en nämnds mapp (plans/2023/kungsholmen), ett års mapp (plans/2023) eller hela
    plans/. Anges ingen gäller det alla planer i plans/.
    """


@cli.command()
@PATHS
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Utskriftens form."
)
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
    _show(diagnostics, form, names, strict=strict)
    _tell(summary(diagnostics, names))
    _finish(exit_code(diagnostics, strict=strict))


@cli.command()
@PATHS
@click.option("--type", "types", metavar="TYP", multiple=True, help="Bygg bara den dokumenttypen. Kan upprepas.")
@click.option(
    "--out",
    metavar="MAPP",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Var dokumenten läggs.",
)
@click.option("--force", is_flag=True, help="Bygg om allt, och skriv över också filer som har ändrats för hand.")
@STRICT
def build(paths: tuple[Path, ...], types: tuple[str, ...], out: Path, force: bool, strict: bool) -> None:
    """Bygg de dokument som inte är aktuella.

    En fil som någon har ändrat i Word sedan den byggdes skrivs inte över.
    """
    from pipeline.verbs.build import build as build_documents

    with _progress() as progress:
        report = build_documents(paths, types=types, out=out, force=force, strict=strict, progress=progress)
    for line in report.lines:
        _tell(line)
    if report.warnings:
        _tell(f"Varningarna visas av `{'make validate' if 'MAKELEVEL' in os.environ else 'handlingsplan validate'}`.")
    if report.diagnostics:
        from pipeline.report import summary

        _show(report.diagnostics, "text", ())
        _tell(summary(report.diagnostics, ()))
    _finish(report.exit_code)


@cli.command()
def schema() -> None:
    """Skriv ut JSON Schema för planernas YAML-filer.

    Med schemat föreslår redigeraren nycklar och visar vad som ska stå var. Det ligger också i
    docs/handlingsplan.schema.json.
    """
    from pipeline.verbs.schema import json_schema

    click.echo(json_schema(), nl=False)


@cli.command()
@click.argument("code", metavar="[KOD]", required=False)
def rules(code: str | None) -> None:
    """Visa reglerna, eller en regels manualsida.

    KOD är den kod som står i anmärkningen, till exempel A302.
    """
    from pipeline.rules import BY_CODE, RULES
    from pipeline.words import meant

    if code is None:
        for rule in RULES:
            click.echo(f"{rule.code}  {rule.severity:<10}  {rule.title}")
    elif code.upper() in BY_CODE:
        rule = BY_CODE[code.upper()]
        click.echo(f"{rule.code} ({rule.severity})\n\n{rule.manual.strip()}")
    elif code.upper()[:1] == "M":
        raise click.UsageError(f"{code} gäller en mall; vad koderna betyder står i templates/README.md")
    elif code.upper()[:1] in ("Y", "S", "X"):
        raise click.UsageError(
            f"{code} är ingen regel om planens innehåll utan ett fel i hur filen är skriven. Vad som är fel och vad du "
            "gör åt det står i anmärkningen."
        )
    else:
        raise click.UsageError(f"regeln {code} finns inte{meant(code.upper(), BY_CODE)}")


@cli.group(cls=Group)
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
    _show(diagnostics, "text", ())
    _tell(summary(diagnostics, ()) if diagnostics else f"{file}: mallen går att använda")
    _finish(exit_code(diagnostics))


@cli.command("list", short_help="Visa vad som finns.")
@click.argument("root", metavar="[MAPP]", type=click.Path(path_type=Path), default=Path("plans"))
def list_(root: Path) -> None:
    """Visa vad som finns: nämnder, år, planer, dokumenttyper och strukturer."""
    from pipeline.verbs.listing import listing

    for number, shelf in enumerate(listing(root)):
        click.echo(("\n" if number else "") + f"{shelf.heading}:")
        widths = [max(map(len, column)) for column in zip(*shelf.rows, strict=True)]
        for row in shelf.rows:
            click.echo("  " + "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip())


@cli.command()
@click.argument("shell", metavar="SKAL", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Skriv ut ett skript som kompletterar kommandon med tabb.

    SKAL är bash, zsh eller fish. Lägg skriptet där skalet läser det:

    \b
      bash  handlingsplan completion bash > ~/.local/share/bash-completion/completions/handlingsplan
      zsh   handlingsplan completion zsh > ~/.zfunc/_handlingsplan   (mappen ska stå i fpath)
      fish  handlingsplan completion fish > ~/.config/fish/completions/handlingsplan.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "handlingsplan", "_HANDLINGSPLAN_COMPLETE").source())


def _show(diagnostics: Sequence[Diagnostic], form: str, files: Sequence[str], *, strict: bool = False) -> None:
    from pipeline.report import FORMATS as TELLERS
    from pipeline.report import Telling

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    pages = _pages() if form == "sarif" else {}
    click.echo(TELLERS[form](diagnostics, Telling(files, pages, __version__, colour, strict)), nl=False)


def _pages() -> dict[str, Page]:
    from pipeline.report import Page
    from pipeline.rules import RULES

    return {rule.code: Page(rule.title, rule.manual.strip(), rule.severity) for rule in RULES}


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Give a function that shows a sentence on the terminal until the next; silent in a pipe."""
    with ExitStack() as shown:
        status: Any = None

        def tell(sentence: str) -> None:
            nonlocal status
            if not sys.stderr.isatty():
                return
            if status is None:
                from rich.console import Console

                status = shown.enter_context(Console(stderr=True).status(""))
            from rich.text import Text

            status.update(Text(sentence))

        yield tell


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)


def _finish(code: Exit) -> None:
    click.get_current_context().exit(int(code))
