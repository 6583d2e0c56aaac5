"""How changes are told: in a terminal, in a merge request, to a program, on a page. One way is one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.change import ChangeSet
from pipeline.report.changes.html import html
from pipeline.report.changes.json_ import as_json
from pipeline.report.changes.listing import SAME, listing
from pipeline.report.changes.markdown import markdown
from pipeline.report.changes.telling import Row, by_chapter, heading, rows, summary
from pipeline.report.changes.text import text

VIEWS: Mapping[str, Callable[[ChangeSet], str]] = {
    "text": text,
    "markdown": markdown,
    "json": as_json,
    "html": html,
    "lista": listing,
}

__all__ = ["SAME", "VIEWS", "Row", "by_chapter", "heading", "rows", "summary", "text"]
