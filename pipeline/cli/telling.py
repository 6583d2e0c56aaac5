"""How a command speaks: diagnostics to standard output, all else to standard error, progress on a terminal alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.errors import Exit

if TYPE_CHECKING:
    from pipeline.diagnostics import Diagnostic
    from pipeline.report import Page


def show(diagnostics: Sequence[Diagnostic], form: str, files: Sequence[str], *, strict: bool = False) -> None:
    """Print diagnostics in the chosen form on standard output."""
    from pipeline.report import FORMATS as TELLERS
    from pipeline.report import Telling

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    pages = _pages() if form == "sarif" else {}
    click.echo(TELLERS[form](diagnostics, Telling(files, pages, __version__, colour, strict)), nl=False)


def _pages() -> dict[str, Page]:
    from pipeline.report import Page
    from pipeline.rules import RULES
    from pipeline.rules.rule import Rule
    from pipeline.word_rules import WORD_RULES, WordRule

    catalogue: tuple[Rule | WordRule, ...] = (*RULES, *WORD_RULES)
    return {rule.code: Page(rule.title, rule.manual.strip(), rule.severity) for rule in catalogue}


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
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


def tell(sentence: str) -> None:
    """Print a sentence on standard error."""
    click.echo(sentence, err=True)


@contextmanager
def folder_told(file: Path) -> Iterator[None]:
    """Tell, once `file` is written, of a folder that was made for it: the name may be a slip of the pen."""
    absent = [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
    yield
    if absent and absent[-1].exists():
        tell(f"{absent[-1]}: mappen fanns inte och har skapats")


def finish(code: Exit) -> None:
    """End the command with an exit code."""
    click.get_current_context().exit(int(code))
