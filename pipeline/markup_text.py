"""The small markdown written: text fields from paragraphs and lists, and long lines wrapped as they were before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.markup import Block, Blocks, Break, Inline, NoteMark, Words, parse
from pipeline.words import normalised

_SIGNS = re.compile(r"([*_\[\]<\\])")
_BEGINS_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?=\s|$)")
_SPACE = re.compile(r"[ \n]+")  # a non-breaking space stays
_PLAIN_PLACE = re.compile(r"[^\s()<>]+")


def written(blocks: Blocks) -> str:
    """Return the text that `parse` reads as `blocks`.

    White space is normalised and lists are numbered from 1, as `canonical` does. A form that markdown cannot say,
    such as emphasis inside a word beside a quote, is left out; the words never are.
    """
    wanted = canonical(blocks)
    for escape in (_unescaped, _escaped):
        for plain in (False, True):
            text = "\n".join(_lines(wanted, escape, plain=plain))
            if parse(text) == wanted or (plain and escape is _escaped):
                return text
    raise AssertionError("the last way always returns")


def canonical(blocks: Blocks) -> Blocks:
    """Return `blocks` as `parse` could have given them.

    Neighbours in one form are joined, white space is single, lists are numbered in their order from 1, no level is
    skipped and nothing is empty.
    """
    out: list[Block] = []
    numbers: dict[tuple[int, str, int], int] = {}
    for block in blocks:
        inlines = _joined(block.inlines)
        if not inlines:
            continue
        if block.kind == "paragraph":
            numbers.clear()
            out.append(Block(inlines))
            continue
        before = out[-1] if out and out[-1].kind != "paragraph" else None
        level = min(block.level, before.level + 1 if before else 0)
        key = (level, block.kind, block.list_number)
        for known in [k for k in numbers if k[0] > level or (k[0] == level and k != key)]:
            del numbers[known]
        continued = block.continued and key in numbers
        if key not in numbers:
            numbers[key] = max((b.list_number for b in out), default=0) + 1
        start = block.start if block.kind == "number" else 1
        out.append(Block(inlines, block.kind, level, numbers[key], start, continued))
    return tuple(out)


def wrapped(text: str, width: int, like: str = "") -> str:
    """Return `text` with its lines at most `width` letters where words allow it; it means the same.

    Where the words are those of `like`, the lines break where they do there, so that an edit of a word changes one
    line. A line that would begin as a list item is not begun.
    """
    before = {normalised(chunk): chunk for chunk in _pieces(like)}
    out = []
    for piece in _pieces(text):
        same = before.get(normalised(piece))
        nearest = same or max(_pieces(like), key=lambda old: _common(old, piece), default="")
        out.append(_rewrapped(piece, nearest, width))
    whole = "\n".join(out)
    return whole if parse(whole) == parse(text) else text


def _pieces(text: str) -> list[str]:
    """Return the paragraphs, items and blank lines of `text`; a piece holds a line and those that go on from it."""
    out: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        goes_on = bool(out) and line.strip() and out[-1].strip() and not _BEGINS_ITEM.match(line.strip())
        if goes_on and not out[-1].endswith(("  ", "\\")):
            out[-1] += "\n" + line
        else:
            out.append(line)
    return out


def _common(old: str, new: str) -> int:
    words = set(new.split())
    return sum(word in words for word in old.split())


def _rewrapped(piece: str, like: str, width: int) -> str:
    words = _SPACE.split(piece.strip(" \n")) if piece.strip(" \n") else []
    if not words:
        return piece.strip(" ")
    ended = piece[len(piece.rstrip()) :]
    indent = piece[: len(piece) - len(piece.lstrip(" "))]
    item = _BEGINS_ITEM.match(words[0])
    hanging = indent + " " * (len(words[0]) + 1 if item else 0)
    lines: list[str] = []
    current = indent + words[0]
    breaks = _breaks(words, like)
    for number, word in enumerate(words[1:], 1):
        full = len(current) + 1 + len(word) > width
        if (full or number in breaks) and not _BEGINS_ITEM.match(word):
            lines.append(current)
            current = hanging + word
        else:
            current += " " + word
    return "\n".join([*lines, current]) + ended


def _breaks(words: Sequence[str], like: str) -> set[int]:
    """Return which of `words` begin a line in `like`."""
    lines = [_SPACE.split(line.strip()) for line in like.split("\n")]
    old = [word for line in lines for word in line]
    starts = {sum(map(len, lines[:n])) for n in range(1, len(lines))}
    found: set[int] = set()
    for a, b, size in SequenceMatcher(None, old, words, autojunk=False).get_matching_blocks():
        found |= {b + start - a for start in starts if a <= start < a + size}
    return found - {0}


def _joined(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return inlines with neighbours in one form joined, their white space single and none at the ends of lines."""
    out: list[Inline] = []
    for inline in inlines:
        last = out[-1] if out else None
        if not isinstance(inline, Words):
            out.append(inline)
        elif inline.text and isinstance(last, Words) and last[1:] == inline[1:]:
            out[-1] = last._replace(text=last.text + inline.text)
        elif inline.text:
            out.append(inline)
    for number, inline in enumerate(out):
        if isinstance(inline, Words):
            text = re.sub(r"[ \t\n]+", " ", inline.text)
            first = number == 0 or isinstance(out[number - 1], Break)
            last_one = number == len(out) - 1 or isinstance(out[number + 1], Break)
            text = text.lstrip(" ") if first else text
            out[number] = inline._replace(text=text.rstrip(" ") if last_one else text)
    kept = [i for i in out if not isinstance(i, Words) or i.text]
    while kept and isinstance(kept[-1], Break):
        kept.pop()
    while kept and isinstance(kept[0], Break):
        kept.pop(0)
    return tuple(kept) if len(kept) == len(out) else _joined(kept)


