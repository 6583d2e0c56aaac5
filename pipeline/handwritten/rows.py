"""Tables of a document as rows of a plan: activities, assessed environments, sources of the lägesbild."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.docx.reading import Block, Cell, NoteMark, Paragraph, Place, Table
from pipeline.from_word.fields import environments as environments_named
from pipeline.from_word.fields import follow_up_or_method, responsible_in, schedule_or_remark
from pipeline.from_word.texts import part_of
from pipeline.handwritten.columns import ACTIVITY, Head, environments, filled
from pipeline.handwritten.texts import Notes, blocks_of, note_marks, plain, written
from pipeline.matching import heading_words
from pipeline.plan import PictureSource
from pipeline.words import joined

Value = dict[str, Any]
_ID = re.compile(r"[A-ZÅÄÖ]{1,3}-?\d{1,3}")
_TYPES = ("polis", "enkät", "nämnd", "klotterstatistik", "incidentrapportering", "annan")
_LABELS = {"syfte": "Syfte", "forvantad_effekt": "Förväntad effekt", "matt": "Mått", "miljoer": "Miljöer"}
_STATUSES = ("planerad", "pågår", "genomförd", "avbruten")
_ENVIRONMENT_HEADS = ("miljö", "miljöer", "område", "extremistmiljö", "")
_ENVIRONMENT_NAME = re.compile(
    r"(?:(?:den|miljön?|miljöer|extremism|extremistisk|autonoma|våldsbejakande|"
    r"(?:höger|vänster)extrem\w*|islamis\w*)[\s/-]*)+"
)
_NOT_GIVEN = "inte angiven"


@dataclass
class ReadRow:
    """An activity as values, where it stands, and what in it a person must look at, by field."""

    values: Value
    place: Place
    doubts: dict[str, list[str]] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    def doubt(self, name: str, sentence: str) -> None:
        """Say, once, what a person must look at in a field."""
        said = self.doubts.setdefault(name, [])
        if sentence not in said:
            said.append(sentence)


def activity_rows(table: Table, head: Head, start: int, year: int, notes: Notes) -> list[ReadRow]:
    """Return the activities of a table from row `start`; a row without an activity goes on from the one above."""
    out: list[ReadRow] = []
    for row, cells in filled(table, start):
        if not any(cell.text.strip() for cell in cells.values()):
            continue
        by_field = {head.columns[c]: cell for c, cell in cells.items() if c in head.columns}
        if _repeats(head, cells):
            continue
        activity = by_field.get("aktivitet")
        if (activity is None or not activity.text.strip()) and out:
            _go_on(out[-1], by_field, cells, head, notes)
            continue
        out.append(_row(row.place, by_field, cells, head, year, notes))
    return out


def _repeats(head: Head, cells: dict[int, Cell]) -> bool:
    """Return whether a row is the table's head once more, as after a page break made by hand."""
    words = tuple(plain(cell.text) for cell in cells.values())
    return words == tuple(map(plain, head.words))


def _row(
    place: Place, by_field: dict[str, Cell], cells: dict[int, Cell], head: Head, year: int, notes: Notes
) -> ReadRow:
    blocks = by_field["aktivitet"].blocks if "aktivitet" in by_field else ()
    made = ReadRow({"id": ""}, place, blocks=tuple(b for cell in cells.values() for b in cell.blocks))
    typed = by_field.get("id")
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    if typed is not None and _ID.fullmatch(plain(typed.text)):
        made.values["id"] = plain(typed.text)
    elif typed is not None and not re.fullmatch(r"[\d.):\s]*", plain(typed.text)):
        blocks = (*typed.blocks, *blocks)  # more than a number: words are kept
    elif paragraphs and _ID.fullmatch(plain(paragraphs[0].text)) and len(blocks) > 1:
        made.values["id"] = plain(paragraphs[0].text)
        blocks = tuple(b for b in blocks if b is not paragraphs[0])
    kept, labelled = _labelled(blocks)
    made.values["aktivitet"] = written(kept, notes)
    for column, cell in sorted(cells.items()):
        if column not in head.columns and cell.text.strip():
            _add_column(made, plain(head.over(column)), written(cell.blocks, notes))
    _fill(made, by_field, year, notes)
    _add(made, labelled, by_field, notes)
    _keep_notes(made, cells.values(), notes)
    return made


def _add_column(made: ReadRow, label: str, text: str) -> None:
    """Put what stands in a column that is no field last in the activity, under the column's own words."""
    sign = ":\n\n" if "\n" in text or re.match(r"- |1\. ", text) else ": "
    made.values["aktivitet"] = f"{made.values['aktivitet']}\n\n{label}{sign if label else ''}{text}".strip()
    made.doubt("aktivitet", f"kolumnen ”{label}” har ingen egen plats och står sist i texten")


