"""A definition edited where it stands: the value that changes, and no other line.

Every function returns a new document, read again from its text. What is set is checked to be what is then read; an
edit that cannot be made so, such as one inside a value that an anchor lends to several places, is refused.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from pipeline.diagnostics import Path
from pipeline.markup import parse
from pipeline.markup_text import wrapped
from pipeline.source import SourceDoc, Value, item_keys, parse_source
from pipeline.yaml_text import WIDTH, written, written_value


class Uneditable(Exception):
    """The value at a path cannot be edited where it stands."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


def with_value(doc: SourceDoc, path: Path, value: Value, after: str | None = None) -> SourceDoc:
    """Return `doc` with `value` at `path`; a key that is not there yet is added to its mapping, which exists.

    A new key comes after the key `after` of the same mapping, or last. A text of several lines keeps its line breaks
    where its words are the same. Comments stay.

    Raises:
        Uneditable: the mapping is not there, or the value is lent from elsewhere in the file.
    """
    if path in doc.spans:
        text = _replaced(doc, path, value)
    elif path[:-1] in doc.spans or not path[:-1]:
        text = _with_key(doc, path, value, after)
    else:
        raise Uneditable(path)

    def change(parent: Value, step: str | int) -> None:
        parent[step] = value

    return _checked(doc, text, path, change)


def with_item(doc: SourceDoc, path: Path, position: int, value: Value) -> SourceDoc:
    """Return `doc` with `value` as a new item of the list at `path`, before the one at `position`; or last.

    Raises:
        Uneditable: there is no list at `path`.
    """
    items = doc.value(path)
    if not isinstance(items, list):
        raise Uneditable(path)
    position = min(position, len(items))
    places = [(*path, key) for key in item_keys(items)]
    if not places or _in_brackets(doc, places[0]):
        return with_value(doc, path, [*items[:position], value, *items[position:]])
    dash = _line(doc, places[0]).index("-")
    new = _indented(written([_wrapped(value, dash + 4)]), dash)
    at = _last_line(doc, places[-1]) + 1 if position == len(items) else _first_line(doc, places[position])
    return _checked(doc, _inserted(doc, at, new), path, lambda p, s: p[s].insert(position, value))


def without(doc: SourceDoc, path: Path) -> SourceDoc:
    """Return `doc` without the key or the list item at `path`; comments right above it go with it.

    A group or a list that becomes empty stays as `{}` or `[]`.

    Raises:
        Uneditable: there is nothing at `path`.
    """
    parent = doc.value(path[:-1])
    if path not in doc.spans or not isinstance(parent, dict | list):
        raise Uneditable(path)
    rest = copy.deepcopy(parent)
    _taken(rest, _step(parent, path[-1]))
    if not rest or _in_brackets(doc, path):
        return with_value(doc, path[:-1], rest) if path[:-1] else _checked(doc, "{}\n", path, _taken)
    first, last = _first_line(doc, path), _last_line(doc, path)
    lines = doc.lines
    head = lines[_key_line(doc, path)]
    item_head = re.match(r"\s*(?:- +)+(?=\S)", head)
    if isinstance(parent, dict) and item_head and doc.keys[path].column - 1 == item_head.end():
        # The key stands on its item's own line: what follows takes its place there.
        after = lines[last + 1 :]
        text = "\n".join([*lines[: _key_line(doc, path)], item_head[0] + after[0].lstrip(), *after[1:]])
    else:
        text = "\n".join([*lines[:first], *lines[last + 1 :]])
    return _checked(doc, text, path, _taken)


def with_moved(doc: SourceDoc, path: Path, position: int) -> SourceDoc:
    """Return `doc` with the list item at `path` at `position` in its list; comments right above it go along.

    Raises:
        Uneditable: there is no such item.
    """
    items = doc.value(path[:-1])
    if path not in doc.spans or not isinstance(items, list):
        raise Uneditable(path)
    old = int(_step(items, path[-1]))
    order = [n for n in range(len(items)) if n != old]
    order.insert(position, old)
    if order == sorted(order):
        return doc
    if _in_brackets(doc, path):
        return with_value(doc, path[:-1], [items[n] for n in order])
    places = [(*path[:-1], key) for key in item_keys(items)]
    pieces = [doc.lines[_first_line(doc, p) : _last_line(doc, p) + 1] for p in places]
    between = [
        doc.lines[_last_line(doc, places[n]) + 1 : _first_line(doc, places[n + 1])] for n in range(len(places) - 1)
    ]
    lines = doc.lines[: _first_line(doc, places[0])]
    for number, source in enumerate(order):
        lines += pieces[source] + (between[number] if number < len(between) else [])
    lines += doc.lines[_last_line(doc, places[-1]) + 1 :]

    def change(parent: Value, step: str | int) -> None:
        parent.insert(position, parent.pop(int(step)))

    return _checked(doc, "\n".join(lines), path, change)


