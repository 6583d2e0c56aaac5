"""The program that the commands belong to: it speaks Swedish and has one table of exit codes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from pipeline import __version__
from pipeline.cli.telling import tell
from pipeline.errors import Exit, PipelineError
from pipeline.locale import speak_swedish

speak_swedish()  # before a command is made: click names its kinds of argument then

INTERRUPTED = 130  # what shells say of a program that Ctrl-C ended
BROKEN_PIPE = 141  # and of one whose reader went away


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
            tell(f"handlingsplan: utskriften gick inte att skriva ({error.strerror})")
            sys.exit(Exit.WORLD)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what stops it becomes a sentence and an exit code. Our own faults crash."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except PipelineError as error:
            tell(f"handlingsplan: {error}")
            ctx.exit(error.code)
        except KeyboardInterrupt:
            tell("\nhandlingsplan: avbrutet innan allt var klart")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # Nobody reads any more. Python would complain once again when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)
        return result


PATHS = click.argument("paths", metavar="[SÖKVÄG]…", nargs=-1, type=click.Path(path_type=Path))
FORMATS = ("text", "json", "sarif", "github", "junit")
FORMAT = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Utskriftens form."
)
OUT = click.option(
    "--out",
    metavar="MAPP",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Var dokumenten läggs.",
)
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