def _unescaped(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _lines(blocks: Blocks, escape: Callable[[str], str], *, plain: bool) -> Iterator[str]:
    indents: list[int] = []  # of the items that the next block may stand inside
    marks: dict[int, tuple[int, str]] = {}  # by level: the list's number and its sign
    counts: dict[int, int] = {}
    before: Block | None = None
    for block in blocks:
        text = _inlines(block.inlines, escape, plain=plain)
        if block.kind == "paragraph":
            if before is not None:
                yield ""
            indents, marks = [], {}
            yield from _indented(text, "", "")
            before = block
            continue
        if before is not None and (before.kind == "paragraph" or block.continued):
            yield ""
        indents = indents[: block.level + block.continued]
        if block.continued:
            yield from _indented(text, " " * indents[-1], " " * indents[-1])
            before = block
            continue
        sign, same = _sign(block, marks.get(block.level))
        if before is not None and before.kind != "paragraph" and not same and block.start != 1:
            yield ""  # only a list that begins at 1 may follow a line of text
        marks = {level: mark for level, mark in marks.items() if level <= block.level}
        marks[block.level] = (block.list_number, sign)
        counts[block.level] = counts[block.level] + 1 if same else block.start
        head = f"{counts[block.level]}{sign} " if block.kind == "number" else f"{sign} "
        outer = " " * (indents[-1] if indents else 0)
        indents.append(len(outer) + len(head))
        yield from _indented(text, outer + head, " " * indents[-1])
        before = block


def _sign(block: Block, mark: tuple[int, str] | None) -> tuple[str, bool]:
    """Return the sign of a block's list, and whether the list goes on from the item before at its level."""
    first, second = (".", ")") if block.kind == "number" else ("-", "*")
    if mark is None:
        return first, False
    if mark[0] == block.list_number:
        return mark[1], True
    return (second if mark[1] == first else first), False


def _indented(text: str, first: str, rest: str) -> Iterator[str]:
    lines = text.split("\n")
    yield first + lines[0]
    yield from (rest + line for line in lines[1:])


def _inlines(inlines: Sequence[Inline], escape: Callable[[str], str], *, plain: bool) -> str:
    out = ""
    for inline in inlines:
        if isinstance(inline, NoteMark):
            out += f"[^{inline.label}]"
        elif isinstance(inline, Break):
            out += "\\\n"
        else:
            out += _formed(inline, escape(inline.text), plain=plain)
    begins = _BEGINS_ITEM.match(out)
    if begins and not out.startswith("**"):
        at = begins.end() - 1
        out = f"{out[:at]}\\{out[at:]}"
    return re.sub(r"(\\\n)([-+*]|\d{1,9}[.)])(?=\s|$)", lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], out)


def _formed(inline: Words, text: str, *, plain: bool) -> str:
    inside = text.strip(" ")
    if plain or not inside:
        return text
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    if inline.href:
        place = inline.href if _PLAIN_PLACE.fullmatch(inline.href) else f"<{inline.href}>"
        inside = f"[{inside}]({place})"
    sign = "*" * ((2 if inline.bold else 0) + (1 if inline.italic else 0))
    return f"{before}{sign}{inside}{sign}{after}"
