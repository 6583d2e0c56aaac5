"""What passes from the plan's wing to Word's: texts with their paths, and what a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.diagnostics import Path
from pipeline.markup import Blocks


class Rich(NamedTuple):
    """A text of the plan on its way into a document: its path, and its paragraphs. Printed exactly once."""

    path: Path
    blocks: Blocks

    @property
    def text(self) -> str:
        """Return the words alone, paragraphs parted by a blank line."""
        return "\n\n".join(block.text for block in self.blocks)


NOTHING = Rich((), ())


class Shown(Rich):
    """A value in the words that show it, `Uppfyllt helt` for `helt`, with its path. A template may leave it out."""


@dataclass(frozen=True)
class Properties:
    """What a file says of itself. `author` is an office, never a person; `date` is ISO or unknown."""

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    status: str
    date: str | None = None


def field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a content type's fields, in order; none for what is not content.

    Content types are NamedTuples, which are frozen and made three times as fast as frozen dataclasses.
    """
    names = _FIELD_NAMES.get(kind)
    if names is None:
        names = _FIELD_NAMES[kind] = tuple(getattr(kind, "_fields", ()))
    return names


_FIELD_NAMES: dict[type, tuple[str, ...]] = {Rich: (), Shown: ()}


def rich_texts(content: object) -> list[Rich]:
    """Return every plan text in `content`: a NamedTuple of texts, words, and tuples of such NamedTuples."""
    return [text for text in printed_texts(content) if type(text) is Rich]


def printed_texts(content: object) -> list[Rich]:
    """Return every plan text in `content`, and every value that is shown in words."""
    found: list[Rich] = []
    waiting = [content]
    while waiting:
        value = waiting.pop()
        entries = value if type(value) is tuple else [getattr(value, name) for name in field_names(type(value))]
        for entry in entries:
            kind = type(entry)
            if kind is Rich or kind is Shown:
                if entry.blocks:
                    found.append(entry)
            elif kind is tuple or field_names(kind):
                waiting.append(entry)
    return found
