"""Values in the form in which they are compared: wrapping and white space never count."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from pydantic import BaseModel

from pipeline.change import Value
from pipeline.markup import Blocks, Break, Inline, Words, literal, parse
from pipeline.words import normalised


def text_value(text: str, city: str | None = None) -> Value | None:
    """Return a text as its parsed blocks; None when it says nothing."""
    blocks = tidied(parse(text))
    return Value(blocks, blocks, city) if blocks else None


def line_value(text: str) -> Value | None:
    """Return a line in which no sign means anything; None when it says nothing."""
    plain = normalised(text)
    return Value(plain, literal(plain)) if plain else None


def made_value(raw: object, told: Blocks) -> Value:
    """Return the value of a field that is printed in words of its own, such as a schedule."""
    return Value(plain_form(raw), tidied(told))


def plain_form(value: object) -> Hashable:
    """Return a value as nested tuples of words: what is empty is left out."""
    if isinstance(value, BaseModel):
        pairs = ((name, plain_form(getattr(value, name))) for name in type(value).model_fields)
        return tuple((name, inner) for name, inner in pairs if inner not in (None, "", ()))
    if isinstance(value, tuple | list):
        return tuple(plain_form(entry) for entry in value)
    if isinstance(value, str):
        return normalised(value)
    return value if isinstance(value, Hashable) else repr(value)


def tidied(blocks: Blocks) -> Blocks:
    """Return `blocks` with every run of white space as one space, and none at the ends of a line."""
    found = (block._replace(inlines=tuple(_tidied(block.inlines))) for block in blocks)
    return tuple(block for block in found if block.inlines)


def _tidied(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    spaced = True  # nothing has been said on this line, or a space has just been
    pending: Words | None = None
    for inline in inlines:
        if not isinstance(inline, Words):
            if isinstance(inline, Break) and pending is not None:
                pending = pending._replace(text=pending.text.rstrip())
            if pending is not None and pending.text:
                yield pending
            pending = None
            yield inline
            spaced = isinstance(inline, Break)
            continue
        text = " ".join(inline.text.split())
        if text and inline.text[:1].isspace() and not spaced:
            text = f" {text}"
        if not text and inline.text and not spaced:
            text = " "
        elif text.strip() and inline.text[-1:].isspace():
            text += " "
        if not text:
            continue
        spaced = text.endswith(" ")
        if pending is not None and pending[1:] == inline[1:]:
            pending = pending._replace(text=pending.text + text)
        else:
            if pending is not None:
                yield pending
            pending = inline._replace(text=text)
    if pending is not None and pending.text.rstrip():
        yield pending._replace(text=pending.text.rstrip())
