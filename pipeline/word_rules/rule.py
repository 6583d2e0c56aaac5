"""What a rule about a Word file is, and what it is asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.diagnostics import Path, Severity
from pipeline.docx.reading import Document, Place
from pipeline.handwritten.model import Draft


@dataclass(frozen=True)
class Reading:
    """A Word file as it was read, and the plan that was found in it.

    `assumed_year` is the year it was held against when it says none itself.
    """

    document: Document
    draft: Draft
    assumed_year: int | None = None

    def rows_of(self, path: Path) -> bool:
        """Return whether the draft has activities at `path`."""
        value: object = self.draft.values
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return bool(value)


class WordFinding(NamedTuple):
    """What a rule saw: where in Word, one sentence, and a remedy. `path` is the part of the plan, if it is one."""

    place: Place
    message: str
    remedy: str
    path: Path = ()


@dataclass(frozen=True)
class WordRule:
    """One rule of the catalogue; `manual` is its page, as for the rules of a definition."""

    code: str
    severity: Severity
    manual: str
    check: Callable[[Reading], Iterable[WordFinding]]

    @property
    def title(self) -> str:
        """Return the first line of the manual page, without its full stop."""
        return self.manual.strip().splitlines()[0].rstrip(".")
