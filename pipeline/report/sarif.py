"""Diagnostics as SARIF 2.1.0, for code review services and editors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from pipeline.diagnostics import Diagnostic, Severity, address
from pipeline.report.telling import Page, Telling, told_at

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(diagnostics: Sequence[Diagnostic], telling: Telling) -> str:
    """Return a SARIF log of one run. Every code of `telling.pages`, and every code met, is a rule in it."""
    codes = sorted({*telling.pages, *(d.code for d in diagnostics)})
    driver = {
        "name": "handlingsplan",
        "version": telling.version,
        "language": "sv-SE",
        "rules": [_rule(code, telling.pages.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": "sv-SE",
        "results": [_result(d, codes.index(d.code)) for d in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, page: Page | None) -> dict[str, Any]:
    if page is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.title},
        "help": {"text": page.manual},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(diagnostic.file)}}
    if diagnostic.span:
        place["region"] = _region(diagnostic)
    location: dict[str, Any] = {"physicalLocation": place}
    if diagnostic.path:
        location["logicalLocations"] = [{"fullyQualifiedName": address(diagnostic.path)}]
    remedy = f"\nÅtgärd: {diagnostic.remedy}" if diagnostic.remedy else ""
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": told_at(diagnostic) + remedy},
        "locations": [location],
    }


def _region(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    assert span is not None
    region: dict[str, Any] = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    if diagnostic.excerpt:
        region["snippet"] = {"text": diagnostic.excerpt}
    return region


def _uri(file: str) -> str:
    """Return a file's name as a URI reference: relative stays relative."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
