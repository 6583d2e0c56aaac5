"""YAML text from values, in the style that the definitions are written in.

What holds only short words stands on one line, in brackets; long lines go on below, texts of several lines stand as
they are. `parse_source` reads the same values back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from pipeline.diagnostics import Path
from pipeline.source import Value, item_keys

WIDTH = 120
_LONGEST_IN_BRACKETS = 60
_PLAIN = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~](?:[^\n\t:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])|-(?=[^\s-])[^\n\t:#]*(?<![\s:])"
)
_READ_AS_SOMETHING_ELSE = re.compile(r"null|true|false|yes|no|on|off|[-+]?\d+\.\d*|[-+]?0\d+", re.I)
_SIGNS_OF_BRACKETS = re.compile(r"[,\[\]{}?]|:(?!\w)")
_FOLDABLE = re.compile(r"\S+(?: \S+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def written(values: Value, comments: Mapping[Path, str] | None = None) -> str:
    """Return `values`, made of str, None, dict and list, as YAML text that ends in a line end.

    `comments` stand above the key or the list item at their path, the one of `()` at the head of the file; each of
    their lines gets its `#`.
    """
    told = comments or {}
    head = "".join(f"{line}\n" for line in _comment(told.get((), ""), "")) + ("\n" if told.get(()) else "")
    return head + "".join(f"{line}\n" for line in _block(values, (), "", told))


def written_value(value: Value, indent: str, room: int, *, in_brackets: bool = False) -> list[str]:
    """Return the lines of a value that follows `key:`: the first goes on that line, "" if nothing does.

    Args:
        value: what is written.
        indent: that of the key; what goes on below is indented two more.
        room: the letters that are left on the first line.
        in_brackets: the value stands inside `{}` or `[]`, and so on one line.
    """
    flow = _flow(value)
    if in_brackets:
        return [flow or _scalar(value, in_brackets=True)]
    if flow and (len(flow) <= room or value in ({}, [])):
        return [flow]
    if isinstance(value, dict | list):
        return ["", *_block(value, (), f"{indent}  ", {})]
    return _text(value, f"{indent}  ", room)


def _block(value: Value, path: Path, indent: str, told: Mapping[Path, str]) -> Iterator[str]:
    """Yield the lines of a mapping or a list, each whole."""
    entries: list[tuple[str, Path, Value]]
    if isinstance(value, dict):
        entries = [(f"{_scalar(key, in_brackets=False)}:", (*path, key), inner) for key, inner in value.items()]
    else:
        entries = [("-", (*path, key), inner) for key, inner in zip(item_keys(value), value, strict=True)]
    after_large = False
    for number, (head, place, inner) in enumerate(entries):
        large = _is_large(inner, place, told)
        if number and not path and indent == "" and (large or after_large):
            yield ""
        after_large = large
        yield from _comment(told.get(place, ""), indent)
        yield from _entry(head, inner, place, indent, told)


def _is_large(value: Value, path: Path, told: Mapping[Path, str]) -> bool:
    return bool(value) and isinstance(value, dict | list) and (_flow(value) is None or _has_comment(path, told))


def _has_comment(path: Path, told: Mapping[Path, str]) -> bool:
    return any(len(place) > len(path) and place[: len(path)] == path for place in told)


def _entry(head: str, value: Value, path: Path, indent: str, told: Mapping[Path, str]) -> Iterator[str]:
    room = WIDTH - len(indent) - len(head) - 1
    if isinstance(value, dict | list) and value:
        flow = None if _has_comment(path, told) else _flow(value)
        if flow is None or len(flow) > room:
            lines = list(_block(value, path, f"{indent}  ", told))
            if head == "-" and not lines[0].lstrip().startswith("#"):
                lines[0] = f"{indent}- {lines[0].lstrip()}"
                yield from lines
            else:
                yield f"{indent}{head}"
                yield from lines
            return
    first, *rest = written_value(value, indent, room)
    yield f"{indent}{head} {first}".rstrip() if first or not rest else f"{indent}{head}"
    yield from rest


def _comment(text: str, indent: str) -> Iterator[str]:
    for line in text.split("\n") if text else ():
        yield f"{indent}# {line}".rstrip()


def _flow(value: Value) -> str | None:
    """Return a value on one line, or None when it is better on several."""
    if isinstance(value, str) or value is None:
        return None
    inner = list(value.values() if isinstance(value, dict) else value)
    if any(isinstance(v, str) and (len(v) > _LONGEST_IN_BRACKETS or "\n" in v) for v in inner):
        return None
    if any(v and isinstance(v, dict | list) for v in inner):
        return None
    pieces = [_flow(v) if isinstance(v, dict | list) else _scalar(v, in_brackets=True) for v in inner]
    if isinstance(value, dict):
        keys = [_scalar(key, in_brackets=True) for key in value]
        return "{" + ", ".join(f"{key}: {piece}" for key, piece in zip(keys, pieces, strict=True)) + "}"
    return "[" + ", ".join(map(str, pieces)) + "]"


def _scalar(value: Value, *, in_brackets: bool) -> str:
    """Return a value on one line, in quotes where it would else be read as something else."""
    if value is None:
        return "~" if in_brackets else ""
    plain = _PLAIN.fullmatch(value) and not _READ_AS_SOMETHING_ELSE.fullmatch(value) and not _CONTROL.search(value)
    if plain and not (in_brackets and _SIGNS_OF_BRACKETS.search(value)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _text(value: Value, indent: str, room: int) -> list[str]:
    text = value or ""
    if "\n" in text and text.strip() and not text.endswith("\n\n") and not _CONTROL.search(text):
        return _literal(text, indent)
    one_line = _scalar(value, in_brackets=False)
    if len(one_line) <= room or not _FOLDABLE.fullmatch(text) or _CONTROL.search(text):
        return [one_line]
    return [">-", *_folded(text, indent)]


def _literal(text: str, indent: str) -> list[str]:
    body = text.rstrip("\n")
    sign = "|" + ("2" if body[0] in " \n" else "") + ("" if text.endswith("\n") else "-")
    return [sign, *(f"{indent}{line}" if line else "" for line in body.split("\n"))]


def _folded(text: str, indent: str) -> Iterator[str]:
    line = indent
    for word in text.split(" "):
        if line != indent and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = indent
        line += word if line == indent else f" {word}"
    yield line
