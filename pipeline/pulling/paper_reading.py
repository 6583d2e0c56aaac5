"""What a Word file says at each path of the case or the follow-up that it was made from, and what has no place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from pipeline.diagnostics import Path
from pipeline.docx.reading import Block, Cell, Document, Paragraph, Place, Row, Table, looks_like_heading, paragraphs_of
from pipeline.from_word.texts import Label, blocks_of, part_of
from pipeline.pulling.extract import Leaving, Unplaced, fixed, says_something
from pipeline.pulling.filing import Filed, filed
from pipeline.pulling.headings import Candidate, aligned
from pipeline.pulling.slots import About, Grid, GridRow, Slot, heads_of, plain, row_words, shape_of, slots_in
from pipeline.pulling.structure import path_of
from pipeline.pulling.tables import RowFound

_SAME_ROW = 60
_COLUMN = 68
_HEADS = 50


class PaperReader(Leaving):
    """One reading of a paper against its slots. `said` has the template's words as they stand, by their slot."""

    def __init__(
        self, document: Document, pieces: Sequence[Slot | Grid], about: About, label: Label, running: Counter[str]
    ) -> None:
        super().__init__(document, running)
        self.pieces, self.about, self.label = pieces, about, label
        self.said: dict[int, tuple[str, Place]] = {}
        self.heads: set[int] = set()  # the headings that were found, by their slots
        self.late: set[Path] = set()
        self.new = 0
        self.texts: dict[Path, list[Paragraph]] = {}

    def run(self) -> None:
        """Read the document into `found`."""
        items = [block for block in self.document.blocks if says_something(block)]
        for pieces, blocks, strange, headed in self._zones(items):
            self._zone(pieces, blocks, strange, headed=headed)
        for path, paragraphs in self.texts.items():
            self.found.texts[path] = blocks_of(paragraphs, self.label)
            if paragraphs:
                self.found.places.setdefault(path, paragraphs[0].place)
        self._outside()

    def _zones(self, items: Sequence[Block]) -> Iterator[tuple[Sequence[Slot | Grid], Sequence[Block], set[int], bool]]:
        """Yield what stands under each heading that was found, first what stands before them all.

        Each is slots, blocks, the numbers of headings that nobody knows, and whether the first block is the heading.
        """
        heads = [n for n, p in enumerate(self.pieces) if isinstance(p, Slot) and p.level is not None]
        slots = [piece for n in heads if isinstance(piece := self.pieces[n], Slot)]
        paths = {slot.path: n for n, slot in enumerate(slots) if slot.path}
        candidates, numbers = list[Candidate](), list[int]()
        for number, block in enumerate(items):
            if isinstance(block, Paragraph) and looks_like_heading(block):
                known = next((paths[p] for p in self._paths(block) if p in paths), None)
                candidates.append(Candidate(block.text, block.level, known))
                numbers.append(number)
        matches = aligned(
            candidates, [(slot.lines[0] if slot.lines else slot.label, slot.level or 1) for slot in slots]
        )
        for match in matches:
            slot, item = slots[match.heading], items[numbers[match.candidate]]
            assert isinstance(item, Paragraph)
            path = slot.path or next((s.path for s in slots_in(self.pieces[heads[match.heading] :]) if s.own), ())
            self.found.certainties.append((path, item.text.strip(), match.certainty, match.how))
            self.heads.add(slot.number)
        began = {heads[m.heading]: numbers[m.candidate] for m in matches}
        strange = {n for n in numbers if n not in began.values() and _is_styled(items[n])}
        starts = [0, *sorted(set(began) - {0}), len(self.pieces)]
        ends = sorted(began.values())
        for first, last in pairwise(starts):
            start = began.get(first, 0)
            end = next((n for n in ends if n > start or (first not in began and n == start)), len(items))
            here = items[start:end]
            unknown = {n - start for n in strange if start <= n < end}
            yield self.pieces[first:last], here, unknown, first in began

    def _paths(self, block: Paragraph) -> list[Path]:
        return [path_of(span.control.tag, self.about.tags) for span in block.spans if span.control.tag]

    def _zone(self, pieces: Sequence[Slot | Grid], blocks: Sequence[Block], strange: set[int], *, headed: bool) -> None:
        slots = [piece for piece in pieces if isinstance(piece, Slot)]
        numbers = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph)]
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        self._fill(slots, paragraphs, {m for m, n in enumerate(numbers) if n in strange}, headed=headed)
        grids = [piece for piece in pieces if isinstance(piece, Grid)]
        for block in blocks:
            if isinstance(block, Table):
                grid = self._grid(block, grids)
                if grid is None:
                    self._leave(block, "tabellen hör inte till dokumentet som det byggs")
                else:
                    self._table(block, grid)

    def _fill(
        self,
        slots: Sequence[Slot],
        paragraphs: Sequence[Paragraph],
        strange: Collection[int] = (),
        *,
        headed: bool = False,
    ) -> None:
        """Give each slot its paragraphs, and leave those that no slot is for."""
        groups: list[tuple[Slot, Filed, list[Paragraph]]] = []
        homes = filed(slots, paragraphs, self.about.tags, strange, headed=headed)
        for paragraph, home in zip(paragraphs, homes, strict=True):
            slot = slots[home.slot] if home.slot is not None else None
            self._beside(paragraph)
            if slot is None:
                self._leave_paragraph(paragraph)
            elif slot.entry:
                if groups and groups[-1][0] is slot and not home.new and slot.shape != shape_of(paragraph):
                    groups[-1][2].append(paragraph)
                else:
                    groups.append((slot, home, [paragraph]))
            elif slot.own:
                self._text(slot, paragraph, home)
            else:
                before, place = self.said.get(slot.number, ("", paragraph.place))
                self.said[slot.number] = (" / ".join(filter(None, (before, paragraph.text.strip()))), place)
        for whole in dict.fromkeys(slot.entry[:-1] for slot, _, _ in groups):
            self._entries([group for group in groups if group[0].entry[:-1] == whole])

    def _leave_paragraph(self, paragraph: Paragraph) -> None:
        heading = paragraph.level is not None
        what = "rubriken finns inte" if heading else "stycket hör inte till något av fälten"
        self._strange(paragraph.text, paragraph.place, f"{what} i dokumentet som det byggs")

    def _text(self, slot: Slot, paragraph: Paragraph, home: Filed) -> None:
        first = slot.path not in self.texts
        cut = self._cut(slot, paragraph) if first else paragraph
        self.texts.setdefault(slot.path, []).append(cut)
        if home.late:
            self.late.add(slot.path)
        if home.certainty < 0.9:
            self.found.certainties.append((slot.path, paragraph.text.strip(), home.certainty, home.how))

    def _cut(self, slot: Slot, paragraph: Paragraph) -> Paragraph:
        """Return a paragraph without what the template writes before and after the text; other words there are left."""
        text = paragraph.text
        span = next((s for s in paragraph.spans if path_of(s.control.tag, self.about.tags) == slot.path), None)
        start, end = self._start(slot, text, span.start if span else None), len(text)
        if plain(slot.tail) and text.rstrip().endswith(slot.tail.rstrip()):
            end = len(text.rstrip()) - len(slot.tail.rstrip())
        elif plain(slot.tail):
            cuts = [match.start() for match in re.finditer(r"\s|$", text) if match.start() >= start]
            end = span.end if span else max(cuts, key=lambda cut: fuzz.ratio(text[cut:].strip(), slot.tail.strip()))
            self._strange(text[end:], paragraph.place, f"ändrat från ”{plain(slot.tail)}”; {self.about.tail}")
        if slot.named and plain(text[:start]) != plain(slot.label):
            self._strange(text[:start], paragraph.place, f"ordet framför, ”{plain(slot.label)}”, skrivs av mallen")
        return part_of(paragraph, start, end)

    def _start(self, slot: Slot, text: str, held: int | None) -> int:
        if not slot.named:
            return len(text) - len(text.lstrip())
        if text.startswith(slot.label):
            return len(slot.label)
        sign = slot.label.rstrip(" ")[-1:]
        if sign in ("\t", ":") and sign in text[: len(slot.label) + 20]:
            return text.index(sign) + 1
        return held or 0

    def _strange(self, words: str, place: Place, why: str) -> None:
        if words.strip():
            self.found.unplaced.append(Unplaced(words.strip(), place, why))

    # Lists in the running text

    def _entries(self, groups: Sequence[tuple[Slot, Filed, list[Paragraph]]]) -> None:
        """Tell which known entry each group of paragraphs is; of two that say they are one, the likest is."""
        kept: dict[int, tuple[float, int]] = {}
        for number, (slot, home, group) in enumerate(groups):
            likeness = fuzz.ratio(plain(" ".join(p.text for p in group)), " ".join(slot.lines))
            if not home.new and slot.lines and likeness > kept.get(slot.number, (-1.0, 0))[0]:
                kept[slot.number] = likeness, number
        known = {number for _, number in kept.values()}
        for number, (slot, home, group) in enumerate(groups):
            step = slot.entry[-1] if number in known else self._new_step()
            whole, path = slot.entry[:-1], (*slot.entry[:-1], step, *slot.path[len(slot.entry) :])
            self.texts[path] = [self._cut(slot, group[0]), *group[1:]]
            row = RowFound(step, {}, group[0].place, home.certainty, home.how)
            if number not in known:
                row = RowFound(None, {}, group[0].place, typed_id=step)
            cells = {"": blocks_of(self.texts[path], self.label)}
            self.found.rows.setdefault(whole, []).append(replace(row, cells=cells))
            if home.late:
                self.late.add(path)

    def _new_step(self) -> str:
        self.new += 1
        return f"[+{self.new}]"

    # Tables

    def _grid(self, table: Table, grids: list[Grid]) -> Grid | None:
        """Return the grid that a table is, and take it away from those that are left."""
        votes = Counter(path for row in table.rows for path in self._lists_of(row, grids))
        best: Grid | None = None
        if votes:
            best = next(g for g in grids if g.path == votes.most_common(1)[0][0] and self._knows(g, table))
        else:
            heads = " | ".join(heads_of(table) or [plain(cell.text) for row in table.rows[:1] for cell in row.cells])
            scores = [fuzz.ratio(heads.lower(), " | ".join(grid.heads).lower()) for grid in grids]
            if scores and max(scores) >= _HEADS:
                best = grids[scores.index(max(scores))]
        if best is not None:
            grids.remove(best)
        return best

    def _lists_of(self, row: Row, grids: Sequence[Grid]) -> list[Path]:
        paths = [path for cell in row.cells for path in self._paths_of(cell)]
        return [g.path for g in grids for p in paths if p[: len(g.path)] == g.path and p[len(g.path)] in _steps(g)]

    def _knows(self, grid: Grid, table: Table) -> bool:
        return any(self._lists_of(row, [grid]) for row in table.rows)

    def _paths_of(self, cell: Cell) -> list[Path]:
        return [path for paragraph in paragraphs_of(cell.blocks) for path in self._paths(paragraph)]

    def _table(self, table: Table, grid: Grid) -> None:
        columns = self._columns(table, grid)
        rows = [row for row in table.rows if not self._is_head(row, grid)]
        self._heads(table, grid)
        told = self.found.rows.setdefault(grid.path, [])
        for row, found in zip(rows, self._identified(rows, grid), strict=True):
            known = next((r for r in grid.rows if r.step == found.step), None)
            if known is None and not grid.open:
                self._leave_row(row, "aktiviteten finns inte i handlingsplanen; lägg till den där först")
                continue
            if known is None:
                if not row_words(row):
                    continue
                found = replace(found, typed_id=self._new_step())
            told.append(found)
            self._row(row, known or grid.blank(found.typed_id), columns)

    def _row(self, row: Row, known: GridRow, columns: dict[int, int]) -> None:
        cells: dict[int, list[Paragraph]] = {}
        for cell in row.cells:
            column = columns.get(cell.column)
            if column is not None and column < len(known.cells):
                cells.setdefault(column, []).extend(p for p in paragraphs_of(cell.blocks) if says_something(p))
            elif cell.text.strip():
                self._strange(cell.text, row.place, "kolumnen finns inte i tabellen som den byggs")
        for column, paragraphs in cells.items():
            self._fill(known.cells[column], paragraphs)

    def _leave_row(self, row: Row, why: str) -> None:
        if words := row_words(row):
            self.found.unplaced.append(Unplaced(words, row.place, why))

    def _is_head(self, row: Row, grid: Grid) -> bool:
        return row.head or tuple(plain(cell.text) for cell in row.cells) == grid.heads

    def _heads(self, table: Table, grid: Grid) -> None:
        """Leave the words of a head that the template does not write."""
        for row in table.rows:
            for cell in row.cells if row.head else ():
                if plain(cell.text) not in grid.heads:
                    self._strange(cell.text, row.place, "kolumnens rubrik skrivs av mallen")

    def _columns(self, table: Table, grid: Grid) -> dict[int, int]:
        """Return the grid's column of each of a table's: by its controls, by its head, or else by its place."""
        votes: dict[int, Counter[int]] = {}
        homes = {s.path: n for row in grid.rows for n, cell in enumerate(row.cells) for s in cell if s.path}
        for row in table.rows:
            for cell in row.cells:
                for path in self._paths_of(cell):
                    if path in homes:
                        votes.setdefault(cell.column, Counter())[homes[path]] += 1
        columns = {column: counter.most_common(1)[0][0] for column, counter in votes.items()}
        first = table.rows[0].cells if table.rows else ()
        for cell in first:
            free = [n for n in range(len(grid.heads)) if n not in columns.values()]
            likest = max(free, key=lambda n: fuzz.ratio(grid.heads[n].lower(), plain(cell.text).lower()), default=None)
            if cell.column in columns or likest is None:
                continue
            if fuzz.ratio(grid.heads[likest].lower(), plain(cell.text).lower()) >= _COLUMN:
                columns[cell.column] = likest
        if len(first) == len(grid.heads):
            for n, cell in enumerate(first):
                if n not in columns.values():
                    columns.setdefault(cell.column, n)
        return columns

    def _identified(self, rows: Sequence[Row], grid: Grid) -> list[RowFound]:
        """Return each row with the step of the entry that it is; of two that say they are the same, the likest is."""
        known = {row.step: row for row in grid.rows}
        claims: list[tuple[str | None, float, str]] = []
        for row in rows:
            steps = [p[len(grid.path)] for c in row.cells for p in self._paths_of(c) if _is_within(p, grid.path)]
            step = Counter(s for s in steps if s in known).most_common(1)
            key = _key(row)
            own = next((s for s, r in known.items() if key and _first(r) == key), None) if not grid.open else None
            if own is not None and (not step or own != step[0][0]):
                claims.append((own, 0.95, "id i tabellen"))
            elif not grid.open and step and key not in {_first(r) for r in known.values()} and key:
                claims.append((None, 1.0, ""))  # a copied row in which another id is written
            else:
                claims.append((step[0][0], 1.0, "innehållskontroll") if step else (None, 1.0, ""))
        for step_ in {claim[0] for claim in claims if claim[0]}:
            same = [n for n, claim in enumerate(claims) if claim[0] == step_]
            best = max(same, key=lambda n: fuzz.ratio(row_words(rows[n]), known[step_].words))
            claims = [(None, 1.0, "") if n in same and n != best else claim for n, claim in enumerate(claims)]
        if grid.open and not any(claim[2] == "innehållskontroll" for claim in claims):
            self._by_words(rows, grid, claims)
        return [
            RowFound(step, {"": blocks_of(_paragraphs(row), self.label)}, row.place, certainty, how)
            for row, (step, certainty, how) in zip(rows, claims, strict=True)
        ]

    def _by_words(self, rows: Sequence[Row], grid: Grid, claims: list[tuple[str | None, float, str]]) -> None:
        """Give rows without any control the known entries that they are likest, the likest pair first."""
        pairs = [
            (
                max(fuzz.ratio(row_words(row), known.words), 0.99 * fuzz.ratio(plain(row.cells[0].text), known.key)),
                n,
                known,
            )
            for n, row in enumerate(rows)
            for known in grid.rows
            if known.words and row.cells
        ]
        for score, number, known in sorted(pairs, key=lambda pair: -pair[0]):
            taken = known.step in {claim[0] for claim in claims}
            if score >= _SAME_ROW and claims[number][0] is None and not taken:
                claims[number] = (known.step, round(score / 100, 2), "radens ord")


def _is_styled(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level is not None and block.level <= 3


def _steps(grid: Grid) -> set[str]:
    return {row.step for row in grid.rows}


def _is_within(path: Path, whole: Path) -> bool:
    return len(path) > len(whole) and path[: len(whole)] == whole


def _key(row: Row) -> str:
    """Return the first line of a row, where the id of an activity stands."""
    return next((plain(p.text) for p in _paragraphs(row) if p.text.strip()), "")


def _first(row: GridRow) -> str:
    return next((slot.lines[0] for slot in row.slots if slot.lines), "")


def _paragraphs(row: Row) -> list[Paragraph]:
    return [p for cell in row.cells for p in paragraphs_of(cell.blocks)]


def running_words(document: Document) -> Counter[str]:
    """Return the paragraphs of a rendering's headers and footers."""
    return Counter(
        fixed(block.text) for _, blocks in document.running for block in blocks if isinstance(block, Paragraph)
    )
