"""A definition or a Word file as lines of text, for git to compare and for anyone to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File

from pipeline import yaml_faults
from pipeline.diagnostics import Path, address, item
from pipeline.docx.package import read_parts
from pipeline.docx.read import lines
from pipeline.errors import Unreadable, unread
from pipeline.layout import shown
from pipeline.markup import FORBIDDEN
from pipeline.source import Value, item_keys, parse_source
from pipeline.words import normalised

_WORD = b"PK\x03\x04"


def text_lines(file: File) -> Iterator[str]:
    """Yield what a file says: a Word file paragraph by paragraph, a definition one address and paragraph a line.

    Wrapping is undone, so that two versions differ where their words do. A definition that cannot be read as YAML
    is given as it stands, so that git always has something to show.

    Raises:
        Unreadable: it cannot be read, or is a damaged Word file.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{shown(file)}: filen går inte att läsa: {unread(error)}") from error
    if data.startswith(_WORD):
        yield from map(_seen, lines(read_parts(file)))
        return
    doc, _ = parse_source(data, shown(file))
    if doc is None:
        text, _ = yaml_faults.decoded(data, shown(file))
        yield from map(_seen, (text if text is not None else data.decode("utf-8", "replace")).splitlines())
        return
    for path, words in _values((), doc.values):
        yield _seen(f"{address(path)}: {words}".rstrip())


def _seen(line: str) -> str:
    return FORBIDDEN.sub("�", line)


def _values(path: Path, value: Value) -> Iterator[tuple[Path, str]]:
    """Yield each paragraph of each value with its address."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _values((*path, str(key)), inner)
    elif isinstance(value, list):
        for key, inner in zip(item_keys(value), value, strict=True):
            yield from _values((*path, _step(key)), inner)
    else:
        for paragraph in _paragraphs(str(value or "")):
            yield path, paragraph


def _step(key: str) -> str:
    """Return a row's id, or nothing for a row without one: its number would change with the rows before it."""
    return item("") if key.strip("[]").isdecimal() else key


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs and list items of a text, each unwrapped."""
    found: list[str] = []
    for line in text.split("\n"):
        begins = not line.strip() or line.lstrip().startswith(("- ", "* ", "+ ")) or line.lstrip()[:1].isdecimal()
        if begins or not found:
            found.append(line.strip())
        else:
            found[-1] = f"{found[-1]} {line.strip()}"
    return [normalised(paragraph) for paragraph in found if paragraph.strip()] or [""]
