"""What a dossier is: a plan with all that is needed to judge and print it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from pipeline.board import Board
from pipeline.case import Case
from pipeline.city import City
from pipeline.diagnostics import Path
from pipeline.layout import CASE_NAME, OUTCOMES_NAME, PLAN_NAME
from pipeline.markup import Blocks
from pipeline.outcome import Outcomes
from pipeline.plan import ActionPlan, Source
from pipeline.source import SourceDoc


@dataclass(frozen=True)
class Beside:
    """A definition beside the plan: its source, its model if it can be read, and the city's texts that it borrows."""

    source: SourceDoc
    model: Case | Outcomes | None
    borrowed: Mapping[Path, str]


class Past(NamedTuple):
    """One board's plan of a year before, its follow-up if there is one, and the whole dossier if it was opened."""

    plan: ActionPlan
    outcomes: Outcomes | None = None
    whole: Dossier | None = None


@dataclass(frozen=True)
class Dossier:
    """A plan and its surroundings. `borrowed` gives the city's text by the path where the plan uses it.

    `history` has the plans of the years before, last year's first: the board's own, or those of the boards that it
    succeeded; `previous` and `previous_outcomes` are the first of last year's. `home` has the names of the folders
    that the file lies in, the year's and the board's. `case` and `outcomes` are None when their file is absent;
    `beside` has both by the name of the file. `present` names the files beside the plan that the case sends along.
    `reads` is the definition whose texts are asked for: see `reading`.
    """

    source: SourceDoc
    plan: ActionPlan
    city: City
    boards: Mapping[str, Board]
    borrowed: Mapping[Path, str]
    previous: ActionPlan | None = None
    history: tuple[tuple[Past, ...], ...] = ()
    home: tuple[str, str] | None = None
    beside: Mapping[str, Beside] = field(default_factory=dict)
    previous_outcomes: Outcomes | None = None
    present: frozenset[str] = frozenset()
    reads: str = PLAN_NAME

    @property
    def board(self) -> Board | None:
        """Return the plan's board, or None when the register has no such id."""
        return self.boards.get(self.plan.namnd)

    @property
    def case(self) -> Case | None:
        """Return the case of `arende.yaml`, or None."""
        model = self.beside[CASE_NAME].model if CASE_NAME in self.beside else None
        return model if isinstance(model, Case) else None

    @property
    def outcomes(self) -> Outcomes | None:
        """Return the follow-up of `uppfoljning.yaml`, or None."""
        model = self.beside[OUTCOMES_NAME].model if OUTCOMES_NAME in self.beside else None
        return model if isinstance(model, Outcomes) else None

    @property
    def definitions(self) -> Mapping[str, SourceDoc]:
        """Return the source of each definition that is there, by the name of its file; the plan's first."""
        return {PLAN_NAME: self.source, **{name: beside.source for name, beside in self.beside.items()}}

    def reading(self, name: str) -> Dossier:
        """Return this dossier with the texts of another definition as its own, for rules that read any text."""
        return self if name == self.reads else self._views.setdefault(name, replace(self, reads=name))

    @cached_property
    def _views(self) -> dict[str, Dossier]:
        return {}

    @property
    def called(self) -> str:
        """Return what the definition being read is called: `planen`."""
        return {CASE_NAME: "ärendet", OUTCOMES_NAME: "uppföljningen"}.get(self.reads, "planen")

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Return the city's and the plan's sources by label; the plan's own win. `ur` is filled in."""
        known = {**self.city.kallor, **self.plan.kallor}
        return {k: s.within(known[s.ur]) if s.ur in known else s for k, s in known.items()}

    def note(self, label: str) -> Blocks | None:
        """Return the text of the note that `[^label]` refers to, or None."""
        source = self.sources.get(label)
        return source.blocks if source else None

    @property
    def _read(self) -> ActionPlan | Case | Outcomes | None:
        return self.plan if self.reads == PLAN_NAME else self.beside[self.reads].model

    def texts(self) -> Sequence[tuple[Path, str]]:
        """Return every printed string of the definition being read, with its path."""
        return self._read.printed if self._read else ()

    @property
    def literal(self) -> frozenset[Path]:
        """Return the paths of those texts that are printed as they are written."""
        return self._read.literal if self._read else frozenset()

    @property
    def lent(self) -> Mapping[Path, str]:
        """Return the city's texts by the path where the definition being read uses them."""
        return self.borrowed if self.reads == PLAN_NAME else self.beside[self.reads].borrowed

    def own_texts(self) -> Sequence[tuple[Path, str]]:
        """Return every printed string that the board itself wrote, with its path."""
        return self._own_texts

    @cached_property
    def _own_texts(self) -> tuple[tuple[Path, str], ...]:
        return tuple((path, text) for path, text in self.texts() if path not in self.lent)

    def picture_texts(self) -> Iterator[tuple[Path, str]]:
        """Yield what the board itself wrote in its lägesbild, with its path; the list of its sources is left out."""
        if self.reads != PLAN_NAME:
            yield from ((p, t) for p, t in self.own_texts() if p[0] == "lagesbild")
            return
        picture = self.plan.picture()
        if picture:
            start = picture[0]
            yield from (
                (p, t) for p, t in self.own_texts() if p[: len(start)] == start and "kallor" not in p[len(start) :]
            )
