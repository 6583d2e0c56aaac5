"""What every way of telling diagnostics needs beside them, and the words they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.words import counted, joined

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NAMES = {
    Severity.ERROR: ("fel", "fel"),
    Severity.WARNING: ("varning", "varningar"),
    Severity.INFO: ("upplysning", "upplysningar"),
}


@dataclass(frozen=True)
class Page:
    """What is known of a code: its title, its manual page and how much it weighs."""

    title: str
    manual: str
    severity: Severity


@dataclass(frozen=True)
class Telling:
    """A check to be told of.

    `files` are those that were checked, by the names that diagnostics give them; `pages` are by code.
    """

    files: Sequence[str] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)
    version: str = ""
    colour: bool = False
    strict: bool = False


Format = Callable[[Sequence[Diagnostic], Telling], str]


def printable(text: str) -> str:
    """Return `text` with every sign that a terminal, a log or XML might act upon made visible as `�`.

    Tabs stay. An excerpt comes straight from the file, and a value can hold what its quoting hid.
    """
    return _UNPRINTABLE.sub("�", text)


def told_at(diagnostic: Diagnostic) -> str:
    """Return the message, after its place where that is told in words."""
    return f"{diagnostic.place}: {diagnostic.message}" if diagnostic.place else diagnostic.message


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """Return `2 fel, 3 varningar och 1 upplysning`, without those that there are none of."""
    numbers = Counter(d.severity for d in diagnostics)
    return joined([counted(numbers[s], *_NAMES[s]) for s in Severity if numbers[s]])


def summary(diagnostics: Sequence[Diagnostic], files: Sequence[str]) -> str:
    """Return the closing sentence: what was found and in how many files, or that nothing was."""
    if not diagnostics:
        return f"inga anmärkningar i {counted(len(files), 'plan', 'planer')}"
    concerned = len({d.file for d in diagnostics})
    return f"{tally(diagnostics)} i {counted(concerned, 'fil', 'filer')}"
