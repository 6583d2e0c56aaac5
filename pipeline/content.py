"""What passes from the plan's wing to Word's: texts with their paths, and what a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.diagnostics import Path
from pipeline.markup import Blocks


@dataclass(frozen=True, slots=True, eq=False)
class Rich:
    """A text of the plan on its way into a document: its path, and its paragraphs. Printed exactly once."""

    path: Path
    blocks: Blocks

    @property
    def text(self) -> str:
        """Return the words alone, paragraphs parted by a blank line."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True)
class Properties:
    """What a file says of itself. `author` is an office, never a person; `date` is ISO or unknown."""

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    status: str
    date: str | None = None
