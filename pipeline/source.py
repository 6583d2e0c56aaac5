"""YAML text with the place of every value.

Scalars mean what the writer sees: `ja`, `on`, `12:30`, `08-508` and `2023-03-16` are those letters; the models
decide what they become. Only nothing at all, `~` and `null` are empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as File
from typing import Any

import yaml

from pipeline import yaml_faults
from pipeline.diagnostics import Diagnostic, Path, Severity, Span, item
from pipeline.errors import Unreadable, unread
from pipeline.layout import CASE_NAME, CITY_NAME, OUTCOMES_NAME, REGISTER_NAME
from pipeline.markup import FORBIDDEN

MAX_BYTES = 4_000_000
MAX_DEPTH = 30
MAX_VALUES = 200_000  # after aliases are followed: stops an alias bomb
TOO_DEEP = f"djupare än {MAX_DEPTH} nivåer"
_DEEP_ENOUGH_TO_LOOK = 1_000
_EMPTY = {"", "~", "null"}
_INSTEAD_OF_NOTHING = {  # the remedy for an empty file; any other is a plan
    CASE_NAME: "skriv ärendet, eller ta bort filen tills det finns ett",
    OUTCOMES_NAME: "skriv uppföljningen, eller ta bort filen tills det finns något att följa upp",
    CITY_NAME: "ta bort filen och gör en av förra årets med `handlingsplan new stad ÅR`",
    REGISTER_NAME: "hämta tillbaka registret över nämnder ur en tidigare version",
}
_NO_COMMENT = re.compile(r"[ \t]#(?![ \t#!]|tillåt|$)")

Value = Any  # str, None, or dicts and lists of them


@dataclass(frozen=True)
class SourceDoc:
    """A YAML file: its text, its values and where each value stands.

    `values` holds only str, None, dict and list. `spans` and `keys` give the place of the value and of its
    key, by path; list items with an `id` are addressed by it.
    """

    file: str
    text: str
    values: Value = None
    spans: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    by_path: dict[Path, Value] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the text, without line ends."""
        return self.text.split("\n")

    def span(self, path: Path, words: str | None = None, nth: int = 0) -> Span | None:
        """Return the place of the value at `path`, or of its nearest ancestor.

        With `words`, the place of their `nth` occurrence (from 0) inside that value, line breaks and
        indentation passed over; the whole value when they cannot be told apart from its quoting.
        """
        while path and path not in self.spans:
            path, words = path[:-1], None
        whole = self.spans.get(path)
        if whole is None:
            return None
        return (self._inside(whole, words, nth) if words else None) or whole

    def place(self, path: Path) -> Span | None:
        """Return where a caret belongs for a fault of `path` as a whole: the key if it has one.

        What is missing has the place of its nearest ancestor.
        """
        while path and path not in self.spans:
            path = path[:-1]
        return self.keys.get(path) or self.span(path)

    def excerpt(self, span: Span | None) -> str:
        """Return the line at which `span` begins."""
        return self.lines[span.line - 1].rstrip("\r") if span and span.line <= len(self.lines) else ""

    def span_of_line(self, line: int, column: int) -> Span:
        """Return the stretch from a column to the end of its line."""
        return Span(line, column, line, max(column + 1, len(self.lines[line - 1]) + 1))

    def path_of(self, location: tuple[int | str, ...]) -> Path:
        """Return the path of a value given by keys and list positions, as pydantic writes them."""
        path: Path = ()
        value = self.values
        for step in location:
            if isinstance(step, int):
                is_there = isinstance(value, list) and step < len(value)
                path += (item_keys(value)[step] if is_there else item(step),)
                value = value[step] if is_there else None
            else:
                path += (step,)
                value = value.get(step) if isinstance(value, dict) else None
        return path

    def value(self, path: Path) -> Value:
        """Return the value at `path`, or None."""
        return self.by_path.get(path) if path else self.values

    def diagnostic(
        self, severity: Severity, code: str, message: str, remedy: str, *, path: Path = (), span: Span | None
    ) -> Diagnostic:
        """Return a diagnostic of this file."""
        return Diagnostic(self.file, span, severity, code, message, remedy, path, self.excerpt(span))

    def _inside(self, whole: Span, words: str, nth: int) -> Span | None:
        start = self.offset(whole.line, whole.column)
        end = self.offset(whole.end_line, whole.end_column)
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        matches = list(re.finditer(pattern, self.text[start:end])) if pattern else []
        if nth >= len(matches):
            return None
        first, last = start + matches[nth].start(), start + matches[nth].end()
        return Span(*self._position(first), *self._position(last))

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def offset(self, line: int, column: int) -> int:
        """Return the place of a line and a column in the text, from 0."""
        return self._starts[line - 1] + column - 1

    def _position(self, offset: int) -> tuple[int, int]:
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - self._starts[line - 1] + 1


