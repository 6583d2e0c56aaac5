"""The overview as one web page: nothing is fetched, everything can be read without a mouse, sorted and printed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from pipeline.overview.city_year import Cell, CityYear, Sheet, in_short, sheets, title_of
from pipeline.overview.summary import State

_MARKED = {State.MISSING.value: "saknas", State.OWN.value: "egen", "inte bedömd": "saknas"}


def page(year: CityYear, stamp: str = "") -> str:
    """Return the whole page. `stamp` is what the file says of its making, as attributes for its `html` element."""
    style, script = (_own(f"page.{kind}") for kind in ("css", "js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'"
    tables, title = list(sheets(year)), title_of(year)
    return (
        f'<!DOCTYPE html>\n<html lang="sv"{stamp}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#innehall">Till innehållet</a>\n'
        f"<header>\n<h1>{escape(title)}</h1>\n{_mark(year)}</header>\n"
        f"{_contents(tables)}"
        f'<main id="innehall" tabindex="-1">\n<section aria-labelledby="kort">\n<h2 id="kort">I korthet</h2>\n<ul>\n'
        + "".join(f"<li>{escape(sentence)}</li>\n" for sentence in in_short(year))
        + "</ul>\n</section>\n"
        + "".join(_section(number, sheet) for number, sheet in enumerate(tables, 1))
        + '<p id="sorterat" class="unseen" role="status" aria-live="polite"></p>\n</main>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _own(name: str) -> str:
    return "\n" + resources.files("pipeline.overview").joinpath(name).read_text("utf-8").strip() + "\n"


def _hash(text: str) -> str:
    """Return the name that a content security policy has for a script or style of just these bytes."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _mark(year: CityYear) -> str:
    return f'<p class="exempel"><strong>{escape(year.sample)}</strong></p>\n' if year.sample else ""


def _contents(tables: list[Sheet]) -> str:
    links = "".join(
        f'<li><a href="#tabell-{number}">{escape(sheet.caption)}</a></li>\n' for number, sheet in enumerate(tables, 1)
    )
    return f'<nav aria-labelledby="tabeller">\n<h2 id="tabeller">Tabeller</h2>\n<ol>\n{links}</ol>\n</nav>\n'


def _section(number: int, sheet: Sheet) -> str:
    """Return a table in a region that can be scrolled from the keyboard."""
    name = f"tabell-{number}"
    numeric = [any(isinstance(cell, int) for cell in column) for column in zip(*sheet.rows, strict=True)]
    heads = "".join(
        f'<th scope="col"{_class("tal" if counts else "")}>{escape(column)}</th>'
        for column, counts in zip(sheet.columns, numeric, strict=True)
    )
    rows = "".join(_rows(sheet, numeric))
    return (
        f'<section aria-labelledby="{name}">\n<h2 id="{name}">{escape(sheet.caption)}</h2>\n'
        f'<p id="om-{number}">{escape(sheet.about)}</p>\n'
        f'<div class="rulla" role="region" aria-labelledby="{name}" tabindex="0">\n'
        f'<table class="{_kind(sheet)}" aria-describedby="om-{number}">\n'
        f'<caption class="unseen">{escape(sheet.caption)}</caption>\n'
        f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n</section>\n"
    )


def _kind(sheet: Sheet) -> str:
    """Return how wide a table is: of words that wrap, or of more narrow columns than paper has room for."""
    return "bred" if len(sheet.columns) > 12 else "text"


def _rows(sheet: Sheet, numeric: Sequence[bool]) -> Iterator[str]:
    for name, *cells in sheet.rows:
        said = "".join(_cell(cell, counts) for cell, counts in zip(cells, numeric[1:], strict=True))
        yield f'<tr><th scope="row">{escape(str(name))}</th>{said}</tr>\n'


def _cell(cell: Cell, counts: bool) -> str:
    return f"<td{_class('tal' if counts else _MARKED.get(str(cell), ''))}>{escape(str(cell))}</td>"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
