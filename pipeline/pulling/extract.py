"""What a Word file says at each path of the plan that it was made from, and what it says that has no place there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from pipeline.diagnostics import Path
from pipeline.docx.reading import Block, Document, Paragraph, Place, Table, looks_like_heading
from pipeline.from_word.texts import Label, blocks_of, part_of
from pipeline.markup import Blocks
from pipeline.pulling.headings import Candidate, Match, aligned, normal
from pipeline.pulling.moves import with_moves
from pipeline.pulling.structure import Section, path_of
from pipeline.pulling.tables import RowFound, TableReader

_TITLES = ("title", "rubrik", "subtitle", "underrubrik")
_NO_SUCH = "rubriken finns inte i den gemensamma strukturen"
_SAME_PARAGRAPH = 70  # per cent of likeness at which a paragraph is one of the plan's, edited
_GOAL = re.compile(r"mål\s+(\d+\.\d+)\b", re.I)


@dataclass(frozen=True)
class Unplaced:
    """Words that no path of the plan is for, where they stood, and why they were left."""

    words: str
    place: Place
    why: str


@dataclass(frozen=True)
class NewSection:
    """A section of the board's own that the plan lacks, in the list at `free`; `made` when its heading has no style."""

    free: Path
    title: str
    place: Place
    made: bool = False
    blocks: Blocks = ()


@dataclass
class Extracted:
    """What a document says. `texts` and `rows` are by path; `sections` those whose heading was found, in order."""

    texts: dict[Path, Blocks] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    rows: dict[Path, list[RowFound]] = field(default_factory=dict)
    goals: dict[Path, list[str]] = field(default_factory=dict)
    added: list[NewSection] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    sections: list[Path] = field(default_factory=list)
    certainties: list[tuple[Path, str, float, str]] = field(default_factory=list)

    def homes(self) -> set[Path]:
        """Return the paths of the rows that stand in another table than they did."""
        return {row.home for rows in self.rows.values() for row in rows if row.home}

    def row_places(self) -> Iterator[tuple[Path, Place]]:
        """Yield the path of each known row and where it stands."""
        for path, rows in self.rows.items():
            yield from ((row.home or (*path, row.step or ""), row.place) for row in rows if row.step or row.home)


@dataclass(frozen=True)
class Known:
    """What a rendering of the plan is known to hold: its sections, the ids of its rows, the template's own words."""

    sections: Sequence[Section]
    tags: Mapping[str, str]
    ids: Mapping[Path, Sequence[str]]
    cover: Mapping[str, Sequence[Path]]  # by the word before a fact of the first page
    fixed: Counter[str]  # paragraphs that are the template's alone
    texts: Mapping[Path, Blocks] = field(default_factory=dict)
    said: frozenset[str] = frozenset()  # the paragraphs of its texts, as `normal` has them
    rows: Mapping[Path, Sequence[RowFound]] = field(default_factory=dict)
    columns: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)  # a table's head, word by word


class Leaving:
    """What a reader of a document finds no place for; `fixed` counts the paragraphs that are the template's alone."""

    def __init__(self, document: Document, fixed: Counter[str]) -> None:
        self.document = document
        self.known_fixed, self.fixed = fixed, Counter(fixed)
        self.found = Extracted()

    def _beside(self, paragraph: Paragraph) -> None:
        """Leave what a paragraph carries that a text cannot hold."""
        for picture in paragraph.pictures:
            self.found.unplaced.append(
                Unplaced(picture.alt or picture.name or "bild", paragraph.place, "en bild kan inte stå i planen")
            )
        for box in paragraph.boxes:
            self._leave(box, "texten står i en textruta")

    def _fixed_or_left(self, block: Paragraph, why: str, *, whole: bool = True) -> None:
        key = fixed(block.text)
        if self.fixed[key] > 0:
            self.fixed[key] -= 1
        elif whole or key not in self.known_fixed:
            self._leave(block, why)

    def _leave(self, block: Block, why: str) -> None:
        if isinstance(block, Paragraph):
            if block.text.strip():
                self.found.unplaced.append(Unplaced(block.text.strip(), block.place, why))
            self._beside(block)
            return
        for row in block.rows:
            words = " | ".join(cell.text.replace("\n", " / ") for cell in row.cells)
            if words.replace("|", "").strip():
                self.found.unplaced.append(Unplaced(words, row.place, why))

    def _leave_words(self, paragraphs: Sequence[Paragraph], place: Place, why: str) -> None:
        words = " / ".join(p.text.strip() for p in paragraphs if p.text.strip())
        if words:
            self.found.unplaced.append(Unplaced(words, place, why))

    def _outside(self) -> None:
        """Leave what was written in headers and footers beside the template's own words."""
        for _, blocks in self.document.running:
            for block in blocks:
                if isinstance(block, Paragraph) and block.text.strip():
                    self._fixed_or_left(
                        block, "texten står i sidhuvudet eller sidfoten, som mallen skriver", whole=False
                    )


