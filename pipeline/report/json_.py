"""Diagnostics as JSON: a list of objects whose keys are a contract."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipeline.diagnostics import Diagnostic, Severity, address
from pipeline.report.telling import Telling

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def as_json(diagnostics: Sequence[Diagnostic], telling: Telling) -> str:  # noqa: ARG001  # one form for all formats
    """Return a list of objects, one for each diagnostic, in their order.

    `line` and `column` count from 1 and the end is exclusive; they are null for a fault of the file as a whole.
    `path` is the address of the value in the plan; `place` is where it stands in a Word file, in words.
    """
    return json.dumps([_object(d) for d in diagnostics], ensure_ascii=False, indent=2) + "\n"


def _object(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    span = diagnostic.span
    return {
        "file": diagnostic.file,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "severity": LEVELS[diagnostic.severity],
        "code": diagnostic.code,
        "message": diagnostic.message,
        "remedy": diagnostic.remedy,
        "path": address(diagnostic.path),
        "excerpt": diagnostic.excerpt,
        "place": diagnostic.place,
    }
