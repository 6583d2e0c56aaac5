"""Tables of a document as rows of a plan: activities, assessed environments, sources of the lägesbild."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.docx.reading import Block, Cell, Paragraph, Place, Table
from pipeline.from_word.fields import follow_up_or_method, keeps, responsible_in, schedule_or_remark
from pipeline.handwritten.columns import ACTIVITY, Head, environments, filled, source_head
from pipeline.handwritten.texts import Notes, blocks_of, plain, written
from pipeline.matching import heading_words
from pipeline.plan import PictureSource

Value = dict[str, Any]
_ID = re.compile(r"[A-ZÅÄÖ]{1,3}-?\d{1,3}")
_TYPES = ("polis", "enkät", "nämnd", "klotterstatistik", "incidentrapportering", "annan")
_LABELS = {"syfte": "Syfte", "forvantad_effekt": "Förväntad effekt", "matt": "Mått", "miljoer": "Miljöer"}
_STATUSES = ("planerad", "pågår", "genomförd", "avbruten")
_ENVIRONMENTS = ("högerextremism", "vänsterextremism", "islamism")
_ENVIRONMENT_HEADS = ("miljö", "miljöer", "område", "extremistmiljö", "")
_NOT_GIVEN = "inte angiven"


@dataclass
class ReadRow:
    """An activity as values, where it stands, and what in it a person must look at, by field."""

    values: Value
    place: Place
    doubts: dict[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()


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
    extra = [
        (head.words[n] if n < len(head.words) else "", cell)
        for n, (column, cell) in enumerate(sorted(cells.items()))
        if column not in head.columns and cell.text.strip()
    ]
    activity = written(kept, notes)
    for words, cell in extra:
        activity += (
            f"\n\n{plain(words)}: {written(cell.blocks, notes)}" if words else f"\n\n{written(cell.blocks, notes)}"
        )
        made.doubts["aktivitet"] = f"kolumnen ”{plain(words)}” har ingen egen plats och står sist i texten"
    made.values["aktivitet"] = activity.strip()
    _fill(made, by_field, year, notes)
    _add(made, labelled, by_field, notes)
    return made


def _fill(made: ReadRow, by_field: dict[str, Cell], year: int, notes: Notes) -> None:
    values = made.values
    who = by_field.get("ansvarig")
    values["ansvarig"] = responsible_in(_lines(who, notes)) if who else []
    when = " ".join(_lines(by_field["tidplan"], notes)) if "tidplan" in by_field else ""
    if when:
        values["tidplan"], sure = schedule_or_remark(when, year)
        if not sure:
            made.doubts["tidplan"] = f"tidplanen ”{when}” kunde inte delas upp och står som anmärkning"
    where = by_field.get("uppfoljning")
    told = written(where.blocks, notes) if where else ""
    if told:
        values["uppfoljning"] = follow_up_or_method(told, year)
    for name, label in (("ansvarig", "ansvarig"), ("tidplan", "tidplan"), ("uppfoljning", "uppföljning")):
        if not values.get(name):
            made.doubts.setdefault(name, f"raden har ingen {label}")


def _lines(cell: Cell, notes: Notes) -> list[str]:
    """Return the paragraphs of a cell as lines, breaks parting them too; bullets and marks of notes are no words."""
    texts = (block.text for block in blocks_of(cell.blocks, notes))
    return [line for text in texts for part in text.split("\n") if (line := plain(part))]


def _labelled(blocks: Sequence[Block]) -> tuple[list[Block], dict[str, list[str]]]:
    """Return blocks without those that begin with a label as our own documents print it, and these by field."""
    kept: list[Block] = []
    found: dict[str, list[str]] = {}
    for block in blocks:
        text = plain(block.text) if isinstance(block, Paragraph) else ""
        name = next((n for n, label in _LABELS.items() if re.match(rf"{label}:\s+\S", text)), None)
        if text.lower().startswith("status: ") and text[8:].lower() in _STATUSES:
            name = "status"
        if name and kept and isinstance(block, Paragraph):
            found.setdefault(name, []).append(text.partition(":")[2].strip())
        else:
            kept.append(block)
    return kept, found


def _add(made: ReadRow, labelled: dict[str, list[str]], by_field: dict[str, Cell], notes: Notes) -> None:
    """Add what only some plans have: aim, effect, measure, environments, status."""
    for name in ("syfte", "forvantad_effekt", "matt"):
        texts = labelled.get(name, [])
        cell = by_field.get(name)
        if cell is not None and cell.text.strip():
            texts = [*texts, written(cell.blocks, notes)]
        if texts:
            made.values[name] = "\n\n".join(texts)
    for words in labelled.get("miljoer", []):
        named = [e for e in _ENVIRONMENTS if e in words.lower()]
        if keeps(words, " och ".join(named)):
            made.values["miljoer"] = named
        else:
            made.values["aktivitet"] += f"\n\nMiljöer: {words}"
    cell = by_field.get("status")
    statuses = [*labelled.get("status", []), *([plain(cell.text)] if cell is not None and cell.text.strip() else [])]
    for status in statuses:
        if status.lower() in _STATUSES:
            made.values["status"] = status.lower()
        else:
            made.values["aktivitet"] += f"\n\nStatus: {status}"


def _go_on(above: ReadRow, by_field: dict[str, Cell], cells: dict[int, Cell], head: Head, notes: Notes) -> None:
    """Add the words of a row that was split off to the row above it."""
    for column, cell in cells.items():
        text = written(cell.blocks, notes)
        if not text:
            continue
        name = head.columns.get(column, "aktivitet")
        values = above.values
        if name == "ansvarig":
            values["ansvarig"] += [who for who in responsible_in(_lines(cell, notes)) if who not in values["ansvarig"]]
        elif name == "tidplan" and values.get("tidplan"):
            said = values["tidplan"].get("anmarkning")
            values["tidplan"]["anmarkning"] = f"{said}, {plain(text)}" if said else plain(text)
        elif name == "uppfoljning" and values.get("uppfoljning"):
            said = values["uppfoljning"].get("metod")
            values["uppfoljning"]["metod"] = f"{said}\n\n{text}" if said else text
        else:
            values["aktivitet"] = f"{values['aktivitet']}\n\n{text}".strip()
        above.doubts.setdefault(name, "en rad utan egen aktivitet lästes som fortsättning på den här")
    above.blocks = (*above.blocks, *(b for cell in by_field.values() for b in cell.blocks))


def assessed(table: Table, notes: Notes) -> tuple[dict[str, str], list[Block]] | None:
    """Return the assessment of each environment, and the blocks of other rows; None for a table of something else."""
    found = environments(table)
    if found is None:
        return None
    values: dict[str, str] = {}
    left: list[Block] = []
    for number, row in enumerate(table.rows):
        if number in found:
            blocks = tuple(b for cell in row.cells[1:] for b in cell.blocks)
            values[found[number]] = written(blocks, notes)
        elif number or heading_words(row.cells[0].text) not in _ENVIRONMENT_HEADS:
            left += [b for cell in row.cells for b in cell.blocks]
    return values, left


def picture_sources(table: Table, notes: Notes) -> list[Value] | None:
    """Return the sources of the lägesbild that a table lists, or None when it lists something else."""
    head = source_head(table)
    if head is None:
        return None
    out: list[Value] = []
    for _, cells in filled(table, head.row + 1):
        said = {head.columns.get(c, ""): " ".join(_lines(cell, notes)) for c, cell in cells.items()}
        other = " ".join(" ".join(_lines(cell, notes)) for c, cell in cells.items() if c not in head.columns)
        name, kind, period = said.get("namn", ""), said.get("typ", ""), said.get("period", "")
        if not (name or kind or period or other):
            continue
        typ = kind.lower() if kind.lower() in _TYPES else source_type(name)
        extra = [words for words in (kind if kind.lower() not in _TYPES else "", other) if words]
        value: Value = {"typ": typ, "namn": " – ".join([name or kind, *(extra if name else [])])}
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