class Extraction(Leaving):
    """One reading of a document against what is known of the plan."""

    def __init__(self, document: Document, known: Known, label: Label) -> None:
        super().__init__(document, known.fixed)
        self.known, self.label = known, label
        self.tables = TableReader(known.tags, known.ids, known.rows, known.columns, label)
        self.texts: dict[Path, list[Paragraph]] = {}
        self.into: Path | None = None  # the text of a new section of the board's own that is being read
        self.present: set[Path] = set()

    def run(self) -> Extracted:
        """Return what the document says."""
        items = [block for block in self.document.blocks if says_something(block)]
        headings = self._headings(items)
        self.present = {self.known.sections[n].path for n, _ in headings.values()}
        section: Section | None = None
        stray = False
        for number, block in enumerate(items):
            if number in headings:
                place, match = headings[number]
                section, stray, self.into = self.known.sections[place], False, None
                self._heading(section, block, match)
            elif isinstance(block, Table):
                self._table(block, section)
            elif section is None:
                self._cover(block)
            elif block.level is not None or self._is_made_heading(block, items[number + 1 : number + 2]):
                stray = not self._new_section(block, section)
            elif stray and self._is_new(block):
                self._leave(block, "stycket står under en rubrik som strukturen inte har")
            else:
                stray = False  # the text that the heading was put into goes on
                self._paragraph(block, section)
        for path, paragraphs in self.texts.items():
            self._text(path, paragraphs)
        self._outside()
        self.found.rows = with_moves(self.found.rows, self.known.rows)
        return self.found

    def _headings(self, items: Sequence[Block]) -> dict[int, tuple[int, Match]]:
        """Return the section that each heading begins, by the item's number."""
        paths = {(*s.path, "rubrik"): n for n, s in enumerate(self.known.sections) if s.title}
        candidates: list[Candidate] = []
        numbers: list[int] = []
        for number, block in enumerate(items):
            if not isinstance(block, Paragraph):
                continue
            known = next((paths[p] for p in self._paths(block) if p in paths), None)
            if known is not None or looks_like_heading(block):
                candidates.append(Candidate(block.text, block.level, known))
                numbers.append(number)
        headings = [(s.title, s.level) for s in self.known.sections]
        return {numbers[m.candidate]: (m.heading, m) for m in aligned(candidates, headings)}

    def _heading(self, section: Section, block: Block, match: Match) -> None:
        assert isinstance(block, Paragraph)
        path = (*section.path, "rubrik")
        self.found.sections.append(section.path)
        self.found.texts[path] = blocks_of([block], self.label)
        self.found.places[path] = block.place
        self.found.certainties.append((section.path, block.text.strip(), match.certainty, match.how))

    def _paths(self, block: Paragraph) -> list[Path]:
        """Return the paths of the controls round or in a paragraph."""
        controls = [*block.controls, *(span.control for span in block.spans)]
        return [path_of(control.tag, self.known.tags) for control in controls if control.tag]

    def _is_new(self, block: Paragraph) -> bool:
        """Return whether a paragraph is none of the plan's texts, whatever has been changed in it."""
        if any(path in self.known.texts for path in self._paths(block)):
            return False
        words = normal(block.text)
        return not any(fuzz.ratio(words, known) >= _SAME_PARAGRAPH for known in self.known.said)

    def _is_made_heading(self, block: Paragraph, after: Sequence[Block]) -> bool:
        """Return whether a new paragraph without a heading's style is one all the same: it looks so, over new text."""
        looks = block.listed is None and (looks_like_heading(block) or block.style in _TITLES)
        if not self.known.said or not looks or not self._is_new(block):
            return False
        return any(isinstance(next_, Paragraph) and next_.level is None and self._is_new(next_) for next_ in after)

    def _new_section(self, block: Paragraph, section: Section) -> bool:
        """Return whether a new heading can begin a section of the board's own; if not, its words are left."""
        chapter = next((s for s in self.known.sections if s.path == section.path[:1]), section)
        if chapter.free is None or block.level == 1:
            self._leave(block, _NO_SUCH if block.level else f"stycket ser ut som en rubrik, och {_NO_SUCH}")
            self.into = None
            return False
        place = (*chapter.free, f"[+{len(self.found.added)}]", "text")
        self.found.added.append(NewSection(chapter.free, block.text.strip(), block.place, made=block.level is None))
        self.texts[place] = []
        self.into = place
        return True

    def _cover(self, block: Paragraph) -> None:
        paths = [p for p in self._paths(block) if p]
        label = block.text.partition("\t")[0].strip() if "\t" in block.text else ""
        path = next((p for p in paths if p in self.known.texts), None) or self._fact(label)
        if path is None:
            self._fixed_or_left(block, "stycket hör till framsidan, som mallen skriver")
            return
        start = len(block.text.partition("\t")[0]) + 1 if "\t" in block.text else 0
        self.texts.setdefault(path, []).append(part_of(block, start))

    def _fact(self, label: str) -> Path | None:
        """Return the next fact of the first page that stands after a word and has not been found."""
        return next((path for path in self.known.cover.get(label, ()) if path not in self.texts), None)

    def _paragraph(self, block: Paragraph, section: Section) -> None:
        path = self._home(block, section)
        number = _GOAL.match(block.text.strip()) if section.goals else None
        if number and section.goals is not None:
            self.found.goals.setdefault(section.goals, []).append(number[1])
            self.found.places.setdefault(section.goals, block.place)
            self._fixed_or_left(block, "målets ordalydelse hämtas ur stadens texter för året", whole=False)
        elif path is None:
            self._fixed_or_left(block, "avsnittet har ingen löpande text")
        else:
            self.texts.setdefault(path, []).append(block)

    def _home(self, block: Paragraph, section: Section) -> Path | None:
        """Return the text that a paragraph belongs to: its section's, or its control's when that heading is gone."""
        for path in self._paths(block):
            owner = next((s for s in self.known.sections if s.text == path), None)
            if owner is not None and owner.path not in self.present:
                return path
        if self.into and self.found.added[-1].made and not self._is_new(block):
            self.into = None  # a heading without a style, put into a text that goes on below
        return self.into or section.text

    def _table(self, table: Table, section: Section | None) -> None:
        target = self.tables.target(table, section, self.known.sections)
        if target is None:
            self._leave(table, "tabellen hör inte till någon av planens tabeller")
            return
        for row in table.rows:
            for cell in row.cells if row.head else ():
                if cell.text.strip() and _column_head(cell.text) not in self.known.fixed:
                    self.found.unplaced.append(
                        Unplaced(cell.text.strip(), row.place, "kolumnens rubrik skrivs av mallen")
                    )
        if target.environments is not None:
            for path, paragraphs, place in self.tables.environments(table, target.environments):
                if path is None:
                    self._leave_words(paragraphs, place, "raden i tabellen gäller ingen av de tre miljöerna")
                else:
                    self.texts.setdefault(path, []).extend(paragraphs)
            return
        assert target.rows is not None
        rows, left = self.tables.rows(table, target, self.found.rows.get(target.rows, ()))
        self.found.rows.setdefault(target.rows, []).extend(rows)
        self.found.unplaced += [Unplaced(words, place, why) for words, place, why in left]

    def _text(self, path: Path, paragraphs: Sequence[Paragraph]) -> None:
        blocks = blocks_of(paragraphs, self.label)
        if any(step.startswith("[+") for step in path):
            number = int(path[-2].strip("[+]"))
            self.found.added[number] = replace(self.found.added[number], blocks=blocks)
        else:
            self.found.texts[path] = blocks
            if paragraphs:
                self.found.places.setdefault(path, paragraphs[0].place)
        for paragraph in paragraphs:
            self._beside(paragraph)


