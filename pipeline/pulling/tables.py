"""The tables of a Word file as rows of the plan: which table, which column, and which row is which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel
from rapidfuzz import fuzz

from pipeline.activity import Activity
from pipeline.diagnostics import Path
from pipeline.docx.reading import Cell, Paragraph, Place, Row, Table, paragraphs_of
from pipeline.from_word.texts import Label, blocks_of, part_of, words_of
from pipeline.markup import Blocks
from pipeline.plan import Environments, fields_by_name
from pipeline.pulling.structure import Section, path_of

_ID = re.compile(r"[A-Za-zÅÄÖåäö]{1,4}[-.]?\d{1,4}[a-z]?")
_SAME_ROW = 60  # per cent of likeness at which a row without a name is taken for a known one
_COLUMN = 68
# What the fourth of an activity's columns has no place for stands under the activity, after a word and a colon.
ADDITIONS = ("syfte", "forvantad_effekt", "matt", "miljoer", "status")


_NOWHERE = Place()


@dataclass(frozen=True)
class RowFound:
    """A row: the step of its path (None for a new one), what its cells say, and how certain its identity is.

    `claim` is the path of the row that its controls say it is; `home` that of the one that it is, when this stood in
    another table of the plan.
    """

    step: str | None
    cells: Mapping[str, Blocks]
    place: Place = _NOWHERE
    certainty: float = 1.0
    how: str = "innehållskontroll"
    typed_id: str = ""
    claim: Path | None = None
    home: Path | None = None

    @property
    def words(self) -> str:
        """Return all words of the row on one line."""
        return " | ".join(words for blocks in self.cells.values() if (words := words_of(blocks)))


@dataclass
class TableReader:
    """How a document's tables are read, from what is known of the plan's own."""

    tags: Mapping[str, str]
    ids: Mapping[Path, Sequence[str]]
    known: Mapping[Path, Sequence[RowFound]]
    heads: Mapping[Path, Mapping[str, str]]
    label: Label
    shapes: dict[Path, dict[int, str]] = field(default_factory=dict)

    def target(self, table: Table, section: Section | None, sections: Sequence[Section]) -> Section | None:
        """Return the section whose rows a table holds, or None."""
        votes = Counter(s.path for path in self._paths(table) for s in sections if _holds(s, path))
        own = [section] if section is not None and (section.rows or section.environments) else []
        inside = [s for s in sections if section is not None and s.path[: len(section.path)] == section.path]
        if votes:
            here = [s for s in own if votes[s.path]]  # rows moved in do not outvote its own
            best = votes.most_common(1)[0][0]
            return here[0] if here else next(s for s in sections if s.path == best)
        for candidate in [*own, *inside]:
            if candidate.environments is not None and self._names_environments(table):
                return candidate
            if candidate.rows is not None and len(self.columns(table, candidate)) >= 2:
                return candidate
        return None

    def environments(self, table: Table, path: Path) -> Iterator[tuple[Path | None, list[Paragraph], Place]]:
        """Yield what a table says of each environment; the path is None for a row that is of none of them."""
        titles = {info.title or name: name for name, info in fields_by_name(Environments).items()}
        for row in table.rows:
            if row.head or len(row.cells) < 2:
                continue
            named = next((p for p in self._paths_of_row(row) if p[:-1] == path), None)
            label = row.cells[0].text.strip()
            likest = max(titles, key=lambda title: fuzz.ratio(title.lower(), label.lower()))
            if named is None and fuzz.ratio(likest.lower(), label.lower()) >= _COLUMN:
                named = (*path, titles[likest])
            paragraphs = [p for cell in row.cells[1:] for p in paragraphs_of(cell.blocks)]
            if named is None:
                paragraphs = list(paragraphs_of(tuple(b for cell in row.cells for b in cell.blocks)))
            yield named, paragraphs, row.place

    def rows(
        self, table: Table, section: Section, before: Sequence[RowFound]
    ) -> tuple[list[RowFound], list[tuple[str, Place, str]]]:
        """Return the rows of a table of `section`, and what stands in cells that no column is for.

        `before` are the rows that an earlier part of the same table gave.
        """
        assert section.rows is not None and section.row is not None
        columns = self.columns(table, section)
        read: list[RowFound] = []
        left: list[tuple[str, Place, str]] = []
        for row in table.rows:
            if row.head or self._is_head(row, section):
                continue
            cells: dict[str, list[Paragraph]] = {}
            typed = ""
            for cell in row.cells:
                name = columns.get(cell.column)
                if name is None:
                    if cell.text.strip():
                        left.append((cell.text.strip(), row.place, "kolumnen finns inte i planens tabell"))
                    continue
                if name == "aktivitet":
                    typed = self._activity(cell, section.rows, cells) or typed
                else:
                    cells.setdefault(name, []).extend(paragraphs_of(cell.blocks))
            blocks = {name: blocks_of(paragraphs, self.label) for name, paragraphs in cells.items()}
            claim = self._claim(row, section.rows)
            step = claim[-1] if claim and claim[:-1] == section.rows else None
            if any(blocks.values()) or step:
                read.append(RowFound(step, blocks, row.place, typed_id=typed, claim=claim))
        return identified(read, section, self.ids.get(section.rows, ()), self.known.get(section.rows, ()), before), left

    def columns(self, table: Table, section: Section) -> dict[int, str]:
        """Return the field of each column: by its controls, by its head, or else as in an earlier part of the table."""
        assert section.rows is not None and section.row is not None
        fields = fields_by_name(section.row)
        votes: dict[int, Counter[str]] = {}
        for row in table.rows:
            for cell in row.cells:
                for path in self._paths_of_cell(cell):
                    name = _column_of(path, section.rows)
                    if name in fields:
                        votes.setdefault(cell.column, Counter())[name] += 1
        columns = {column: counter.most_common(1)[0][0] for column, counter in votes.items()}
        titles = {info.title or name: name for name, info in fields.items() if name not in ADDITIONS and name != "id"}
        titles |= dict(self.heads.get(section.rows, {}))
        for cell in table.rows[0].cells if table.rows else ():
            text = " ".join(cell.text.lower().split())
            likest = max(titles, key=lambda title: fuzz.ratio(title.lower(), text))
            taken = titles[likest] in columns.values()
            if cell.column not in columns and not taken and fuzz.ratio(likest.lower(), text) >= _COLUMN:
                columns[cell.column] = titles[likest]
        width = {len(row.cells) for row in table.rows}
        if not columns and width == {len(self.shapes.get(section.rows, {}))}:
            return self.shapes[section.rows]
        if columns:
            self.shapes.setdefault(section.rows, columns)
        return columns

    def _activity(self, cell: Cell, rows: Path, cells: dict[str, list[Paragraph]]) -> str:
        """Sort the paragraphs of the first cell by field; return the id that stands there, if one does."""
        titles = {(fields_by_name(Activity)[name].title or name).lower(): name for name in ADDITIONS}
        known = self.ids.get(rows, ())
        current, typed = "aktivitet", ""
        for paragraph in paragraphs_of(cell.blocks):
            text = paragraph.text.strip()
            names = [_column_of(p, rows, inner=True) for p in self._paths_of_paragraph(paragraph)]
            first = not typed and not cells.get("aktivitet")
            if first and text and ("id" in names or text in known or _ID.fullmatch(text)) and len(text.split()) == 1:
                typed = text
                continue
            title = text.partition(":")[0].strip().lower()
            if title in titles and ":" in text:
                current = titles[title]
                paragraph = part_of(paragraph, paragraph.text.index(":") + 1)
            elif named := next((n for n in names if n in (*ADDITIONS, "aktivitet")), None):
                current = named
            cells.setdefault(current, []).append(paragraph)
        return typed

    def _claim(self, row: Row, rows: Path) -> Path | None:
        """Return the path of the row that a row's controls name: one of `rows` if they do, else any other list's."""
        whole = [path_of(control.tag, self.tags) for control in row.controls if control.tag]
        claims = [path for path in whole if path[-1].startswith("[") and path[:-1] in self.ids]
        for path in self._paths_of_row(row) if not claims else ():
            depth = next((n for n, step in enumerate(path) if step.startswith("[")), None)
            if depth is not None and path[:depth] in self.ids:
                claims.append(path[: depth + 1])
        own = [claim for claim in claims if claim[:-1] == rows]
        return Counter(own or claims).most_common(1)[0][0] if claims else None

    def _is_head(self, row: Row, section: Section) -> bool:
        assert section.row is not None
        titles = [info.title or "" for info in fields_by_name(section.row).values()]
        titles += list(self.heads.get(section.rows or (), {}))
        texts = [cell.text.strip().lower() for cell in row.cells if cell.text.strip()]
        return bool(texts) and all(any(fuzz.ratio(t.lower(), text) >= 90 for t in titles) for text in texts)

    def _names_environments(self, table: Table) -> bool:
        titles = [info.title or "" for info in fields_by_name(Environments).values()]
        labels = [row.cells[0].text.strip().lower() for row in table.rows if row.cells]
        return sum(any(fuzz.ratio(t.lower(), label) >= 85 for t in titles) for label in labels) >= 2

    def _paths(self, table: Table) -> list[Path]:
        return [p for row in table.rows for p in self._paths_of_row(row)]

    def _paths_of_row(self, row: Row) -> list[Path]:
        own = [path_of(c.tag, self.tags) for c in row.controls if c.tag]
        return own + [p for cell in row.cells for p in self._paths_of_cell(cell)]

    def _paths_of_cell(self, cell: Cell) -> list[Path]:
        own = [path_of(c.tag, self.tags) for c in cell.controls if c.tag]
        return own + [p for paragraph in paragraphs_of(cell.blocks) for p in self._paths_of_paragraph(paragraph)]

    def _paths_of_paragraph(self, paragraph: Paragraph) -> list[Path]:
        controls = [*paragraph.controls, *(span.control for span in paragraph.spans)]
        return [path_of(c.tag, self.tags) for c in controls if c.tag]


def _holds(section: Section, path: Path) -> bool:
    for place in (section.rows, section.environments):
        if place is not None and path[: len(place)] == place and len(path) > len(place):
            return True
    return False


def _column_of(path: Path, rows: Path, *, inner: bool = False) -> str:
    """Return the column that a path's text stands in: an activity's own cell holds its id and additions too."""
    if path[: len(rows)] != rows or len(path) < len(rows) + 2:
        return ""
    name = path[len(rows) + 1]
    return "aktivitet" if name in (*ADDITIONS, "id") and not inner else name


def identified(
    read: Sequence[RowFound],
    section: Section,
    ids: Iterable[str],
    known: Sequence[RowFound],
    before: Sequence[RowFound],
) -> list[RowFound]:
    """Return rows with the step of the known row that each is; of two that say they are the same, the likest is."""
    taken: set[str | None] = {row.step for row in before if row.step}
    likeness: dict[str | None, str] = {row.step: row.words for row in known if row.step}
    known_ids = {f"[{i}]" for i in ids}
    out: list[RowFound] = []
    for row in read:
        step, how, certainty = row.step, "innehållskontroll", 1.0
        by_id = f"[{row.typed_id}]"
        if row.typed_id and by_id in known_ids and by_id != step:
            step, how, certainty = by_id, "id i tabellen", 0.95
        if step is not None and step not in known_ids:
            step = None
        out.append(replace(row, step=step, how=how, certainty=certainty))
    for step in {row.step for row in out if row.step}:
        same = [n for n, row in enumerate(out) if row.step == step]
        best = max(same, key=lambda n: fuzz.ratio(out[n].words, likeness.get(step, "")))
        for number in same:
            if number != best or step in taken:
                out[number] = replace(out[number], step=None)
    return _by_words(out, likeness, taken | {row.step for row in out if row.step}, section.row)


def _by_words(
    rows: list[RowFound], likeness: Mapping[str | None, str], taken: set[str | None], kind: type[BaseModel] | None
) -> list[RowFound]:
    """Give a row that says nothing of who it is the known one that it is most like, in order."""
    if any(row.how == "innehållskontroll" and row.step for row in rows) and kind is Activity:
        return rows  # the table has its controls: a row without one is new
    for number, row in enumerate(rows):
        if row.step or (row.typed_id and kind is Activity):
            continue
        free = {step: words for step, words in likeness.items() if step not in taken}
        if not free:
            break
        step = max(free, key=lambda s: fuzz.ratio(free[s], row.words))
        score = fuzz.ratio(free[step], row.words)
        if score >= _SAME_ROW:
            rows[number] = replace(row, step=step, how="radens ord", certainty=round(score / 100, 2))
            taken.add(step)
    return rows
