"""From the parts of a Word file to what it says as a whole."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from pipeline.docx.package import DOCUMENT, Parts, rels_name
from pipeline.docx.reading.model import (
    Block,
    Comment,
    Document,
    External,
    Note,
    NoteMark,
    Paragraph,
    Place,
    Words,
    paragraphs_of,
    words_of,
)
from pipeline.docx.reading.reader import Story, View
from pipeline.docx.reading.styles import StyleBook, style_book
from pipeline.docx.xml import parsed, w

_CORE = "docProps/core.xml"
_APP = "docProps/app.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_UNREAD = {
    "aFChunk": "en inbäddad text",
    "chart": "ett diagram",
    "diagramData": "en SmartArt-bild",
    "oleObject": "ett inbäddat objekt",
    "package": "en inbäddad fil",
    "subDocument": "ett deldokument",
}


class _Relationship(NamedTuple):
    kind: str
    target: str
    external: bool


def read_document(parts: Parts, view: View = "accepted") -> Document:
    """Return what a Word file says, its tracked changes read as accepted, or as rejected.

    Raises:
        etree.XMLSyntaxError: a part is not well formed; `package.read_parts` refuses such a file.
    """
    related = _relationships(parts, DOCUMENT)
    found = {kind: _related(related, kind) for kind in ("styles", "numbering", "footnotes", "endnotes", "comments")}
    book = style_book(_root(parts, found["styles"]), _root(parts, found["numbering"]))
    root = parsed(parts[DOCUMENT])
    story = Story(book, _links(related), view)
    body = root.find(w("body"))
    blocks = story.blocks(body) if body is not None else ()
    notes = dict(_notes(parts, found, book, view, story))
    numbers = _numbers(blocks)
    notes = {key: replace(note, number=numbers.get(key, 0)) for key, note in notes.items()}
    core, app = _root(parts, _CORE), _root(parts, _APP)
    return Document(
        blocks=blocks,
        notes=notes,
        comments=dict(_comments(parts, found["comments"], book, blocks)),
        changes=tuple(story.changes),
        running=tuple(_running(parts, related, book, view)),
        title=_words(core, f"{_DC}title"),
        language=book.language,
        author=_words(core, f"{_DC}creator"),
        application=_words(app, f"{_EXTENDED}Application"),
        external=tuple(_external(parts)),
        unread=tuple(_unread(related.values())),
    )


def _root(parts: Parts, name: str) -> etree._Element | None:
    return parsed(parts[name]) if name in parts else None


def _words(root: etree._Element | None, tag: str) -> str:
    found = root.find(tag) if root is not None else None
    return (found.text or "").strip() if found is not None else ""


def _relationships(parts: Parts, part: str) -> dict[str, _Relationship]:
    root = _root(parts, rels_name(part))
    folder = posixpath.dirname(part)
    found = {}
    for entry in root if root is not None else ():
        if not isinstance(entry.tag, str):
            continue
        external = entry.get("TargetMode") == "External"
        target = str(entry.get("Target", ""))
        if not external:
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            target = posixpath.normpath(whole)
        found[str(entry.get("Id"))] = _Relationship(str(entry.get("Type", "")).rpartition("/")[2], target, external)
    return found


def _related(related: Mapping[str, _Relationship], kind: str) -> str:
    return next((r.target for r in related.values() if r.kind == kind and not r.external), "")


def _links(related: Mapping[str, _Relationship]) -> dict[str, str]:
    return {key: r.target for key, r in related.items() if r.kind == "hyperlink"}


def _notes(
    parts: Parts, found: Mapping[str, str], book: StyleBook, view: View, story: Story
) -> Iterator[tuple[str, Note]]:
    for kind, name in (("footnote", "fotnot"), ("endnote", "slutnot")):
        part = found[f"{kind}s"]
        root = _root(parts, part)
        links = _links(_relationships(parts, part)) if part else {}
        for note in root.findall(w(kind)) if root is not None else ():
            if note.get(w("type")) not in _SEPARATORS:
                key = f"{name} {note.get(w('id'))}"
                inner = Story(book, links, view, key)
                yield key, Note(key, _trimmed(inner.blocks(note)))
                story.changes += inner.changes


def _trimmed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a note's blocks without the space that Word writes after the note's own number."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.inlines and isinstance(first.inlines[0], Words):
        words = first.inlines[0]
        start = len(words.text) - len(words.text.lstrip())
        spans = tuple(s._replace(start=max(s.start - start, 0), end=max(s.end - start, 0)) for s in first.spans)
        about = tuple(s._replace(start=max(s.start - start, 0), end=max(s.end - start, 0)) for s in first.comments)
        kept = (words._replace(text=words.text.lstrip()),) if words.text.strip() else ()
        return (replace(first, inlines=(*kept, *first.inlines[1:]), spans=spans, comments=about), *blocks[1:])
    return blocks


def _numbers(blocks: tuple[Block, ...]) -> dict[str, int]:
    """Return the number that a reader sees of each note, footnotes and endnotes counted apart."""
    numbers: dict[str, int] = {}
    for paragraph in paragraphs_of(blocks):
        for inline in paragraph.inlines:
            if isinstance(inline, NoteMark) and inline.key not in numbers:
                kind = inline.key.split(" ")[0]
                numbers[inline.key] = 1 + sum(key.startswith(kind) for key in numbers)
    return numbers


def _comments(parts: Parts, part: str, book: StyleBook, blocks: tuple[Block, ...]) -> Iterator[tuple[str, Comment]]:
    root = _root(parts, part)
    if root is None:
        return
    about: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for paragraph in paragraphs_of(blocks):
        for span in paragraph.comments:
            about.setdefault(span.key, []).append(paragraph.text[span.start : span.end])
            places.setdefault(span.key, paragraph.place)
    links = _links(_relationships(parts, part))
    paragraphs = [(p.get(f"{_W14}paraId"), c) for c in root.findall(w("comment")) for p in c.iter(w("p"))]
    keys = {identifier: str(comment.get(w("id"))) for identifier, comment in paragraphs if identifier}
    threads = {
        keys.get(entry.get(f"{_W15}paraId", "")): entry
        for name in parts
        if re.fullmatch(r"word/commentsExtended\d*\.xml", name)
        for entry in parsed(parts[name])
        if isinstance(entry.tag, str)
    }
    for comment in root.findall(w("comment")):
        key = str(comment.get(w("id")))
        thread = threads.get(key)
        parent = keys.get(thread.get(f"{_W15}paraIdParent", "")) if thread is not None else None
        words = "\n".join(about.get(key, ()))
        extra = {"place": places[key]} if key in places else {}
        yield (
            key,
            Comment(
                key=key,
                author=str(comment.get(w("author"), "")),
                date=str(comment.get(w("date"), "")),
                blocks=Story(book, links, "accepted", "kommentar").blocks(comment),
                parent=parent,
                done=thread is not None and thread.get(f"{_W15}done") in ("1", "true"),
                about=words,
                **extra,
            ),
        )


def _running(
    parts: Parts, related: Mapping[str, _Relationship], book: StyleBook, view: View
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    names = {"header": "sidhuvud", "footer": "sidfot"}
    targets = dict.fromkeys((r.kind, r.target) for r in related.values() if r.kind in names and not r.external)
    for kind, target in sorted(targets):
        root = _root(parts, target)
        if root is not None:
            blocks = Story(book, _links(_relationships(parts, target)), view, names[kind]).blocks(root)
            if any(text.strip() for text in words_of(blocks)):
                yield target, blocks


def _external(parts: Parts) -> Iterator[External]:
    for name in sorted(parts):
        if name.endswith(".rels"):
            folder, _, part = name.rpartition("_rels/")
            for relationship in _relationships(parts, folder + part.removesuffix(".rels")).values():
                if relationship.external and relationship.kind != "hyperlink":
                    yield External(relationship.kind, relationship.target)


def _unread(related: Iterable[_Relationship]) -> Iterator[str]:
    for relationship in related:
        if relationship.kind in _UNREAD:
            yield _UNREAD[relationship.kind]
