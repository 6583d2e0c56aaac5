"""Diagnostics as the workflow commands that GitHub shows at the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.report.telling import Telling, printable, told_at

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(diagnostics: Sequence[Diagnostic], telling: Telling) -> str:  # noqa: ARG001  # one form for all formats
    """Return one `::error file=…,line=…::…` line for each diagnostic."""
    return "".join(_annotation(d) + "\n" for d in diagnostics)


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties: dict[str, str | int] = {"file": diagnostic.file}
    if span:
        properties |= {"line": span.line, "endLine": span.end_line}
        # Columns are shown only for what stands on one line.
        properties |= {"col": span.column, "endColumn": span.end_column} if span.end_line == span.line else {}
    properties["title"] = diagnostic.code
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    remedy = f"\nÅtgärd: {printable(diagnostic.remedy)}" if diagnostic.remedy else ""
    return f"::{_COMMANDS[diagnostic.severity]} {told}::{_escaped(printable(told_at(diagnostic)) + remedy)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