def with_carried(doc: SourceDoc, path: Path, target: Path, position: int) -> SourceDoc:
    """Return `doc` with the list item at `path` in the list at `target`, before the one at `position`, or last.

    Its lines are as they were, further in or out, and the comments right above it go along.

    Raises:
        Uneditable: there is no such item or list, or the item lends a value to what stands before its new place.
    """
    if path not in doc.spans or not isinstance(doc.value(path[:-1]), list):
        raise Uneditable(path)
    lines = doc.lines[_first_line(doc, path) : _last_line(doc, path) + 1] if not _in_brackets(doc, path) else []
    made = with_item(without(doc, path), target, position, doc.value(path))
    items = made.value(target)
    new = (*target, item_keys(items)[min(position, len(items) - 1)])
    if not lines:
        return made
    shift = _line(made, new).index("-") - _line(doc, path).index("-")
    moved = [_shifted(line, shift) for line in lines]
    text = "\n".join([*made.lines[: _key_line(made, new)], *moved, *made.lines[_last_line(made, new) + 1 :]])
    read, faults = parse_source(text.encode(), doc.file)
    if read is None or faults or not _same(read.values, made.values):
        raise Uneditable(path)
    return read


def _shifted(line: str, shift: int) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return " " * max(indent + shift, 0) + line.lstrip(" ") if line.strip() else line


def _taken(parent: Value, step: str | int) -> None:
    del parent[step]


def _checked(doc: SourceDoc, text: str, path: Path, change: Callable[[Value, str | int], None]) -> SourceDoc:
    """Return `text` read, if it says what `doc` says with `change` made to it at `path`."""
    wanted = copy.deepcopy(doc.values)
    parent = wanted
    for step in path[:-1]:
        parent = parent[_step(parent, step)]
    change(parent, _step(parent, path[-1]))
    new, faults = parse_source(text.encode(), doc.file)
    if new is None or faults or not _same(new.values, wanted):
        raise Uneditable(path)
    return new