def _keep_notes(made: ReadRow, cells: Iterable[Cell], notes: Notes) -> None:
    """Put the notes of cells that can have none last in the activity, where a reader of the row sees them."""
    for cell in cells:
        text = " ".join(_texts(made.values))
        marks = [m for m in note_marks(cell.blocks, notes) if f"[^{notes.label(m.key)}]" not in text]
        if marks:
            add_notes(made, marks, f"i cellen ”{plain(cell.text)}”", notes)


def add_notes(made: ReadRow, marks: Iterable[NoteMark], where: str, notes: Notes) -> None:
    """Put marks of notes last in a row's activity, and say where they stood."""
    labels = [f"[^{notes.label(mark.key)}]" for mark in marks]
    made.values["aktivitet"] += "".join(labels)
    made.doubt(
        "aktivitet", f"{joined(labels)} stod {where}, där en plan inte har noter, och står nu sist i aktiviteten"
    )


def _texts(values: Value) -> Iterator[str]:
    for value in values.values():
        if isinstance(value, dict):
            yield from _texts(value)
        elif isinstance(value, str):
            yield value


def _fill(made: ReadRow, by_field: dict[str, Cell], year: int, notes: Notes) -> None:
    values = made.values
    who = by_field.get("ansvarig")
    values["ansvarig"] = responsible_in(_lines(who, notes)) if who else []
    when = " ".join(_lines(by_field["tidplan"], notes)) if "tidplan" in by_field else ""
    if when:
        values["tidplan"], sure = schedule_or_remark(when, year)
        if not sure:
            made.doubt("tidplan", f"tidplanen ”{when}” kunde inte delas upp och står som anmärkning")
    where = by_field.get("uppfoljning")
    told = written(where.blocks, notes) if where else ""
    if told:
        values["uppfoljning"] = follow_up_or_method(told, year)
    for name, label in (("ansvarig", "ansvarig"), ("tidplan", "tidplan"), ("uppfoljning", "uppföljning")):
        if not values.get(name):
            made.doubt(name, f"raden har ingen {label}")


def _lines(cell: Cell, notes: Notes) -> list[str]:
    """Return the paragraphs of a cell as lines, breaks parting them too; bullets and marks of notes are no words."""
    texts = (block.text for block in blocks_of(cell.blocks, notes))
    return [line for text in texts for part in text.split("\n") if (line := plain(part))]


def _labelled(blocks: Sequence[Block]) -> tuple[list[Block], dict[str, list[Paragraph]]]:
    """Return blocks without those that begin with a label as our own documents print it, and by field what follows."""
    kept: list[Block] = []
    found: dict[str, list[Paragraph]] = {}
    for block in blocks:
        text = plain(block.text) if isinstance(block, Paragraph) else ""
        name = next((n for n, label in _LABELS.items() if re.match(rf"{label}:\s+\S", text)), None)
        if text.lower().startswith("status: ") and text[8:].lower() in _STATUSES:
            name = "status"
        if name and kept and isinstance(block, Paragraph):
            found.setdefault(name, []).append(part_of(block, block.text.index(":") + 1))
        else:
            kept.append(block)
    return kept, found


def _add(made: ReadRow, labelled: dict[str, list[Paragraph]], by_field: dict[str, Cell], notes: Notes) -> None:
    """Add what only some plans have: aim, effect, measure, environments, status."""
    for name in ("syfte", "forvantad_effekt", "matt"):
        texts = [written([block], notes) for block in labelled.get(name, ())]
        cell = by_field.get(name)
        if cell is not None and cell.text.strip():
            texts = [*texts, written(cell.blocks, notes)]
        if texts:
            made.values[name] = "\n\n".join(texts)
    for block in labelled.get("miljoer", ()):
        named = environments_named(plain(block.text))
        if named:
            made.values["miljoer"] = named
        else:
            made.values["aktivitet"] += f"\n\nMiljöer: {written([block], notes)}"
    cell = by_field.get("status")
    statuses = [plain(block.text) for block in labelled.get("status", ())]
    statuses += [plain(cell.text)] if cell is not None and cell.text.strip() else []
    for status in statuses:
        if status.lower() in _STATUSES:
            made.values["status"] = status.lower()
        else:
            made.values["aktivitet"] += f"\n\nStatus: {status}"


