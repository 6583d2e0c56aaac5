"""What a batch did: each document with its result and why, told line by line or as a table at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import Exit, PipelineError, Refused
from pipeline.words import counted, joined

if TYPE_CHECKING:
    from pipeline.diagnostics import Diagnostic

_CALM = 3  # so many documents are told line by line; more become a table
_MOST_ROWS = 60  # a longer table holds only what was not made
_GAP = "  "


class Result(Enum):
    """What became of a document, in the singular and the plural."""

    BUILT = ("byggd", "byggda")
    PUBLISHED = ("publicerad", "publicerade")
    CURRENT = ("redan aktuell", "redan aktuella")
    REFUSED = ("skyddad", "skyddade")
    FAILED = ("inte gjord", "inte gjorda")


_MADE = (Result.BUILT, Result.PUBLISHED)
_WELL = (*_MADE, Result.CURRENT)


@dataclass(frozen=True, slots=True)  # a batch of thousands holds them all
class Entry:
    """One document of a batch. `place` is the file's name; `why` a sentence on what stood in the way, or a remark."""

    plan: str
    document: str
    result: Result
    place: str = ""
    why: str = ""


@dataclass
class BatchReport:
    """What a batch did, what stopped documents, how many warnings did not, and the exit code.

    `sentences` are told as they stand: all of them after a small batch; after a large one, where a table holds the
    rest, those that are True. `made` is what the batch does to one document and to several, `unmade` what it says of
    one that it does not.
    """

    made: tuple[str, str] = ("byggt", "byggda")
    unmade: str = "inte byggd"
    wanted: int = 0
    entries: list[Entry] = field(default_factory=list)
    sentences: dict[str, bool] = field(default_factory=dict)
    warnings: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exit_code: Exit = Exit.CLEAN

    def enter(self, entry: Entry) -> None:
        """Note a document that was made or did not have to be."""
        self.entries.append(entry)
        if entry.result in _MADE:
            self.say(f"{entry.place}: {entry.result.value[0]}", beside_table=False)

    def say(self, sentence: str, *, beside_table: bool) -> None:
        """Note a sentence, once; not one that a table will say instead."""
        if beside_table or self.wanted <= _CALM:
            self.sentences.setdefault(sentence, beside_table)

    def fault(self, error: PipelineError, plan: str = "", documents: Iterable[str] = ()) -> None:
        """Note a fault of the world and the documents that it stopped."""
        result = Result.REFUSED if isinstance(error, Refused) else Result.FAILED
        self.entries += [Entry(plan, document, result, why=shortened(str(error))) for document in documents]
        self.say(str(error), beside_table=True)
        self.worst(error.code)

    def stopped_by(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Note what stopped a plan; a fault of a shared file once."""
        self.diagnostics = list(dict.fromkeys((*self.diagnostics, *diagnostics)))

    def worst(self, code: Exit) -> None:
        """Keep the gravest exit code."""
        self.exit_code = max(self.exit_code, code)

    def add(self, other: BatchReport) -> None:
        """Take in what another part of the batch did."""
        self.wanted += other.wanted
        self.entries += other.entries
        for sentence, beside in other.sentences.items():
            self.say(sentence, beside_table=beside)
        self.warnings += other.warnings
        self.stopped_by(other.diagnostics)
        self.worst(other.exit_code)

    @property
    def lines(self) -> list[str]:
        """Return what is told when all is done: line by line for a few documents, else a table; then the total."""
        if not self.sentences and self.wanted == self._count(Result.CURRENT):
            return [f"Inget att göra: {counted(self.wanted, 'dokument är aktuellt', 'dokument är aktuella')}."]
        if self.wanted <= _CALM:
            return [*self.sentences, self._total()]
        beside = [sentence for sentence, wanted in self.sentences.items() if wanted]
        return [*table(self.entries, self.unmade), "", *beside, *[""] * bool(beside), self._total()]

    def _count(self, *results: Result) -> int:
        return sum(entry.result in results for entry in self.entries)

    def _total(self) -> str:
        made, current = self._count(*_MADE), self._count(Result.CURRENT)
        pieces = [counted(made, f"dokument {self.made[0]}", f"dokument {self.made[1]}")]
        if current:
            pieces.append(f"{current} redan {'aktuellt' if current == 1 else 'aktuella'}")
        left = self.wanted - made - current
        if left:
            pieces.append(f"{left} inte {self.made[0] if left == 1 else self.made[1]}")
        return joined(pieces).capitalize() + "."


def shortened(sentence: str) -> str:
    """Return a fault's sentence without the file that it begins with and the remedy that it ends with."""
    head, colon, rest = sentence.partition(": ")
    said = rest if colon and " " not in head.strip("/") else sentence
    return said.partition("; ")[0]


def table(entries: Sequence[Entry], unmade: str = "inte byggd") -> list[str]:
    """Return entries as rows under a head: documents of a plan that fared alike share a row.

    A table that would be very long holds only what was not made, and says so.
    """
    order = {plan: number for number, plan in enumerate(dict.fromkeys(entry.plan for entry in entries))}
    rows = _rows(sorted(entries, key=lambda entry: order[entry.plan]), unmade)
    hidden = 0
    if len(rows) > _MOST_ROWS:
        troubled = [row for row in rows if row.troubled]
        hidden, rows = len(rows) - len(troubled), troubled
    cells = [("Plan", "Dokument", "Resultat", "Varför"), *(row.cells for row in rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(4)]
    rule = tuple("─" * min(width, 60) for width in widths)
    lines = [
        _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (cells[0], rule, *cells[1:])
    ]
    if hidden:
        lines = lines if rows else []
        lines.append(f"({counted(hidden, 'rad', 'rader')} utan anmärkning visas inte.)")
    return lines


class _Row(NamedTuple):
    cells: tuple[str, str, str, str]
    troubled: bool


def _rows(entries: Iterable[Entry], unmade: str) -> list[_Row]:
    rows = []
    for (plan, result, why), same in groupby(entries, key=lambda e: (e.plan, e.result, e.why)):
        documents = [entry.document for entry in same]
        many = len(documents) > 1
        said = unmade + "a" * many if result is Result.FAILED else result.value[many]
        cells = (plan, ", ".join(documents), said, why)
        rows.append(_Row(cells, result not in _WELL))
    return rows