def read_source(file: File, shown: str | None = None) -> tuple[SourceDoc | None, list[Diagnostic]]:
    """Return the YAML file with places, and its faults; None when it cannot be understood at all.

    Raises:
        Unreadable: the file does not exist or may not be read.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Unreadable(f"{shown or file}: filen finns inte") from error
    except PermissionError as error:
        raise Unreadable(f"{shown or file}: filen går inte att läsa, rättigheter saknas") from error
    except OSError as error:
        raise Unreadable(f"{shown or file}: filen går inte att läsa: {unread(error)}") from error
    return parse_source(data, shown or str(file))


def parse_source(data: bytes, file: str) -> tuple[SourceDoc | None, list[Diagnostic]]:
    """Return `data` as a SourceDoc named `file`, and its faults."""
    if len(data) > MAX_BYTES:
        return None, [
            yaml_faults.of_file(
                file,
                "Y102",
                f"filen är större än {MAX_BYTES // 1_000_000} MB",
                "dela upp den, eller ta bort det som inte hör till planen",
            )
        ]
    text, faults = yaml_faults.decoded(data, file)
    if text is None:
        return None, faults
    empty = SourceDoc(file, text)
    faults = [*yaml_faults.forbidden(text, file)]
    if faults:
        return None, faults
    try:
        bottomless = _bottomless(text)
        if bottomless:
            remedy = "skriv ut värdena utan att lägga dem i varandra"
            return None, [
                empty.diagnostic(Severity.ERROR, "Y104", f"innehållet är {TOO_DEEP}", remedy, span=bottomless)
            ]
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        return None, [yaml_faults.syntax(text, file, error)]
    if root is None:
        remedy = _INSTEAD_OF_NOTHING.get(
            File(file).name, "börja från en annan plan, eller gör en med `handlingsplan new`"
        )
        return None, [yaml_faults.of_file(file, "Y101", "filen är tom", remedy)]
    walk = _Walk(empty)
    values = walk.value(root, (), 0)
    doc = SourceDoc(file, text, values, walk.spans, walk.keys, walk.by_path)
    if walk.broken:
        return None, walk.faults
    if not isinstance(values, dict):
        walk.fault(
            "Y103",
            "filen ska bestå av nycklar och värden, men börjar med något annat",
            "skriv `nyckel: värde` på varje rad",
            root,
        )
        return None, walk.faults
    return doc, walk.faults


def _bottomless(text: str) -> Span | None:
    """Return where `text` goes deeper than any plan does, if it could go deep enough to matter.

    libyaml's composer calls itself for each level, and some ten thousand of them end the program.
    """
    prefix = max((len(line) - len(line.lstrip(" \t-?:")) for line in text.split("\n")), default=0)
    if 2 * prefix + text.count("[") + text.count("{") < _DEEP_ENOUGH_TO_LOOK:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        mark = event.start_mark
        if mark and depth > MAX_DEPTH + 1:
            return Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    return None


class _Walk:
    """One pass over composed nodes: values and places."""

    def __init__(self, doc: SourceDoc) -> None:
        self.doc = doc
        self.faults: list[Diagnostic] = []
        self.spans: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.by_path: dict[Path, Value] = {}
        self.told: set[tuple[str, Span]] = set()
        self.count = 0
        self.broken = False

    def fault(self, code: str, message: str, remedy: str, node: yaml.Node, path: Path = ()) -> None:
        span = _span(node, self.doc)
        if (code, span) not in self.told:  # an anchor is walked once for each place that uses it
            self.told.add((code, span))
            self.faults.append(self.doc.diagnostic(Severity.ERROR, code, message, remedy, path=path, span=span))

    def letters(self, node: yaml.ScalarNode, path: Path) -> None:
        """Tell of a control character that an escape inside double quotes has hidden from the text."""
        match = FORBIDDEN.search(node.value) if node.style == '"' else None
        if match:
            self.fault("Y108", yaml_faults.control(match[0]), yaml_faults.REMOVE_CONTROL, node, path)

    def cut_short(self, node: yaml.ScalarNode, path: Path) -> None:
        """Tell of words that YAML takes for a comment though the writer meant text: `kurs #3 för personalen`."""
        end = node.end_mark
        line = self.doc.lines[end.line] if not node.style and end.line < len(self.doc.lines) else ""
        if _NO_COMMENT.match(line, end.column):
            span = Span(end.line + 1, end.column + 2, end.line + 1, len(line) + 1)
            self.faults.append(
                self.doc.diagnostic(
                    Severity.ERROR,
                    "Y111",
                    "det som står efter `#` blir en kommentar och skulle inte komma med i dokumentet",
                    "sätt hela värdet inom citattecken; är det en kommentar, skriv ett mellanslag efter `#`",
                    path=path,
                    span=span,
                )
            )

    def deep(self, node: yaml.Node, path: Path, what: str) -> None:
        """Tell, once, that the walk is given up."""
        if not self.broken:
            self.fault(
                "Y104",
                f"innehållet är {what} (ankare som upprepar sig?)",
                "skriv ut värdena i stället för att hänvisa till dem",
                node,
                path,
            )
        self.broken = True

    def value(self, node: yaml.Node, path: Path, depth: int) -> Value:
        found = self.by_path[path] = self._value(node, path, depth)
        return found

    def _value(self, node: yaml.Node, path: Path, depth: int) -> Value:
        self.count += 1
        if depth > MAX_DEPTH:
            return self.deep(node, path, TOO_DEEP)
        if self.count > MAX_VALUES:
            return self.deep(node, path, f"mer än {MAX_VALUES} värden")
        self.spans[path] = _span(node, self.doc)
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.rsplit(":", 1)[1] not in ("str", "map", "seq"):
            self.fault(
                "Y105",
                f"taggen `{node.tag.replace('tag:yaml.org,2002:', '!!')}` kan inte användas här",
                "ta bort taggen, skriv bara värdet",
                node,
                path,
            )
        if isinstance(node, yaml.ScalarNode):
            self.letters(node, path)
            self.cut_short(node, path)
            return None if not node.style and node.value in _EMPTY else node.value
        if isinstance(node, yaml.SequenceNode):
            return self._list(node, path, depth)
        assert isinstance(node, yaml.MappingNode)
        return dict(self._pairs(node, path, depth))

    def _list(self, node: yaml.SequenceNode, path: Path, depth: int) -> list[Value]:
        taken: set[str] = set()
        out = []
        for number, child in enumerate(node.value):
            key = _node_id(child)
            step = item(key) if key and item(key) not in taken else item(number)
            taken.add(step)
            out.append(self.value(child, (*path, step), depth + 1))
            if self.broken:
                break
        return out

    def _pairs(self, node: yaml.MappingNode, path: Path, depth: int) -> Iterator[tuple[str, Value]]:
        """Yield what `<<` brings, then the mapping's own keys, which win: values and places alike."""
        if depth > MAX_DEPTH:
            self.deep(node, path, TOO_DEEP)
            return
        for source in reversed(_merged(node)):
            yield from self._pairs(source, path, depth + 1)
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            if self.broken:
                return
            if _is_merge(key_node):
                continue
            if not isinstance(key_node, yaml.ScalarNode):
                self.fault("Y103", "en nyckel måste vara ett enkelt ord", "skriv `nyckel: värde`", key_node, path)
                continue
            self.letters(key_node, path)
            key = key_node.value
            if key in seen:
                self.fault(
                    "Y106",
                    f"nyckeln `{key}` finns redan på rad {seen[key]}",
                    "behåll den ena och ta bort den andra",
                    key_node,
                    (*path, key),
                )
                continue
            seen[key] = key_node.start_mark.line + 1
            self.keys[(*path, key)] = _span(key_node, self.doc)
            yield key, self.value(value_node, (*path, key), depth + 1)


