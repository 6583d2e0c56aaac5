"""A draft of a plan, and an account of where everything in the Word file went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.board import Board
from pipeline.city import City
from pipeline.diagnostics import Path
from pipeline.docx.reading import Block, Place, Table
from pipeline.handwritten.cover import Cover
from pipeline.handwritten.outline import Outline
from pipeline.handwritten.slots import Slot
from pipeline.plan import ActionPlan

CHECK = "KONTROLLERA:"


@dataclass(frozen=True)
class Heading:
    """A heading of the document, where it went and how certain that is; `path` is None for one that is only text."""

    words: str
    place: Place
    path: Path | None
    certainty: int = 0
    moved: bool = False
    free: bool = False


@dataclass
class Draft:
    """What was read: values for the YAML, comments above them, and where each came from."""

    structure: type[ActionPlan]
    outline: Outline
    cover: Cover
    values: dict[str, Any] = field(default_factory=dict)
    comments: dict[Path, str] = field(default_factory=dict)
    came_from: dict[Path, tuple[Block, ...]] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    missing: list[Slot] = field(default_factory=list)
    remarks: list[tuple[Place, str]] = field(default_factory=list)
    tables: list[tuple[Table, Path | None, tuple[str, ...]]] = field(default_factory=list)  # and missing columns
    laid_out: list[Table] = field(default_factory=list)  # those with headings, or names of columns, to the left
    invented: set[str] = field(default_factory=set)  # ids of activities that the document gives none
    reprinted: list[str] = field(default_factory=list)  # words that the template prints itself: heads, headings
    rows: int = 0
    notes: int = 0
    typed: int = 0

    def note(self, path: Path, sentence: str) -> None:
        """Add a comment at `path` that a person must look at."""
        line = f"{CHECK} {sentence}"
        self.comments[path] = f"{self.comments[path]}\n{line}" if path in self.comments else line


@dataclass(frozen=True)
class Given:
    """What the reader of a document is told beside it: what is known of the city, and what the user says."""

    boards: Mapping[str, Board] = field(default_factory=dict)
    city: City | None = None
    year: int | None = None
    board: str | None = None
    structure: type[ActionPlan] | None = None