def _go_on(above: ReadRow, by_field: dict[str, Cell], cells: dict[int, Cell], head: Head, notes: Notes) -> None:
    """Add the words of a row that was split off to the row above it."""
    for column, cell in cells.items():
        text = written(cell.blocks, notes)
        merged = any(block is known for block in cell.blocks for known in above.blocks)
        if not text or merged:
            continue
        name = head.columns.get(column, "aktivitet")
        values = above.values
        if name == "ansvarig":
            values["ansvarig"] += responsible_in(_lines(cell, notes))
        elif name == "tidplan" and values.get("tidplan"):
            said = values["tidplan"].get("anmarkning")
            more = " ".join(_lines(cell, notes))
            values["tidplan"]["anmarkning"] = f"{said}, {more}" if said else more
        elif name == "uppfoljning" and values.get("uppfoljning"):
            said = values["uppfoljning"].get("metod")
            values["uppfoljning"]["metod"] = f"{said}\n\n{text}" if said else text
        elif column not in head.columns:
            _add_column(above, plain(head.over(column)), text)
        else:
            name = name if name in ("syfte", "forvantad_effekt", "matt") else "aktivitet"
            values[name] = f"{values.get(name, '')}\n\n{text}".strip()
        above.doubt(name, "en rad utan egen aktivitet lästes som fortsättning på den här")
    _keep_notes(above, cells.values(), notes)
    above.blocks = (*above.blocks, *(b for cell in by_field.values() for b in cell.blocks))


@dataclass
class Assessed:
    """What a table says of the environments: texts by name, other rows, and the cells that only name things."""

    values: dict[str, str] = field(default_factory=dict)
    left: list[Block] = field(default_factory=list)
    labels: list[Cell] = field(default_factory=list)
    reprinted: list[str] = field(default_factory=list)


def assessed(table: Table, notes: Notes) -> Assessed | None:
    """Return what a table says of each environment; None for a table of something else.

    Of several columns each is named. What a row's name says beside the environment's is kept too.
    """
    found = environments(table)
    if found is None:
        return None
    made = Assessed()
    head: dict[int, Cell] = {}
    for number, (row, cells) in enumerate(filled(table, 0)):
        first = row.cells[0] if row.cells else None
        if number in found and first is not None:
            made.labels.append(first)
            texts = {c: written(cell.blocks, notes) for c, cell in sorted(cells.items()) if c != first.column}
            several = len(texts) > 1
            parts = [f"{_name(head.get(c))}{text}" if several else text for c, text in texts.items() if text]
            own = [] if _ENVIRONMENT_NAME.fullmatch(heading_words(first.text)) else [plain(first.text)]
            made.values[found[number]] = "\n\n".join([*own, *parts])
        elif number or first is None or heading_words(first.text) not in _ENVIRONMENT_HEADS:
            made.left += [b for cell in row.cells for b in cell.blocks]
        else:
            head = cells
            made.labels += row.cells
            made.reprinted += [cell.text for cell in row.cells]
    made.reprinted += [cell.text for cell in made.labels]
    return made


def _name(cell: Cell | None) -> str:
    return f"{plain(cell.text)}: " if cell is not None and cell.text.strip() else ""


def _name_over(head: Head, column: int) -> str:
    return f"{plain(head.over(column))}: " if head.over(column).strip() else ""


def picture_sources(table: Table, head: Head, notes: Notes) -> list[Value]:
    """Return the sources of the lägesbild that a table lists under its head."""
    out: list[Value] = []
    for _, cells in filled(table, head.row + 1):
        said = {head.columns.get(c, ""): " ".join(_lines(cell, notes)) for c, cell in cells.items()}
        other = [
            f"{_name_over(head, c)}{text}"
            for c, cell in sorted(cells.items())
            if c not in head.columns and (text := " ".join(_lines(cell, notes)))
        ]
        name, kind, period = said.get("namn", ""), said.get("typ", ""), said.get("period", "")
        if not (name or kind or period or other):
            continue
        typ = kind.lower() if kind.lower() in _TYPES else source_type(name)
        extra = [*([kind] if kind and kind.lower() not in _TYPES and name else []), *other]
        value: Value = {"typ": typ, "namn": " – ".join([w for w in (name or kind, *extra) if w])}
        if period and period.lower() != _NOT_GIVEN:
            value["period"] = period
        out.append(value)
    return out


def source_type(name: str) -> str:
    """Return what kind of source a name tells of."""
    small = name.lower()
    for sign, kind in (
        ("polis", "polis"),
        ("enkät", "enkät"),
        ("klotter", "klotterstatistik"),
        ("incident", _TYPES[4]),
    ):
        if sign in small:
            return kind
    return "nämnd" if re.search(r"nämnd|förvaltning", small) else "annan"


assert set(_TYPES) <= set(re.findall(r"'([^']+)'", str(PictureSource.model_fields["typ"].annotation)))
assert "aktivitet" in ACTIVITY
