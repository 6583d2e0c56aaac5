"""What is wrong in a user's file, as values that travel beside the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.layout import PLAN_NAME
from pipeline.personal_numbers import masked

# Keys and list items from the root to a value. A list item is its id or its number in brackets: "[F3]", "[0]".
Path = tuple[str, ...]


def address(path: Path) -> str:
    """Return `path` as it is written: `forebyggande_arbete.aktiviteter[F3].tidplan`."""
    return ".".join(path).replace(".[", "[")


def item(key: object) -> str:
    """Return the path element of a list item: its id, or its number from 0."""
    return f"[{key}]"


class Severity(StrEnum):
    """How much a finding weighs. Only an error stops a build."""

    ERROR = "fel"
    WARNING = "varning"
    INFO = "upplysning"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text file. Lines and columns count from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Finding:
    """What a rule saw: where, one sentence with what was found and what is wanted, and a remedy.

    `words` is the part of the value at `path` that it concerns, as offsets (start, end) in the value's text.
    `file` is the definition that `path` is in: the plan's, the case's or the follow-up's.
    """

    path: Path
    message: str
    remedy: str
    words: tuple[int, int] | None = None
    file: str = PLAN_NAME


@dataclass(frozen=True)
class Diagnostic:
    """A finding with its code, severity and place in a file.

    `excerpt` is the line of the file at `span`, without its line end. Nothing in it repeats a personal number.
    """

    file: str
    span: Span | None
    severity: Severity
    code: str
    message: str
    remedy: str
    path: Path = ()
    excerpt: str = ""
    place: str = ""  # where it stands in a file that has no lines, as a person finds it
    order: int = 0  # which of such places comes first

    def __post_init__(self) -> None:
        """Mask personal numbers, whatever was found and wherever it is told."""
        for name in ("message", "remedy", "excerpt", "place"):
            object.__setattr__(self, name, masked(getattr(self, name)))
        object.__setattr__(self, "path", tuple(map(masked, self.path)))

    @property
    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """Return what orders diagnostics: file, place, gravity, code."""
        line, column = (self.span.line, self.span.column) if self.span else (self.order, 0)
        return (self.file, line, column, self.severity.rank, self.code, self.message)


def stopping(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> list[Diagnostic]:
    """Return those that stop a build; with `strict`, warnings do too."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return [d for d in diagnostics if d.severity in grave]


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Return whether any stops a build; with `strict`, warnings do too."""
    return bool(stopping(diagnostics, strict=strict))