def says_something(block: Block) -> bool:
    """Return whether a block holds anything that a person may have put there; a line of the contents does not."""
    if isinstance(block, Table):
        return True
    return not block.contents and bool(block.text.strip() or block.pictures or block.boxes or block.inlines)


def fixed(text: str) -> str:
    """Return a paragraph of the template's as it is compared: numbers are fields, which every program works out."""
    return re.sub(r"\d+", "0", normal(text))


def _column_head(text: str) -> str:
    """Return a column's head as it is compared; a paragraph with the same words is something else."""
    return f"| {fixed(text)}"


def fixed_words(document: Document, tags: Mapping[str, str]) -> Counter[str]:
    """Return the paragraphs of a rendering that hold no text of the plan, by their words, headers and footers too."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    heads = [_column_head(cell.text) for table in tables for row in table.rows if row.head for cell in row.cells]
    return Counter([*(fixed(words) for words in _fixed(document, tags)), *heads])


def _fixed(document: Document, tags: Mapping[str, str]) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph) and not block.contents:
            paths = [path_of(s.control.tag, tags) for s in block.spans]
            if not block.controls and (not paths or any(p[-1].startswith("[") for p in paths if p)):
                yield block.text
    for _, blocks in document.running:
        yield from (block.text for block in blocks if isinstance(block, Paragraph))