def _is_merge(key: yaml.Node) -> bool:
    return isinstance(key, yaml.ScalarNode) and key.value == "<<" and not key.style


def _merged(node: yaml.MappingNode) -> list[yaml.MappingNode]:
    """Return the mappings that `<<` of `node` points at; the first of them weighs most."""
    values = [value for key, value in node.value if _is_merge(key)]
    sources = [s for v in values for s in (v.value if isinstance(v, yaml.SequenceNode) else [v])]
    return [source for source in sources if isinstance(source, yaml.MappingNode)]


def item_keys(values: list[Value]) -> list[str]:
    """Return the path element of each list item: its id, or its number where it has none or an earlier one has it."""
    taken: set[str] = set()
    keys = []
    for number, value in enumerate(values):
        key = value.get("id") if isinstance(value, dict) else None
        is_own = isinstance(key, str) and key != "" and key not in taken
        keys.append(item(key if is_own else number))
        taken.add(key if isinstance(key, str) else "")
    return keys


def _node_id(node: yaml.Node) -> str | None:
    """Return the id of a list item, its own or one that `<<` brings, as `item_keys` finds it in the values."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                return None if not value.style and value.value in _EMPTY else str(value.value)
        return next(filter(None, map(_node_id, _merged(node))), None)
    return None


def _span(node: yaml.Node, doc: SourceDoc) -> Span:
    start, end = node.start_mark, node.end_mark
    line, column = end.line, end.column
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        # A block text ends at its last line; libyaml's mark is at the next token.
        while line > start.line and (column == 0 or not doc.lines[min(line, len(doc.lines) - 1)][:column].strip()):
            line -= 1
            column = len(doc.lines[line])
    elif isinstance(node, yaml.CollectionNode) and not node.flow_style:
        while line > start.line and not doc.lines[min(line, len(doc.lines) - 1)][:column].strip():
            line -= 1
            column = len(doc.lines[line])
    return Span(start.line + 1, start.column + 1, line + 1, column + 1)
