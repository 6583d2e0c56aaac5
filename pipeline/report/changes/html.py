"""Changes as one web page that needs nothing beside itself, for a screen, a printer or a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pipeline.change import ChangeSet, How
from pipeline.report.changes.telling import Row, by_chapter, heading, rows, summary
from pipeline.report.changes.wording import Mark, Piece
from pipeline.report.telling import printable

_STYLE = """
:root { color-scheme: light dark; --line: #bbb; --ins: #e2f3e4; --ins-text: #0b4d18; --del: #fbe3e1;
  --del-text: #7c1410; }
@media (prefers-color-scheme: dark) {
  :root { --line: #666; --ins: #123d1a; --ins-text: #d9f5dd; --del: #4d1411; --del-text: #ffe1de; }
}
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid var(--line); padding: .5rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
thead th:first-child { width: 28%; }
tbody th { font-weight: 600; } tbody th span { display: block; font-weight: 400; font-size: .9rem; }
ins { background: var(--ins); color: var(--ins-text); } del { background: var(--del); color: var(--del-text); }
p { margin: 0 0 .5rem; } td p:last-child { margin-bottom: 0; }
@media (max-width: 40rem) { th, td { padding: .3rem; font-size: .9rem; } }
""".strip()


def html(changes: ChangeSet) -> str:
    """Return a whole page: the summary, then a table for each chapter with what, before and now."""
    title = escape(printable(heading(changes)))
    told = rows(changes)
    body = "".join(_chapter(chapter, group) for chapter, group in by_chapter(told).items())
    key = "<p>Det som är <del>överstruket</del> är borttaget och det som är <ins>understruket</ins> är nytt.</p>\n"
    return (
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Ändringar: {title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>{escape(summary(changes))}</p>\n{key if body else ''}{body}</main>\n</body>\n</html>\n"
    )


def _chapter(chapter: str, group: list[Row]) -> str:
    name = escape(printable(chapter))
    body = "".join(f"<tr>{''.join(_cells(row))}</tr>\n" for row in group)
    return (
        f"<h2>{name}</h2>\n<table>\n<thead><tr>"
        '<th scope="col">Vad</th><th scope="col">Före</th><th scope="col">Nu</th>'
        f"</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
    )


def _cells(row: Row) -> Iterator[str]:
    remark = f"<span>{escape(printable(row.remark))}</span>" if row.remark else ""
    yield f'<th scope="row" data-path="{escape(printable(row.path))}">{escape(printable(row.what))}{remark}</th>'
    if row.pieces and row.change.how is not How.RENAMED:
        yield f"<td>{_marked(row.pieces, Mark.DELETED)}</td>"
        yield f"<td>{_marked(row.pieces, Mark.INSERTED)}</td>"
    else:
        yield f"<td>{_marked(_whole(Mark.DELETED, row.before), Mark.DELETED)}</td>"
        yield f"<td>{_marked(_whole(Mark.INSERTED, row.after), Mark.INSERTED)}</td>"


def _whole(mark: Mark, text: str) -> tuple[Piece, ...]:
    words = tuple(word for line in text.split("\n") for word in (*line.split(), "\n"))
    return (Piece(mark, words),) if text else ()


def _marked(pieces: tuple[Piece, ...], side: Mark) -> str:
    """Return the paragraphs of one side, with its own words marked."""
    tag = "del" if side is Mark.DELETED else "ins"
    paragraphs: list[list[str]] = [[]]
    for mark, words in pieces:
        if mark not in (Mark.SAME, side):
            continue
        run: list[str] = []
        for word in (*words, "\n"):
            if word != "\n":
                run.append(escape(printable(word)))
                continue
            if run:
                told = " ".join(run)
                paragraphs[-1].append(told if mark is Mark.SAME else f"<{tag}>{told}</{tag}>")
            run = []
            paragraphs.append([])
        paragraphs.pop()  # the line end added here closes the run, not the paragraph
    return "".join(f"<p>{' '.join(runs)}</p>" for runs in paragraphs if runs)
