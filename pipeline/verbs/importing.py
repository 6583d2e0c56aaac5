"""A plan that somebody wrote in Word as a draft definition, with an account of where everything went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File

from pipeline import words, yaml_text
from pipeline.diagnostics import address
from pipeline.docx.package import read_parts
from pipeline.docx.reading import Block, Document, Paragraph, looks_like_heading, read_document, words_of
from pipeline.errors import Refused, Unreadable, UsageFault
from pipeline.handwritten.cover import year_of
from pipeline.handwritten.draft import SURE, read_draft
from pipeline.handwritten.model import CHECK, Draft, Given, Heading
from pipeline.layout import PLAN_NAME, shown
from pipeline.structures import BY_ID
from pipeline.verbs.known import Known, known_near
from pipeline.verbs.outputs import write
from pipeline.words import counted, meant

_MOST = 3_000  # rows and headings; a plan has a hundred
_OPENING = 12  # blocks at most in which a document says what year it is for


@dataclass(frozen=True)
class Imported:
    """What was written, and the account."""

    file: File
    draft: Draft
    lines: tuple[str, ...]


def import_plan(
    file: File, out: File, *, year: int | None = None, board: str | None = None, structure: str | None = None
) -> Imported:
    """Write the draft of the plan in a Word file to `out`, which must not exist.

    Raises:
        Refused: there is a file at `out`.
        Unreadable: the Word file cannot be read, or is none.
        UsageFault: the year is not said anywhere, or a board or structure does not exist.
        Unwritable: `out` cannot be written.
    """
    if out.exists() or out.is_symlink():
        raise Refused(f"{shown(out)}: filen finns redan och skrivs inte över; ange ett annat namn, eller flytta den")
    if out.suffix.lower() not in (".yaml", ".yml"):
        raise UsageFault(f"{shown(out)}: en definition är en YAML-fil; ange ett namn som slutar på .yaml")
    document = read_document(read_parts(file))
    check_size(document, file)
    draft = drafted(document, out, year=year, board=board, structure=structure)
    head = "\n".join(_head(file, draft))
    text = yaml_text.written(draft.values, {(): head, **draft.comments})
    write(out, text.encode(), force=True)
    return Imported(out, draft, tuple(account(draft, document)))


def drafted(
    document: Document,
    near: File | None,
    *,
    year: int | None = None,
    board: str | None = None,
    structure: str | None = None,
    known: Known | None = None,
) -> Draft:
    """Return the draft of a document's plan; what the document does not say may be said by its place or an option.

    Raises:
        UsageFault: the year is not said anywhere, or a board or structure does not exist.
    """
    known = known or known_near(near)
    boards = known.boards
    if board is not None and boards and board not in boards:
        raise UsageFault(f"nämnden {board} finns inte i registret{meant(board, boards)}")
    if structure is not None and structure not in BY_ID:
        raise UsageFault(f"strukturen {structure} finns inte{meant(structure, BY_ID)}; det finns {', '.join(BY_ID)}")
    folders = [part.name for part in near.resolve().parents[:2]] if near else []
    said = year_of(document, opening(document))
    placed = int(folders[1]) if folders[1:] and folders[1].isdigit() and len(folders[1]) == 4 else None
    year = year or said or placed
    if year is None:
        raise UsageFault("dokumentet säger inte vilket år planen gäller; ange det med --ar")
    if board is None and folders and folders[0] in boards:
        board = folders[0]
    given = Given(boards, known.city(year), year, board, BY_ID[structure] if structure else None)
    return read_draft(document, given)


def check_size(document: Document, file: File) -> None:
    """Return if a document is of a size that a plan can have.

    Raises:
        Unreadable: it has more rows and headings than that; holding each against all others would take hours.
    """
    rows = sum(len(table.rows) for table in document.tables())
    heads = sum(isinstance(block, Paragraph) and looks_like_heading(block) for block in document.blocks)
    if rows + heads > _MOST:
        raise Unreadable(
            f"{shown(file)}: dokumentet har {rows} tabellrader och {heads} rubriker, fler än någon plan; dela upp det"
        )


def opening(document: Document) -> tuple[Block, ...]:
    """Return the blocks in which a document says what it is: those before its first real heading."""
    blocks = document.blocks
    first = next((n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.level is not None), _OPENING)
    return blocks[: min(first, _OPENING)]


def _head(file: File, draft: Draft) -> Iterator[str]:
    yield "yaml-language-server: $schema=../../../docs/handlingsplan.schema.json"
    yield ""
    yield f"Utkast, inläst ur {file.name}. Ingen har kontrollerat det än."
    number = sum(text.count(CHECK) for text in draft.comments.values())
    if number:
        yield f"Sök efter {CHECK.rstrip(':')}: där ska en människa titta, på {counted(number, 'ställe', 'ställen')}."
    if draft.missing:
        headings = words.joined([f"”{slot.heading}”" for slot in draft.missing])
        yield f"Hittades inte i dokumentet: {headings}."


def account(draft: Draft, document: Document) -> Iterator[str]:
    """Yield the account: each heading and where it went, what is missing, what was kept elsewhere, what to look at."""
    front = draft.cover
    yield f"struktur {draft.structure.structure_id}, nämnd {front.board or 'okänd'}, år {front.year}"
    yield ""
    yield "Rubriker och vart de fördes"
    for heading in draft.headings:
        yield f"  {_certainty(heading)}  {heading.words}{_where(heading)}"
    if draft.missing:
        yield ""
        yield "Hittades inte"
        yield from (f"  {slot.heading} ({address(slot.path)}, {slot.need.value})" for slot in draft.missing)
    yield ""
    rows = counted(draft.rows, "aktivitet", "aktiviteter")
    yield f"{rows}, {counted(draft.notes, 'not', 'noter')}, varav {draft.typed} skrivna som text"
    told = [*draft.remarks, *_not_text(document)]
    if told:
        yield ""
        yield "Att titta på"
        yield from (f"  {where}: {what}" if where else f"  {what}" for where, what in _told(told))


def _told(remarks: list[tuple[object, str]]) -> Iterator[tuple[str, str]]:
    for place, sentence in remarks:
        yield str(getattr(place, "told", place)), sentence


def _certainty(heading: Heading) -> str:
    if heading.free:
        return " eget"
    return f"{heading.certainty:3} %" if heading.path else " text"


def _where(heading: Heading) -> str:
    if heading.path is None:
        return " (står som en rad i fetstil i texten)"
    moved = ", stod på en annan plats" if heading.moved else ""
    unsure = ", osäkert" if not heading.free and heading.certainty < SURE else ""
    return f" -> {address(heading.path)}{moved}{unsure}"


def _not_text(document: Document) -> Iterator[tuple[object, str]]:
    """Yield what a definition has no place for, and so was left in the Word file."""
    for name, blocks in document.running:
        what = "sidhuvudet" if "header" in name else "sidfoten"
        text = " ".join(t.strip() for t in words_of(blocks) if t.strip())
        yield "", f"{what} följer inte med, eftersom mallen har ett eget: ”{text[:200]}”"
    for paragraph in document.paragraphs():
        for picture in paragraph.pictures:
            yield paragraph.place, f"bilden {picture.name or 'utan namn'} följer inte med"
    for what in document.unread:
        yield "", f"{what} kunde inte läsas; för över innehållet för hand"
    if document.changes:
        changes = counted(len(document.changes), "spårad ändring", "spårade ändringar")
        yield "", f"{changes} lästes som godkända"
    for comment in document.comments.values():
        yield comment.place, f"kommentar av {comment.author or 'okänd'} följer inte med: ”{comment.text[:200]}”"


__all__ = ["PLAN_NAME", "Imported", "account", "drafted", "import_plan"]