def _same(one: Value, other: Value) -> bool:
    """Return whether two values say the same; how lines are wrapped says nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    both_texts = isinstance(one, str) and isinstance(other, str)
    return bool(one == other or (both_texts and parse(one) == parse(other)))


def _step(parent: Value, step: str) -> str | int:
    """Return the key or the position that a step of a path means in `parent`."""
    if isinstance(parent, list):
        keys = item_keys(parent)
        if step not in keys:
            raise Uneditable((step,))
        return keys.index(step)
    return step


def _replaced(doc: SourceDoc, path: Path, value: Value) -> str:
    outer = _outermost_brackets(doc, path)
    old = doc.value(path)
    if outer is not None and outer != path:
        whole = copy.deepcopy(doc.value(outer))
        parent = whole
        here, steps = doc.value(outer), path[len(outer) :]
        for step in steps[:-1]:
            key = _step(here, step)
            parent, here = parent[key], here[key]
        parent[_step(here, steps[-1])] = value
        return _replaced(doc, outer, whole)
    start, end = _offsets(doc, path)
    head = doc.text[doc.text.rfind("\n", 0, start) + 1 : start]
    indent = " " * _indent(doc, path)
    if isinstance(old, str) and isinstance(value, str) and _is_literal(doc, path):
        lines = _literal_again(doc, path, old, value, indent)
    else:
        lines = written_value(_wrapped(value, len(indent) + 2), indent, WIDTH - len(head))
    before, after = doc.text[:start], doc.text[end:]
    if not lines[0]:
        before = before.rstrip(" ")
    if not head.strip() and isinstance(old, dict | list):  # a block below its key: back to the key's own line
        before = doc.text[: _offset_after_key(doc, path)]
        lines[0] = f" {lines[0]}" if lines[0] else ""
    elif before.endswith(":") and lines[0]:
        lines[0] = f" {lines[0]}"
    comment = re.match(r"[ \t]+#[^\n]*", after)
    if comment and len(lines) > 1:  # a comment beside the value stays on the key's line
        lines[0] += comment[0]
        after = after[comment.end() :]
    return before + "\n".join(lines) + after


def _literal_again(doc: SourceDoc, path: Path, old: str, value: str, indent: str) -> list[str]:
    """Return a text in `|`, its lines broken where they were."""
    start, _ = _offsets(doc, path)
    sign = doc.text[start : doc.text.index("\n", start)]
    if not value.strip():
        return written_value(value, indent, WIDTH)
    body = value.rstrip("\n")
    inner = _inner_indent(doc, path, indent)
    body = wrapped(body, WIDTH - len(inner), old)
    ends = re.search(r"^\|\d?([-+]?)", sign)
    if ends is None or ends[1] == "+" or body[0] in " \n":
        return written_value(value, indent, WIDTH)
    return [sign, *(f"{inner}{line}" if line else "" for line in body.split("\n"))]


def _inner_indent(doc: SourceDoc, path: Path, indent: str) -> str:
    span = doc.spans[path]
    below = doc.lines[span.line : span.end_line]
    first = next((line for line in below if line.strip()), "")
    return first[: len(first) - len(first.lstrip(" "))] or f"{indent}  "


def _with_key(doc: SourceDoc, path: Path, value: Value, after: str | None) -> str:
    parent = doc.value(path[:-1])
    if parent is None or parent == {}:
        return _replaced(doc, path[:-1], {path[-1]: value})
    if not isinstance(parent, dict):
        raise Uneditable(path)
    key = after if after in parent else list(parent)[-1]
    beside = (*path[:-1], key)
    if beside not in doc.keys:
        raise Uneditable(path)
    if _in_brackets(doc, beside):
        pairs = [(k, v) for k, v in parent.items()]
        pairs.insert(list(parent).index(key) + 1, (path[-1], value))
        return _replaced(doc, path[:-1], dict(pairs))
    indent = doc.keys[beside].column - 1
    new = _indented(written({path[-1]: _wrapped(value, indent + 2)}), indent)
    return _inserted(doc, _last_line(doc, beside) + 1, new)


def _wrapped(value: Value, indent: int) -> Value:
    """Return a value with its texts of several lines wrapped for a place `indent` letters in."""
    if isinstance(value, dict):
        return {key: _wrapped(inner, indent + 2) for key, inner in value.items()}
    if isinstance(value, list):
        return [_wrapped(inner, indent + 2) for inner in value]
    if isinstance(value, str) and "\n" in value:
        return wrapped(value, WIDTH - indent) + "\n" * value.endswith("\n")
    return value


def _indented(text: str, indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in text.rstrip("\n").split("\n")]


def _inserted(doc: SourceDoc, at: int, new: list[str]) -> str:
    lines = list(doc.lines)
    if at >= len(lines) or (at == len(lines) - 1 and not lines[-1]):
        kept = lines[:-1] if not lines[-1] else lines
        return "\n".join([*kept, *new, ""])
    return "\n".join([*lines[:at], *new, *lines[at:]])


def _outermost_brackets(doc: SourceDoc, path: Path) -> Path | None:
    """Return the outermost value on the way to `path` that is written in brackets, or None."""
    for depth in range(1, len(path) + 1):
        if path[:depth] in doc.spans and _is_bracketed(doc, path[:depth]):
            return path[:depth]
    return None


def _in_brackets(doc: SourceDoc, path: Path) -> bool:
    """Return whether the thing at `path` stands inside brackets."""
    outer = _outermost_brackets(doc, path)
    return outer is not None and outer != path


def _is_bracketed(doc: SourceDoc, path: Path) -> bool:
    return _first_letter(doc, path) in ("{", "[")


def _is_literal(doc: SourceDoc, path: Path) -> bool:
    return _first_letter(doc, path) == "|"


def _first_letter(doc: SourceDoc, path: Path) -> str:
    span = doc.spans[path]
    return doc.lines[span.line - 1][span.column - 1 : span.column]


def _offsets(doc: SourceDoc, path: Path) -> tuple[int, int]:
    span = doc.spans[path]
    return doc.offset(span.line, span.column), doc.offset(span.end_line, span.end_column)


def _offset_after_key(doc: SourceDoc, path: Path) -> int:
    key = doc.keys.get(path)
    if key is None:
        raise Uneditable(path)
    return doc.text.index(":", doc.offset(key.line, key.end_column)) + 1


def _indent(doc: SourceDoc, path: Path) -> int:
    """Return the column, from 0, of the key or the dash that the value at `path` belongs to."""
    key = doc.keys.get(path)
    return key.column - 1 if key else _line(doc, path).index("-")


def _line(doc: SourceDoc, path: Path) -> str:
    """Return the line of a list item's dash."""
    span = doc.spans[path]
    for number in range(span.line - 1, -1, -1):
        line = doc.lines[number]
        if re.match(r"\s*-(?:\s|$)", line):
            return line
    raise Uneditable(path)


def _key_line(doc: SourceDoc, path: Path) -> int:
    """Return the line, from 0, on which the key or the dash of `path` stands."""
    key = doc.keys.get(path)
    if key:
        return key.line - 1
    number = doc.spans[path].line - 1
    while number >= 0 and not re.match(r"\s*-(?:\s|$)", doc.lines[number]):
        number -= 1
    return number


def _first_line(doc: SourceDoc, path: Path) -> int:
    """Return the line, from 0, at which `path` begins: the first of the comments right above it, else its own."""
    own = _key_line(doc, path)
    head = doc.lines[own]
    indent = len(head) - len(head.lstrip(" "))
    first = own
    while first and doc.lines[first - 1].startswith(" " * indent + "#"):
        first -= 1
    return first if first else own  # a comment at the head of the file is the file's


def _last_line(doc: SourceDoc, path: Path) -> int:
    """Return the line, from 0, on which the value at `path` ends; comments below it are of what follows."""
    value = doc.value(path)
    if isinstance(value, dict | list) and value and not _is_bracketed(doc, path):
        steps = value if isinstance(value, dict) else item_keys(value)
        own = [(*path, step) for step in steps if (*path, step) in doc.keys or isinstance(value, list)]
        return max(_last_line(doc, inner) for inner in own)
    span = doc.spans[path]
    return max(_key_line(doc, path), span.end_line - 1 - (span.end_column == 1 and span.end_line > span.line))
