"""Comments of a definition, which are never taken from its texts, and the marks of what must be renewed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Path, Severity, Span
from pipeline.source import SourceDoc, parse_source
from pipeline.words import counted

RENEW = "# förnya: "
_ALONE = re.compile(r"^\s*#")
_RENEW = re.compile(r"(?:^|\s)#+\s*f[öo]rnya\b\s*:?\s*(.*?)\s*$", re.I)  # however it is spelt: no mark gets lost


@dataclass(frozen=True)
class Mark:
    """A comment `# förnya: skäl`: the path of what it stands above or beside, why, and the comment's line."""

    path: Path
    reason: str
    line: int


def outside_texts(doc: SourceDoc, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Yield each line, its number and what `pattern` finds in it, but for the lines of the plan's own texts."""
    found = [(n, line, match) for n, line in enumerate(doc.lines, 1) if (match := pattern.search(line))]
    if not found:
        return
    texts = [s for p, s in doc.spans.items() if isinstance(doc.value(p), str)]
    for number, line, match in found:
        if not any(_holds(span, number, match.end()) for span in texts):
            yield number, line, match


def _holds(span: Span, line: int, column: int) -> bool:
    if span.line == span.end_line:
        return span.line == line and span.column <= column < span.end_column
    return span.line < line < span.end_line + (span.end_column > 1)


def covered(doc: SourceDoc, number: int, line: str, match: re.Match[str]) -> int:
    """Return the line that a comment speaks of: its own, or the next that is no comment when it stands alone."""
    if line[: match.start()].strip():
        return number
    later = enumerate(doc.lines[number:], number + 1)
    return next((n for n, text in later if text.strip()[:1] not in ("", "#")), number)


def renewal_marks(doc: SourceDoc) -> tuple[Mark, ...]:
    """Return what is marked as to be renewed, in the order of the file."""
    found = tuple(outside_texts(doc, _RENEW))
    begins = beginnings(doc) if found else {}
    return tuple(Mark(begins.get(covered(doc, n, line, m), ()), m[1], n) for n, line, m in found)


def unconfirmed(doc: SourceDoc, year: str) -> Iterator[Diagnostic]:
    """Yield, once, that what the city's file says has not been confirmed for its year."""
    marks = renewal_marks(doc)
    if marks:
        left = counted(len(marks), "uppgift", "uppgifter")
        message = f"{left} i stadens texter är inte bekräftade för {year}: de är märkta `# förnya`"
        remedy = "låt stadsledningskontoret bekräfta eller byta dem, och ta sedan bort märkena"
        span = doc.span_of_line(marks[0].line, 1)
        yield doc.diagnostic(Severity.WARNING, "S107", message, remedy, span=span)


def beginnings(doc: SourceDoc) -> dict[int, Path]:
    """Return the path of what begins on each line, the outermost where several do."""
    begins: dict[int, Path] = {}
    for path, span in doc.spans.items():
        line = doc.keys[path].line if path in doc.keys else span.line
        if path and len(path) < len(begins.get(line, (*path, ""))):
            begins[line] = path
    return begins


def alone(doc: SourceDoc) -> tuple[str, ...]:
    """Return the comments that have a line of their own, without indentation, in the order of the file."""
    return tuple(line.strip() for _, line, _ in outside_texts(doc, _ALONE))


def with_comments(doc: SourceDoc, told: Mapping[Path, Sequence[str]]) -> SourceDoc:
    """Return `doc` with comment lines above what stands at each path; nothing else changes.

    What stands inside brackets has no line of its own: its comment stands above the whole.
    """
    lines = list(doc.lines)
    places = [(_own_line(doc, path), comment) for path, some in told.items() for comment in some]
    for number, comment in reversed(sorted(places, key=lambda place: place[0])):  # noqa: C413  (a stable order, backwards)
        indent = len(lines[number]) - len(lines[number].lstrip(" "))
        lines.insert(number, " " * indent + comment)
    new, faults = parse_source("\n".join(lines).encode(), doc.file)
    assert new is not None and not faults and new.values == doc.values, "a comment changes nothing"
    return new


def _own_line(doc: SourceDoc, path: Path) -> int:
    """Return the line, from 0, on which the thing at `path`, or what holds it in brackets, begins."""
    while path and path not in doc.spans:
        path = path[:-1]
    for depth in range(1, len(path) + 1):
        span = doc.spans[path[:depth]]
        if doc.lines[span.line - 1][span.column - 1 : span.column] in ("{", "["):
            path = path[:depth]
            break
    if path in doc.keys:
        return doc.keys[path].line - 1
    number = doc.spans[path].line - 1
    while number and doc.lines[number].strip()[:1] in ("", "#"):
        number -= 1
    return number
