"""The small markdown of text fields: paragraphs, lists, bold, italic, links and `[^note]`.

Everything else is literal. A real CommonMark parser reads it; a paragraph without any sign that could mean
something is taken as it stands, which is most of them (a property test holds the two ways against each other).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pipeline.words import normalised

NOTE = re.compile(r"\[\^([^\]\s^\[]+)\]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000\ue001\ufffe\uffff\ud800-\udfff]")
_SIGNS = re.compile(r"[*_\[\]<\\]")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_ONLY_NOTES = re.compile(r"(?:[^*_\[\]<\\\t]|\[\^[^\]\s^\[*_<\\]+\](?![(\[:]))*")
_TAB_AT_END = re.compile(r"[ \t]*\t[ \t]*(?=\n)")  # the parser would print it
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
LINK = re.compile(r"https?://[^\s\[\]<>]+|mailto:[^\s@<>]+@[^\s@<>]+", re.I)


class Words(NamedTuple):
    """Running text in one form."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place of a note: `[^label]`."""

    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


Inline = Words | NoteMark | Break


class Block(NamedTuple):
    """A paragraph or a list item.

    `level` counts from 0; `list_number` tells lists of one text apart; `start` is the number of a numbered
    list's first item; `continued` marks a further paragraph of the same item.
    """

    inlines: tuple[Inline, ...]
    kind: Literal["paragraph", "bullet", "number"] = "paragraph"
    level: int = 0
    list_number: int = 0
    start: int = 1
    continued: bool = False

    @property
    def text(self) -> str:
        """Return the words alone, a line break as a line end, notes left out."""
        return "".join(i.text if isinstance(i, Words) else "\n" if isinstance(i, Break) else "" for i in self.inlines)


Blocks = tuple[Block, ...]


def literal(text: str) -> Blocks:
    """Return `text` as one paragraph in which no sign means anything."""
    return (Block((Words(text),)),) if text else ()


@lru_cache(maxsize=512)  # the city's texts are the same in every board's plan
def parse(text: str) -> Blocks:
    """Return the paragraphs and list items of `text`, in order."""
    if not _has_list_or_break(text):
        if not _SIGNS.search(text):
            return tuple(Block((Words(_unwrapped(chunk)),)) for chunk in _chunks(text))
        if _ONLY_NOTES.fullmatch(text):
            return tuple(Block(tuple(_notes_and_words(_unwrapped(chunk)))) for chunk in _chunks(text))
    return tuple(_parsed(text))


def labels(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the label and offsets (start, end) of each note mark in `text`."""
    if "[^" in text:  # most have none, and this is asked of every text again and again
        for match in NOTE.finditer(text):
            yield match[1], match.start(), match.end()


def plain(text: str) -> str:
    """Return the words of `text` alone: no signs, no notes, white space normalised."""
    return normalised(" ".join(block.text for block in parse(text)))


def _chunks(text: str) -> list[str]:
    return [chunk for chunk in _BLANK_LINES.split(text.strip()) if chunk.strip()]


def _unwrapped(chunk: str) -> str:
    return _LINE_END.sub(" ", chunk.strip()) if "\n" in chunk else chunk.strip()


def _has_list_or_break(text: str) -> bool:
    return "  \n" in text or any(_ITEM.match(line) for line in text.split("\n"))


def _notes_and_words(text: str) -> Iterator[Inline]:
    for number, piece in enumerate(NOTE.split(text)):
        if number % 2:
            yield NoteMark(piece)
        elif piece:
            yield Words(piece)


@cache
def _markdown():  # type: ignore[no-untyped-def]  # markdown_it costs 25 ms to import; most texts never need it
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    def note(state: StateInline, silent: bool) -> bool:
        match = NOTE.match(state.src, state.pos)
        if not match:
            return False
        if not silent:
            state.push("note", "", 0).meta = {"label": match[1]}
        state.pos = match.end()
        return True

    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(
        ["list", "emphasis", "link", "autolink", "escape", "newline", "balance_pairs", "fragments_join"]
    )
    parser.inline.ruler.before("link", "note", note)
    parser.validateLink = lambda url: LINK.fullmatch(url) is not None  # type: ignore[method-assign]
    return parser


def _parsed(text: str) -> Iterator[Block]:
    lists: list[tuple[Literal["bullet", "number"], int, int]] = []
    seen = 0
    continued = False
    for token in _markdown().parse(_TAB_AT_END.sub("", text)):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            seen += 1
            kind: Literal["bullet", "number"] = "bullet" if token.type[0] == "b" else "number"
            lists.append((kind, seen, int(token.attrs.get("start", 1))))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            continued = False
        elif token.type == "inline":
            inlines = tuple(_inlines(token.children or ()))
            if not inlines:
                continue  # a line of nothing but a non-breaking space
            if lists:
                kind, number, start = lists[-1]
                yield Block(inlines, kind, len(lists) - 1, number, start, continued)
                continued = True
            else:
                yield Block(inlines)


def _inlines(tokens) -> Iterator[Inline]:  # type: ignore[no-untyped-def]  # tokens of a lazily imported library
    bold = italic = 0
    href: str | None = None
    told = False
    pending: Words | None = None
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                href, told = str(token.attrs["href"]), False
            case "link_close":
                if not told:  # a link without words prints its address
                    if pending:
                        yield pending
                    pending = Words(href or "", bold > 0, italic > 0, href)
                href = None
            case "note" | "hardbreak":
                if pending:
                    yield pending
                pending = None
                yield NoteMark(token.meta["label"]) if token.type == "note" else Break()
            case _:
                content = " " if token.type == "softbreak" else token.content
                told = True
                form = (bold > 0, italic > 0, href)
                if pending and (pending.bold, pending.italic, pending.href) == form:
                    pending = Words(pending.text + content, *form)
                elif content:
                    if pending:
                        yield pending
                    pending = Words(content, *form)
    if pending:
        yield pending
