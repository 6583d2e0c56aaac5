"""A draft definition of a plan that somebody wrote in Word, and an account of where everything went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline import markup_text
from pipeline.activity import Activity
from pipeline.diagnostics import Path, item
from pipeline.documents.change_table import APPENDIX
from pipeline.docx.reading import Block, Document, Place
from pipeline.handwritten.borrowing import borrowed
from pipeline.handwritten.cover import cover
from pipeline.handwritten.model import Draft, Given, Heading
from pipeline.handwritten.outline import Outline, best_outline, outline
from pipeline.handwritten.pasted import broken_lines, mended
from pipeline.handwritten.placing import Placing
from pipeline.handwritten.slots import goal_list, parts_of_kind, slots
from pipeline.handwritten.texts import Notes, written
from pipeline.handwritten.typed_notes import typed_notes
from pipeline.handwritten.unpacking import filled_in, laid_out, placeholders, unpacked
from pipeline.model import fields_of
from pipeline.plan import ActionPlan, Environments, Need, PictureSource, fields_by_name
from pipeline.structures import STRUCTURES
from pipeline.words import counted

SURE = 95  # per cent of certainty from which a heading needs no second look
_GOAL_IN_TEXT = re.compile(r"\bmål(?:et)? (\d+\.\d+)\b", re.I)
_PREFIXES = {"forebyggande_arbete": "F", "forhindrande_arbete": "H"}
_WIDTH = 110


def read_draft(document: Document, given: Given) -> Draft:
    """Return a draft of the plan that a document holds; every word of its text is in it."""
    document, made = document.parted(lambda paragraph: bool(paragraph.level) and paragraph.text.strip() == APPENDIX)
    structures = (given.structure,) if given.structure is not None else STRUCTURES
    targets = list(dict.fromkeys(slot.target for structure in structures for slot in slots(structure)))
    told = filled_in(document.blocks)
    blocks, typed = typed_notes(mended(unpacked(told, targets)))
    found = _outline(document, blocks, given)
    front = cover(document, found.before, given.boards)
    front.year = given.year or front.year
    front.board = given.board or front.board
    notes = Notes(document.notes, typed)
    draft = Draft(found.structure, found, front)
    if made:
        draft.values["andringar_som_bilaga"] = "ja"
        draft.remarks.append(
            (made[0].place, "bilagan följer inte med, eftersom den görs av planen och förra årets plan")
        )
    placing = Placing(draft, notes, given)
    placing.read()
    draft.laid_out += laid_out(document.blocks, targets)
    draft.remarks += _left_out_or_joined(document, unpacked(told, targets))
    return _Finishing(placing).finish(document)


def _left_out_or_joined(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Place, str]]:
    """Yield what nobody filled in, and where sentences were broken."""
    for paragraph, text in placeholders(document.blocks):
        yield paragraph.place, f"”{text}” är inte ifyllt, och följer inte med"
    broken = list(broken_lines(blocks))
    if broken:
        lines = counted(len(broken), "stycke", "stycken")
        yield broken[0].place, f"{lines} var brutna mitt i en mening, det första här, och är satta ihop; läs om dem"


def _outline(document: Document, blocks: Sequence[Block], given: Given) -> Outline:
    if given.structure is not None:
        return outline(blocks, given.structure)
    best = best_outline(blocks, STRUCTURES)
    board = given.boards.get(given.board or cover(document, best.before, given.boards).board or "")
    of_type = [s for s in STRUCTURES if board is not None and s.board_type == board.typ]
    return best_outline(blocks, of_type) if of_type else best


class _Finishing:
    """Writes what was placed as values, in the structure's order."""

    def __init__(self, placing: Placing) -> None:
        self._placing = placing
        self._draft, self._notes, self._given = placing.draft, placing.notes, placing.given
        self._structure = placing.structure

    def finish(self, document: Document) -> Draft:
        """Return the draft with all its values, in the structure's order."""
        draft = self._draft
        placed = {path for path, rows in self._placing.rows.items() if rows}  # a table needs no heading of its own
        draft.missing = [s for s in draft.outline.missing if s.kind != "environment" and s.path not in placed]
        self._head()
        for name, _ in self._structure.chapters():
            draft.values[name] = {}
        self._put_texts()
        self._put_rows()
        self._put_lists()
        sources = self._notes.sources()
        draft.values["kallor"] = {label: {"text": text} for label, text in sources.items()}
        draft.notes, draft.typed = len(sources), len(self._notes.typed)
        self._borrow()
        self._order()
        for label in draft.values.get("kallor", {}):
            draft.places[("kallor", label)] = self._note_place(document, label)
        return draft

    def _head(self) -> None:
        draft, front = self._draft, self._draft.cover
        decisions = {k: front.head[k] for k in ("samrad", "namnd", "kommunstyrelsen") if k in front.head}
        draft.values.update(
            struktur=self._structure.structure_id,
            namnd=front.board or "okand",
            ar=str(front.year or ""),
            status=front.head.get("status", "utkast"),
        )
        if "samordnare" in front.head:
            draft.values["samordnare"] = front.head["samordnare"]
        draft.values["beslut"] = decisions
        if front.board is None:
            draft.note(("namnd",), "nämnden kunde inte läsas ur dokumentet; skriv dess id i namnder.yaml")

    def _put_texts(self) -> None:
        draft = self._draft
        for slot in slots(self._structure):
            if slot.kind == "environment":
                if self._placing.texts.get(slot.text):
                    text = written(self._placing.texts[slot.text], self._notes)
                    said = self._placing.assessed.get(slot.path[-1])
                    self._placing.assessed[slot.path[-1]] = "\n\n".join(part for part in (said, text) if part)
                    draft.came_from[slot.path] = tuple(self._placing.texts[slot.text])
                continue
            if slot.kind == "rows":
                continue
            blocks = self._placing.texts.get(slot.text, [])
            text = written(blocks, self._notes)
            wanted = slot.need is Need.REQUIRED and slot in draft.outline.missing
            if text or (slot.due and (wanted or slot not in draft.outline.missing)):
                self._set(slot.text, text)
                draft.came_from[slot.text] = tuple(blocks)
            if wanted and slot.due:
                draft.note(slot.text, f"rubriken ”{slot.heading}” hittades inte i dokumentet, men avsnittet krävs")
        for heading in draft.headings:
            if heading.path and not heading.free and (heading.certainty < SURE or heading.moved):
                self._doubt(heading)

    def _doubt(self, heading: Heading) -> None:
        assert heading.path is not None
        slot = next(s for s in slots(self._structure) if s.path == heading.path)
        if heading.moved:
            sentence = f"rubriken ”{heading.words}” stod på en annan plats än i den gemensamma strukturen"
        else:
            sentence = (
                f"rubriken i dokumentet är ”{heading.words}”; den togs för ”{slot.heading}” ({heading.certainty} %)"
            )
        self._draft.note(slot.path, sentence)

    def _put_rows(self) -> None:
        taken = {row.values["id"] for rows in self._placing.rows.values() for row in rows}
        seen: set[str] = set()
        for path in parts_of_kind(self._structure, Activity):
            rows = self._placing.rows.get(path, [])
            slot = next(s for s in slots(self._structure) if s.path == path)
            for number, row in enumerate(rows, 1):
                if not row.values["id"] or row.values["id"] in seen:
                    row.values["id"] = _id(_PREFIXES.get(path[0], path[0][:1].upper()), number, taken)
                    self._draft.invented.add(row.values["id"])
                taken.add(row.values["id"])
                seen.add(row.values["id"])
                place = (*path, item(row.values["id"]))
                self._draft.places[place] = row.place
                self._draft.came_from[place] = row.blocks
                for name, doubts in row.doubts.items():
                    for doubt in doubts:
                        self._draft.note((*place, name) if name in row.values else place, doubt)
                        self._draft.remarks.append((row.place, doubt))
            if rows or slot.need is Need.REQUIRED or slot not in self._draft.outline.missing:
                self._set(path, [row.values for row in rows])
                if not rows:
                    self._draft.note(path, "ingen tabell med aktiviteter hittades för avsnittet")
            self._draft.rows += len(rows)
            above = self._placing.texts.get(path, [])
            assert not above, "text under an activity heading goes to the chapter"

    def _put_lists(self) -> None:
        draft = self._draft
        for path in parts_of_kind(self._structure, Environments):
            self._set(path, {name: self._placing.assessed.get(name, "") for name in Environments.model_fields})
            if not all(self._placing.assessed.get(name) for name in Environments.model_fields):
                draft.note(path, "bedömningen av en eller flera av de tre miljöerna hittades inte; skriv den")
        for path in parts_of_kind(self._structure, PictureSource):
            if self._placing.sources:
                self._set(path, self._placing.sources)
        for path, sections in self._placing.free.items():
            made: list[dict[str, str]] = []
            for key, heading, blocks in sections:
                made.append({"id": key, "rubrik": heading, "text": written(blocks, self._notes)})
                draft.came_from[(*path, item(key))] = tuple(blocks)
                if blocks:
                    draft.places[(*path, item(key))] = blocks[0].place
                draft.note((*path, item(key)), "avsnittet har ingen given plats i strukturen; flytta eller behåll det")
            self._set(path, [section for section in made if section["text"]])
        goals = goal_list(self._structure)
        if goals is not None:
            text = self._get((*goals[:-1], "text")) or ""
            self._placing.goals += [n for n in _GOAL_IN_TEXT.findall(str(text)) if self._known(n)]
            self._set(goals, list(dict.fromkeys(self._placing.goals)))
            if not self._placing.goals:
                draft.note(goals, "inget av kommunfullmäktiges mål hittades; skriv målets nummer")

    def _known(self, number: str) -> bool:
        return self._given.city is not None and self._given.city.goal(number) is not None

    def _borrow(self) -> None:
        """Put a reference to the city's text where a section has exactly its words and its notes."""
        city = self._given.city
        if city is None:
            return
        borrowed(self._draft, city)

    def _order(self) -> None:
        """Put every key in the order of the structure, and leave out what is empty and not wanted."""
        draft = self._draft
        head = ("struktur", "namnd", "ar", "status", "samordnare", "andringar_som_bilaga", "beslut")
        ordered: dict[str, Any] = {k: draft.values[k] for k in head if k in draft.values}
        for name, _ in self._structure.chapters():
            chapter = draft.values[name]
            ordered[name] = _sorted(chapter, self._structure, name)
        if draft.values["kallor"]:
            ordered["kallor"] = draft.values["kallor"]
        draft.values = _wrapped(ordered)

    def _note_place(self, document: Document, label: str) -> Place:
        key = next(k for k, known in self._notes.labels.items() if known == label)
        note = document.notes.get(key)
        return note.blocks[0].place if note and note.blocks else Place(words=key)

    def _set(self, path: Path, value: Any) -> None:
        target = self._draft.values
        for step in path[:-1]:
            target = target.setdefault(step, {})
        target[path[-1]] = value

    def _get(self, path: Path) -> Any:
        target: Any = self._draft.values
        for step in path:
            target = target.get(step) if isinstance(target, dict) else None
        return target


def _sorted(chapter: dict[str, Any], structure: type[ActionPlan], name: str) -> dict[str, Any]:
    def ordered(value: Any, annotation: Any) -> Any:
        fields = fields_of(annotation)
        if not isinstance(value, dict) or fields is None:
            return value
        return {k: ordered(value[k], fields[k].annotation) for k in fields if k in value}

    return dict(ordered(chapter, fields_by_name(structure)[name].annotation))


def _id(prefix: str, number: int, taken: set[str]) -> str:
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def _wrapped(value: Any) -> Any:
    """Return values with the long lines of texts of several paragraphs broken as our definitions have them."""
    if isinstance(value, dict):
        return {key: _wrapped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_wrapped(inner) for inner in value]
    several = isinstance(value, str) and "\n" in value
    return markup_text.wrapped(value, _WIDTH) + "\n" if several else value


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text in the values of a draft."""
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts_of(inner)
