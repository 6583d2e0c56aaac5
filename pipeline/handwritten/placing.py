"""Each part of an outline put in the place that the common structure has for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline import words
from pipeline.activity import Activity
from pipeline.diagnostics import Path, address, item
from pipeline.docx.reading import Block, NoteMark, Paragraph, Place, Table, words_of
from pipeline.handwritten.columns import Head, activity_head, head_rows, source_head, width
from pipeline.handwritten.model import Draft, Given, Heading
from pipeline.handwritten.outline import Part
from pipeline.handwritten.rows import ReadRow, activity_rows, add_notes, assessed, picture_sources
from pipeline.handwritten.slots import Slot, goal_list, parts_of_kind, slots
from pipeline.handwritten.texts import Notes, heading_as_text, note_marks, plain
from pipeline.plan import Environments, FreeSection, PictureSource

_OPENING = "Ur dokumentets inledande sidor"
_GOAL = re.compile(r"^Mål (\d+\.\d+)(?:: (.*))?$")


class Placing:
    """Goes through the parts of an outline and puts each thing in its place."""

    def __init__(self, draft: Draft, notes: Notes, given: Given) -> None:
        self.draft, self.notes, self.given = draft, notes, given
        self.structure = draft.structure
        self._year = draft.cover.year or 0
        self.texts: dict[Path, list[Block]] = {}
        self.free: dict[Path, list[tuple[str, str, list[Block]]]] = {}
        self._keys: dict[Path, Counter[str]] = {}
        self.rows: dict[Path, list[ReadRow]] = {}
        self.sources: list[dict[str, Any]] = []
        self.assessed: dict[str, str] = {}
        self.goals: list[str] = []
        self._slot: Slot | None = None
        self._open: list[Block] | None = None  # the free section that text goes to, if one is open
        self._last_table: tuple[Head, int] | None = None
        self._marks: list[NoteMark] = []  # of notes that stood where a plan has none, for the next paragraph

    def read(self) -> None:
        """Read what stands before the first heading, then each part."""
        draft = self.draft
        left = [b for b in draft.cover.left if not (isinstance(b, Table) and activity_head(b) and self._table(b))]
        if any(text.strip() for text in words_of(tuple(left))):
            path = self._free_section(_OPENING, None, left)
            draft.headings.append(Heading(_OPENING, left[0].place, path, 0, free=True))
        for part in draft.outline.parts:
            if part.slot is not None:
                self._matched(part, part.slot)
            else:
                self._unmatched(part)
            for block in part.blocks:
                self._block(block)
            if part.slot is None:
                self._close_if_empty(part)
        self._put_marks()

    def _keep_notes(self, blocks: Sequence[Block], where: str, place: Place) -> None:
        """Keep the notes of what is no text of the plan for the next paragraph, and tell it."""
        marks = note_marks(blocks, self.notes)
        if marks:
            labels = words.joined([f"[^{self.notes.label(mark.key)}]" for mark in marks])
            what = f"{labels} stod {where}, där en plan inte har noter, och står nu i texten intill"
            self.draft.remarks.append((place, what))
            self.draft.note(self._text_path(), what)
            self._marks += marks

    def _put_marks(self) -> None:
        """Put notes that no paragraph came for in one of their own."""
        if self._marks:
            self._append(Paragraph())

    def _append(self, block: Block) -> None:
        """Put a block in the text that is open; the first paragraph gets the notes that wait for one."""
        target = self._open if self._open is not None else self.texts.setdefault(self._text_path(), [])
        if self._marks and isinstance(block, Paragraph):
            block, self._marks = replace(block, inlines=(*block.inlines, *self._marks)), []
        target.append(block)

    def _matched(self, part: Part, slot: Slot) -> None:
        self._put_marks()
        self._slot, self._open, self._last_table = slot, None, None
        place = part.heading.place if part.heading else Place()
        self.draft.headings.append(Heading(part.words, place, slot.path, part.certainty, part.moved))
        self.draft.places.setdefault(slot.path, place)
        # What is said in a heading beside its words: a note, a comment's box.
        if part.heading is not None:
            self.texts.setdefault(slot.text, []).extend(part.heading.boxes)
            self._keep_notes((replace(part.heading, boxes=()),), f"i rubriken ”{part.words}”", place)

    def _unmatched(self, part: Part) -> None:
        """Put a heading that the structure does not have: a section of its own, or a line in the text above."""
        heading, slot = part.heading, self._slot
        assert heading is not None
        level = part.level
        free = self._free_list(slot, same=True)
        under_chapter = slot is not None and len(slot.path) == 1 and free is not None and level == 2
        own = level is not None and (slot is None or level <= slot.level or under_chapter)
        has_text = any(text.strip() for text in words_of(tuple(part.blocks)))
        if own and has_text:
            path = self._free_section(part.words, slot, [])
            self.draft.headings.append(Heading(part.words, heading.place, path, 0, free=True))
            self._keep_notes((replace(heading, boxes=()),), f"i rubriken ”{part.words}”", heading.place)
            if heading.boxes:
                self._block(Paragraph(boxes=heading.boxes, place=heading.place))
            return
        self.draft.headings.append(Heading(part.words, heading.place, None))
        self._block(heading_as_text(heading))

    def _free_list(self, slot: Slot | None, *, same: bool = False) -> Path | None:
        """Return the list of free sections in a slot's chapter, else in the nearest after it, else before it."""
        lists = parts_of_kind(self.structure, FreeSection)
        names = [name for name, _ in self.structure.chapters()]
        here = names.index(slot.path[0]) if slot else 0
        inside = next((p for p in lists if slot is not None and p[0] == slot.path[0]), None)
        if inside or same:
            return inside
        after = [p for p in lists if names.index(p[0]) >= here]
        return after[0] if after else (lists[-1] if lists else None)

    def _free_section(self, heading: str, slot: Slot | None, blocks: Sequence[Block]) -> Path | None:
        path = self._free_list(slot)
        if path is None:
            self._open = None
            return None
        sections = self.free.setdefault(path, [])
        self._open = list(blocks)
        key = self._key(path, heading)
        sections.append((key, heading, self._open))
        return (*path, item(key))

    def _key(self, path: Path, heading: str) -> str:
        """Return a short id for a free section, unlike those of the sections before it."""
        base = re.sub(r"[^a-z0-9]+", "-", words.plainest(heading)).strip("-")[:40].strip("-") or "avsnitt"
        taken = self._keys.setdefault(path, Counter())
        taken[base] += 1
        return f"{base}-{taken[base]}" if taken[base] > 1 else base

    def _close_if_empty(self, part: Part) -> None:
        """Put the heading of a section whose tables all went elsewhere as a line in the text above."""
        sections = next((s for s in self.free.values() if s and s[-1][2] is self._open), None)
        if self._open is None or sections is None or any(text.strip() for text in words_of(tuple(self._open))):
            return
        sections.pop()
        self._open = None
        assert part.heading is not None
        self.draft.headings = [h for h in self.draft.headings if not (h.free and h.place == part.heading.place)]
        self.draft.headings.append(Heading(part.words, part.heading.place, None))
        self._block(heading_as_text(part.heading))

    def _block(self, block: Block) -> None:
        if isinstance(block, Table) and self._table(block):
            return
        if isinstance(block, Paragraph) and self._goal(block):
            return
        self._append(block)

    def _text_path(self) -> Path:
        if self._slot is not None:
            return self._slot.text
        return next(slot.text for slot in slots(self.structure) if slot.kind == "text")

    def _goal(self, block: Paragraph) -> bool:
        """Take a line that is one of the council's goals as our own documents print it."""
        match = _GOAL.match(plain(block.text)) if self._in_goals() else None
        known = self.given.city.goal(match[1]) if match and self.given.city else None
        if not match or known is None or (match[2] or known.text) != known.text:
            return False
        self.goals.append(match[1])
        return True

    def _in_goals(self) -> bool:
        goals = goal_list(self.structure)
        return self._slot is not None and goals is not None and self._slot.path[0] == goals[0]

    def _table(self, table: Table) -> bool:
        """Take a table of activities, assessments or sources; whether it was one."""
        head = activity_head(table)
        last = self._last_table
        if head is None and last is not None and width(table) == last[1] and not head_rows(table):
            return self._activities(table, last[0], 0)
        if head is not None:
            self._last_table = (head, width(table))
            self.draft.reprinted += head.words
            self._titles(table, head)
            return self._activities(table, head, head.row + 1)
        self._last_table = None
        if self._assessed(table) or self._picture_sources(table):
            return True
        self.draft.tables.append((table, None, ()))
        what = "är varken aktiviteter, bedömningar eller underlag och står som en lista, en punkt för varje rad"
        self.draft.remarks.append((table.place, f"tabellen {what}"))
        self.draft.note(self._text_path(), f"tabell {table.number} i dokumentet {what}; skriv om den till text")
        return False

    def _assessed(self, table: Table) -> bool:
        """Take a table that assesses the environments."""
        places = parts_of_kind(self.structure, Environments)
        found = assessed(table, self.notes) if places else None
        if found is None:
            return False
        self.draft.reprinted += found.reprinted
        for name, text in found.values.items():
            said = self.assessed.get(name)
            self.assessed[name] = f"{said}\n\n{text}" if said else text
            self.draft.came_from[(*places[0], name)] = (table,)
        for block in found.left:
            self._append(block)
        self._keep_notes([b for cell in found.labels for b in cell.blocks], "i tabellens huvud eller kant", table.place)
        return True

    def _picture_sources(self, table: Table) -> bool:
        """Take a table of what the lägesbild builds on, in its chapter."""
        places = parts_of_kind(self.structure, PictureSource)
        here = places and self._slot is not None and self._slot.path[0] == places[0][0]
        head = source_head(table) if here else None
        found = picture_sources(table, head, self.notes) if head is not None else []
        if head is None or not found:
            return False
        self.draft.reprinted += head.words
        self._titles(table, head)
        self.draft.came_from[places[0]] = (table,)
        self.sources += found
        self._keep_notes((table,), "i tabellen över underlag", table.place)
        return True

    def _titles(self, table: Table, head: Head) -> None:
        """Keep what stands above a table's head as text, but for what repeats the heading above."""
        for block in [b for row in table.rows[: head.row] for cell in row.cells for b in cell.blocks]:
            text = plain(block.text) if isinstance(block, Paragraph) else ""
            if self._slot is None or text.casefold() != self._slot.heading.casefold():
                self._append(block)
            else:
                self.draft.reprinted.append(text)

    def _activities(self, table: Table, head: Head, start: int) -> bool:
        path = self._rows_path()
        if path is None:
            return False
        rows = activity_rows(table, head, start, self._year, self.notes)
        self.rows.setdefault(path, []).extend(rows)
        marks = note_marks([b for cell in head.cells for b in cell.blocks], self.notes) if start else []
        if marks and rows:
            add_notes(rows[0], marks, "i tabellens huvud", self.notes)
        self.draft.tables.append((table, path, head.missing if start else ()))
        if self._slot is None or self._slot.path[0] != path[0]:
            where = address(path)
            self.draft.remarks.append(
                (table.place, f"tabellen står i ett kapitel utan aktiviteter och fördes till {where}")
            )
            self.draft.note(path, "tabellen stod i ett annat kapitel")
        return True

    def _rows_path(self) -> Path | None:
        lists = parts_of_kind(self.structure, Activity)
        if self._slot is not None and self._slot.kind == "rows":
            return self._slot.path
        names = [name for name, _ in self.structure.chapters()]
        here = names.index(self._slot.path[0]) if self._slot else 0
        after = [p for p in lists if names.index(p[0]) >= here]
        return after[0] if after else (lists[-1] if lists else None)
