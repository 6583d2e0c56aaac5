"""Diagnostics as a person reads them: place, code, sentence, the line with a caret, a remedy."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.report.telling import printable

WIDTH = 100  # cells of an excerpt; a longer line is cut around its caret
_BEFORE = 40  # cells kept before the caret in a line that is cut
_TAB = 4
_CUT = "…"
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM, _PLAIN = "1", "2", "0"


def text(diagnostics: Sequence[Diagnostic], *, colour: bool) -> str:
    """Return the diagnostics one after the other; the empty string for none."""
    return "".join(_told(d, colour) for d in diagnostics)


def _told(diagnostic: Diagnostic, colour: bool) -> str:
    span = diagnostic.span
    place = f"{diagnostic.file}:{span.line}:{span.column}" if span else diagnostic.file
    place += f": {diagnostic.place}" if diagnostic.place else ""
    gravity = _painted(str(diagnostic.severity), _COLOURS[diagnostic.severity], colour)
    head = f"{_painted(printable(place), _BOLD, colour)}: {gravity} {diagnostic.code}: {printable(diagnostic.message)}"
    shown = span if span and diagnostic.excerpt else None
    gutter = " " * (len(str(shown.line)) + 1 if shown else 3)
    lines = [head, *(_excerpt(diagnostic.excerpt, shown, gutter, diagnostic.severity, colour) if shown else ())]
    if diagnostic.remedy:
        lines.append(f"{gutter}= åtgärd: {printable(diagnostic.remedy)}")
    return "\n".join(lines) + "\n"


def _excerpt(line: str, span: Span, gutter: str, severity: Severity, colour: bool) -> list[str]:
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    cells = [_cell(sign) for sign in line]
    shown, before, width = _cut(cells, start, max(end, start + 1))
    bar = _painted("|", _DIM, colour)
    caret = _painted("^" * width, _COLOURS[severity], colour)
    return [f"{gutter}{bar}", f"{span.line} {bar} {shown}".rstrip(), f"{gutter}{bar} {' ' * before}{caret}"]


def _cell(sign: str) -> str:
    """Return what stands for a sign in the terminal: a tab as spaces, what must not be printed as `�`."""
    return " " * _TAB if sign == "\t" else printable(sign)


def _cut(cells: Sequence[str], start: int, end: int) -> tuple[str, int, int]:
    """Return the line as shown, the cells before the caret and the cells under it."""
    widths = [_width(cell) for cell in cells]
    if sum(widths) <= WIDTH:
        return "".join(cells), sum(widths[:start]), max(1, sum(widths[start:end]))
    first = start
    while first and sum(widths[first - 1 : start]) <= _BEFORE:
        first -= 1
    last = start
    while last < len(cells) and sum(widths[first : last + 1]) <= WIDTH - 2:
        last += 1
    head, tail = (_CUT if first else ""), (_CUT if last < len(cells) else "")
    shown = head + "".join(cells[first:last]) + tail
    return shown, len(head) + sum(widths[first:start]), max(1, sum(widths[start : min(end, last)]))


def _width(cell: str) -> int:
    """Return how many columns of a terminal `cell` takes."""
    return sum(
        0 if unicodedata.combining(sign) or sign == "\ufe0f" else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in cell
    )


def _painted(words: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{words}\x1b[{_PLAIN}m" if colour else words
